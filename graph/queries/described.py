"""What the store states of acts, participants and the rest, for RDF; what they refer to by kind and name.

What is told of several is told together: a graph in which a participant or an article may be named several times.
"""

from collections.abc import Iterable, Mapping, Sequence
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

_EACH = "UNWIND $iris AS iri CALL (iri) { %s } RETURN nodes, links"

_OF_ACT = "TARGETS|ABOUT|ATTRIBUTED_TO|EVIDENCED_BY|AGENT_MENTION|TARGET_MENTION|FOUND_BY"
_OF_PARTICIPANT = "PART_OF|MEMBER_OF|OF_PARTY|IN_JURISDICTION|LOCATED_IN|OWNED_BY|AMENDS|FUNDS|TERMINATES"

_ACT = f"""
MATCH (x:Resource:Act {{uri: iri}})
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

_PARTICIPANT = f"""
MATCH (x:Resource:Participant {{uri: iri}})
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
MATCH (x:Resource:Post {{uri: iri}})
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
MATCH (x:Resource:Tenure {{uri: iri}})
CALL (x) {{
    MATCH (x)-[r:HELD_BY|OF_POST]->(n) RETURN r, n
  UNION
    MATCH (x)-[:OF_POST]->()-[r:POST_OF]->(n) RETURN r, n
}}
{_DESCRIBED}
"""

_SENTENCE = f"""
MATCH (x:Resource:Sentence {{uri: iri}})
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


def acts(store: Store, iris: Sequence[str]) -> PropertyGraph:
    """The acts, their passages, the articles of these without their texts, and the participants."""
    return _several(store, _ACT, iris)


def act(store: Store, iri: str) -> PropertyGraph:
    """The same of one act. Raises `UnknownResource`, as all of these do."""
    return _one(store, _ACT, iri)


def participants(store: Store, iris: Sequence[str]) -> PropertyGraph:
    """The participants, their posts, and what they belong to or change."""
    return _several(store, _PARTICIPANT, iris)


def participant(store: Store, iri: str) -> PropertyGraph:
    return _one(store, _PARTICIPANT, iri)


def posts(store: Store, iris: Sequence[str]) -> PropertyGraph:
    """The posts, their bodies and their tenures with the holders."""
    return _several(store, _POST, iris)


def post(store: Store, iri: str) -> PropertyGraph:
    return _one(store, _POST, iri)


def tenures(store: Store, iris: Sequence[str]) -> PropertyGraph:
    """The tenures, their holders, their posts and whose these are."""
    return _several(store, _TENURE, iris)


def tenure(store: Store, iri: str) -> PropertyGraph:
    return _one(store, _TENURE, iri)


def sentences(store: Store, iris: Sequence[str]) -> PropertyGraph:
    """The sentences, their articles without the texts, and the acts that rest on them."""
    return _several(store, _SENTENCE, iris)


def sentence(store: Store, iri: str) -> PropertyGraph:
    return _one(store, _SENTENCE, iri)


def article(store: Store, iri: str) -> PropertyGraph:
    """All that the article's named graph says. Raises `UnknownResource`."""
    found = store.read(graph_iri(iri))
    if found is None:
        raise UnknownResource(f"no article {iri}")
    return found


def _one(store: Store, statement: str, iri: str) -> PropertyGraph:
    found = _several(store, statement, [iri])
    if not found.nodes:
        raise UnknownResource(f"nothing is known by the IRI {iri}")
    return found


def _several(store: Store, statement: str, iris: Sequence[str]) -> PropertyGraph:
    """What `statement` tells of each `iri`; of one that is not known, nothing."""
    rows = store.ask(_EACH.replace("%s", statement), iris=list(iris))
    links = sorted({(kind, start, end) for row in rows for kind, start, end in row["links"]})
    nodes = (node for row in rows for node in _nodes(row["nodes"]))
    return PropertyGraph(tuple(nodes), tuple(Relationship(*link) for link in links))


def _nodes(found: Iterable[Mapping[str, Any]]) -> Iterable[Node]:
    for n in found:
        kinds = sorted(VOCABULARY.narrowest(n["labels"]))
        labels = dict.fromkeys(label for kind in kinds for label in VOCABULARY.labels(kind))
        said = ((k, v) for k, v in n["has"].items() if k not in _STORE_ONLY and v is not None)
        kept = {k: v for k, v in said if n["whole"] or k == "name"}
        yield Node(n["uri"], tuple(labels), kept)
