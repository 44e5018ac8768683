"""Words that a user typed, as a Lucene query: no syntax of it gets through."""

import re

MOST = 32
"""Words beyond which the rest is left out: each one is a search of its own."""


def quoted(text: str) -> list[str]:
    """Each word as a phrase; what has no letter or digit is no word."""
    return [f'"{w}"' for w in re.sub(r'["\\\\]', " ", text).split() if re.search(r"\w", w)]


def all_of(text: str) -> str:
    """The query for texts with all the words; empty where there is none."""
    return " AND ".join(quoted(text)[:MOST])
