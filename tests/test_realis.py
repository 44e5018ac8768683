import pytest

from tests.sentences import one, read


@pytest.mark.parametrize(
    ("told", "realis"),
    [
        ("sued", "actual"),
        ("has sued", "actual"),
        ("is suing", "actual"),
        ("did not sue", "negated"),
        ("has never sued", "negated"),
        ("no longer sues", "negated"),
        ("failed to sue", "negated"),
        ("may sue", "possible"),
        ("could sue", "possible"),
        ("might have sued", "possible"),
        ("would have sued", "possible"),
        ("should sue", "possible"),
        ("is considering suing", "possible"),
        ("wants to sue", "possible"),
        ("will sue", "planned"),
        ("is going to sue", "planned"),
        ("plans to sue", "planned"),
        ("vowed to sue", "planned"),
        ("is expected to sue", "possible"),
        ("is set to sue", "planned"),
        ("threatened to sue", "threatened"),
        ("sought to sue", "actual"),
        ("began to sue", "actual"),
    ],
)
def test_the_words_around_a_verb_tell_its_realis(told, realis):
    assert one(f"California {told} the Justice Department.", "SUE").realis == realis


def test_a_condition_makes_an_act_possible_even_when_negated():
    assert one("If California does not sue the Justice Department, the rule stays.", "SUE").realis == "possible"


def test_negation_reaches_over_an_alternative_but_not_over_a_new_clause():
    assert one("California did not condemn or sue the Justice Department.", "SUE").realis == "negated"
    assert one("California never condemned Oregon or sued Texas.", "SUE").realis == "negated"
    assert one("California did not condemn Oregon, and it sued Texas.", "SUE").realis == "actual"


def test_a_refusal_is_an_act_that_happened():
    assert one("California refused to comply with the Justice Department.", "OPPOSE").realis == "actual"


def test_a_refusal_that_is_itself_denied_did_not_happen():
    assert one("California did not refuse to comply with the Justice Department.", "OPPOSE").realis == "negated"


def test_would_in_a_report_of_the_past_is_a_plan():
    assert one("California said it would sue the Justice Department.", "SUE").realis == "planned"


def test_a_question_asserts_nothing():
    assert one("Did California sue the Justice Department?", "SUE").realis == "possible"


@pytest.mark.parametrize(
    ("told", "realis"),
    [
        ("has yet to sue", "negated"),
        ("almost sued", "negated"),
        ("warned that it would sue", "threatened"),
        ("denied that it sued", "negated"),
        ("was able to sue", "actual"),
        ("could be able to sue", "possible"),
        ("would sue", "possible"),
        ("is unlikely to join those who sued", "actual"),
    ],
)
def test_what_is_not_yet_or_nearly_done_did_not_happen(told, realis):
    found = [a for a in read(f"California {told} the Justice Department.") if a.type == "SUE"]
    assert {a.realis for a in found} <= {realis}


@pytest.mark.parametrize("subject", ["No states", "None of the states"])
def test_what_nobody_did_did_not_happen(subject):
    assert {a.realis for a in read(f"{subject} sued the Justice Department.")} <= {"negated"}


@pytest.mark.parametrize(
    ("verb", "realis"), [("would sign", "possible"), ("will sign", "planned"), ("signed", "actual")]
)
def test_what_a_measure_does_is_as_real_as_the_measure(verb, realis):
    assert one(f"California {verb} an order that bars Ohio from the program.", "RESTRICT").realis == realis


@pytest.mark.parametrize(("verb", "realis"), [("could face", "possible"), ("faces", "actual")])
def test_an_act_told_by_a_noun_has_the_mood_of_its_verb(verb, realis):
    assert one(f"The Justice Department {verb} a lawsuit by California.", "SUE").realis == realis


def test_a_statement_of_what_is_bad_is_an_act_whatever_it_denies():
    assert one("“The travel ban is not fair,” California said.", "ACCUSE").realis == "actual"


@pytest.mark.parametrize(
    ("text", "code", "realis"),
    [
        ("California has not ruled out suing the Justice Department.", "SUE", "possible"),
        ("California ruled out suing the Justice Department.", "SUE", "negated"),
        ("Congress approved no legislation.", "APPROVE", "negated"),
        ("Donald Trump announced sanctions on Iran.", "SANCTION", "actual"),
        ("California is pursuing a lawsuit against the Justice Department.", "SUE", "actual"),
        ("California is likely to sue the Justice Department.", "SUE", "possible"),
        ("California expects Texas to sue the Justice Department.", "SUE", "planned"),
    ],
)
def test_what_is_open_begun_or_done_to_nothing(text, code, realis):
    assert one(text, code).realis == realis
