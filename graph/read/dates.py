"""Dates as newspapers print them. A date that reads two ways (8/3/2017) is not read."""

import re
from calendar import month_abbr, month_name
from datetime import date

_MONTHS = {name[:3].casefold(): n for names in (month_abbr, month_name) for n, name in enumerate(names) if name}
_MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
_FORMS = [
    re.compile(form)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_YEAR}/(?P<month>\d\d?)/(?P<day>\d\d?)(?!\d)",
        r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=T?\d{6}|T|Z|\s|$)",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY} {_MONTH},? {_YEAR}",
        rf"(?P<either>\d\d?)/(?P<or>\d\d?)/{_YEAR}",
    )
]
_WEEKDAY = re.compile(r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?")
_LABEL = re.compile(
    r"\W*(?:(?:first|originally)\s+)?(?:published|posted|date|dated|publication date)\b\W*(?:on\b\W*)?", re.I
)
_TIME = re.compile(
    r"[\sT,|\u00b7\u2022/\u2013\u2014-]*(?:at\s+)?(?:\d{1,2}[:.]\d\d\S*)?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?\W*", re.I
)
_TOP = 10
"""Lines of text among which a line with the date of publication is looked for."""


def read_date(text: str) -> tuple[date, str] | None:
    """The date that `text` begins with, and what follows it; None where there is none or it reads two ways."""
    text = _WEEKDAY.sub("", text.strip(), count=1)
    for form in _FORMS:
        if found := form.match(text):
            day = _day(found.groupdict())
            return (day, text[found.end() :]) if day else None
    return None


def as_date(text: str) -> date | None:
    """The date of a field that holds nothing else, a time of day aside."""
    found = read_date(text)
    return found[0] if found else None


def printed_date(text: str) -> date | None:
    """The date of publication that a line near the top states: after "Published", or alone on its line."""
    lines = [line.strip() for line in text[:5000].splitlines() if line.strip()]
    for line in lines[:_TOP]:
        label = _LABEL.match(line)
        found = read_date(line[label.end() :] if label else line) if len(line) <= 100 else None
        if found and (label or _TIME.fullmatch(found[1])):
            return found[0]
    return None


def _day(parts: dict[str, str | None]) -> date | None:
    year, month, day = (parts.get(k) or "" for k in ("year", "month", "day"))
    if "either" in parts:
        first, second = int(parts["either"] or 0), int(parts["or"] or 0)
        if min(first, second) <= 12 < max(first, second) or first == second:
            month, day = str(min(first, second)), str(max(first, second))
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3].casefold(), 0)
    try:
        return date(int(year), number, int(day or 0))
    except ValueError:
        return None
