"""Names as people type them, matched with whom they mean: what is read in a name, what agrees, what is a match."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from graph.acts import Entity
from graph.match.names import acronyms, similarity
from graph.match.readings import readings
from graph.match.score import APART, CERTAIN, rank
from graph.match.wanted import Days, HeldPost, Named, Profile, Wanted
from graph.match.words import likeness, misspellings
from graph.queries.candidates import LONGEST, candidates, profiles
from graph.queries.names import identifier
from ontology.vocabulary import ID

NAMES = tomllib.loads((Path(__file__).parent / "reconciliation/names.toml").read_text(encoding="utf-8"))
KNOWN = {name: right for sort, given in NAMES.items() if "unknown" not in sort for name, right in given.items()}
UNKNOWN = [name for sort, given in NAMES.items() if "unknown" in sort for name in given["names"]]


def official(name="Ada Mayor", *, names=(), posts=(), wholes=(), parties=(), wikidata=None, kind="Official"):
    iri = f"{ID}person/{name.casefold().replace(' ', '-')}"
    return Profile(Entity(iri, name, kind), (name, *names), None, wikidata, posts, wholes, parties, 0)


MAYOR = HeldPost(f"{ID}post/mayor", ("Mayor of Chicago", "Chicago mayor"), date(2011, 5, 16), date(2019, 5, 20))
COURT = Named(f"{ID}court/sample", ("Sample Court",), "Court")


def best(typed, *profiles, **said):
    return rank(Wanted(typed, **said), profiles)[0]


# What is read in what was typed


@pytest.mark.parametrize(
    ("typed", "name", "office"),
    [
        ("Sessions, Jeff", "jeff sessions", ""),
        ("Doe, Jane, Jr.", "jane doe jr", ""),
        ("Mayor Jane Doe", "jane doe", "mayor"),
        ("Chicago Mayor Jane Doe", "jane doe", "chicago mayor"),
        ("Sen. Jane Doe (D-Ill.)", "jane doe", "senator"),
        ("U.S. Rep. Jane Doe", "jane doe", "us representative"),
        ("Lt. Gov. Jane Doe", "jane doe", "lieutenant governor"),
        ("former acting Secretary of Homeland Security Jane Doe", "jane doe", "secretary of homeland security"),
        ("AG Doe", "doe", "attorney general"),
        ("Jane Doe, the former attorney general", "jane doe", "attorney general"),
        ("Doe, Attorney General Jane", "jane doe", "attorney general"),
        ("Mr. Doe", "doe", ""),
        ("the California attorney general", "", "california attorney general"),
        ("D. J. Doe", "d j doe", ""),
        ("Dept. of Magic", "department of magic", ""),
    ],
)
def test_a_name_an_office_and_the_order_are_told_apart(typed, name, office):
    assert (name, office) in {(r.name, r.office) for r in readings(typed)}


def test_the_plain_reading_comes_first_and_a_king_is_no_office():
    first, *others = readings("Angus King")
    assert (first.name, first.office) == ("angus king", "")
    assert all(r.name in ("angus king", "") for r in others)


@pytest.mark.parametrize("typed", ["", " ", "()", ",", ", ,", "((((", "Jr.", "the", "\x00", "🏛", "(" * 300, "," * 300])
def test_what_holds_no_name_has_readings_without_one(typed):
    for r in readings(typed):
        assert not r.office or r.office == r.office.strip()


# How like words and names are


@pytest.mark.parametrize(
    ("one", "other", "given", "expected"),
    [
        ("emanuel", "emanuel", False, 1.0),
        ("j", "jeff", True, 0.5),
        ("j", "jeff", False, 0.0),
        ("j", "kate", True, 0.0),
        ("bob", "robert", True, 0.95),
        ("bob", "robert", False, 0.0),
        ("ice", "ace", False, 0.0),
        ("boston", "houston", False, 0.0),
    ],
)
def test_words_are_alike_by_letters_initials_and_short_forms(one, other, given, expected):
    assert likeness(one, other, given) == likeness(other, one, given) == expected


def test_longer_words_may_hold_more_slips_and_overlong_ones_none():
    assert [misspellings("x" * n) for n in (3, 4, 7, 8, 16, 17)] == [0, 1, 1, 2, 2, 0]
    assert likeness("emmanuel", "emanuel") == pytest.approx(7 / 8)


def test_the_word_that_tells_bodies_apart_counts_most():
    police = ["Houston Police Department"]
    assert similarity("huston police department", police, False) > 0.85
    assert similarity("boston police department", police, False) < 0.5
    assert similarity("police department", police, False) < 0.7


def test_a_person_is_known_by_the_surname():
    names = ["Ada Mayorson"]
    assert similarity("ada", names, True) < 0.5
    assert similarity("mayorson", names, True) > similarity("ada", names, True)
    assert similarity("bob mayorson", names, True) < 0.8
    assert similarity("ada mayorson", names, True) == 1.0
    assert similarity("mayorson ada", names, True) == 0.9


def test_acronyms_are_spelt_from_capitals_with_and_without_the_country():
    assert acronyms(["U.S. Commission on Civil Rights"]) == {"USCCR", "CCR"}
    assert "NILC" in acronyms(["National Immigration Law Center"])


# What agrees and what does not


def test_an_office_that_agrees_makes_up_for_a_given_name_and_one_that_does_not_takes_away():
    ada = official(posts=(MAYOR,))
    bare, agreed, wrong = (best(t, ada) for t in ("Mayor, Ada", "Chicago Mayor Mayor", "Senator Ada Mayor"))
    assert bare.score == 100
    assert agreed.features["office"] is True
    assert best("Mayor", official()).score < agreed.score
    assert (wrong.features["office"], wrong.match) == (False, False)
    assert wrong.score < CERTAIN


def test_a_judge_is_whoever_belongs_to_a_court():
    assert best("U.S. District Judge Bo Bench", official("Bo Bench", wholes=(COURT,))).features["office"] is True
    assert best("Judge Bo Bench", official("Bo Bench")).features["office"] is False


def test_the_day_decides_who_held_the_post():
    later = HeldPost(MAYOR.iri, MAYOR.names, date(2019, 5, 20), None)
    one, other = official("Ada Roe", posts=(MAYOR,)), official("Bo Poe", posts=(later,))
    on = Days(date(2015, 1, 1), date(2015, 12, 31))
    found = rank(Wanted("Chicago mayor", on=on), (one, other))
    assert [(c.profile.entity.name, c.features["on"], c.match) for c in found] == [
        ("Ada Roe", True, True),
        ("Bo Poe", False, False),
    ]
    assert not any(c.match for c in rank(Wanted("Chicago mayor"), (one, other)))


def test_two_that_fit_alike_are_no_match():
    found = rank(Wanted("Ada Mayor"), (official(), official("ADA MAYOR")))
    assert [c.score for c in found] == [100, 100]
    assert not any(c.match for c in found)


def test_a_match_is_certain_and_far_ahead():
    found = rank(Wanted("Ada Mayorsson"), (official("Ada Mayorsson"), official("Ada Mayorson")))
    assert found[0].score - found[1].score < APART
    assert not found[0].match


def test_properties_that_agree_disagree_or_are_not_known():
    here = Named(f"{ID}place/here", ("Here", "the Land of Here"), "State")
    ada = official(
        posts=(MAYOR,), wholes=(here,), parties=(Named(f"{ID}organization/p", ("P party",), "Organization"),)
    )
    for said in ({"jurisdiction": ("here",)}, {"jurisdiction": ("place/here",)}, {"jurisdiction": ("Chicago",)}):
        assert best("Ada Mayor", ada, said=said).score == 100
    assert best("Ada Mayor", ada, said={"jurisdiction": ("There",)}).score == 70
    assert best("Ada Mayor", ada, said={"party": ("P Party",)}).features["party"] is True
    unknown = best("Ada Mayor", official(), said={"party": ("P Party",)})
    assert (unknown.score, "party" in unknown.features) == (95, False)
    assert best("Ada Mayor", ada, said={"post": ("mayor of Chicago",)}).features["post"] is True
    assert best("Ada Mayor", ada, said={"post": ("sheriff", "mayor")}).features["post"] is True
    assert best("Ada Mayor", official(wikidata="Q1"), said={"wikidata": ("Q2",)}).score == 30
    assert best("somebody", official(wikidata="Q1"), said={"wikidata": ("Q1",)}).score == 100


def test_what_is_required_to_agree_leaves_nobody_else():
    assert rank(Wanted("Ada Mayor", said={"post": ("mayor",)}, required=frozenset({"post"})), (official(),)) == ()


@pytest.mark.parametrize(
    ("types", "strict", "score"),
    [
        (("Official",), "any", 100),
        (("Person",), "any", 100),
        (("Agency",), "any", None),
        (("Agency", "Person"), "any", 100),
        (("Agency", "Person"), "all", None),
        (("Agency",), "should", 70),
    ],
)
def test_a_type_is_demanded_or_only_preferred(types, strict, score):
    found = rank(Wanted("Ada Mayor", types=types, strict=strict), (official(),))
    assert [c.score for c in found] == ([score] if score else [])


# Over the registry


@pytest.fixture(scope="module")
def matched(connection):
    """The best candidates of every name of the benchmark."""
    every = [*KNOWN, *UNKNOWN]
    found = [
        f for i in range(0, len(every), 50) for f in candidates(connection, [Wanted(n) for n in every[i : i + 50]])
    ]
    return dict(zip(every, found, strict=True))


def test_every_answer_of_the_benchmark_is_in_the_registry(connection):
    iris = {f"{ID}{right}" for right in KNOWN.values()}
    assert set(profiles(connection, iris)) == iris


def test_nearly_every_name_finds_whom_it_means_first(matched):
    right = [n for n, right in KNOWN.items() if matched[n] and matched[n][0].profile.entity.iri == f"{ID}{right}"]
    assert len(right) / len(KNOWN) >= 0.97


def test_hardly_anything_that_is_taken_for_certain_is_wrong(matched):
    taken = {n: f[0] for n, f in matched.items() if f and f[0].match}
    right = [n for n, c in taken.items() if identifier(c.profile.entity.iri) == KNOWN.get(n)]
    assert len(taken) / len(KNOWN) >= 0.75
    assert len(right) / len(taken) >= 0.98


def test_at_most_one_candidate_is_a_match_and_scores_fall(matched):
    for found in matched.values():
        scores = [c.score for c in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= s <= 100 for s in scores)
        assert [c.match for c in found].count(True) <= 1
        assert not any(c.match for c in found[1:])


def test_a_query_is_judged_without_regard_to_the_others(connection, matched):
    assert candidates(connection, [Wanted("Sessions, Jeff")])[0] == matched["Sessions, Jeff"]


def test_every_standard_name_finds_its_entity_with_the_full_score(connection, registry):
    every = registry.entities()[::40]
    for entity, found in zip(every, candidates(connection, [Wanted(e.name, limit=50) for e in every]), strict=True):
        assert {c.profile.entity.iri: c.score for c in found}.get(entity.iri) == 100, entity


HOSTILE = [
    "'; MATCH (n) DETACH DELETE n //",
    "name:* AND *:*",
    "Sessions~100^999999",
    "[* TO *]",
    "/(a+)+$/",
    "NOT Sessions OR (((((",
    'Sessions" OR "',
    "\\\\\\",
    "\x00\x01\x1b[31m",
    "مجلس النواب",
    "🏛" * 50,
    "e" + "\u0301" * 250,
    "a " * 150,
    "x" * LONGEST,
    "x" * 100_000,
    "AND OR NOT",
    "https://w3id.org/whowhom/id/",
    "person/" + "%2e" * 50,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_syntax_of_the_index_or_of_cypher_is_heard(connection, typed):
    (found,) = candidates(connection, [Wanted(typed)])
    assert not any(c.match for c in found)
