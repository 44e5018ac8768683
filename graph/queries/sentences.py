"""The sentences that state acts: found by their words, each with its article and the acts that rest on it."""

from dataclasses import dataclass
from typing import Any

from graph.acts import Act, Span
from graph.errors import UnknownResource
from graph.queries.acts import article_record, resting
from graph.queries.asked import Answer, ArticleRecord, Page
from graph.queries.names import skipped
from graph.queries.words import all_of
from graph.store import Store

_FITTING = """
CALL db.index.fulltext.queryNodes('sentence_text', $words) YIELD node AS sentence, score
WHERE EXISTS { (:Act)-[:EVIDENCED_BY]->(sentence) }
"""

_COUNT = f"{_FITTING}RETURN count(sentence) AS n"

_SEARCH = f"""{_FITTING}
WITH sentence, score ORDER BY score DESC, sentence.uri SKIP $skip LIMIT $limit
MATCH (sentence)-[:IN_ARTICLE]->(article)
RETURN properties(sentence) AS sentence, properties(article) AS article, score ORDER BY score DESC, sentence.uri
"""

_ONE = """
MATCH (sentence:Resource:Sentence {uri: $iri})-[:IN_ARTICLE]->(article)
WHERE EXISTS { (:Act)-[:EVIDENCED_BY]->(sentence) }
RETURN properties(sentence) AS sentence, properties(article) AS article
"""


@dataclass(frozen=True, slots=True)
class Stating:
    """A sentence of an article and the acts that it states, in the order of its words."""

    iri: str
    span: Span
    article: ArticleRecord
    acts: tuple[Act, ...]


def sentences(store: Store, words: str, page: Page) -> Answer[Stating]:
    """Sentences with all the words, the best first; the cursor counts what came before."""
    skip, query = skipped(page), all_of(words)
    if not query:
        return Answer((), 0)
    (count,) = store.ask(_COUNT, words=query)
    rows = store.ask(_SEARCH, words=query, skip=skip, limit=page.limit)
    seen = skip + page.limit
    return Answer(_stating(store, rows), count["n"], page.next(str(seen), "") if seen < count["n"] else None)


def sentence(store: Store, iri: str) -> Stating:
    """Raises `UnknownResource`."""
    found = _stating(store, store.ask(_ONE, iri=iri))
    if not found:
        raise UnknownResource(f"no sentence {iri} that states an act")
    return found[0]


def _stating(store: Store, rows: list[dict[str, Any]]) -> tuple[Stating, ...]:
    stated = resting(store, [row["sentence"]["uri"] for row in rows])
    return tuple(_one(row["sentence"], row["article"], stated) for row in rows)


def _one(has: dict[str, Any], article: dict[str, Any], stated: dict[str, tuple[Act, ...]]) -> Stating:
    span = Span(has["start"], has["end"], has["text"])
    return Stating(has["uri"], span, article_record(article), stated[has["uri"]])
