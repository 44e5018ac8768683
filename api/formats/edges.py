"""What is drawn: edges between participants. Attributes are named as JSON names them.

But `type`, which GEXF has for something else: an act's is `actType`, and ownership and membership are a `relation`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.aggregates.models import Network
from api.formats.records import date_of
from api.models import Act, Evidence, Hop, Participant, Path
from ontology.vocabulary import VOCABULARY


@dataclass(frozen=True, slots=True)
class Edge:
    """From one participant to another; `told` are its attributes, those that are None left out.

    Edges of one `id` between the same participants are one.
    """

    id: str
    source: Participant
    target: Participant
    told: Mapping[str, object]


def of_act(act: Act) -> Iterator[Edge]:
    more = {
        "about": act.about and act.about.name,
        "attributedTo": act.attributed_to and act.attributed_to.name,
        "confidence": act.confidence,
    }
    yield Edge(act.id, act.agent, act.target, {**_deed(act, act.iri, act.evidence), **more})


def of_path(path: Path) -> Iterator[Edge]:
    return map(_of_hop, path.hops)


def _of_hop(hop: Hop) -> Edge:
    if hop.act and hop.evidence:
        iri = VOCABULARY.resource("act", hop.act)
        return Edge(hop.act, hop.agent, hop.target, {**_deed(hop, iri, hop.evidence), "acts": hop.acts})
    told = {"label": hop.type, "relation": hop.type}
    return Edge(f"{hop.agent.id} {hop.type} {hop.target.id}", hop.agent, hop.target, told)


def of_network(network: Network) -> Iterator[Edge]:
    """What JSON has as its edges, between the nodes; `weight`, by which programs draw them, is the count."""
    nodes = {node.id: node for node in network.nodes}
    for edge in network.edges:
        told = {
            "label": edge.stance,
            "stance": edge.stance,
            "count": edge.count,
            "weight": edge.count,
            "first": edge.first.isoformat(),
            "last": edge.last.isoformat(),
            "types": "; ".join(edge.types),
        }
        yield Edge(f"{edge.agent} {edge.stance} {edge.target}", nodes[edge.agent], nodes[edge.target], told)


def _deed(act: Act | Hop, iri: str, evidence: Evidence) -> dict[str, object]:
    return {
        "label": act.type,
        "actType": act.type,
        "stance": act.stance,
        "realis": act.realis,
        "date": date_of(act),
        "sentence": evidence.text,
        "act": iri,
        "url": evidence.article.url,
    }
