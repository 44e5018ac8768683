"""What a news text says about itself at its head and foot: title, dateline, agency, byline.

Judge blocks order                                      title: a short first line, then a blank one
                                                        or a line with the date or the writer
By Jane Roe                                             byline
Published August 3, 2017                                date (see `graph.read.dates`)
WASHINGTON/NEW YORK (Reuters) - A federal judge ...     dateline and publisher
(Reporting by Jane Roe in Washington; editing by ...)   byline
"""

import re
from dataclasses import dataclass
from datetime import date

from graph.read.dates import printed_date, read_date

AGENCIES = {"AP": "Associated Press", "AFP": "Agence France-Presse", "UPI": "United Press International"}

_PLACE = r"[A-Z][A-Z.'\u2019/ -]*[A-Z.](?:, (?:[A-Z][A-Za-z. ]{1,20}))?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})?[ \t]*(?:\((?P<agency>[A-Z][\w./& ]*)\))?[ \t]*(?:--?|[\u2013\u2014])[ \t]+(?=.{{30}})"
)
_BY = re.compile(r"By\s+(?P<who>[A-Z][^\n|\u00b7\u2022]{2,100})")
_CREDIT = re.compile(r"\((?:Reporting|Writing) (?:and \w+ )?by (?P<who>[^;()]{2,200})")
_TITLE = 150


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found; None where the text does not say."""

    title: str | None
    published: date | None
    publisher: str | None
    dateline: str | None
    byline: str | None


def recognise(text: str) -> Recognised:
    """Reads the head and the foot of `text`; nothing is taken from running sentences."""
    lines = _head(text)
    found = next((d for line in lines if (d := dateline(line))), None)
    place, agency = found or (None, None)
    return Recognised(_title(text), printed_date(text) or _dated(place), agency, place, _byline(text, lines))


def dateline(line: str) -> tuple[str | None, str | None] | None:
    """Place (with the date, if it stands there) and agency that the line begins with; None where it has neither."""
    found = _DATELINE.match(line[:300])
    if not found or not (found["place"] or found["agency"]):
        return None
    agency = found["agency"] and found["agency"].split(" on ")[0].strip()
    return found["place"], AGENCIES.get(agency, agency)


def dateline_spans(text: str) -> list[tuple[int, int]]:
    """Where datelines stand at the head of the text: from the first character of the line to the first after it."""
    spans, start = [], 0
    for line in text[:5000].splitlines(keepends=True):
        indent = len(line) - len(line.lstrip())
        if dateline(line.lstrip()) and (found := _DATELINE.match(line.lstrip()[:300])):
            spans.append((start + indent, start + indent + found.end()))
        start += len(line)
    return spans


def first_words(text: str, count: int = 12) -> str:
    """The opening of the text, for an article without a title."""
    line = next((line for line in text.splitlines() if any(c.isalpha() for c in line)), text).strip()
    found = _DATELINE.match(line)
    words = line[found.end() if found else 0 :].split()
    return " ".join(words[:count]) + ("…" if len(words) > count else "")


def is_note(line: str) -> bool:
    """Whether the line tells the writer or the date."""
    return len(line) <= 120 and bool(_BY.match(line) or printed_date(line))


def _head(text: str) -> list[str]:
    return [line.strip() for line in text[:5000].splitlines() if line.strip()][:8]


def _title(text: str) -> str | None:
    first, _, rest = text.lstrip().partition("\n")
    first, second = first.strip(), rest.partition("\n")[0].strip()
    apart = bool(rest.strip()) and (not second or is_note(second) or bool(dateline(second)))
    if not apart or len(first) > _TITLE or first.endswith((".", ":", ";", ",")) or is_note(first) or dateline(first):
        return None
    return first if any(c.isalpha() for c in first) else None


def _byline(text: str, lines: list[str]) -> str | None:
    top = next((m for line in lines if len(line) <= 120 and not line.endswith(".") and (m := _BY.match(line))), None)
    found = top or _CREDIT.search(text[-2000:])
    return " ".join(found["who"].split()) if found else None


def _dated(place: str | None) -> date | None:
    """The date of a dateline such as "WASHINGTON, Aug. 3, 2017"."""
    found = re.search(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}$", place or "")
    dated = read_date(found.group()) if found else None
    return dated[0] if dated else None
