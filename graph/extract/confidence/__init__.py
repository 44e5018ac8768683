"""How likely an act that was found is right, for the reader to choose by and to tell."""
