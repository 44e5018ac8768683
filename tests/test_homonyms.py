"""A city and a state of one name are told apart."""

import pytest

from tests.test_coreference import Reading


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Oregon, New York and Virginia sued the administration.", "State"),
        ("The governor of New York vetoed the bill.", "State"),
        ("The suit by the state of New York failed.", "State"),
        ("The city of New York sued the administration.", "City"),
        ("The mayor of New York objected.", "City"),
    ],
)
def test_new_york_is_what_the_words_around_it_tell(text: str, kind: str) -> None:
    found = Reading(text).of("York")
    assert found is not None
    assert found.kind == kind


def test_the_house_is_that_of_the_state_whose_senate_the_text_names() -> None:
    text = "The Texas Senate passed a bill on Monday. The House is expected to follow."
    assert Reading(text).name("House") == "Texas House of Representatives"


def test_the_house_is_that_of_congress_where_the_text_speaks_of_congress() -> None:
    text = "The Texas Senate passed a bill on Monday and urged Congress to follow. The House declined."
    assert Reading(text).name("House") == "U.S. House of Representatives"
