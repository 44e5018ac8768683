"""Posts and tenures, sentences, sources and decisions: what is asked of them and what their answers are made of."""
