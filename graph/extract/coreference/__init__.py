"""Which mentions are one participant; what it resolves, the cast of `arguments` hands to the later stages."""
