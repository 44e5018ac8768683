"""The twenty questions of the explorer's page have the answers that stand there."""

from pathlib import Path

import pytest

from tests.documented import questions, table

ROOT = Path(__file__).parent.parent
QUESTIONS = questions((ROOT / "docs/explorer.md").read_text())


def test_there_are_twenty():
    assert [q.title.partition(".")[0] for q in QUESTIONS] == [str(n) for n in range(1, 21)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.title)
def test_the_answer_is_the_one_on_the_page(question, seeded):
    answer = table(seeded, question.statement)
    assert answer == question.answer
    assert answer.count("\n") > 1, "an answer without rows shows nothing"
