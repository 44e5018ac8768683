"""Reading a sentence or two of our own with the real pipeline, for the tests of every stage of extraction."""

from datetime import date
from functools import cache

from spacy.tokens import Doc

from graph.acts import Act
from graph.article import Article
from graph.extract.reader import Reader
from graph.registry import Registry
from graph.settings import Settings

WEDNESDAY = date(2017, 12, 20)


@cache
def reader() -> Reader:
    """A reader that leaves out nothing, however unlikely: what the rules find is tested."""
    return Reader(Settings(_env_file=None, WHOWHOM_LEAST_CONFIDENCE=0), Registry.read())


def parsed(text: str) -> Doc:
    from graph.extract.parse.pipeline import load_pipeline

    return load_pipeline(Settings(_env_file=None).spacy_model)(text)


def article(text: str) -> Article:
    return Article("sample", text, "A sample", WEDNESDAY)


def read(text: str) -> tuple[Act, ...]:
    return reader().read(article(text), "https://example.org/sample")


def told(text: str) -> set[str]:
    """Each act as "agent TYPE target"."""
    return {f"{a.agent.name} {a.type} {a.target.name}" for a in read(text)}


def one(text: str, code: str) -> Act:
    """The only act of that type."""
    (found,) = [a for a in read(text) if a.type == code]
    return found
