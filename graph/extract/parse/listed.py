"""The parse as lists: spaCy makes a new object for every look at a token, which reading by rules would do too often."""

from collections.abc import Callable
from functools import wraps

from spacy.tokens import Doc, Token

_TEXT, _TOKENS, _CHILDREN = "whowhom_text", "whowhom_tokens", "whowhom_children"


def text_of(doc: Doc) -> str:
    """The text of the document, which spaCy puts together from its tokens each time."""
    found: str | None = doc.user_data.get(_TEXT)
    if found is None:
        found = doc.user_data[_TEXT] = doc.text
    return found


def every(doc: Doc) -> list[Token]:
    """Every token of the document, each made once."""
    found: list[Token] | None = doc.user_data.get(_TOKENS)
    if found is None:
        found = doc.user_data[_TOKENS] = list(doc)
    return found


def kids(token: Token) -> list[Token]:
    """The syntactic children of the token, in the order of the text."""
    table: list[list[Token]] | None = token.doc.user_data.get(_CHILDREN)
    if table is None:
        table = token.doc.user_data[_CHILDREN] = _table(token.doc)
    return table[token.i]


def once(find: Callable[[Token], list[Token]]) -> Callable[[Token], list[Token]]:
    """A question about a token that is asked often is answered once a document; each asker has a list of his own."""
    key = f"whowhom_{find.__name__}"

    @wraps(find)
    def remembered(token: Token) -> list[Token]:
        known: dict[int, list[Token]] = token.doc.user_data.setdefault(key, {})
        found = known.get(token.i)
        if found is None:
            found = known[token.i] = find(token)
        return [*found]

    return remembered


def lefts(token: Token) -> list[Token]:
    """The children before the token."""
    at = token.i
    return [c for c in kids(token) if c.i < at]


def rights(token: Token) -> list[Token]:
    """The children after the token."""
    at = token.i
    return [c for c in kids(token) if c.i > at]


def forget(doc: Doc) -> None:
    """Let go of the lists, which refer back to the document."""
    doc.user_data.clear()


def _table(doc: Doc) -> list[list[Token]]:
    words = every(doc)
    table: list[list[Token]] = [[] for _ in words]
    for token in words:
        head = token.head.i
        if head != token.i:
            table[head].append(token)
    return table
