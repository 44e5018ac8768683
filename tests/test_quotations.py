"""Who utters the words in quotation marks."""

import pytest

from graph.extract.referents.quotations import Quotations
from tests.sentences import parsed


def speakers(text):
    return [q.speaker.text for q in Quotations(parsed(text)).all]


@pytest.mark.parametrize(
    "text",
    [
        "“The plan is far too weak,” Miller said.",
        '"The plan is far too weak," said Miller.',
        "Miller tweeted: “The plan is far too weak.”",
        "“Is the plan far too weak?” Miller asked. “The plan,” said Miller, “is weak.”",
        "Miller, the mayor, told reporters “the plan is far too weak.”",
    ],
)
def test_the_verb_of_reporting_beside_a_quotation_names_its_speaker(text):
    assert set(speakers(text)) == {"Miller"}


def test_a_quotation_goes_on_with_the_one_before():
    assert speakers("“The plan is too weak,” Miller said. “It will hurt all of us.”") == ["Miller", "Miller"]


@pytest.mark.parametrize(
    "text", ["Miller said the “plan” is weak.", "“The plan is far too weak.” It rained.", "“Never closed."]
)
def test_a_term_or_a_quotation_of_nobody_has_no_speaker(text):
    assert speakers(text) == []
