"""How two actors are tied: the shortest chains of acts, ownership and membership, each hop with its best evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from graph.acts import ActDate, Entity, Span
from graph.errors import QueryError, StoreError
from graph.queries.acts import FITS, HAPPENED, article_record, entity, shown
from graph.queries.asked import ArticleRecord, Filters, Page
from graph.queries.chains import TIES, Chain, chains
from graph.store import Store
from graph.store.patterns import DERIVED

# From the relationship of an act, since Neo4j finds those between two nodes from the one that has fewer.
_HOPS = f"""
UNWIND $pairs AS pair
MATCH (x:Resource {{uri: pair[0]}}) MATCH (y:Resource {{uri: pair[1]}})
CALL (x, y) {{
    MATCH (x)-[direct:{DERIVED}]-(y)
    MATCH (act:Resource:Act {{uri: direct.act}}) WHERE {HAPPENED} AND {FITS}
    RETURN count(act) AS acts, max([act.confidence, toString(act.sortDate), act.uri]) AS top
}}
OPTIONAL MATCH (act:Resource:Act {{uri: top[2]}})-[:EVIDENCED_BY]->(sentence)-[:IN_ARTICLE]->(article)
OPTIONAL MATCH (agent)-[:AGENT_OF]->(act)
WITH *, head([(x)-[r:{TIES}]-(y) | r]) AS tie
WITH *, coalesce(agent, startNode(tie)) = x AS forward
RETURN pair, acts, type(tie) AS tie, properties(act) AS act, properties(sentence) AS sentence,
  properties(article) AS article,
  CASE WHEN forward THEN {shown("x")} ELSE {shown("y")} END AS source,
  CASE WHEN forward THEN {shown("y")} ELSE {shown("x")} END AS target
"""

_REALIS = f"""
UNWIND $ends AS iri MATCH (:Resource:Participant {{uri: iri}})-[:AGENT_OF|TARGETS]-(act:Act)
WITH DISTINCT act WHERE {FITS} AND NOT {HAPPENED}
RETURN act.realis AS realis, count(*) AS n ORDER BY realis
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """The act of a hop: its IRI, stance, realis and date, the sentence that states it and its article."""

    act: str
    stance: str
    realis: str
    date: ActDate | None
    sentence: Span
    article: ArticleRecord


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: `source` did the act to `target`, or is owned by, part of or a member of it (no `deed`).

    Of the `acts` between the two that pass the filters the deed is the surest, of equals the latest.
    """

    source: Entity
    target: Entity
    type: str
    acts: int
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class Paths:
    """A page of chains, and the cursor of the next one; `left_out` counts acts of the two ends, by realis."""

    items: tuple[tuple[Hop, ...], ...]
    next: str | None
    left_out: Mapping[str, int]


def paths(store: Store, source: str, end: str, filters: Filters = Filters(), page: Page = Page(10)) -> Paths:
    """Chains between the participants of two IRIs: those of the fewest hops, of equals in the order of their IRIs.

    Every act of a chain passes the filters. Raises `QueryError` for a path from one to itself.
    """
    if source == end:
        raise QueryError("a path needs two different actors")
    given = filters.parameters()
    found = list(islice(chains(store, source, end, given, _after(page)), page.limit + 1))
    shown = [(source, *chain, end) for chain in found[: page.limit]]
    hops = _hops(store, {pair for chain in shown for pair in pairwise(chain)}, given)
    more = page.next(str(len(shown[-1]) - 1), " ".join(shown[-1][1:-1])) if len(found) > page.limit else None
    left_out = {r["realis"]: r["n"] for r in store.ask(_REALIS, ends=[source, end], **given)}
    return Paths(tuple(tuple(hops[pair] for pair in pairwise(chain)) for chain in shown), more, left_out)


def _after(page: Page) -> Chain | None:
    """The last chain of the page before, without its ends."""
    after = page.after()
    return tuple(after[1].split()) if after else None


def _hops(store: Store, pairs: Iterable[tuple[str, str]], given: Mapping[str, Any]) -> dict[tuple[str, str], Hop]:
    rows = store.ask(_HOPS, pairs=sorted(pairs), **given)
    return {(one, other): _hop(row) for row in rows for one, other in (row["pair"],)}


def _hop(row: Mapping[str, Any]) -> Hop:
    source, target = entity(row["source"]), entity(row["target"])
    if source is None or target is None:
        raise StoreError("a path leads through something that is no participant")
    deed = _deed(row) if row["act"] else None
    return Hop(source, target, row["act"]["type"] if deed else row["tie"], row["acts"], deed)


def _deed(told: Mapping[str, Any]) -> Deed:
    act, sentence = told["act"], told["sentence"]
    return Deed(
        act=act["uri"],
        stance=act["stance"],
        realis=act["realis"],
        date=ActDate(act["date"], act["datePrecision"]) if "date" in act else None,
        sentence=Span(sentence["start"], sentence["end"], sentence["text"]),
        article=article_record(told["article"]),
    )
