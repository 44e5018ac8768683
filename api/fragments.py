"""Links into the live article that open it at a sentence: text fragments (https://wicg.github.io/scroll-to-text-fragment/)."""

from urllib.parse import quote

LONGEST = 300
"""Characters beyond which a sentence is linked by its first and last words."""
_WORDS = 6


def link(url: str | None, text: str) -> str | None:
    """The address that opens the article at the text; None for an article without an address."""
    if url is None:
        return None
    words = text.split()
    # A fragment in one piece never matches across two paragraphs, one with a start and an end does.
    whole = ("\n" not in text and len(text) <= LONGEST) or len(words) <= 2 * _WORDS
    parts = [words] if whole else [words[:_WORDS], words[-_WORDS:]]
    directive = ",".join(_encoded(" ".join(part)) for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _encoded(text: str) -> str:
    """Percent-encoded, the hyphen too, which has a meaning of its own in a text directive."""
    return quote(text, safe="").replace("-", "%2D")
