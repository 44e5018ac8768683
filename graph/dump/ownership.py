"""What a graph of a file may speak of: an article of itself, who is who of actors, and neither of another's things."""

import re
from collections.abc import Iterator

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from graph.errors import RefusedGraph
from graph.triples import graph_iri
from ontology.vocabulary import ID, VOCABULARY, WW
from seeds import GRAPHS

_WHO_IS_WHO = ("Participant", "Post", "Tenure")
_PARTS = ("ArticleVersion", "Extraction", "Sentence", "Mention")
_OWN = re.compile(re.escape(str(ID)) + "[a-z]+/[^/]+")
NAME = WW["name"]
_TOLD = (RDF.type, NAME, WW.owner)
"""What an article's check needs to know of a participant that it only refers to."""


def is_who_is_who(graph: Graph) -> bool:
    return str(graph.identifier).startswith(GRAPHS)


def subject_of(graph: Graph) -> str:
    """The IRI of what the graph is about, by its name: an article, a decision. Raises `RefusedGraph` for others."""
    name = str(graph.identifier)
    subject = name.removesuffix("/graph")
    if name != graph_iri(subject) or not _OWN.fullmatch(subject):
        raise RefusedGraph(f"{name} is the name of no graph that is known here")
    return subject


def only_actors(graph: Graph) -> None:
    """Raises `RefusedGraph` when a graph of who is who speaks of something else."""
    for subject, kind in kinds(graph):
        if not any(VOCABULARY.is_a(kind, top) for top in _WHO_IS_WHO):
            raise RefusedGraph(f"{graph.identifier} speaks of {subject}, a {kind}")
        _named_after_kind(subject, kind)


def only_its_own(graph: Graph, about: str, facts: Graph) -> tuple[list[str], list[str]]:
    """The acts and the participants that the graph of `about` describes, beside that and its parts.

    Raises `RefusedGraph` when it speaks of another article or of somebody whom `facts`, who is who, describes.
    """
    acts: list[str] = []
    participants: list[str] = []
    for subject, kind in kinds(graph):
        if kind not in _PARTS:
            _named_after_kind(subject, kind)
        if subject == about or (kind in _PARTS and subject.startswith(f"{about}/")):
            continue
        if kind == "Act":
            acts.append(subject)
        elif kind in VOCABULARY.participants and (URIRef(subject), RDF.type, None) not in facts:
            participants.append(subject)
        else:
            raise RefusedGraph(f"{graph.identifier} speaks of {subject}, which is not its own")
    others = set(graph.objects(None, WW.article)) | set(graph.objects(None, WW["read"]))
    if others - {URIRef(about)}:
        raise RefusedGraph(f"{graph.identifier} quotes another article: {', '.join(map(str, others))}")
    return acts, participants


def kinds(graph: Graph) -> Iterator[tuple[str, str]]:
    """Each thing with its class, which has to be one of the ontology's."""
    for subject, kind in graph.subject_objects(RDF.type):
        label = str(kind).removeprefix(str(WW))
        if label not in VOCABULARY.classes:
            raise RefusedGraph(f"{subject} is of the class {kind}, which the ontology does not define")
        yield str(subject), label


def _named_after_kind(subject: str, kind: str) -> None:
    if not subject.startswith(f"{ID}{VOCABULARY.segment(kind)}/"):
        raise RefusedGraph(f"{subject}: the IRI of a {kind} begins with {ID}{VOCABULARY.segment(kind)}/")


def told(graph: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """Class, name and owner of all that the graph describes."""
    return (triple for predicate in _TOLD for triple in graph.triples((None, predicate, None)))


def referred(graph: Graph, facts: Graph) -> Graph:
    """What `facts` tells of the things that the graph refers to, and of their owners."""
    known = Graph()
    edge = set(graph.objects()) - set(graph.subjects())
    while edge:
        found = [t for subject in edge for t in facts.triples((subject, None, None))]
        known += found
        edge = {value for _, predicate, value in found if predicate == WW.owner} - set(known.subjects())
    return known
