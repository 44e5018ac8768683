"""What one says of another: verdicts, complaints, demands, and what is no judgement."""

import pytest

from graph.extract.words.opinions import Judgement, _opposed
from ontology.vocabulary import BrokenVocabulary
from tests.sentences import one, read, told

ABOUT_THE_BAN = [
    ("is cruel", "against"),
    ("is an attack on workers", "against"),
    ("is a form of discrimination", "against"),
    ("is no solution", "against"),
    ("is not a threat", "for"),
    ("is too weak", "against"),
    ("is out of step", "against"),
    ("is against the law", "against"),
    ("goes too far", "against"),
    ("puts lives at risk", "against"),
    ("would hurt workers", "against"),
    ("has created chaos", "against"),
    ("amounts to an insult", "against"),
    ("makes everybody less safe", "against"),
    ("does nothing to help workers", "against"),
    ("has no basis in fact", "against"),
    ("is based on lies", "against"),
    ("is designed to punish workers", "against"),
    ("would only help criminals", "against"),
    ("is necessary", "for"),
    ("makes the country safer", "for"),
    ("would help workers", "for"),
    ("does not violate the law", "for"),
    ("is needed", "for"),
]


@pytest.mark.parametrize(("words", "stance"), ABOUT_THE_BAN)
def test_a_clause_judges_its_subject_by_more_than_its_verb(words, stance):
    found = one(f"California said the travel ban {words}.", "ACCUSE" if stance == "against" else "SUPPORT")
    assert (found.agent.name, found.stance, found.realis) == ("California", stance, "actual")


@pytest.mark.parametrize(
    "text",
    [
        "California argued that the travel ban is cruel.",
        "The travel ban is cruel, California said.",
        "The travel ban, California said, is cruel.",
        "“The travel ban is cruel,” California said.",
        "“It is a long text,” California said. “The travel ban is cruel.”",
        "California tweeted: “The travel ban is cruel.”",
        "According to California, the travel ban is cruel.",
        "California called the travel ban cruel.",
        "California described the travel ban as cruel.",
        "California, which said the travel ban is cruel, left.",
    ],
)
def test_a_judgement_is_read_wherever_the_report_stands(text):
    assert "California ACCUSE travel ban" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "California complained that Texas has been drafting another plan.",
        "California was disappointed that Texas drafted the plan.",
        "California is troubled that Texas drafted the plan.",
        "California voiced concern that Texas drafted the plan.",
        "California expressed frustration with Texas.",
        "California worried that Texas would draft another plan.",
        "California questioned whether Texas had read the plan.",
        "California said it was wrong that Texas drafted the plan.",
        "California said there is no excuse for Texas.",
        "California said Texas acted illegally.",
        "California said the law was violated by Texas.",
        "California said Texas has failed to keep its promise.",
        "California said Texas is trying to mislead voters.",
        "California has concerns that Texas drafted the plan.",
        "California's concern is that Texas might draft another plan.",
        "The allegation by California that Texas drafted the plan surfaced on Monday.",
        "California told the mayors during talks on Monday that Texas was misleading voters.",
    ],
)
def test_complaints_and_displeasure_accuse_whoever_did_it(text):
    assert "California ACCUSE Texas" in told(text)


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("should step aside", "against"),
        ("must stop the plan", "against"),
        ("needs to do more", "against"),
        ("should not draft the plan", "against"),
        ("has to explain itself", "against"),
        ("should draft a plan", "neutral"),
    ],
)
def test_what_another_must_do_is_a_demand(words, stance):
    assert one(f"California said Texas {words}.", "DEMAND").stance == stance


@pytest.mark.parametrize(
    "text", ["California said it was important that Texas stop.", "It is time for Texas to go, California said."]
)
def test_what_is_important_or_due_is_demanded(text):
    assert one(text, "DEMAND").stance == "against"


@pytest.mark.parametrize(
    "text",
    [
        "California said Texas drafted a plan.",
        "California said Texas tried to help Ohio.",
        "California said the travel ban takes effect on Monday.",
        "California said if Texas drafts a plan the travel ban would hurt workers.",
        "California asked whether the travel ban is cruel.",
        "California said workers are worried that families will suffer.",
        "California said what Texas should do.",
        "The travel ban is cruel.",
        "California said it was a shame because Texas left.",
        "California found the allegations by Texas troubling.",
    ],
)
def test_a_neutral_statement_is_no_judgement(text):
    assert not [a for a in read(text) if a.type in ("ACCUSE", "SUPPORT", "DEMAND")]


def test_what_is_denied_or_disbelieved_is_turned():
    assert one("California denied that the travel ban is cruel.", "SUPPORT").stance == "for"
    found = one("California does not believe that the travel ban is fair.", "ACCUSE")
    assert (found.stance, found.realis) == ("against", "actual")


def test_an_assault_that_is_told_accuses_besides():
    assert {"Ann Miller ACCUSE John Miller"} <= told("Ann Miller said that John Miller assaulted her sister.")


def test_not_only_denies_nothing():
    assert one("California said the travel ban is not only cruel.", "ACCUSE").stance == "against"


def test_a_word_is_not_good_and_bad_at_once():
    words = frozenset({"fine"})
    with pytest.raises(BrokenVocabulary, match="fine"):
        _opposed(Judgement(words, words, words), Judgement(words, frozenset(), frozenset()))


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("was written to frighten families", "against"),
        ("puts politics ahead of safety", "against"),
        ("made every mother afraid", "against"),
        ("slams the door on families", "against"),
        ("broke faith with families", "against"),
        ("cannot hold families hostage", "against"),
        ("may not punish families", "against"),
        ("is a license to discriminate", "against"),
        ("is a recipe for chaos", "against"),
    ],
)
def test_idioms_and_ends_judge_too(words, stance):
    code = "ACCUSE" if stance == "against" else "SUPPORT"
    assert f"California {code} travel ban" in told(f"California said the travel ban {words}.")


@pytest.mark.parametrize(
    "words",
    [
        "frightens nobody",
        "covers immigrants with a criminal record",
        "is for illegal immigrants",
        "is a matter of criminal law",
    ],
)
def test_nobody_is_judged_by_kinds_or_by_what_hurts_nobody(words):
    assert not [a for a in read(f"California said the travel ban {words}.") if a.type in ("ACCUSE", "SUPPORT")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("California likened Donald Trump to a dictator.", "ACCUSE"),
        ("California has compared Donald Trump to a criminal.", "ACCUSE"),
        ("California called Donald Trump a license to discriminate.", "ACCUSE"),
    ],
)
def test_whoever_is_likened_to_the_bad_is_accused(text, code):
    assert f"California {code} Donald Trump" in told(text)
