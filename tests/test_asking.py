"""What is asked of somebody: when it is against him, when he is merely asked, and when another is meant."""

import pytest

from graph.acts import Stance
from tests.sentences import read, told


def stance_of(text: str, target: str) -> Stance:
    """The stance of the one demand on the target."""
    (found,) = [a.stance for a in read(text) if a.type == "DEMAND" and a.target.name == target]
    return found


@pytest.mark.parametrize(
    "asked",
    [
        "urged Congress to stop",
        "called on Congress to withdraw",
        "asked Congress to change course",
        "begged Congress not to cut taxes",
        "wants Congress to end the hearings",
        "forced Congress to vote",
    ],
)
def test_to_stop_or_to_change_is_asked_against_somebody(asked):
    assert stance_of(f"Oregon {asked}.", "U.S. Congress") == "against"


@pytest.mark.parametrize(
    "asked",
    [
        "urged Congress to cut off money for Texas",
        "called on Congress to stop the Justice Department from suing",
        "asked Congress to remove Jeff Sessions",
        "begged Congress not to let up",
        "urged Congress not to give in",
        "advised Congress not to wait",
        "encouraged Congress to end the hearings",
        "told Congress to return in January",
        "ordered Congress to build a wall",
    ],
)
def test_what_is_done_to_others_or_goes_on_is_not_asked_against_whoever_is_asked(asked):
    assert stance_of(f"Oregon {asked}.", "U.S. Congress") == "neutral"


def test_what_a_court_orders_is_against_whoever_it_orders():
    assert stance_of("The Supreme Court ordered Congress to build a wall.", "U.S. Congress") == "against"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The lawyers told Susan Collins to stay and sued Texas.", "lawyers SUE Texas"),
        ("The lawyers have advised immigrants not to leave and have sued Texas.", "lawyers SUE Texas"),
        ("The lawyers urged Susan Collins to wait and called the travel ban cruel.", "lawyers ACCUSE travel ban"),
    ],
)
def test_a_finite_verb_goes_on_from_the_finite_one(text, act):
    assert act in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Susan Collins said the immigrants need a year to return home.",
        "Susan Collins said the immigrants had time to leave.",
    ],
)
def test_what_somebody_needs_or_has_is_not_asked_of_him(text):
    assert not [a for a in read(text) if a.type == "DEMAND"]
