"""Words that may express an act, verbs and nouns, for `arguments` to find who acts upon whom."""
