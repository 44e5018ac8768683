"""Bytes of unknown kind: archives and binaries are refused, web pages and feeds told from text by how they begin."""

import re

from graph.article import Article
from graph.read import guards
from graph.read.decode import decode, decode_page
from graph.read.feed import read_feed
from graph.read.given import Given, Origin
from graph.read.html import read_page
from graph.read.text import make
from graph.settings import Settings

_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|main|article|section|div|title|meta|h1|p)\b", re.IGNORECASE)
_XML = re.compile(rb"<(\?xml|rss|feed|rdf:RDF|!doctype)\b", re.IGNORECASE)
_PROLOG = re.compile(rb"\s*(<\?xml[^>]*\?>|<!--.*?-->|\s)*", re.DOTALL)


def read_data(data: bytes, origin: Origin, given: Given, settings: Settings) -> Article:
    """The article in `data`. Raises an `InputError`."""
    guards.small_enough(len(data), settings)
    guards.no_archive(data)
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    prolog = _PROLOG.match(head)
    root = head[prolog.end() if prolog else 0 :]
    if _PAGE.match(root) or (origin.name.lower().endswith((".html", ".htm")) and not _XML.match(head)):
        return read_page(decode_page(data, origin.charset), origin, given, settings)
    given = given.over(Given(url=origin.url))
    if _XML.match(head) or _XML.match(root):
        return read_feed(data, given, settings)
    return make(decode(data), given, settings)
