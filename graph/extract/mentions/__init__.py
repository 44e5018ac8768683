"""Where the text speaks of a participant: names, descriptions and pronouns, for coreference to join."""
