"""The ontology is whole and consistent, and the code says nothing that it does not define."""

import ast
import re
from pathlib import Path

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Namespace, URIRef

from ontology.vocabulary import CODED, SCHEMES, VOCABULARY, WW, WWA, BrokenVocabulary, Vocabulary, read_ontology

ROOT = Path(__file__).parent.parent
FILES = ("whowhom", "act-types", "shapes", "alignments")
OURS = ("https://w3id.org/whowhom/ontology#", "https://w3id.org/whowhom/act-types#")
WWS = Namespace("https://w3id.org/whowhom/shapes#")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
PLOVER = set(
    "AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE SANCTION COERCE "
    "ASSAULT CONCEDE RETREAT".split()
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read_ontology("whowhom", "act-types")


@pytest.mark.parametrize("name", FILES)
def test_each_file_parses_and_says_something(name):
    assert len(read_ontology(name)) > 50


def terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    found = {s for kind in kinds for s in graph.subjects(RDF.type, kind) if str(s).startswith(OURS)}
    return sorted(found)


def test_every_term_has_a_label_and_a_definition(ontology):
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for term in terms(ontology, *kinds):
        assert ontology.value(term, RDFS.label) is not None, term
        assert len(str(ontology.value(term, SKOS.definition))) > 12, term


def test_every_property_has_one_domain_and_one_range(ontology):
    for term in terms(ontology, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        assert len(list(ontology.objects(term, RDFS.domain))) == 1, term
        assert len(list(ontology.objects(term, RDFS.range))) == 1, term


def test_every_class_but_the_top_ones_has_a_wider_class(ontology):
    without = {c for c in terms(ontology, OWL.Class) if ontology.value(c, RDFS.subClassOf) is None}
    assert without == {WW.Resource, WW.NamedGraph, WW.RemovedGraph, WW.StoreRecord}


def test_reasoning_finds_no_contradiction(ontology):
    everything = Graph()
    for part in (ontology, read_ontology("alignments")):
        everything += part
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(everything)
    assert list(everything.subject_objects(ERROR)) == []
    assert (WW.City, RDFS.subClassOf, WW.Actor) in everything
    assert [c for c in terms(everything, OWL.Class) if (c, RDFS.subClassOf, OWL.Nothing) in everything] == []


def test_reasoning_would_find_a_contradiction(ontology):
    """The check above can fail: a person that is a court is an error."""
    wrong = Graph()
    wrong += ontology
    wrong.add((WWA.somebody, RDF.type, WW.Person))
    wrong.add((WWA.somebody, RDF.type, WW.Court))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(wrong)
    assert list(wrong.subject_objects(ERROR))


def test_every_act_type_has_all_that_the_code_needs(ontology):
    codes = [c for c in VOCABULARY.codes.values() if c.scheme == "ActType"]
    assert len(codes) >= 23
    for code in codes:
        assert code.default_stance in VOCABULARY.notations("Stance")
        assert code.severity is not None
        assert 0 < code.severity <= 100
        assert len(code.definition) > 15
        matches = {str(m).rsplit("#", 1)[-1] for m in ontology.objects(code.iri, SKOS.closeMatch)}
        assert matches, code.notation
        assert matches <= PLOVER, code.notation


def test_the_act_types_are_those_of_the_annotation_guidelines():
    guidelines = """ACCUSE SUE BLOCK REJECT OPPOSE THREATEN PROTEST SANCTION RESTRICT INVESTIGATE ARREST DEPORT ASSAULT
        DEMAND APPEAL SUPPORT PROTECT AID APPROVE COOPERATE ENACT APPOINT CONSULT"""
    assert set(guidelines.split()) <= set(VOCABULARY.notations("ActType"))


def test_every_stored_property_has_a_shape_that_says_what_the_ontology_says():
    shapes = read_ontology("shapes")
    for p in VOCABULARY.by_iri.values():
        if p.derived or p.store_only:
            continue
        shape = WWS[p.name]
        assert shapes.value(shape, SH.targetSubjectsOf) == p.iri, p.name
        assert shapes.value(shape, SH["class"]) == WW[p.domain], p.name
        inner = shapes.value(shape, SH.property)
        assert shapes.value(inner, SH.path) == p.iri, p.name
        assert p.range in (shapes.value(inner, SH.datatype), shapes.value(inner, SH["class"])), p.name
        assert (shapes.value(inner, SH.maxCount) is not None) is p.functional, p.name


def test_every_shape_and_alignment_speaks_of_terms_that_exist(ontology):
    defined = {str(s) for s in ontology.subjects()}
    for name in ("shapes", "alignments"):
        used = {str(t) for triple in read_ontology(name) for t in triple if str(t).startswith(OURS)} - set(OURS)
        assert used <= defined, name


def test_an_ontology_whose_property_has_no_domain_is_refused(ontology):
    broken = Graph()
    broken += ontology
    broken.remove((WW.agent, RDFS.domain, None))
    with pytest.raises(BrokenVocabulary, match="agent"):
        Vocabulary(broken)


def test_an_ontology_with_one_key_for_two_properties_is_refused(ontology):
    broken = Graph()
    broken += ontology
    broken.set((WW.partOf, WW.relationshipType, next(ontology.objects(WW.owner, WW.relationshipType))))
    with pytest.raises(BrokenVocabulary, match="OWNED_BY"):
        Vocabulary(broken)


# The code and the ontology agree


def cypher_texts() -> list[tuple[str, str]]:
    """Every string in the product's code that holds Cypher, with its file: the texts that name labels and types."""
    found = []
    for path in sorted([*ROOT.glob("graph/**/*.py"), *ROOT.glob("api/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if re.search(r"\b(MATCH|MERGE|CREATE|EXISTS|COUNT|FOR) ?[({]|\)-\[|\]->\(", node.value):
                    found.append((path.relative_to(ROOT).as_posix(), node.value))
    return found


def test_cypher_is_only_written_where_the_layout_says():
    places = {path for path, _ in cypher_texts()} - {"api/cypher/examples.py"}  # what a user may send
    assert places, "the search below would prove nothing"
    assert {
        p for p in places if not p.startswith(("graph/queries/", "graph/store/", "graph/managed/", "graph/cli"))
    } == set()


def test_every_label_and_relationship_type_in_cypher_is_of_the_ontology():
    labels, types = set(), set()
    for _, text in cypher_texts():
        for inside in re.findall(r"\[\w*:([\w|]+)", text):
            types |= set(inside.split("|"))
        for inside in re.findall(r"[(\s]\w*:([A-Z]\w+(?::[A-Z]\w+)*)[\s){]", text):
            labels |= set(inside.split(":"))
    assert {"Act", "Participant", "NamedGraph"} <= labels
    assert {"AGENT_OF", "TARGETS", "OWNED_BY"} <= types
    assert types - set(VOCABULARY.relations) == set()
    assert labels - set(VOCABULARY.classes) == set()


def test_every_property_key_in_cypher_is_of_the_ontology():
    keys = {
        key for _, text in cypher_texts() for key in re.findall(r"\b(?!db\b|dbms\b)[a-z]\w*\.([a-z]\w*)\b(?!\()", text)
    }
    known = {*VOCABULARY.literals, *VOCABULARY.coded, "uri"}
    maps = {"rank", "via", "post", "has", "properties", "start", "end", "index", "components", "fulltext"}
    ours = {"keys", "labels", "held"}  # what a DESCRIBES relationship says a graph stated; a writer's lock
    assert {"realis", "confidence", "name"} <= keys
    assert keys - known - maps - ours == set()


def test_the_four_closed_lists_are_the_ones_the_code_types_by_hand():
    from typing import get_args

    from graph.acts import Precision, Realis, Stance

    assert {WW[s] for s in SCHEMES} == set(CODED)
    for scheme, literal in (("Stance", Stance), ("Realis", Realis), ("DatePrecision", Precision)):
        assert set(VOCABULARY.notations(scheme)) == set(get_args(literal))


def test_every_code_written_in_the_code_is_of_the_ontology():
    """Words in capitals that stand alone in quotes are act types, relationship types or another trade's codes."""
    known = {*VOCABULARY.notations("ActType"), *VOCABULARY.relations}
    found: dict[str, str] = {}
    about = ("graph/*.py", "graph/extract/**/*.py", "graph/store/*.py", "graph/queries/*.py", "api/routers/*.py")
    for path in sorted(p for places in about for p in ROOT.glob(places)):
        tree = ast.parse(path.read_text())
        given_on = {n for a in tree.body if isinstance(a, ast.Assign) and _is_all(a) for n in ast.walk(a.value)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in given_on:
                if re.fullmatch(r"[A-Z]{2,}(?:_[A-Z]+)*", node.value):
                    found[node.value] = path.relative_to(ROOT).as_posix()
    assert {"ACTED_TOWARDS", "DEMAND"} <= set(found)
    unknown = {word: path for word, path in found.items() if word not in known | OTHERS | settings()}
    assert unknown == {}


def _is_all(assigned: ast.Assign) -> bool:
    return [t.id for t in assigned.targets if isinstance(t, ast.Name)] == ["__all__"]


def settings() -> set[str]:
    from pydantic import AliasChoices

    from graph.settings import Settings

    aliases = [f.validation_alias for f in Settings.model_fields.values()]
    return {str(c) for a in aliases for c in (a.choices if isinstance(a, AliasChoices) else [a])}


OTHERS = set(
    # Universal part-of-speech tags, Penn tags, spaCy's entity labels and attributes
    "NOUN PROPN VERB PRON PUNCT SCONJ CCONJ ADJ ADP ADV AUX DET NUM PART SPACE SYM NNP NNPS NNS NN VB VBD VBG"
    " VBN VBP VBZ POS TO IN MD JJ PRP WDT WP WRB CD RB RP CC DT PERSON NORP ORG GPE LOC FAC LAW DATE TIME MONEY ROOT "
    "IS_LOWER IS_SPACE SENT_START DEP TAG LOWER NOT_IN "
    "PDT NFC NFKD "  # the last two are forms of Unicode
    # Cypher and the driver, HTTP
    "READ WRITE DESC ASC OFF POST POINT "
    # Others' words in data: a time zone, a node kind of RDF
    "UTC IRI ".split()
)
