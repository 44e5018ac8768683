"""The facts under seeds/actors: what every one of them must be, and what loading refuses."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from rdflib import RDF, URIRef

from graph.registry import Registry, Tenure
from ontology.vocabulary import VOCABULARY, WW
from seeds import ACTORS, BrokenSeeds, Facts

SEVERAL_HOLDERS = re.compile(r"^(U\.S\. Representative from|Associate Justice of|Senior Advisor to|Counselor to)")
TWO_HOLDERS = re.compile(r"^U\.S\. Senator from")

PREFIXES = "".join(
    f"@prefix {name}: <https://w3id.org/whowhom/{iri}> .\n"
    for name, iri in {"ww": "ontology#", "person": "id/person/", "agency": "id/agency/", "post": "id/post/"}.items()
)
PREFIXES += "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
SOURCE = 'ww:source "https://example.org/"^^xsd:anyURI'
PERSON = f'person:a a ww:Official ; ww:name "Ann A" ; {SOURCE} .\n'


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.read()


@pytest.fixture(scope="module")
def registry(facts: Facts) -> Registry:
    return Registry(facts)


def write(folder: Path, text: str, name: str = "some") -> Path:
    (folder / f"{name}.ttl").write_text(PREFIXES + text, encoding="utf-8")
    return folder


def test_every_file_is_a_named_graph_of_ontology_terms_only(facts: Facts) -> None:
    assert {iri.rpartition("/")[2] for iri in facts.graphs} == {file.stem for file in ACTORS.glob("*.ttl")}
    for graph in facts.graphs.values():
        for _, predicate, value in graph:
            if predicate == RDF.type:
                assert str(value).removeprefix(str(WW)) in VOCABULARY.classes
            else:
                assert URIRef(str(predicate)) in VOCABULARY.by_iri


def test_only_the_most_specific_class_is_stated(facts: Facts) -> None:
    for graph in facts.graphs.values():
        stated = Counter(graph.subjects(RDF.type, None))
        assert not [subject for subject, n in stated.items() if n > 1]
    assert not {"Actor", "Participant", "Measure", "Jurisdiction", "Resource"} & set(facts.kinds.values())


def test_everything_says_where_it_can_be_checked(facts: Facts) -> None:
    for iri in facts.kinds:
        sources = facts.values(iri, "source")
        assert sources, iri
        assert all(re.fullmatch(r"https://\S+", s) for s in sources), iri


def test_every_measure_has_an_owner_and_does_not_end_before_it_begins(facts: Facts) -> None:
    for iri, kind in facts.kinds.items():
        if VOCABULARY.is_a(kind, "Measure"):
            assert facts.value(iri, "owner"), iri
            assert (facts.value(iri, "begins") or "") <= (facts.value(iri, "ends") or "9999"), iri


def test_wikidata_identifiers_are_well_formed_and_unique(facts: Facts) -> None:
    found = [q for iri in facts.kinds for q in facts.values(iri, "wikidata")]
    assert all(re.fullmatch(r"Q[1-9]\d*", q) for q in found)
    assert len(found) == len(set(found)) > 100


def test_a_further_name_is_not_the_standard_name_again(facts: Facts) -> None:
    for iri in facts.kinds:
        assert not set(facts.values(iri, "name")) & set(facts.values(iri, "names")), iri
        assert all(n == n.strip() and n for n in facts.values(iri, "names")), iri


def test_every_us_city_lies_in_a_state_and_every_state_in_the_country(facts: Facts) -> None:
    for city in (iri for iri, kind in facts.kinds.items() if kind == "City"):
        assert [facts.kinds[iri] for iri in facts.above(city, "locatedIn")] == ["State", "Country"], city


def test_a_police_department_is_a_part_of_its_city(facts: Facts) -> None:
    police = "https://w3id.org/whowhom/id/agency/baltimore-police-department"
    city = ["https://w3id.org/whowhom/id/place/baltimore-maryland"]
    assert facts.above(police, "partOf") == city
    assert list(facts.values(police, "jurisdiction")) == city


def test_no_tenure_ends_before_it_begins(registry: Registry) -> None:
    for tenure in tenures(registry):
        assert tenure.until is None or tenure.since <= tenure.until, tenure.iri


def test_a_post_of_one_holder_has_no_two_at_a_time(registry: Registry) -> None:
    """One may leave on the day the next arrives; someone acting may stand in for a holder who is away."""
    by_post: dict[str, list[Tenure]] = {}
    for tenure in tenures(registry):
        if not tenure.acting and not SEVERAL_HOLDERS.match(tenure.post.name):
            by_post.setdefault(tenure.post.name, []).append(tenure)
    for name, held in by_post.items():
        held.sort(key=lambda t: t.since)
        seats = 2 if TWO_HOLDERS.match(name) else 1
        for later in range(seats, len(held)):
            still = [t for t in held[:later] if t.until is None or t.until > held[later].since]
            assert len(still) < seats, (name, [t.iri for t in still], held[later].iri)


def test_one_person_does_not_hold_one_post_twice_at_a_time(registry: Registry) -> None:
    for person in registry.entities("Person"):
        held = sorted(registry.posts_of(person.iri), key=lambda t: (t.post.iri, t.since))
        for earlier, later in pairwise(held):
            if earlier.post == later.post:
                assert earlier.until, earlier.iri
                assert earlier.until <= later.since, later.iri


def test_there_are_hundreds_of_entities_and_tenures(facts: Facts) -> None:
    counts = Counter(facts.kinds.values())
    least = {"Official": 500, "Tenure": 500, "Agency": 150, "Court": 115, "City": 100, "State": 56, "Post": 400}
    assert {kind: counts[kind] for kind in least if counts[kind] < least[kind]} == {}
    assert sum(VOCABULARY.is_a(k, "Measure") for k in facts.kinds.values()) >= 50


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("person:a a ww:Wizard .", "no class"),
        ('person:a ww:shoeSize "44" .', "no property"),
        (PERSON + "person:a a ww:Person .", "twice"),
        (f"person:a a ww:Official ; {SOURCE} .", "lacks ww:name"),
        ('person:a a ww:Official ; ww:name "Ann A" .', "lacks ww:source"),
        (f'person:a a ww:Agency ; ww:name "A" ; {SOURCE} .', "begins with"),
        (PERSON + "person:a ww:partOf agency:nowhere .", "described nowhere"),
        (PERSON + 'person:a ww:from "2017-01-01"^^xsd:date .', "has no from"),
        (PERSON + 'person:a ww:name "Anna A" .', "more than one name"),
        (PERSON + 'person:a ww:partOf "the Senate" .', "partOf wants"),
        (PERSON + "person:a ww:party person:a .", "party wants a Organization"),
        (PERSON + "person:a ww:description 5 .", "description wants"),
        ('person:a ww:name "Ann A" .', "no class"),
        (
            f'agency:b a ww:Agency ; ww:name "B" ; {SOURCE} .\n{PERSON}'
            f'post:p a ww:Post ; ww:name "Head of B" ; ww:postOf agency:b ; {SOURCE} .\n'
            "<https://w3id.org/whowhom/id/tenure/t> a ww:Tenure ; ww:holder person:a ; ww:post post:p ; "
            f'ww:from "2017-02-30"^^xsd:date ; {SOURCE} .',
            "cannot be read",
        ),
    ],
)
def test_a_broken_fact_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(BrokenSeeds, match=re.escape(complaint)):
        Facts.read(write(tmp_path, text))


def test_one_thing_is_described_in_one_file(tmp_path: Path) -> None:
    write(tmp_path, PERSON, "first")
    with pytest.raises(BrokenSeeds, match="twice"):
        Facts.read(write(tmp_path, PERSON, "second"))


def test_the_version_follows_the_contents_and_not_the_folder(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        write(folder, PERSON)
    assert Facts.read(one).version == Facts.read(other).version
    write(other, PERSON.replace("Ann", "Anna"))
    assert Facts.read(one).version != Facts.read(other).version


def tenures(registry: Registry) -> list[Tenure]:
    found = [t for person in registry.entities("Person") for t in registry.posts_of(person.iri)]
    assert all(t.since > date(1970, 1, 1) for t in found)
    return found
