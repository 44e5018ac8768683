"""What the article speaks of, persons, bodies, groups and measures, found again by description; for coreference."""
