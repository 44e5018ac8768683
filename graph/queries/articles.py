"""Which articles are loaded, what each said when, and which one has a given text."""

from dataclasses import dataclass
from typing import Any

from graph.acts import Entity
from graph.errors import AmbiguousName, UnknownResource
from graph.queries.acts import article_record, entity
from graph.queries.asked import ArticleRecord
from graph.store import Store
from graph.triples import version_number
from ontology.vocabulary import ID

_STORED = """
MATCH (a:Resource:Article {uri: $iri})
RETURN properties(a) AS has, head([(e:Extraction)-[:READ]->(a) | properties(e)]) AS run,
  [(a)-[:REPLACES]->(v) | properties(v)] AS versions,
  COUNT { (:Act)-[:EVIDENCED_BY]->()-[:IN_ARTICLE]->(a) } AS acts
"""

_SAME_TEXT = "MATCH (a:Article {sha256: $sha256}) WHERE a.uri <> $iri RETURN a.uri AS iri ORDER BY iri LIMIT 1"

_LIST = """
MATCH (a:Article) WHERE $after IS NULL OR a.uri > $after
WITH a ORDER BY a.uri LIMIT $limit
RETURN properties(a) AS has ORDER BY has.uri
"""

_IDENTIFY = """
MATCH (a:Article) WHERE a.uri IN $iris OR a.document = $given OR a.url = $given
RETURN a.uri AS iri ORDER BY iri LIMIT 9
"""

# As the articles state it: decisions may have turned the owner to another one.
_DESCRIBED = """
UNWIND $iris AS iri MATCH (n:Resource {uri: iri})
WITH n, coalesce(n.withdrawn, labels(n)) AS labels,
  head([(n)-[:STATED {type: 'OWNED_BY'}]->(o) | o] + [(n)-[:OWNED_BY]->(o) | o]) AS owner
WHERE 'Participant' IN labels
RETURN {uri: n.uri, name: n.name, labels: labels, owner: CASE WHEN owner IS NOT NULL
    THEN {uri: owner.uri, name: owner.name, labels: coalesce(owner.withdrawn, labels(owner))} END} AS found
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it is stored: `has` its properties, `run` those of its extraction, `versions` of older texts."""

    record: ArticleRecord
    has: dict[str, Any]
    run: dict[str, Any]
    versions: tuple[dict[str, Any], ...]
    acts: int


def stored(store: Store, iri: str) -> Stored | None:
    rows = store.ask(_STORED, iri=iri)
    if not rows:
        return None
    (row,) = rows
    versions = tuple(sorted(row["versions"], key=lambda v: version_number(v["uri"])))
    return Stored(article_record(row["has"]), row["has"], row["run"] or {}, versions, row["acts"])


def article(store: Store, iri: str) -> Stored:
    """Raises `UnknownResource`."""
    found = stored(store, iri)
    if found is None:
        raise UnknownResource(f"no article {iri}")
    return found


def identify(store: Store, given: str) -> str:
    """The IRI of the article of that IRI, identifier (with `article/` or without), document name or address.

    Raises `UnknownResource`, or `AmbiguousName` where the document name is that of several.
    """
    iris = [given, str(ID) + given, f"{ID}article/{given}"]
    rows = store.ask(_IDENTIFY, iris=iris, given=given)
    if not rows:
        raise UnknownResource(f"no article {given!r}")
    if len(rows) > 1:
        shown = ", ".join(f"{given} ({r['iri'].removeprefix(str(ID))})" for r in rows[:8])
        raise AmbiguousName(f"{given!r} may be {shown}")
    return str(rows[0]["iri"])


def with_text(store: Store, sha256: str, other_than: str) -> Stored | None:
    """Another article with the very same text."""
    rows = store.ask(_SAME_TEXT, sha256=sha256, iri=other_than)
    return stored(store, rows[0]["iri"]) if rows else None


def articles(store: Store, limit: int = 50, after: str | None = None) -> tuple[tuple[ArticleRecord, ...], int]:
    """Articles in the order of their IRIs from the one `after`, and how many there are."""
    rows = store.ask(_LIST, limit=limit, after=after)
    (count,) = store.ask("MATCH (a:Article) RETURN count(a) AS n")
    return tuple(article_record(r["has"]) for r in rows), count["n"]


def described(store: Store, iris: list[str]) -> dict[str, Entity]:
    """Those of the participants that the store describes, as it describes them; the merged and the removed too."""
    found = (entity(r["found"]) for r in store.ask(_DESCRIBED, iris=iris))
    return {e.iri: e for e in found if e}
