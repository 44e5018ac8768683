"""What judges say may or may not be done."""

import pytest

from tests.sentences import told


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A federal judge ruled that Texas cannot withhold the licenses.", "federal judge BLOCK Texas"),
        ("Judge Ann Lee held that Texas may not keep the records.", "Ann Lee BLOCK Texas"),
        ("Judge Ann Lee told Texas that it could not do so.", "Ann Lee BLOCK Texas"),
        ("The Supreme Court ruled that Texas may not be punished.", "U.S. Supreme Court PROTECT Texas"),
        ("Texas may not be punished, the Supreme Court held.", "U.S. Supreme Court PROTECT Texas"),
        ("The Supreme Court decided that Texas can keep the records.", "U.S. Supreme Court APPROVE Texas"),
        ("Texas may keep the records, the Supreme Court ruled.", "U.S. Supreme Court APPROVE Texas"),
        ("The Supreme Court ruled that the travel ban cannot be enforced.", "U.S. Supreme Court BLOCK travel ban"),
    ],
)
def test_what_may_be_done_or_not_is_decided_by_the_court_that_says_so(text: str, act: str) -> None:
    assert act in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Governor Ann Lee said that Texas cannot withhold the licenses.",
        "Judge Ann Lee said that Texas could appeal.",
        "Judge Ann Lee said that Texas could not show any harm.",
        "Judge Ann Lee ruled that Texas could suffer harm.",
    ],
)
def test_what_others_say_or_what_may_come_to_pass_is_no_ruling(text: str) -> None:
    assert not {a for a in told(text) if "Ann Lee" in a}
