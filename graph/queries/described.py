"""What the store states of an act or a participant, for RDF: the thing itself, and what it refers to by kind and name."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import UnknownResource
from graph.projection import Node, PropertyGraph, Relationship
from graph.store import Store
from ontology.vocabulary import VOCABULARY

_NODES = """
UNWIND nodes AS n
WITH x, links, collect(DISTINCT n) AS nodes
RETURN [n IN nodes | {uri: n.uri, labels: labels(n), has: CASE WHEN n:Article THEN n {.*, text: null} ELSE n {.*} END,
    whole: n = x OR n:Act OR n:Passage OR n:Tenure OR n:Article OR n:Extraction}] AS nodes,
  [r IN links | [type(r), startNode(r).uri, endNode(r).uri]] AS links
"""

_ACT = f"""
MATCH (x:Act {{uri: $iri}})-[r:TARGETS|ABOUT|ATTRIBUTED_TO|EVIDENCED_BY|AGENT_MENTION|TARGET_MENTION|FOUND_BY|AGENT_OF]-(n)
WITH x, collect(r) AS near, collect(n) AS about
OPTIONAL MATCH (x)--(:Passage)-[r:IN_ARTICLE|REFERS_TO]->(n)
WITH x, near, about, collect(DISTINCT r) AS far, collect(n) AS further
OPTIONAL MATCH (x)-[:FOUND_BY]->()-[r:READ]->()
WITH x, near + far + collect(r) AS links, [x] + about + further AS nodes
{_NODES}
"""

_PARTICIPANT = f"""
MATCH (x:Participant {{uri: $iri}})
OPTIONAL MATCH (x)-[r:PART_OF|MEMBER_OF|OF_PARTY|IN_JURISDICTION|LOCATED_IN|OWNED_BY|AMENDS|FUNDS|TERMINATES]->(n)
WITH x, collect(r) AS near, collect(n) AS about
OPTIONAL MATCH (x)<-[held:HELD_BY]-(t:Tenure)-[of:OF_POST]->(post)-[at:POST_OF]->(body)
WITH x, near + collect(held) + collect(of) + collect(DISTINCT at) AS links,
  [x] + about + collect(t) + collect(post) + collect(body) AS nodes
{_NODES}
"""


def act(store: Store, iri: str) -> PropertyGraph:
    """The act, its passages, their article without its text, and the participants. Raises `UnknownResource`."""
    return _described(store.ask(_ACT, iri=iri), iri)


def participant(store: Store, iri: str) -> PropertyGraph:
    """The participant, its posts, and what it belongs to or changes. Raises `UnknownResource`."""
    return _described(store.ask(_PARTICIPANT, iri=iri), iri)


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
        kept = {k: v for k, v in n["has"].items() if k != "uri" and v is not None and (n["whole"] or k == "name")}
        yield Node(n["uri"], tuple(labels), kept)
