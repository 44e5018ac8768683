"""What the store states of an act, a participant or an article, for RDF; what it refers to by kind and name."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from graph.errors import UnknownResource
from graph.projection import Node, PropertyGraph, Relationship
from graph.store import Store
from graph.triples import graph_iri
from ontology.vocabulary import VOCABULARY

_STORE_ONLY = {"uri", *(p.key for p in VOCABULARY.literals.values() if p.store_only)}

_DESCRIBED = """
WITH x, collect(DISTINCT r) AS links, [x] + collect(DISTINCT n) AS nodes
UNWIND nodes AS n
WITH x, links, collect(DISTINCT n) AS nodes
RETURN [n IN nodes | {uri: n.uri, labels: labels(n), has: CASE WHEN n:Article THEN n {.*, text: null} ELSE n {.*} END,
    whole: n = x OR n:Passage OR n:Tenure OR (x:Sentence AND n:Act) OR n:Article OR n:Extraction}] AS nodes,
  [r IN links | [type(r), startNode(r).uri, endNode(r).uri]] AS links
"""

_OF_ACT = "TARGETS|ABOUT|ATTRIBUTED_TO|EVIDENCED_BY|AGENT_MENTION|TARGET_MENTION|FOUND_BY"
_OF_PARTICIPANT = "PART_OF|MEMBER_OF|OF_PARTY|IN_JURISDICTION|LOCATED_IN|OWNED_BY|AMENDS|FUNDS|TERMINATES"

_ACT = f"""
MATCH (x:Resource:Act {{uri: $iri}})
CALL (x) {{
    MATCH (x)-[r:{_OF_ACT}]->(n) RETURN r, n
  UNION
    MATCH (x)<-[r:AGENT_OF]-(n) RETURN r, n
  UNION
    MATCH (x)-[:EVIDENCED_BY|AGENT_MENTION|TARGET_MENTION]->()-[r:IN_ARTICLE|REFERS_TO]->(n) RETURN r, n
  UNION
    MATCH (x)-[:FOUND_BY]->()-[r:READ]->(n) RETURN r, n
}}
{_DESCRIBED}
"""

_ACTS = f"UNWIND $iris AS iri CALL (iri) {{ {_ACT.replace('$iri', 'iri')} }} RETURN iri, nodes, links"

_PARTICIPANT = f"""
MATCH (x:Resource:Participant {{uri: $iri}})
CALL (x) {{
    RETURN null AS r, x AS n
  UNION
    MATCH (x)-[r:{_OF_PARTICIPANT}]->(n) RETURN r, n
  UNION
    MATCH (x)<-[r:HELD_BY]-(n) RETURN r, n
  UNION
    MATCH (x)<-[:HELD_BY]-()-[r:OF_POST]->(n) RETURN r, n
  UNION
    MATCH (x)<-[:HELD_BY]-()-[:OF_POST]->()-[r:POST_OF]->(n) RETURN r, n
}}
{_DESCRIBED}
"""

_POST = f"""
MATCH (x:Resource:Post {{uri: $iri}})
CALL (x) {{
    MATCH (x)-[r:POST_OF]->(n) RETURN r, n
  UNION
    MATCH (x)<-[r:OF_POST]-(n) RETURN r, n
  UNION
    MATCH (x)<-[:OF_POST]-()-[r:HELD_BY]->(n) RETURN r, n
}}
{_DESCRIBED}
"""

_TENURE = f"""
MATCH (x:Resource:Tenure {{uri: $iri}})
CALL (x) {{
    MATCH (x)-[r:HELD_BY|OF_POST]->(n) RETURN r, n
  UNION
    MATCH (x)-[:OF_POST]->()-[r:POST_OF]->(n) RETURN r, n
}}
{_DESCRIBED}
"""

_SENTENCE = f"""
MATCH (x:Resource:Sentence {{uri: $iri}})
CALL (x) {{
    MATCH (x)-[r:IN_ARTICLE]->(n) RETURN r, n
  UNION
    MATCH (x)<-[r:EVIDENCED_BY]-(n:Act) RETURN r, n
  UNION
    MATCH (x)<-[:EVIDENCED_BY]-(:Act)-[r:TARGETS|ABOUT|ATTRIBUTED_TO]->(n) RETURN r, n
  UNION
    MATCH (x)<-[:EVIDENCED_BY]-(:Act)<-[r:AGENT_OF]-(n) RETURN r, n
}}
{_DESCRIBED}
"""


def post(store: Store, iri: str) -> PropertyGraph:
    """The post, its body and its tenures with their holders. Raises `UnknownResource`."""
    return _described(store.ask(_POST, iri=iri), iri)


def tenure(store: Store, iri: str) -> PropertyGraph:
    """The tenure, its holder, its post and whose that is. Raises `UnknownResource`."""
    return _described(store.ask(_TENURE, iri=iri), iri)


def sentence(store: Store, iri: str) -> PropertyGraph:
    """The sentence, its article without the text, and the acts that rest on it. Raises `UnknownResource`."""
    return _described(store.ask(_SENTENCE, iri=iri), iri)


def act(store: Store, iri: str) -> PropertyGraph:
    """The act, its passages, their article without its text, and the participants. Raises `UnknownResource`."""
    return _described(store.ask(_ACT, iri=iri), iri)


def acts(store: Store, iris: Sequence[str]) -> PropertyGraph:
    """The same of several acts, in one graph that may name a participant or an article several times."""
    found = [_described([row], row["iri"]) for row in store.ask(_ACTS, iris=list(iris))]
    nodes = chain.from_iterable(g.nodes for g in found)
    return PropertyGraph(tuple(nodes), tuple(chain.from_iterable(g.relationships for g in found)))


def participant(store: Store, iri: str) -> PropertyGraph:
    """The participant, its posts, and what it belongs to or changes. Raises `UnknownResource`."""
    return _described(store.ask(_PARTICIPANT, iri=iri), iri)


def article(store: Store, iri: str) -> PropertyGraph:
    """All that the article's named graph says. Raises `UnknownResource`."""
    found = store.read(graph_iri(iri))
    if found is None:
        raise UnknownResource(f"no article {iri}")
    return found


def _described(rows: list[dict[str, Any]], iri: str) -> PropertyGraph:
    if not rows:
        raise UnknownResource(f"nothing is known by the IRI {iri}")
    (row,) = rows
    links = sorted({(kind, start, end) for kind, start, end in row["links"]})
    return PropertyGraph(tuple(_nodes(row["nodes"])), tuple(Relationship(*link) for link in links))


def _nodes(found: Iterable[Mapping[str, Any]]) -> Iterable[Node]:
    for n in found:
        kinds = sorted(VOCABULARY.narrowest(n["labels"]))
        labels = dict.fromkeys(label for kind in kinds for label in VOCABULARY.labels(kind))
        said = ((k, v) for k, v in n["has"].items() if k not in _STORE_ONLY and v is not None)
        kept = {k: v for k, v in said if n["whole"] or k == "name"}
        yield Node(n["uri"], tuple(labels), kept)
