"""Acts as a graph that drawing programs open: GraphML (graphml.graphdrawing.org) and GEXF 1.2 (gexf.net, for Gephi).

Participants are nodes and each act is an edge from its agent to its target. Attributes are named as JSON names them,
but for `actType`, since `type` of an edge has a meaning of its own in GEXF. What is not known is left out.
"""

import io
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

import networkx as nx

from api.formats.media import GRAPHML
from api.formats.records import date_of
from api.models import Act, Participant
from api.problems import RequestError
from graph.printable import code

LARGEST = 10_000
"""Acts that are drawn at most: the file is made in memory, and a larger picture shows nothing."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2)."""


class TooManyActs(RequestError):
    slug, title, status = "too-many-acts", "There are too many acts for one picture", 413


def drawn(acts: Iterable[Act], media_type: str) -> bytes:
    """The acts as XML of that media type. Raises `TooManyActs`."""
    graph = graph_of(acts)
    out = io.BytesIO()
    if media_type == GRAPHML:
        nx.write_graphml_xml(graph, out, named_key_ids=True)
    else:
        nx.write_gexf(graph, out)
    return out.getvalue()


def graph_of(acts: Iterable[Act]) -> Any:
    """A directed graph that holds several edges between two nodes. Raises `TooManyActs`."""
    found = list(islice(acts, LARGEST + 1))
    if len(found) > LARGEST:
        raise TooManyActs(f"over {LARGEST:,} acts fit; ask for fewer, or for some with limit")
    graph = nx.MultiDiGraph()
    for act in found:
        for side in (act.agent, act.target):
            graph.add_node(side.id, **_node(side))
        graph.add_edge(act.agent.id, act.target.id, key=act.id, id=act.id, **_edge(act))
    return graph


def _node(of: Participant) -> dict[str, Any]:
    name = _xml(of.name)
    return {"label": name, "name": name, "kind": of.kind, "iri": of.iri}


def _edge(act: Act) -> dict[str, Any]:
    told = {
        "label": act.type,
        "actType": act.type,
        "stance": act.stance,
        "realis": act.realis,
        "date": date_of(act),
        "about": act.about and _xml(act.about.name),
        "attributedTo": act.attributed_to and _xml(act.attributed_to.name),
        "confidence": act.confidence,
        "sentence": _xml(act.evidence.text),
        "act": act.iri,
        "url": act.evidence.article.url,
    }
    return {name: value for name, value in told.items() if value is not None}


def _xml(text: str) -> str:
    return _NO_XML.sub(code, text)
