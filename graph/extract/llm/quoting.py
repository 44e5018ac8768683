"""Where words that somebody quotes stand in the text: character by character, whole words only.

White space of any length counts as one, and curly quotation marks as straight ones: models change these when they copy.
What is stored are the words of the text, never the quotation.
"""

import re

from graph.acts import Span

_LONGEST = 400
_ALIKE = str.maketrans("\u2018\u2019\u201a\u201c\u201d\u201e\u00a0\u2013\u2014", "'''\"\"\" --")


def quoted(words: str, text: str, within: Span) -> list[Span]:
    """Every place of the words inside `within`, in order; none for words that are empty or overlong."""
    parts = words.translate(_ALIKE).split()
    if not parts or len(words) > _LONGEST:
        return []
    start = r"(?<!\w)" if parts[0][0].isalnum() else ""
    end = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    pattern = start + r"\s+".join(map(re.escape, parts)) + end
    found = re.finditer(pattern, text[within.start : within.end].translate(_ALIKE))
    return [span_of(text, within.start + m.start(), within.start + m.end()) for m in found]


def span_of(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()), words.strip())


def overlap(one: Span, other: Span) -> int:
    """How many characters the two share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def distance(one: Span, other: Span) -> int:
    """How many characters lie between the two."""
    return max(0, one.start - other.end, other.start - one.end)
