import pytest

from tests.reading import one


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
        ("is expected to sue", "planned"),
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
