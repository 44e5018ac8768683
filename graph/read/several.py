"""Whether an input holds more than one article. Unsure means one: a wrong refusal costs more than a long article."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from graph.errors import SeveralArticles
from graph.read.recognise import dateline, is_note

ADVICE = "give one article per file, or a CSV table with one per row"
ARTICLE = 500
"""Characters of paragraphs from which a block of a page counts as an article; teasers have less."""

_RULE = re.compile(r"\f|^[ \t]*(?:([-=*_#~])[ \t]*)(?:\1[ \t]*){2,}$", re.MULTILINE)
_LINE = re.compile(r"^.+$", re.MULTILINE)


def one_article(text: str) -> None:
    """Raises `SeveralArticles` for two agency datelines at starts of lines, or two parts that open as articles do.

    Parts are told apart by a form feed or a rule of dashes, asterisks and the like.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    datelines = sum(1 for line in _LINE.finditer(text) if _from_agency(line.group()))
    if datelines > 1:
        raise SeveralArticles(f"{datelines} lines begin with an agency's dateline; {ADVICE}")
    parts = sum(map(_opens, _parts(text)))
    if parts > 1:
        raise SeveralArticles(f"{parts} parts begin with a dateline, a writer or a date of their own; {ADVICE}")


def one_block(page: HtmlElement) -> None:
    """Raises `SeveralArticles` for a page with two long `<article>`s that have headlines of their own."""
    blocks = [a for a in page.iter("article") if not any(True for _ in a.iterancestors("article"))]
    long = [a for a in blocks if _prose(a) >= ARTICLE and any(True for _ in a.iter("h1", "h2"))]
    if len(long) > 1:
        raise SeveralArticles(f"the page holds {len(long)} articles; {ADVICE}")


def _from_agency(line: str) -> bool:
    found = dateline(line.strip()[:200])
    return bool(found and found[1])


def _parts(text: str) -> Iterator[str]:
    start = 0
    for rule in _RULE.finditer(text):
        yield text[start : rule.start()]
        start = rule.end()
    yield text[start:]


def _opens(part: str) -> bool:
    """Whether the part has a dateline, a writer or a date among its first lines, and prose below."""
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    return len(part) > 200 and any(dateline(line[:200]) or is_note(line) for line in lines[:4])


def _prose(block: HtmlElement) -> int:
    return sum(len(p.text_content().strip()) for p in block.iter("p"))
