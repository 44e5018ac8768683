"""The one function that makes an `Article`: whoever has one has a clean text, a title and a date."""

from dataclasses import replace

from graph.article import Article
from graph.errors import NoDate
from graph.read import guards
from graph.read.decode import clean, one_line
from graph.read.given import Given
from graph.read.names import address, dated, digest, document_name, readable
from graph.read.recognise import first_words, recognise
from graph.read.several import one_article
from graph.settings import Settings


def make(text: str, given: Given, settings: Settings, byline: str | None = None) -> Article:
    """The article of that text; what `given` leaves open is recognised. Raises an `InputError`."""
    guards.short_enough(text, settings)
    guards.has_words(text)
    one_article(text)
    text = clean(text)
    guards.is_english(text)
    seen = recognise(text)
    given = _tidy(given)
    published = given.published or seen.published or dated(given.document or "")
    if not published:
        raise NoDate('no date of publication was found; give it, or add a line such as "Published August 3, 2017"')
    return Article(
        document=document_name(given.document) if given.document else digest(text),
        text=text,
        title=given.title or one_line(seen.title) or readable(given.document or "") or first_words(text),
        published=published,
        publisher=given.publisher or one_line(seen.publisher),
        url=given.url,
        dateline=one_line(seen.dateline),
        byline=one_line(byline or seen.byline),
    )


def _tidy(given: Given) -> Given:
    """What was said, each on one line and the address checked. Raises `UnsafeInput`."""
    return replace(
        given,
        title=one_line(given.title),
        publisher=one_line(given.publisher),
        document=one_line(given.document),
        url=address(given.url) if given.url and given.url.strip() else None,
    )
