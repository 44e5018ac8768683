"""Whether and when an act happened and on whose word it is told, for the reader to write on it."""
