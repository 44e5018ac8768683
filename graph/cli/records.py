"""Acts as rows of a table that other programs read. Columns are named as the fields of the API's answers."""

from graph.acts import Entity
from graph.queries.asked import Found
from graph.queries.names import identifier

COLUMNS = (
    "date agent agentId type target targetId stance realis about aboutId attributedTo attributedToId through why "
    "confidence text start end document title published publisher url actId"
).split()


def row(found: Found) -> list[object]:
    """The values of `COLUMNS`."""
    act, article, sentence = found.act, found.article, found.act.evidence.sentence
    return [
        str(act.date) if act.date else None,
        *_named(act.agent),
        act.type,
        *_named(act.target),
        act.stance,
        act.realis,
        *_named(act.about),
        *_named(act.attributed_to),
        found.through,
        found.why,
        act.confidence,
        sentence.text,
        sentence.start,
        sentence.end,
        article.document,
        article.title,
        article.published.isoformat(),
        article.publisher,
        article.url,
        identifier(act.iri).partition("/")[2],
    ]


def _named(entity: Entity | None) -> tuple[str | None, str | None]:
    return (entity.name, identifier(entity.iri)) if entity else (None, None)
