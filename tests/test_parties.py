"""Who is on which side in court, told by more than a verb of suing."""

import pytest

from tests.sentences import told


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Oregon is a plaintiff in the lawsuit against Texas.", "Oregon SUE Texas"),
        ("Oregon and Ohio are the plaintiffs in a suit over the travel ban.", "Ohio SUE travel ban"),
        ("Oregon is a plaintiff in a case challenging the travel ban.", "Oregon SUE travel ban"),
        ("The plaintiffs in the suit against Texas include Oregon and Ohio.", "Ohio SUE Texas"),
        ("Among the plaintiffs in the suit against Texas are Oregon and Ohio.", "Oregon SUE Texas"),
        ("Among the opponents of the travel ban are Oregon and Ohio.", "Oregon OPPOSE travel ban"),
        ("Oregon named Governor Ann Lee as a defendant.", "Oregon SUE Ann Lee"),
        ("Oregon, joined by Ohio, sued Texas.", "Ohio SUE Texas"),
        ("Oregon asked the Supreme Court for a stay of the travel ban.", "Oregon APPEAL travel ban"),
        ("Oregon petitioned a judge for an injunction against Texas.", "Oregon SUE Texas"),
        ("The judge granted a request by Oregon.", "judge APPROVE Oregon"),
        ("Oregon prevailed over Texas in the Supreme Court.", "Oregon OPPOSE Texas"),
        ("Texas settled a lawsuit filed by Oregon.", "Texas COOPERATE Oregon"),
        ("Judge Ann Lee held Texas in contempt.", "Ann Lee SANCTION Texas"),
        ("In a blow to Texas, Judge Ann Lee blocked the travel ban.", "Ann Lee REJECT Texas"),
        ("In a victory for Texas, Judge Ann Lee lifted the ban.", "Ann Lee APPROVE Texas"),
        ("Texas kept Maria Gomez locked up for a year.", "Texas ARREST Maria Gomez"),
    ],
)
def test_who_is_on_which_side_in_court(text: str, act: str) -> None:
    assert act in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oregon is not a party to the lawsuit.",
        "Oregon named Ann Lee as an adviser.",
        "In a blow to Texas, Governor Ann Lee left.",
        "Oregon asked Ohio for a list.",
    ],
)
def test_what_only_looks_alike_puts_nobody_on_a_side(text: str) -> None:
    assert not {a for a in told(text) if any(f" {code} " in a for code in ("SUE", "APPEAL", "REJECT", "OPPOSE"))}
