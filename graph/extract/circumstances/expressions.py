"""Dates in the text, counted from the day of publication.

A weekday is the last one up to and including that day, or the next one of an act to come; the same holds of months.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from spacy.tokens import Span

from graph.acts import ActDate, Precision

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = dict(zip(("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
                   (1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))  # fmt: skip

_DAY = rf"(?P<weekday>{'|'.join(DAYS)})"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DEADLINE = r"(?<!\bby )(?<!\buntil )(?<!\bthrough )(?<!\bbefore )(?<!\btill )"
"""Up to when something lasts or is asked for is not when it is done."""
_NAMED = re.compile(rf"{_DEADLINE}\b(?:(?P<which>last|next)\s+)?{_DAY}\b", re.I)
_VAGUE = r"(?<!\bby early )(?<!\buntil early )(?<!\bby late )(?<!\buntil late )"
_CALENDAR = re.compile(
    rf"{_DEADLINE}\b(?:(?P<which>last|next)\s+)?{_VAGUE}{_MONTH}"
    r"(?:\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!,\d))?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.I,
)
_NEAR = re.compile(r"\b(?P<near>yesterday|today|tonight|tomorrow)\b", re.I)
_RELATIVE = re.compile(r"\b(?P<which>last|this|next)\s+(?P<unit>week|month|year)\b", re.I)
_AGO = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b", re.I
)
_YEAR = re.compile(
    r"\b(?:in|since|during)\s+(?:the\s+)?(?:(?:late|early|mid-?)\s*|fiscal\s+(?:year\s+)?)?(?P<year>(?:19|20)\d\d)\b"
    r"(?!-)(?:\s+(?:[\w.-]+\s+){0,3}?(?:campaign|election|race|primary|primaries|fiscal\s+year|session|season)\b)?",
    re.I,
)
"""A year, alone or as that of a campaign or a budget."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A date in the text: where it stands, and the day it is, given whether the act is still to come.

    A loose one, a bare year, dates the noun that it stands with and nothing above it.
    """

    start: int
    end: int
    loose: bool
    reading: Callable[[bool], ActDate | None]


def expressions(sentence: Span, published: date) -> Iterator[Expression]:
    """The dates of the sentence, in the order of the text."""
    yield from _in_text(sentence.text, published)


@lru_cache(maxsize=64)
def _in_text(text: str, published: date) -> tuple[Expression, ...]:
    """Cached, since every act of a sentence asks for its dates."""
    found = [_expression(m, published) for p in _PATTERNS for m in p.finditer(text) if _is_date(m)]
    return tuple(sorted(found, key=lambda e: e.start))


def _is_date(match: re.Match[str]) -> bool:
    """A month is written with a capital, and "may" is mostly none."""
    month = match.groupdict().get("month")
    if month is None:
        return True
    return month[0].isupper() and month.lower()[:3] in MONTHS and (month != "May" or _after_in(match))


def _after_in(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].split()
    return bool(
        match["day"]
        or match["year"]
        or match["which"]
        or (before and before[-1].lower() in ("in", "since", "until", "by", "early", "late"))
    )


def _expression(match: re.Match[str], published: date) -> Expression:
    parts = {k: v.lower() for k, v in match.groupdict().items() if v}
    return Expression(
        match.start(), match.end(), set(parts) == {"year"}, lambda to_come: _read(parts, published, to_come)
    )


def _read(parts: dict[str, str], published: date, to_come: bool) -> ActDate | None:
    """The day, or None when the calendar has no such day."""
    try:
        return _day_of(parts, published, to_come)
    except (ValueError, OverflowError):
        return None


def _day_of(parts: dict[str, str], published: date, to_come: bool) -> ActDate:
    if "near" in parts:
        shift = {"yesterday": -1, "tomorrow": 1}.get(parts["near"], 0)
        return ActDate(published + timedelta(days=shift))
    if "weekday" in parts:
        return ActDate(_weekday(DAYS.index(parts["weekday"]), published, parts.get("which", ""), to_come))
    if "month" in parts:
        return _calendar(parts, published, to_come)
    if "count" in parts:
        return _ago(parts, published)
    if "unit" in parts:
        return _unit(parts["which"], parts["unit"], published)
    return ActDate(date(int(parts["year"]), 1, 1), "year")


def _weekday(wanted: int, published: date, which: str, to_come: bool) -> date:
    if which == "next" or (to_come and not which):
        return published + timedelta(
            days=(wanted - published.weekday() - 1) % 7 + 1 if wanted != published.weekday() else 7
        )
    return published - timedelta(days=(published.weekday() - wanted) % 7)


def _calendar(parts: dict[str, str], published: date, to_come: bool) -> ActDate:
    month = MONTHS.index(parts["month"][:3]) + 1
    to_come = to_come or parts.get("which") == "next"
    if "year" in parts:
        year = int(parts["year"])
    elif to_come:
        year = published.year + (month < published.month)
    else:
        past = month > published.month or (month == published.month and parts.get("which") == "last")
        year = published.year - past
    if "day" in parts:
        return ActDate(date(year, month, int(parts["day"])))
    return ActDate(date(year, month, 1), "month")


def _ago(parts: dict[str, str], published: date) -> ActDate:
    count = NUMBERS.get(parts["count"]) or int(parts["count"])
    unit = parts["unit"]
    day = published - relativedelta(**{f"{unit}s": count})  # type: ignore[arg-type]
    if unit == "day":
        return ActDate(day)
    return _coarse(day, "year" if unit == "year" else "month")


def _unit(which: str, unit: str, published: date) -> ActDate:
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        monday = published + timedelta(weeks=step, days=-published.weekday())
        same = monday.month == (monday + timedelta(days=6)).month
        return _coarse(monday, "month" if same else "year")
    shift = relativedelta(months=step) if unit == "month" else relativedelta(years=step)
    return _coarse(published + shift, "month" if unit == "month" else "year")


def _coarse(day: date, precision: Precision) -> ActDate:
    return ActDate(day.replace(day=1) if precision == "month" else day.replace(month=1, day=1), precision)


_PATTERNS = (_NAMED, _CALENDAR, _NEAR, _RELATIVE, _AGO, _YEAR)
