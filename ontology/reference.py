"""The reference of the vocabulary as a page in Markdown, generated from the Turtle files: classes, properties, codes.

Every term has its heading or its row under its own local name, as in the pages of `ontology.documentation`.
"""

from collections.abc import Iterable, Iterator

from rdflib import RDFS, SKOS, URIRef

from ontology.documentation import document
from ontology.vocabulary import PREFIXES, VOCABULARY, WW, Class, Code, Property

_OPENING = """# The ontology

What is in the graph, in RDF, in Neo4j and in JSON: the names of all three follow from the Turtle files of `ontology/`,
and this page is made from them. The service has them under `/ontology`, `/act-types`, `/codes`, `/shapes` (the rules,
in SHACL, that everything stored has passed) and `/alignments`, as Turtle and JSON-LD.
"""

_CLOSED_LISTS = {
    "ActType": (
        "Types of acts",
        "The stance is the one that an act of the type has when nothing in the sentence turns it. "
        "Severity orders acts, from 0 to 100; it was chosen by us.",
    ),
    "Stance": ("Stances", "What an act does to its target."),
    "Realis": ("Realis", "Whether it happened. Every answer leaves out all but `actual` unless it is asked for."),
    "DatePrecision": ("Date precisions", "How much of a date is known."),
}


def reference() -> str:
    """The whole page."""
    return "\n".join([_OPENING, *_namespaces(), *_classes(), *_codes(), *_disjoint(), *_alignments()])


def _namespaces() -> Iterator[str]:
    yield from _table(("prefix", "namespace"), ([f"`{p}`", f"`{iri}`"] for p, iri in PREFIXES.items()))


def _classes() -> Iterator[str]:
    yield "## Classes\n"
    yield (
        "A node of Neo4j has its class and all above it as labels; RDF states the narrowest one only. "
        "An arrow marks a relationship, and whether it runs to the value or from it.\n"
    )
    for kind in VOCABULARY.classes.values():
        if kind.label not in _CLOSED_LISTS:
            yield from _class(kind)


def _class(kind: Class) -> Iterator[str]:
    yield f"### {kind.label} {{ #{kind.label} }}\n"
    yield f"{_definition(kind.iri)}\n"
    told = []
    if kind.ancestors:
        told.append(f"Above: {', '.join(map(_link, kind.ancestors))}.")
    if below := [c.label for c in VOCABULARY.classes.values() if kind.label in c.ancestors[:1]]:
        told.append(f"Narrower: {', '.join(map(_link, below))}.")
    if kind.segment:
        told.append(f"IRIs: `id:{kind.segment}/...`.")
    if told:
        yield " ".join(told) + "\n"
    if own := [p for p in VOCABULARY.by_iri.values() if p.domain == kind.label]:
        yield from _table(("property", "value", "values", "in Neo4j", "definition"), map(_property, own))


def _property(p: Property) -> list[str]:
    curie = VOCABULARY.graph.namespace_manager.normalizeUri(str(p.range))
    name = str(p.range).removeprefix(str(WW))
    value = _link(name) if name in VOCABULARY.classes else f"`{curie}`"
    arrow = ("\N{LEFTWARDS ARROW}" if p.reversed else "\N{RIGHTWARDS ARROW}") if p.key in VOCABULARY.relations else ""
    kept = " In Neo4j only." if p.derived or p.store_only else ""
    number = "one" if p.functional else "any"
    return [f'<span id="{p.name}">`{p.name}`</span>', value, number, f"`{p.key}` {arrow}", _definition(p.iri) + kept]


def _codes() -> Iterator[str]:
    for scheme, (title, about) in _CLOSED_LISTS.items():
        codes = [c for c in VOCABULARY.codes.values() if c.scheme == scheme]
        yield f"## {title} {{ #{scheme} }}\n"
        yield f"{about}\n"
        weighed = any(c.severity is not None for c in codes)
        head = ("code", "definition", *(("stance", "severity") if weighed else ()))
        yield from _table(head, (_code(c, weighed) for c in codes))


def _code(code: Code, weighed: bool) -> list[str]:
    cells = [f'<span id="{code.iri.rpartition("#")[2]}">`{code.notation}`</span>', code.definition]
    return [*cells, code.default_stance or "", str(code.severity)] if weighed else cells


def _disjoint() -> Iterator[str]:
    yield "## What nothing can be at once\n"
    for group in VOCABULARY.disjoint_classes:
        yield f"- {', '.join(map(_link, group))}"
    yield ""


def _alignments() -> Iterator[str]:
    graph = document("alignments")
    name = graph.namespace_manager.normalizeUri
    relations = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, SKOS.closeMatch)
    rows = (
        [f"`{name(str(s))}`", f"`{name(str(relation))}`", f"`{name(str(o))}`"]
        for relation in relations
        for s, o in graph.subject_objects(relation)
    )
    yield "## Alignments\n"
    yield "`/alignments` has these as RDF.\n"
    yield from _table(("here", "relation", "there"), sorted(rows))


def _table(head: Iterable[str], rows: Iterable[list[str]]) -> Iterator[str]:
    names = list(head)
    for row in (names, ["---"] * len(names), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _link(kind: str) -> str:
    return f"[{kind}](#{kind})"


def _definition(iri: URIRef) -> str:
    return str(VOCABULARY.graph.value(iri, SKOS.definition))
