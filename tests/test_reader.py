import re

import pytest

from tests.sentences import one, read, reader

STORY = (
    "SACRAMENTO, California - California sued the Justice Department on Monday over grants. 🏛 "
    "“The raids must end,” it said.\n\n"
    "The Justice Department withheld funds from Oregon and Texas. Oregon condemned it.\n"
)
AWKWARD = [
    "",
    " ",
    "\n\n\n",
    "No",
    "🏛🏛🏛",
    "\u05e9\u05dc\u05d5\u05dd",
    "sued sued sued",
    "“”'\"",
    "\u202eCalifornia sued\u202c Texas",
    "a" * 5000,
    "who which that",
    "to sue or not to sue?",
]


def test_every_offset_gives_back_the_words_it_stands_for():
    acts = read(STORY)
    assert len(acts) >= 3
    for act in acts:
        evidence = act.evidence
        for span in (evidence.sentence, evidence.trigger, evidence.agent, evidence.target):
            assert STORY[span.start : span.end] == span.text
        assert evidence.trigger.within(evidence.sentence)
        assert evidence.article == "https://example.org/sample"


def test_acts_come_in_the_order_of_the_text_each_once():
    acts = read(STORY)
    starts = [a.evidence.sentence.start for a in acts]
    assert starts == sorted(starts)
    assert len({(a.agent.iri, a.type, a.target.iri, a.evidence.sentence.start) for a in acts}) == len(acts)


def test_reading_twice_gives_the_same_acts():
    assert read(STORY) == read(STORY)


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_is_read_without_an_error(text):
    read(text)


def test_a_very_long_text_is_read():
    sentence = "California sued Texas over a rule. "
    acts = read(sentence * 2000)
    assert len(acts) == 2000


def test_a_long_list_is_read_as_far_as_news_lists_go():
    acts = read("California sued " + "Texas and " * 500 + "Ohio.")
    assert len(acts) >= 1


def test_a_day_beyond_the_calendar_is_no_date():
    from datetime import date

    from graph.article import Article

    last = Article("sample", "California will sue Texas next week.", "A sample", date.max)
    (act,) = reader().read(last, "https://example.org/sample")
    assert act.date is None


def test_confidence_is_higher_the_more_directly_an_act_is_told():
    plain = one("California sued Texas.", "SUE").confidence
    noun = one("California's suit against Texas goes on.", "SUE").confidence
    assert 0 < noun < plain <= 1


def test_the_model_is_named_with_its_version():
    assert re.fullmatch(r"en_core_web_md 3\.7\.1 \(data [0-9a-f]{8}\)", reader().model)
