"""What the query layer gives, as JSON and as rows. Fields are named and filled as in the answers of the API."""

from typing import Any

from graph.acts import Entity, Span
from graph.queries.actors import Held, Known
from graph.queries.asked import Answer, ArticleRecord, Found
from graph.queries.names import identifier
from graph.queries.opponents import Opponent
from graph.queries.paths import Hop

COLUMNS = (
    "date agent agentId type target targetId stance realis about aboutId attributedTo attributedToId through why "
    "confidence text start end document title published publisher url actId"
).split()


def local(iri: str) -> str:
    """The id of an act or an article: its IRI without base and segment."""
    return identifier(iri).partition("/")[2]


def entity_json(entity: Entity | None) -> dict[str, Any] | None:
    if entity is None:
        return None
    return {
        "id": identifier(entity.iri),
        "iri": entity.iri,
        "name": entity.name,
        "kind": entity.kind,
        "owner": entity_json(entity.owner),
    }


def found_json(found: Found) -> dict[str, Any]:
    act, evidence = found.act, found.act.evidence
    return {
        "id": local(act.iri),
        "iri": act.iri,
        "type": act.type,
        "stance": act.stance,
        "realis": act.realis,
        "date": act.date.day.isoformat() if act.date else None,
        "datePrecision": act.date.precision if act.date else None,
        "agent": entity_json(act.agent),
        "target": entity_json(act.target),
        "about": entity_json(act.about),
        "attributedTo": entity_json(act.attributed_to),
        "confidence": act.confidence,
        "trigger": evidence.trigger.text,
        "triggerStart": evidence.trigger.start,
        "triggerEnd": evidence.trigger.end,
        "agentMention": _span(evidence.agent),
        "targetMention": _span(evidence.target),
        "evidence": {**_span(evidence.sentence), "article": _article(found.article)},
        "through": found.through,
        "byWayOf": entity_json(found.by_way_of),
        "why": found.why,
    }


def answer_json(answer: Answer[Found]) -> dict[str, Any]:
    return {
        "items": [found_json(f) for f in answer.items],
        "total": answer.total,
        "next": answer.next,
        "leftOut": dict(answer.left_out),
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
        local(act.iri),
    ]


def known_json(known: Known) -> dict[str, Any]:
    return {
        **(entity_json(known.entity) or {}),
        "names": known.names,
        "description": known.description,
        "wikidata": known.wikidata,
        "source": known.sources,
        "tenures": [_tenure(h) for h in known.posts],
        "wholes": [entity_json(e) for e in known.wholes],
        "measures": [entity_json(e) for e in known.measures],
        "actsDone": known.acts_done,
        "actsSuffered": known.acts_suffered,
    }


def opponent_json(opponent: Opponent) -> dict[str, Any]:
    return {
        "agent": entity_json(opponent.agent),
        "acts": opponent.acts,
        "severity": opponent.severity,
        "first": opponent.first.isoformat(),
        "last": opponent.last.isoformat(),
        "types": opponent.types,
    }


def hop_json(hop: Hop) -> dict[str, Any]:
    return {
        "agent": entity_json(hop.source),
        "target": entity_json(hop.target),
        "type": hop.type,
        "act": local(hop.act) if hop.act else None,
        "stance": hop.stance,
        "realis": hop.realis,
        "text": hop.sentence,
    }


def _article(article: ArticleRecord) -> dict[str, Any]:
    return {
        "id": local(article.iri),
        "iri": article.iri,
        "document": article.document,
        "title": article.title,
        "published": article.published.isoformat(),
        "publisher": article.publisher,
        "url": article.url,
    }


def _tenure(held: Held) -> dict[str, Any]:
    return {
        "post": held.post,
        "postOf": entity_json(held.body),
        "from": held.since.isoformat(),
        "until": held.until.isoformat() if held.until else None,
        "acting": held.acting,
    }


def _named(entity: Entity | None) -> tuple[str | None, str | None]:
    return (entity.name, identifier(entity.iri)) if entity else (None, None)


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}
