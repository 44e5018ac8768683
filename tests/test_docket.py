"""Suits, appeals and dissents whose object an earlier sentence has told."""

import pytest

from tests.sentences import told

SUED = "California sued the Justice Department on Monday over its grant rules. "
RULED = "Judge Ann Lee blocked the travel ban in a ruling on Monday. "


@pytest.mark.parametrize(
    "further",
    [
        "Oregon has also sued.",
        "Oregon sued too, in federal court in Boston.",
        "On Tuesday Oregon filed the same complaint.",
    ],
)
def test_who_also_sues_sues_whoever_was_sued(further: str) -> None:
    assert "Oregon SUE U.S. Department of Justice" in told(SUED + further)


@pytest.mark.parametrize(
    "further", ["The Justice Department appealed on Tuesday.", "The Justice Department has appealed."]
)
def test_an_appeal_is_against_the_last_ruling(further: str) -> None:
    assert "U.S. Department of Justice APPEAL ruling" in told(RULED + further)


@pytest.mark.parametrize(
    "further",
    [
        "Activists urged Oregon to sue.",
        "A judge threw the case out.",
        "Oregon threatened to take the case to the Supreme Court.",
        "Oregon sued Texas.",
        "Oregon filed a complaint.",
        "Oregon refused to sue.",
        "Oregon threatened to sue Texas.",
    ],
)
def test_what_is_only_asked_or_has_an_object_of_its_own_completes_nothing(further: str) -> None:
    assert not {act for act in told(SUED + further) if act.endswith("SUE U.S. Department of Justice")} - {
        "California SUE U.S. Department of Justice"
    }


def test_who_is_only_threatened_with_a_suit_is_not_sued_by_the_next_one() -> None:
    assert "Oregon SUE Texas" not in told("Ohio threatened to sue Texas. Oregon has also sued.")


def test_where_nothing_was_told_before_nothing_is_made_up() -> None:
    assert told("Oregon has sued. Texas appealed.") == set()
