"""Act -> RDF -> property graph -> RDF -> Act is the identity."""

from dataclasses import replace

import pytest
from rdflib import RDF, XSD, Literal, URIRef
from rdflib.compare import isomorphic

from graph.errors import EvidenceMismatch, RefusedGraph
from graph.projection import project, unproject
from graph.shapes import check
from graph.triples import Version, from_graph, to_graph
from ontology.vocabulary import VOCABULARY, WW
from tests.samples import BAN, ICE, RUN, article, reading

OLD = article("It rained.")
VERSION = Version(OLD.sha256, OLD.title, OLD.published, OLD.text, RUN.at)


def test_acts_survive_the_way_to_rdf_and_back():
    r = reading()
    assert from_graph(to_graph(r), lambda _: None) == r


def test_rdf_survives_the_way_to_the_property_graph_and_back():
    graph = to_graph(reading())
    assert isomorphic(unproject(project(graph)), graph)


def test_a_reading_conforms_to_the_shapes():
    check(to_graph(reading()))


def test_an_act_is_a_node_and_also_lays_a_direct_edge():
    pg = project(to_graph(reading()))
    types = {r.type for r in pg.relationships}
    assert {"AGENT_OF", "TARGETS", "EVIDENCED_BY", "ACTED_AGAINST", "OWNED_BY"} <= types
    direct = [r for r in pg.relationships if r.type == "ACTED_AGAINST"]
    assert {(r.end, r.properties["type"]) for r in direct} == {
        (ICE.iri, "DEMAND"),
        (BAN.iri, "BLOCK"),
        (ICE.iri, "SUE"),
    }


def test_a_node_carries_every_wider_class_as_a_label():
    pg = project(to_graph(reading()))
    (mayor,) = [n for n in pg.nodes if n.uri.endswith("ada-mayor")]
    assert mayor.labels == ("Resource", "Participant", "Actor", "Person", "Official")


def test_an_act_whose_trigger_is_not_at_its_offsets_is_refused():
    graph = to_graph(reading())
    subject = next(graph.subjects(WW.trigger, None))
    graph.set((subject, WW.trigger, Literal("embraced", datatype=XSD.string)))
    with pytest.raises(EvidenceMismatch, match="embraced"):
        check(graph)


@pytest.mark.parametrize("which", ["Article", "ArticleVersion"])
def test_a_text_that_is_not_the_one_of_its_digest_is_refused(which):
    r = replace(reading(), versions=(VERSION,))
    graph = to_graph(r)
    check(graph)
    (subject,) = graph.subjects(RDF.type, WW[which])
    graph.set((subject, WW.text, Literal(str(graph.value(subject, WW.text)) + " And more.")))
    with pytest.raises(EvidenceMismatch, match="digest"):
        check(graph)


def test_a_sentence_beyond_the_end_of_the_text_is_refused():
    graph = to_graph(reading())
    sentence = next(graph.subjects(WW.article, None))
    graph.set((sentence, WW.end, Literal(10_000)))
    with pytest.raises(EvidenceMismatch):
        check(graph)


def test_a_negative_offset_is_refused():
    graph = to_graph(reading())
    sentence = next(graph.subjects(WW.article, None))
    graph.set((sentence, WW.start, Literal(-3)))
    with pytest.raises(RefusedGraph):
        check(graph)


@pytest.mark.parametrize("missing", ["agent", "target", "actType", "evidence", "realis", "stance", "confidence"])
def test_an_act_without_a_part_that_it_needs_is_refused(missing):
    graph = to_graph(reading())
    graph.remove((None, WW[missing], None))
    with pytest.raises(RefusedGraph, match=missing):
        check(graph)


def test_a_property_outside_the_ontology_is_refused():
    graph = to_graph(reading())
    graph.add((URIRef(ICE.iri), URIRef("https://example.org/secret"), Literal("x")))
    with pytest.raises(RefusedGraph, match=r"example\.org/secret"):
        check(graph)


def test_a_class_beside_a_narrower_one_is_refused():
    graph = to_graph(reading())
    subject = next(s for s in graph.subjects() if str(s).endswith("ada-mayor"))
    graph.add((subject, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), WW.Person))
    with pytest.raises(RefusedGraph, match="beside a narrower"):
        check(graph)


def test_a_number_too_large_for_the_store_is_refused_and_not_rounded():
    graph = to_graph(reading())
    sentence = next(graph.subjects(WW.article, None))
    graph.set((sentence, WW.end, Literal(2**70)))
    with pytest.raises(RefusedGraph, match=r"cannot be kept"):
        project(graph)


def test_the_same_document_name_on_another_day_is_another_article():
    a, b = article(), article(published=article().published.replace(year=2018))
    from graph.triples import article_iri

    assert article_iri(a) != article_iri(b)
    assert article_iri(a) == article_iri(article(text="Corrected."))


def test_every_code_of_the_ontology_projects_to_its_notation():
    assert set(VOCABULARY.notations("Realis")) == {"actual", "planned", "threatened", "possible", "negated"}
