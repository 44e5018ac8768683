import pytest

from graph.acts import ActDate
from graph.extract.circumstances.expressions import expressions
from tests.sentences import WEDNESDAY, one, parsed


def dated(told, code="SUE"):
    found = one(told, code).date
    return found and str(found)


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("on Monday", "2017-12-18"),
        ("on Wednesday", "2017-12-20"),
        ("on Thursday", "2017-12-14"),
        ("last Friday", "2017-12-15"),
        ("yesterday", "2017-12-19"),
        ("on Nov. 13", "2017-11-13"),
        ("on March 3, 2015", "2015-03-03"),
        ("in June", "2017-06"),
        ("last May", "2017-05"),
        ("in June 2016", "2016-06"),
        ("last month", "2017-11"),
        ("last year", "2016"),
        ("earlier this year", "2017"),
        ("earlier this month", "2017-12"),
        ("in 2012", "2012"),
        ("three days ago", "2017-12-17"),
        ("two weeks ago", "2017-12"),
        ("two months ago", "2017-10"),
        ("five years ago", "2012"),
        ("last week", "2017-12"),
    ],
)
def test_a_date_is_counted_from_the_day_of_publication(when, date):
    assert dated(f"California sued Texas {when}.") == date


@pytest.mark.parametrize(
    ("when", "date"),
    [("on Monday", "2017-12-25"), ("in March", "2018-03"), ("next month", "2018-01"), ("tomorrow", "2017-12-21")],
)
def test_an_act_to_come_lies_ahead(when, date):
    assert dated(f"California will sue Texas {when}.") == date


def test_an_act_without_a_date_has_none():
    assert dated("California may sue Texas.") is None


def test_a_date_belongs_to_the_verb_it_modifies():
    assert dated("California, which condemned Ohio on Monday, sued Texas.") is None
    assert dated("California sued Texas in June and condemned Ohio on Monday.") == "2017-06"


def test_a_date_before_the_verb_counts():
    assert dated("On Monday, California sued Texas.") == "2017-12-18"


def test_a_bare_year_dates_no_more_than_its_noun():
    assert dated("California sued Texas over an election in 2016.") is None


def test_a_noun_is_dated_by_its_verb():
    assert dated("California filed a lawsuit against Texas on Monday.") == "2017-12-18"


@pytest.mark.parametrize(
    "text", ["They may sue.", "They march on.", "It fell on February 30.", "99999 years ago it fell."]
)
def test_words_that_look_like_dates_give_no_day(text):
    sentence = next(parsed(text).sents)
    assert not [d for e in expressions(sentence, WEDNESDAY) if (d := e.reading(False))]


def test_the_precision_is_that_of_the_words():
    sentence = next(parsed("It was in June.").sents)
    (found,) = expressions(sentence, WEDNESDAY)
    assert found.reading(False) == ActDate(WEDNESDAY.replace(month=6, day=1), "month")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Soon after taking office in June, California sued Texas.", "2017-06"),
        ("When the pact expired in June, California sued Texas.", "2017-06"),
        ("California met Ohio on Monday, suing Texas.", "2017-12-18"),
        ("California left the pact in June, when it sued Texas.", "2017-06"),
        ("California met Ohio in June and it sued Texas.", "2017-06"),
        ("Since taking office in June, California sued Texas.", None),
        ("Before the pact expires on Friday, California may sue Texas.", None),
    ],
)
def test_an_act_shares_the_date_of_the_clause_it_is_part_of(text, date):
    assert dated(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("California said in June it was suing Texas.", "2017-06"),
        ("California announced on Monday that it would sue Texas.", "2017-12-18"),
        ("California said on Monday it sued Texas.", None),
        ("California said on Monday that Texas would sue Ohio.", None),
    ],
)
def test_what_is_done_by_announcing_it_has_the_date_of_the_announcement(text, date):
    assert dated(text) == date


def test_a_deadline_is_no_date():
    assert dated("California asked Texas to answer by Friday.", "DEMAND") is None
    assert dated("California sued Texas until March.") is None


def test_a_document_dates_what_it_says():
    assert dated("A May 2017 report by Oregon condemned Texas.", "ACCUSE") == "2017-05"


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("last December", "2016-12"),
        ("in fiscal year 2016", "2016"),
        ("in the 2016 fiscal year", "2016"),
        ("in late 2013", "2013"),
        ("during the 2016 presidential campaign", "2016"),
    ],
)
def test_years_of_budgets_and_campaigns(when, date):
    assert dated(f"California sued Texas {when}.") == date


def test_a_name_that_begins_like_a_month_is_none():
    assert dated("California sued Maria over the decree.") is None
