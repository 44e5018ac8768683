"""Acts, paths and networks as rows of a table that other programs read.

Columns are named as the fields of the API's answers; an actor is two, its name and its id.
"""

from collections.abc import Iterable, Iterator

from api.aggregates.models import Network
from api.formats.table import Table
from api.models import Act, Evidence, FoundAct, Hop, Participant, Path

COLUMNS = (
    "date agent agentId type target targetId stance realis about aboutId attributedTo attributedToId through why "
    "confidence text start end document title published publisher url actId"
).split()

HOPS = (
    "path hop agent agentId type target targetId acts stance realis date text start end document title published "
    "publisher url actId"
).split()
"""A row for each hop of each path, both counted from 1; what only acts have is empty for the others."""

EDGES = "agent agentId target targetId stance count first last types".split()

_SHOWN = {"year": 4, "month": 7, "day": 10}
"""How much of a date is known, in characters."""


def row(act: FoundAct) -> list[object]:
    """The values of `COLUMNS`."""
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
        *_told(act.evidence),
        act.id,
    ]


def _hops(paths: Iterable[Path]) -> Iterator[list[object]]:
    for number, path in enumerate(paths, 1):
        for step, hop in enumerate(path.hops, 1):
            ends = (*_named(hop.agent), hop.type, *_named(hop.target))
            told = _told(hop.evidence) if hop.evidence else [None] * 8
            yield [number, step, *ends, hop.acts, hop.stance, hop.realis, date_of(hop), *told, hop.act]


def edges(network: Network) -> Iterator[list[object]]:
    """The values of `EDGES`."""
    names = {node.id: node.name for node in network.nodes}
    for e in network.edges:
        ends = (names[e.agent], e.agent, names[e.target], e.target)
        yield [*ends, e.stance, e.count, e.first.isoformat(), e.last.isoformat(), "; ".join(e.types)]


ACTS = Table(COLUMNS, lambda acts: map(row, acts))
PATHS = Table(HOPS, _hops)


def date_of(act: Act | Hop) -> str | None:
    """As much of the date as is known: 2017, 2017-08 or 2017-08-03."""
    return act.date.isoformat()[: _SHOWN[act.date_precision or "day"]] if act.date else None


def _named(of: Participant | None) -> tuple[str | None, str | None]:
    return (of.name, of.id) if of else (None, None)


def _told(sentence: Evidence) -> list[object]:
    """From `text` to `url`."""
    article = sentence.article
    return [
        sentence.text,
        sentence.start,
        sentence.end,
        article.document,
        article.title,
        article.published.isoformat(),
        article.publisher,
        article.url,
    ]
