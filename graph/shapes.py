"""Nothing is stored before it has passed here: SHACL (ontology/shapes.ttl), and what the projection could not keep.

Implements W3C SHACL through pySHACL; the ontology is mixed in, so that a City counts as an Actor.
"""

from functools import lru_cache

from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, URIRef

from graph.errors import EvidenceMismatch, RefusedGraph
from ontology.vocabulary import VOCABULARY, WW, read_ontology

_EVIDENCE = {"PassageIsVerbatim", "TriggerIsVerbatim", "TriggerInSentence", "DigestIsOfText"}
_SHOWN = 5


@lru_cache(maxsize=1)
def _shapes() -> Graph:
    return read_ontology("shapes")


@lru_cache(maxsize=1)
def _classes() -> Graph:
    """The order of the classes, which is all of the ontology that a check needs."""
    order = Graph()
    order += VOCABULARY.graph.triples((None, RDFS.subClassOf, None))
    return order


@lru_cache(maxsize=1)
def _codes() -> tuple[tuple[URIRef, URIRef, URIRef], ...]:
    return tuple((c.iri, RDF.type, WW[c.scheme]) for c in VOCABULARY.codes.values())


def check(graph: Graph, known: Graph | None = None) -> None:
    """Refuse a graph that breaks the ontology's rules.

    `known` describes the participants that the graph only refers to. Raises `RefusedGraph`, or `EvidenceMismatch` where
    quoted words are not verbatim in the article, naming the first few reasons.
    """
    _check_terms(graph)
    data = Graph()
    for part in (graph, known or (), _codes()):
        data += part
    conforms, report, _ = validate(data, shacl_graph=_shapes(), ont_graph=_classes(), inference="none")
    if not conforms:
        assert isinstance(report, Graph)
        _refuse(report)


def _refuse(report: Graph) -> None:
    reasons: set[tuple[bool, str]] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        source = str(report.value(result, SH.sourceConstraint) or "").rsplit("#", 1)[-1]
        focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        message = " / ".join(sorted(str(m) for m in report.objects(result, SH.resultMessage)))
        where = [str(focus), *([str(path).rsplit("#", 1)[-1]] if path is not None else [])]
        reasons.add((source not in _EVIDENCE, f"{' '.join(where)}: {message}"))
    shown = [reason for _, reason in sorted(reasons)[:_SHOWN]]
    evidence = not min(reasons)[0]
    more = f" (and {len(reasons) - _SHOWN} more)" if len(reasons) > _SHOWN else ""
    raise (EvidenceMismatch if evidence else RefusedGraph)("; ".join(shown) + more)


def _check_terms(graph: Graph) -> None:
    """Only terms of the ontology, and only the narrowest classes: the projection keeps nothing else."""
    for predicate in set(graph.predicates()):
        p = VOCABULARY.by_iri.get(predicate) if isinstance(predicate, URIRef) else None
        if predicate != RDF.type and (p is None or p.derived or p.store_only):
            raise RefusedGraph(f"{predicate} is no property that may be stored")
    for subject in set(graph.subjects()):
        if not isinstance(subject, URIRef):
            raise RefusedGraph(f"{subject} has no IRI")
        labels = [str(t).removeprefix(str(WW)) for t in graph.objects(subject, RDF.type)]
        unknown = [label for label in labels if label not in VOCABULARY.classes]
        if unknown:
            raise RefusedGraph(f"{subject} is of the class {unknown[0]}, which the ontology does not define")
        if set(VOCABULARY.narrowest(labels)) != set(labels):
            raise RefusedGraph(f"{subject} has a class beside a narrower one: {', '.join(sorted(labels))}")
        if not labels:
            raise RefusedGraph(f"{subject} has no class")
