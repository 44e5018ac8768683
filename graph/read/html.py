"""A web page becomes the text of its article and what its metadata say. Nothing in it is run, fetched or kept."""

import re
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html
import trafilatura
from htmldate import find_date
from trafilatura.settings import Document

from graph.article import Article
from graph.errors import EmptyText, TooLarge, UnsafeInput
from graph.read.dates import as_date
from graph.read.decode import clean
from graph.read.given import Given, Origin
from graph.read.names import address
from graph.read.several import one_block
from graph.read.text import make
from graph.settings import Settings

ELEMENTS = 30_000
"""Elements of the largest page that is searched; news pages have some thousands."""
BESIDE = 3
"""How many times the longest article's characters a page may show, menus and comments included."""

_DECLARES = re.compile(r"<!DOCTYPE[^>]*\[|<!ENTITY", re.IGNORECASE)


def read_page(page: str, origin: Origin, given: Given, settings: Settings) -> Article:
    """The article of the page. Raises an `InputError`."""
    page = clean(page)
    if _DECLARES.search(page[:10_000]):
        raise UnsafeInput("the page declares entities of its own, as attacks do; save it as plain HTML or text")
    tree = _tree(page)
    _of_a_pages_size(tree, settings)
    one_block(tree)
    try:
        found = trafilatura.bare_extraction(page, url=origin.url, include_comments=False, with_metadata=True)
    except RecursionError as error:
        raise UnsafeInput("the page is nested too deeply") from error
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise EmptyText("no article was found in the page")
    return make(
        _paragraphs(found.text or ""),
        given.over(_told(found, page, _own_address(tree, origin.url))),
        settings,
        found.author,
    )


def _tree(page: str) -> lxml.html.HtmlElement:
    try:
        return lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except lxml.etree.LxmlError as error:
        raise EmptyText("there is nothing in the page") from error


def _of_a_pages_size(tree: lxml.html.HtmlElement, settings: Settings) -> None:
    """Looking for the article takes minutes in pages that are no news pages. Raises `TooLarge`."""
    elements = sum(1 for _ in tree.iter())
    size = sum(map(len, tree.xpath("//body//text()[not(parent::script or parent::style)]")))
    if elements > ELEMENTS or size > BESIDE * settings.max_characters:
        raise TooLarge(f"the page has {elements:,} elements and {size:,} characters; save the article alone")


def _paragraphs(text: str) -> str:
    """trafilatura gives a line to each paragraph; a blank one between tells that a headline is no part of the lead."""
    return "\n\n".join(line for line in text.splitlines() if line.strip())


def _told(found: Document, page: str, url: str | None) -> Given:
    """What the page says of itself. Only a date that it marks as one counts: others belong to its footer or its ads."""
    day = find_date(page, url=url, extensive_search=False, original_date=True)
    return Given(found.title, as_date(day) if day else None, found.sitename, url)


def _own_address(tree: lxml.html.HtmlElement, url: str | None) -> str | None:
    """The address that the page calls its own, else the one it was fetched from.

    A fetched page is believed on its own host only, so that it cannot pass for an article of another.
    """
    named = next(iter(tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")), None)
    with suppress(UnsafeInput, ValueError):
        own = address(urljoin(url or "", named or ""))
        if not url or urlsplit(own).netloc == urlsplit(url).netloc:
            return own
    return url
