"""The documents of the vocabulary: their statements, and pages generated from them, the ontology's by pyLODE.

Every term has its place in a page under its own local name, so that its IRI leads there.
"""

import logging
import shutil
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from ontology.vocabulary import BASE, HERE, PREFIXES, SCHEMES, VOCABULARY, Code, read_ontology

FILES: Mapping[str, str] = {
    "ontology": "whowhom",
    "act-types": "act-types",
    "codes": "act-types",
    "shapes": "shapes",
    "alignments": "alignments",
}
"""The documents below the base IRI, and the Turtle file that each is."""

_SCHEMES: Mapping[str, tuple[str, ...]] = {
    "act-types": ("ActType",),
    "codes": tuple(scheme for scheme in SCHEMES if scheme != "ActType"),
}

_CONCEPTS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body {{font-family: sans-serif; margin: 2em}} td, th {{padding: .4em; text-align: left}}</style>
</head><body><h1>{title}</h1><p><a href="/ontology">The ontology</a></p>
<table><thead><tr><th>code</th><th>of</th><th>definition</th><th>stance</th><th>severity</th></tr></thead>
<tbody>{rows}</tbody></table></body></html>
"""

_ONE_AT_A_TIME = Lock()


@cache
def document(name: str) -> Graph:
    """What the document of that name states; a `KeyError` for none of `FILES`."""
    graph = read_ontology(FILES[name])
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def page(name: str) -> str | None:
    """The document as an HTML page, or None for those that are RDF only; generated at the first call."""
    if name == "ontology":
        with _ONE_AT_A_TIME:
            return _ontology_page()
    return _concepts_page(name) if name in _SCHEMES else None


@cache
def _ontology_page() -> str:
    """Made in a thread apart: what pyLODE builds on, dominate, leaves an event loop open in the main one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_made_page).result()


def _made_page() -> str:
    graph = _shown()
    with _root_log_kept():
        from pylode import OntPub  # type: ignore[import-untyped]  # a quarter of a second to load

    with _root_log_kept(), _pylode_kept_in_bounds():
        made = OntPub(graph)
        made.fids.update({str(s): _local(s) for s in graph.subjects(unique=True) if "#" in str(s)})
        return str(made.make_html())


def _shown() -> Graph:
    """The ontology in the order of its file, without what pyLODE would show twice."""
    graph = Graph(bind_namespaces="core").parse(HERE / f"{FILES['ontology']}.ttl", format="turtle")
    graph.remove((URIRef(BASE + "ontology"), RDFS.label, None))
    graph.remove((None, RDF.type, OWL.FunctionalProperty))
    return graph


@cache
def _concepts_page(name: str) -> str:
    title = escape(str(document(name).value(URIRef(BASE + name), SKOS.prefLabel)))
    rows = "".join(_row(c) for scheme in _SCHEMES[name] for c in VOCABULARY.codes.values() if c.scheme == scheme)
    return _CONCEPTS.format(title=title, rows=rows)


def _row(code: Code) -> str:
    severity = "" if code.severity is None else str(code.severity)
    cells = (code.notation, code.scheme, code.definition, code.default_stance or "", severity)
    return f'<tr id="{_local(code.iri)}">' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


@contextmanager
def _root_log_kept() -> Iterator[None]:
    """pyLODE sets the root log to show everything, once when it is imported: Neo4j's driver would fill the screen."""
    handlers, level = list(logging.root.handlers), logging.root.level
    logging.root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)


@contextmanager
def _pylode_kept_in_bounds() -> Iterator[None]:
    """pyLODE keeps a cache in its own package, which may be read-only, and leaves files open."""
    from pylode import utils

    folder = utils.RDF_FOLDER
    with TemporaryDirectory() as own, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shutil.copytree(folder, own, dirs_exist_ok=True)
        utils.RDF_FOLDER = Path(own)
        try:
            yield
        finally:
            utils.RDF_FOLDER = folder
