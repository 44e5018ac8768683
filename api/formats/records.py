"""Acts as rows of a table that other programs read. Columns are named as the fields of the API's answers."""

from api.models import Act, FoundAct, Participant

COLUMNS = (
    "date agent agentId type target targetId stance realis about aboutId attributedTo attributedToId through why "
    "confidence text start end document title published publisher url actId"
).split()

_SHOWN = {"year": 4, "month": 7, "day": 10}
"""How much of a date is known, in characters."""


def row(act: FoundAct) -> list[object]:
    """The values of `COLUMNS`."""
    sentence, article = act.evidence, act.evidence.article
    return [
        date_of(act),
        *_named(act.agent),
        act.type,
        *_named(act.target),
        act.stance,
        act.realis,
        *_named(act.about),
        *_named(act.attributed_to),
        act.through,
        act.why,
        act.confidence,
        sentence.text,
        sentence.start,
        sentence.end,
        article.document,
        article.title,
        article.published.isoformat(),
        article.publisher,
        article.url,
        act.id,
    ]


def date_of(act: Act) -> str | None:
    """As much of the date as is known: 2017, 2017-08 or 2017-08-03."""
    return act.date.isoformat()[: _SHOWN[act.date_precision or "day"]] if act.date else None


def _named(of: Participant | None) -> tuple[str | None, str | None]:
    return (of.name, of.id) if of else (None, None)
