import pytest

from tests.sentences import one


def source(text):
    credited = one(text, "SUE").attributed_to
    return credited and credited.name


@pytest.mark.parametrize(
    "text",
    [
        "Oregon said that California sued Texas.",
        "California sued Texas, Oregon said.",
        "California sued Texas, according to Oregon.",
        "According to Oregon, California sued Texas.",
        "Oregon said California condemned Ohio and sued Texas.",
    ],
)
def test_whoever_is_said_to_tell_it_is_credited(text):
    assert source(text) == "Oregon"


def test_what_the_article_asserts_is_credited_to_nobody():
    assert source("California sued Texas.") is None


def test_an_agent_who_tells_his_own_act_is_no_source():
    assert source("California said it sued Texas.") is None


def test_of_nested_speakers_the_innermost_is_credited():
    assert source("Ohio said that Oregon claimed that California sued Texas.") == "Oregon"


def test_a_speaker_who_is_nobody_known_is_not_credited():
    assert source("Somebody said that California sued Texas.") is None


@pytest.mark.parametrize(
    "text",
    [
        "California, Oregon said, sued Texas.",
        "California sued Texas on Monday, Oregon said in a statement.",
        "Oregon accused California of suing Texas.",
        "“It is late,” Oregon said. “California sued Texas.”",
    ],
)
def test_split_reports_and_quotations_credit_their_speaker(text):
    assert source(text) == "Oregon"


@pytest.mark.parametrize(
    "text",
    ["Oregon said it was glad after California sued Texas.", "Oregon denied a request, and California sued Texas."],
)
def test_what_a_report_takes_for_granted_is_the_articles_own(text):
    assert source(text) is None
