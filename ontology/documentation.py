"""The documents of the vocabulary: their statements, and the page that pyLODE generates from the ontology.

Every term has its place in the page under its own local name, so that its IRI leads there.
"""

import logging
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from rdflib import OWL, RDF, RDFS, Graph, URIRef

from ontology.vocabulary import BASE, PREFIXES, read_ontology

FILES: Mapping[str, str] = {
    "ontology": "whowhom",
    "act-types": "act-types",
    "codes": "act-types",
    "shapes": "shapes",
    "alignments": "alignments",
}
"""The documents below the base IRI, and the Turtle file that each is."""

_ONE_AT_A_TIME = Lock()


@cache
def document(name: str) -> Graph:
    """What the document of that name states; a `KeyError` for none of `FILES`."""
    graph = read_ontology(FILES[name])
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def page() -> str:
    """The ontology as an HTML page; generated in about a second at the first call."""
    with _ONE_AT_A_TIME:
        return _page()


@cache
def _page() -> str:
    from pylode import OntPub  # type: ignore[import-untyped]  # a quarter of a second to load

    graph = _shown()
    with _pylode_kept_in_bounds():
        made = OntPub(graph)
        made.fids.update({str(s): str(s).rpartition("#")[2] for s in graph.subjects(unique=True) if "#" in str(s)})
        return str(made.make_html())


def _shown() -> Graph:
    """The ontology without what pyLODE would show twice: a second title, and properties by their being functional."""
    graph = Graph(bind_namespaces="core")
    for prefix, namespace in document("ontology").namespaces():
        graph.bind(prefix, namespace)
    graph += document("ontology")
    graph.remove((URIRef(BASE + "ontology"), RDFS.label, None))
    graph.remove((None, RDF.type, OWL.FunctionalProperty))
    return graph


@contextmanager
def _pylode_kept_in_bounds() -> Iterator[None]:
    """pyLODE keeps a cache in its own package, which may be read-only, leaves files open and talks to the root log."""
    from pylode import utils

    folder, level = utils.RDF_FOLDER, logging.root.level
    with TemporaryDirectory() as own, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shutil.copytree(folder, own, dirs_exist_ok=True)
        utils.RDF_FOLDER = Path(own)
        logging.root.setLevel(logging.WARNING)
        try:
            yield
        finally:
            utils.RDF_FOLDER = folder
            logging.root.setLevel(level)
