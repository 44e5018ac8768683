"""Who is singled out or joined, what bodies are called, and what is done at doors, borders and jails."""

import pytest

from tests.sentences import read, told

ICE = "U.S. Immigration and Customs Enforcement"


@pytest.mark.parametrize(
    "text",
    [
        "Oregon became the third state to sue Texas.",
        "Oregon was the only state to sue Texas.",
        "Oregon, the first state to sue Texas, said nothing.",
        "Oregon was among the states that sued Texas.",
        "Oregon is one of several states that have sued Texas.",
    ],
)
def test_whoever_is_singled_out_did_it(text):
    assert ("Oregon SUE Texas", "actual") in {
        (f"{a.agent.name} {a.type} {a.target.name}", a.realis) for a in read(text)
    }


def test_to_be_the_first_is_not_to_have_done_it():
    assert {a.realis for a in read("Oregon would be the first state to sue Texas.")} == {"possible"}


@pytest.mark.parametrize(
    "text",
    [
        "Oregon, joined by Maine, sued Texas.",
        "Joined by Maine, Oregon sued Texas.",
        "Oregon, along with Maine, sued Texas.",
        "Oregon followed Maine in suing Texas.",
    ],
)
def test_those_who_join_do_it_too(text):
    assert told(text) >= {"Oregon SUE Texas", "Maine SUE Texas"}


def test_a_suit_that_somebody_had_filed_has_him_as_its_agent():
    assert "Oregon SUE Texas" in told("A suit that Oregon had started against Texas went on.")


def test_to_tell_somebody_not_to_help_is_against_whom_he_would_help():
    stances = {a.stance for a in read("Oregon has ordered its officers not to assist ICE.") if a.target.name == ICE}
    assert stances == {"against"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Catholic charity Casa Marisol sued Texas.", "Casa Marisol"),
        ("The aid group Open Doors Now sued Texas.", "Open Doors Now"),
        ("The hospitality union Hands United Local 12 sued Texas.", "Hands United Local 12"),
        ("A group calling itself Mothers for Mercy sued Texas.", "Mothers for Mercy"),
        ("A bloc of lawyers calling itself the Harbor Circle sued Texas.", "Harbor Circle"),
        ("The attorneys general of Oregon and Maine sued Texas.", "attorneys general of Oregon and Maine"),
    ],
)
def test_a_body_goes_by_the_name_that_its_noun_introduces(text, name):
    assert told(text) == {f"{name} SUE Texas"}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Oregon kept federal officers off its campuses.", "Oregon RESTRICT federal officers"),
        ("State troopers led the protesters off in handcuffs.", "state troopers ARREST protesters"),
        ("Texas kept the refugees locked up for months.", "Texas ARREST refugees"),
        ("Oregon refused to take in the refugees.", "Oregon REJECT refugees"),
        ("The church is hiding refugees.", "church PROTECT refugees"),
        ("Oregon opened a shelter for refugees.", "Oregon AID refugees"),
        ("Protesters blocked the entrance of the detention center.", "protesters PROTEST detention center"),
        ("Texas made sanctuary cities ineligible for grants.", "Texas SANCTION sanctuary cities"),
        ("Oregon wants no part of the travel ban.", "Oregon REJECT travel ban"),
        ("The sheriff sent back the memorandum.", "sheriff REJECT memorandum"),
        ("Oregon warned builders off the wall.", "Oregon THREATEN builders"),
        ("A judge found Texas in contempt.", "judge SANCTION Texas"),
        ("Oregon lent ICE its trucks.", f"Oregon AID {ICE}"),
    ],
)
def test_what_is_done_at_doors_borders_and_jails(text, act):
    assert act in told(text)
