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
