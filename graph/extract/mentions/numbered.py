"""Measures that are named by a number: "Senate Bill 4", "H.R. 36", "Proposition 187", "Executive Order 13769"."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from graph.extract.mentions.gazetteer import Name
from graph.extract.parse.listed import text_of

_NUMBERED = {
    "Bill": r"(?:(?:Senate|House|Assembly) (?:Bill|Resolution)|[SHA]\.?B\.?|H\.R\.)",
    "ExecutiveOrder": r"(?:Executive Order|Proclamation)",
    "Statute": r"(?:Proposition|Prop\.|Measure|Public Law|Initiative)",
}
_PATTERN = re.compile(
    r"\b(?:" + "|".join(rf"(?P<{kind}>{words} ?(?:No\. )?\d[\d-]*)" for kind, words in _NUMBERED.items()) + r")(?!\w)"
)


def numbered(doc: Doc) -> Iterator[Name]:
    """The names of the text that end in such a number, with the kind of measure that they tell."""
    for match in _PATTERN.finditer(text_of(doc)):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None and match.lastgroup:
            yield Name(span.start, span.end, match.lastgroup, sure=True)
