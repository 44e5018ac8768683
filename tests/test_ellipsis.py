"""What "did" alone says that another did, or did not."""

import pytest

from tests.sentences import read, told


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Susan Collins sued Texas, and Orrin Hatch did so too.", "Orrin Hatch SUE Texas"),
        ("Susan Collins sued Texas, and so did Orrin Hatch.", "Orrin Hatch SUE Texas"),
        ("Susan Collins sued Texas, as did Orrin Hatch.", "Orrin Hatch SUE Texas"),
        ("Susan Collins sued Texas, and Orrin Hatch did the same.", "Orrin Hatch SUE Texas"),
        ("Susan Collins backed the travel ban; Orrin Hatch did not.", "Orrin Hatch OPPOSE travel ban"),
        ("Susan Collins voted for the travel ban. Orrin Hatch did not.", "Orrin Hatch OPPOSE travel ban"),
    ],
)
def test_did_repeats_the_act_and_a_vote_withheld_is_one_against(text, act):
    assert act in told(text)


def test_what_others_did_not_do_either_is_negated():
    assert {
        a.realis for a in read("Susan Collins sued Texas. Orrin Hatch did not.") if a.agent.name == "Orrin Hatch"
    } == {"negated"}


@pytest.mark.parametrize(
    "text",
    [
        "Susan Collins sued Texas. Orrin Hatch did nothing.",
        "Susan Collins sued Texas. Orrin Hatch did well.",
        "Susan Collins sued Texas, and Orrin Hatch did the dishes.",
    ],
)
def test_a_deed_of_his_own_repeats_nothing(text):
    assert {a.agent.name for a in read(text)} == {"Susan Collins"}
