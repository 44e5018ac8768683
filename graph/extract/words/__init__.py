"""What words mean, as the lists in `ontology/lexicon` say, for every later stage."""
