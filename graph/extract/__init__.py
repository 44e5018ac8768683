"""From an article to its acts, a folder a stage: `reader` tells their order, `llm` reads by a language model."""
