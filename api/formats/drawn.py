"""A graph that drawing programs open: GraphML (graphml.graphdrawing.org) and GEXF 1.2 (gexf.net, for Gephi).

Participants are nodes, and `api.formats.edges` says what is an edge. What is not known is left out.
"""

import io
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

import networkx as nx

from api.formats.edges import Edge
from api.formats.media import GRAPHML
from api.models import Participant
from api.problems import RequestError
from graph.printable import code

LARGEST = 10_000
"""Edges that are drawn at most: the file is made in memory, and a larger picture shows nothing."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (section 2.2)."""


class TooManyActs(RequestError):
    slug, title, status = "too-many-acts", "There are too many acts for one picture", 413


def drawn(edges: Iterable[Edge], media_type: str, nodes: Iterable[Participant] = ()) -> bytes:
    """The edges, and nodes that may have none, as XML of that media type. Raises `TooManyActs`."""
    graph = graph_of(edges, nodes)
    out = io.BytesIO()
    if media_type == GRAPHML:
        nx.write_graphml_xml(graph, out, named_key_ids=True)
    else:
        nx.write_gexf(graph, out)
    return out.getvalue()


def graph_of(edges: Iterable[Edge], nodes: Iterable[Participant] = ()) -> Any:
    """A directed graph that holds several edges between two nodes. Raises `TooManyActs`."""
    found = list(islice(edges, LARGEST + 1))
    if len(found) > LARGEST:
        raise TooManyActs(f"over {LARGEST:,} acts fit; ask for fewer, or for some with limit")
    graph = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node.id, **_node(node))
    for edge in found:
        for side in (edge.source, edge.target):
            graph.add_node(side.id, **_node(side))
        told = {name: _xml(value) for name, value in edge.told.items() if value is not None}
        graph.add_edge(edge.source.id, edge.target.id, key=edge.id, id=edge.id, **told)
    return graph


def _node(of: Participant) -> dict[str, Any]:
    name = _xml(of.name)
    return {"label": name, "name": name, "kind": of.kind, "iri": of.iri}


def _xml(value: object) -> object:
    return _NO_XML.sub(code, value) if isinstance(value, str) else value
