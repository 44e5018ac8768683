"""XML: a feed with one item is an article, everything else is refused. A document type declaration is never read."""

from xml.etree.ElementTree import Element, ParseError

import lxml.html
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from graph.article import Article
from graph.errors import EmptyText, NotText, SeveralArticles, UnsafeInput
from graph.read.dates import as_date
from graph.read.given import Given
from graph.read.several import ADVICE
from graph.read.text import make
from graph.settings import Settings

_BODY = ("encoded", "content", "description", "summary")
_BLOCKS = ("p", "br", "div", "li", "h1", "h2", "h3", "blockquote")


def read_feed(data: bytes, given: Given, settings: Settings) -> Article:
    """The article of a feed's only item. Raises an `InputError`."""
    items = [e for e in _root(data).iter() if _name(e) in ("item", "entry")]
    if len(items) > 1:
        raise SeveralArticles(f"the feed has {len(items)} items; {ADVICE}")
    if not items:
        raise EmptyText("the XML holds no item of a feed; give the article's text or its web page")
    fields = {_name(e): (e.text or e.get("href") or "").strip() for e in items[0]}
    told = Given(
        title=fields.get("title"),
        published=as_date(fields.get("pubDate") or fields.get("published") or fields.get("updated") or ""),
        url=fields.get("link"),
    )
    body = next((fields[name] for name in _BODY if fields.get(name)), "")
    return make(_plain(body), given.over(told), settings, fields.get("creator"))


def _root(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnsafeInput("the XML declares a document type or entities, as attacks do; it was not read") from error
    except (ParseError, ValueError, LookupError) as error:
        raise NotText(f"the XML is broken: {error}") from error
    return root


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _plain(markup: str) -> str:
    """The text of a fragment of HTML, a line for each block."""
    if not markup:
        return ""
    fragment = lxml.html.fragment_fromstring(markup, create_parent="div")
    for element in list(fragment.iter("script", "style", "iframe")):
        element.drop_tree()
    for element in fragment.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    return str(fragment.text_content()).strip()
