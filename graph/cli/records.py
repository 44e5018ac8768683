"""An act that was found, as JSON and as a row of a table."""

from typing import Any

from graph.acts import Entity, Span
from graph.queries.asked import Answer, ArticleRecord, Found
from graph.queries.names import identifier

COLUMNS = (
    "date agent agent_id type target target_id stance realis over over_id according_to according_to_id through why "
    "confidence sentence start end document title published publisher url act_id"
).split()


def entity_json(entity: Entity | None) -> dict[str, Any] | None:
    if entity is None:
        return None
    told: dict[str, Any] = {"id": identifier(entity.iri), "iri": entity.iri, "name": entity.name, "kind": entity.kind}
    return told | ({"owner": entity_json(entity.owner)} if entity.owner else {})


def article_json(article: ArticleRecord) -> dict[str, Any]:
    return {
        "id": identifier(article.iri),
        "iri": article.iri,
        "document": article.document,
        "title": article.title,
        "published": article.published.isoformat(),
        "publisher": article.publisher,
        "url": article.url,
    }


def found_json(found: Found) -> dict[str, Any]:
    act, evidence = found.act, found.act.evidence
    return {
        "id": identifier(act.iri),
        "iri": act.iri,
        "agent": entity_json(act.agent),
        "type": act.type,
        "target": entity_json(act.target),
        "stance": act.stance,
        "realis": act.realis,
        "date": str(act.date) if act.date else None,
        "about": entity_json(act.about),
        "attributedTo": entity_json(act.attributed_to),
        "confidence": act.confidence,
        "through": found.through,
        "byWayOf": entity_json(found.by_way_of),
        "why": found.why,
        "evidence": {
            "sentence": _span(evidence.sentence),
            "trigger": _span(evidence.trigger),
            "agent": _span(evidence.agent),
            "target": _span(evidence.target),
        },
        "article": article_json(found.article),
    }


def answer_json(answer: Answer[Found], **asked: Any) -> dict[str, Any]:
    return {
        **asked,
        "total": answer.total,
        "items": [found_json(f) for f in answer.items],
        "leftOut": dict(answer.left_out),
        "next": answer.next,
    }


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
        identifier(act.iri),
    ]


def _named(entity: Entity | None) -> tuple[str | None, str | None]:
    return (entity.name, identifier(entity.iri)) if entity else (None, None)


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}
