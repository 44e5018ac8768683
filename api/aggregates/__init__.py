"""Acts summed up: dyads and other groups, claims by speaker, networks, and what the graph holds."""
