"""Who acted against whom: acts by agent, target, policy, article and the rest, each with its sentence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from graph.acts import Act, ActDate, Entity, Evidence, Span
from graph.errors import StoreError, UnknownResource
from graph.queries.asked import WAYS, Answer, ArticleRecord, Filters, Found, Page, Through
from graph.queries.reach import RANKS, reaching, reaching_both
from graph.store import Store
from ontology.vocabulary import VOCABULARY

ENTITY = "{uri: %s.uri, name: %s.name, labels: labels(%s)}"
"""Cypher map of the participant in a variable."""

OWNED = f"head([(%s)-[:OWNED_BY]->(o) | {ENTITY.replace('%s', 'o')}])"
"""Cypher map of the owner of the measure in a variable."""


def shown(variable: str) -> str:
    """Cypher map, for `entity`, of the participant in a variable with its owner, which a measure has."""
    return f"{ENTITY[:-1]}, owner: {OWNED}}}".replace("%s", variable)


SEVERITY = {c.notation: c.severity for c in VOCABULARY.codes.values() if c.scheme == "ActType"}

ITSELF = "WITH DISTINCT act, {rank: 0, via: null, post: null} AS way\n"
"""Goes on with each `act` once, as one that reaches nobody in particular."""

_OF_ARTICLE = "MATCH (:Resource:Article {uri: $article})<-[:IN_ARTICLE]-()<-[:EVIDENCED_BY]-(act:Act) " + ITSELF
_OVER_POLICY = "MATCH (:Resource {uri: $policy})-[:AGENT_OF|TARGETS|ABOUT]-(act:Act) " + ITSELF
_EVERY = "MATCH (act:Act) " + ITSELF

FITS = """($stances = [] OR act.stance IN $stances)
  AND ($since IS NULL OR act.sortDate >= $since)
  AND ($until IS NULL OR act.sortDate <= $until)
  AND ($types = [] OR act.type IN $types)
  AND act.confidence >= $minConfidence
  AND ($upto IS NULL OR act.added <= $upto)
  AND ($policy IS NULL OR EXISTS { (act)-[:TARGETS|ABOUT]->({uri: $policy}) }
       OR EXISTS { ({uri: $policy})-[:AGENT_OF]->(act) })
  AND ($article IS NULL OR EXISTS { (act)-[:EVIDENCED_BY]->()-[:IN_ARTICLE]->({uri: $article}) })"""
"""What `Filters` ask of `act` itself, but for its realis."""

FILTER = f"WITH * WHERE {FITS}\n"

_KEYS = {
    "-date": "toString(act.sortDate)",
    "date": "toString(act.sortDate)",
    "-severity": "right('000' + toString($severity[act.type]), 3) + toString(act.sortDate)",
    "-confidence": "toString(act.confidence + 1.0)",
}

_COUNT = "WITH act.realis AS realis, count(*) AS n RETURN collect([realis, n]) AS counts"

HAPPENED = "($realis = [] OR act.realis IN $realis)"
"""What `Filters` ask of the realis of `act`."""


def owned(variable: str) -> str:
    """Cypher column of the participant in a variable, which may be null."""
    return f"CASE WHEN {variable} IS NULL THEN null ELSE {shown(variable)} END AS {variable}"


SHOW = f"""
MATCH (act)-[:EVIDENCED_BY]->(sentence)-[:IN_ARTICLE]->(article)
MATCH (agent)-[:AGENT_OF]->(act)-[:TARGETS]->(target)
MATCH (agentMention)<-[:AGENT_MENTION]-(act)-[:TARGET_MENTION]->(targetMention)
OPTIONAL MATCH (act)-[:ABOUT]->(about)
OPTIONAL MATCH (act)-[:ATTRIBUTED_TO]->(speaker)
WITH *, way.via AS via, way.post AS post
RETURN key, properties(act) AS act, properties(sentence) AS sentence, properties(article) AS article,
  properties(agentMention) AS agentMention, properties(targetMention) AS targetMention,
  {", ".join(owned(v) for v in ("agent", "target", "about", "speaker", "via"))},
  way.rank AS rank, post.name AS post
"""
"""Returns what `found` takes of `key`, `act` and `way`."""

_RESTING = f"""
UNWIND $iris AS iri
MATCH (act:Act)-[:EVIDENCED_BY]->(:Resource {{uri: iri}})
WITH act, {{rank: 0, via: null, post: null}} AS way, '' AS key
{SHOW}ORDER BY act.triggerStart, act.uri
"""


def acts(
    store: Store,
    filters: Filters = Filters(),
    page: Page = Page(),
    *,
    agent: str | None = None,
    target: str | None = None,
    through: tuple[Through, ...] = WAYS,
) -> Answer[Found]:
    """Acts by the agent and against or for the target of these IRIs; how an act reaches them is one of `through`.

    With both sides given, `Found.through` tells the way to the target.
    """
    given = {"agent": agent, "target": target, "through": list(through)}
    return answer(store, beginning(filters, agent, target), filters, page, given)


def beginning(filters: Filters, agent: str | None, target: str | None) -> str:
    """Cypher of where to look for `act` and `way`: from the side, article or policy that is named, if there is one."""
    if agent and target:
        return reaching_both()
    if agent or target:
        return reaching("target" if target else "agent")
    return _OF_ARTICLE if filters.article else _OVER_POLICY if filters.policy else _EVERY


def timeline(store: Store, actor: str, filters: Filters = Filters(), page: Page = Page(sort="date")) -> Answer[Found]:
    """What the actor did and what was done to it, directly, in the order of time."""
    begin = "MATCH (:Resource:Participant {uri: $actor})-[:AGENT_OF|TARGETS]-(act:Act) " + ITSELF
    return answer(store, begin, filters, page, {"actor": actor})


def act(store: Store, iri: str) -> Found:
    """The act with its evidence. Raises `UnknownResource`."""
    every = Filters(realis=())
    begin = "MATCH (act:Resource:Act {uri: $act}) " + ITSELF
    items = answer(store, begin, every, Page(limit=1), {"act": iri}).items
    if not items:
        raise UnknownResource(f"no act {iri}")
    return items[0]


def every(
    store: Store,
    filters: Filters,
    sort: str,
    *,
    agent: str | None = None,
    target: str | None = None,
    through: tuple[Through, ...] = WAYS,
) -> Iterator[Found]:
    """What all pages of `acts` hold, one by one out of a single reading of the graph."""
    order = f"ORDER BY key {'DESC' if sort.startswith('-') else ''}, act.uri"
    text = (
        f"{beginning(filters, agent, target)}{FILTER}"
        f"WITH *, {_KEYS[sort]} AS key WHERE {HAPPENED}\n"
        f"WITH * {order}\n"
        f"{SHOW}{order}"
    )
    given = {**filters.parameters(), "agent": agent, "target": target, "through": list(through)}
    return map(found, store.stream(text, **given, severity=SEVERITY))


def resting(store: Store, sentences: Sequence[str]) -> dict[str, tuple[Act, ...]]:
    """The acts that rest on each of the sentences of these IRIs, in the order of their words."""
    found: dict[str, list[Act]] = {iri: [] for iri in sentences}
    for row in store.ask(_RESTING, iris=list(sentences)):
        found[row["sentence"]["uri"]].append(_act(row))
    return {iri: tuple(acts) for iri, acts in found.items()}


def counted(ask: Callable[..., list[dict[str, Any]]], begin: str, given: Mapping[str, Any]) -> dict[str, int]:
    """How many acts of each realis pass all other filters; `ask` is one of the ways of the store."""
    (row,) = ask(begin + FILTER + _COUNT, **given)
    return dict(row["counts"])


def answer(store: Store, begin: str, filters: Filters, page: Page, parameters: Mapping[str, Any]) -> Answer[Found]:
    """The page of the acts that `begin` finds by the parameters and that pass the filters."""
    given = {**filters.parameters(), **parameters}
    ask = partial(store.recall, store.state()) if begin.startswith(_EVERY) else store.ask
    descending, after = page.sort.startswith("-"), page.after()
    beyond, order = ("<" if descending else ">"), f"ORDER BY key {'DESC' if descending else ''}, act.uri"
    shown = (
        f"{begin}{FILTER}"
        f"WITH *, {_KEYS[page.sort]} AS key WHERE {HAPPENED}\n"
        f"  AND ($key IS NULL OR key {beyond} $key OR (key = $key AND act.uri > $last))\n"
        f"WITH * {order} LIMIT $limit\n"
        f"{SHOW}"
    )
    rows = ask(  # both in one exchange with Neo4j
        f"CALL () {{\n{begin}{FILTER}{_COUNT}\n}}\nCALL () {{\n{shown}}}\nRETURN *\n{order}",
        **given,
        severity=SEVERITY,
        key=after[0] if after else None,
        last=after[1] if after else None,
        limit=page.limit + 1,
    )
    counts = dict(rows[0]["counts"]) if rows else counted(ask, begin, given)
    asked = filters.realis or tuple(counts)
    items = tuple(found(r) for r in rows[: page.limit])
    more = page.next(rows[page.limit - 1]["key"], items[-1].act.iri) if len(rows) > page.limit else None
    return Answer(
        items=items,
        total=sum(n for realis, n in counts.items() if realis in asked),
        next=more,
        left_out={realis: n for realis, n in sorted(counts.items()) if realis not in asked},
    )


def found(row: Mapping[str, Any]) -> Found:
    through, via = RANKS[row["rank"]], entity(row["via"])
    return Found(
        act=_act(row),
        article=article_record(row["article"]),
        through=through,
        by_way_of=None if through == "direct" else via,
        why=_why(through, via, row["post"]),
    )


def _why(through: Through, via: Entity | None, post: str | None) -> str:
    if through == "direct" or via is None:
        return "named itself"
    if through == "policy":
        return f"owner of {via.name}"
    return f"{via.name} held the post {post}" if post else f"{via.name} is a part or member"


def _act(row: Mapping[str, Any]) -> Act:
    a = row["act"]
    agent, target = entity(row["agent"]), entity(row["target"])
    if agent is None or target is None:
        raise StoreError(f"the act {a['uri']} has lost its agent or its target")
    return Act(
        agent=agent,
        target=target,
        type=a["type"],
        stance=a["stance"],
        realis=a["realis"],
        evidence=Evidence(
            article=row["article"]["uri"],
            sentence=_span(row["sentence"]),
            trigger=Span(a["triggerStart"], a["triggerEnd"], a["trigger"]),
            agent=_span(row["agentMention"]),
            target=_span(row["targetMention"]),
        ),
        date=ActDate(a["date"], a["datePrecision"]) if "date" in a else None,
        about=entity(row["about"]),
        attributed_to=entity(row["speaker"]),
        confidence=a["confidence"],
        stored_as=a["uri"],
    )


def _span(passage: Mapping[str, Any]) -> Span:
    return Span(passage["start"], passage["end"], passage["text"])


def entity(found: Mapping[str, Any] | None) -> Entity | None:
    """The participant of a map made by `ENTITY`."""
    if found is None:
        return None
    (kind, *_) = sorted(VOCABULARY.narrowest(found["labels"]))
    return Entity(found["uri"], found["name"], kind, entity(found.get("owner")))


def article_record(found: Mapping[str, Any]) -> ArticleRecord:
    return ArticleRecord(
        iri=found["uri"],
        document=found["document"],
        title=found["title"],
        published=found["published"],
        publisher=found.get("publisher"),
        url=found.get("url"),
    )
