"""What the query layer gives, as the API's models, and where each resource is addressed."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from api import models as m
from api.fragments import link
from graph.acts import Act, Entity, Span
from graph.load import Outcome
from graph.queries.actors import Held, Known
from graph.queries.articles import Stored
from graph.queries.asked import Answer, ArticleRecord, Found
from graph.queries.names import Match, identifier
from graph.queries.opponents import Opponent
from graph.queries.paths import Hop, Paths

COLLECTIONS = {"act": "acts", "article": "articles", "post": "posts", "tenure": "tenures", "decision": "decisions"}
"""Where the API has what is no actor, by the segment of its IRIs."""

_SENTENCE = re.compile(r"[^?#]+/article/[^/]+/sentence/\d+-\d+")


def local(iri: str) -> str:
    """The id of an act or article: its IRI without base and segment."""
    return identifier(iri).partition("/")[2]


def path(iri: str) -> str:
    """The address of the resource in the API."""
    segment = identifier(iri).partition("/")[0]
    if segment == "article" and _SENTENCE.fullmatch(iri):
        return f"/v1/sentences/{quoted(local(iri))}"
    collection = COLLECTIONS.get(segment)
    return f"/v1/{collection}/{quoted(local(iri))}" if collection else f"/v1/actors/{quoted(identifier(iri))}"


def quoted(id_: str) -> str:
    """An id as it stands in an address; what is encoded already stays as it is."""
    return quote(id_, safe="/%~")


def participant(e: Entity) -> m.Participant:
    owner = participant(e.owner) if e.owner else None
    return m.Participant(id=identifier(e.iri), iri=e.iri, name=e.name, kind=e.kind, owner=owner)


def optional(e: Entity | None) -> m.Participant | None:
    return participant(e) if e else None


def participants(found: Sequence[Entity], total: int, limit: int) -> m.Participants:
    """A page of the first `limit`; one more than those tells that there is a next page."""
    more = identifier(found[limit - 1].iri) if len(found) > limit else None
    return m.Participants(items=[participant(e) for e in found[:limit]], total=total, next=more)


def matches(answer: Answer[Match]) -> m.Participants:
    return m.Participants(items=[participant(f.entity) for f in answer.items], total=answer.total, next=answer.next)


def article_reference(a: ArticleRecord) -> m.ArticleReference:
    return m.ArticleReference(**_article(a))


def _article(a: ArticleRecord) -> dict[str, object]:
    told = {name: getattr(a, name) for name in ("document", "title", "published", "publisher", "url")}
    return {"id": local(a.iri), "iri": a.iri, **told}


def articles(found: Sequence[ArticleRecord], total: int, limit: int) -> m.Articles:
    more = local(found[limit - 1].iri) if len(found) > limit else None
    return m.Articles(items=[article_reference(a) for a in found[:limit]], total=total, next=more)


def loaded(outcome: Outcome) -> m.Loaded:
    assert outcome.article
    return m.Loaded.model_validate(
        {"outcome": outcome.status, "id": local(outcome.article), "iri": outcome.article, "acts": outcome.acts}
    )


def article(stored: Stored) -> m.Article:
    has, run = stored.has, stored.run
    return m.Article(
        **_article(stored.record),
        **{name: has.get(name) for name in ("dateline", "byline", "language", "text", "sha256")},
        acts=stored.acts,
        extraction=m.Extraction(program=run["program"], model=run["model"], extracted_at=run["extractedAt"])
        if run
        else None,
        replaces=[m.ArticleVersion.model_validate(v) for v in stored.versions],
    )


def passage(span: Span) -> m.Passage:
    return m.Passage(text=span.text, start=span.start, end=span.end)


def act(found: Found) -> m.Act:
    return m.Act(**_act(found.act, found.article))


def _act(a: Act, article: ArticleRecord) -> dict[str, object]:
    e = a.evidence
    return {
        **{name: getattr(a, name) for name in ("iri", "type", "stance", "realis", "confidence")},
        "id": local(a.iri),
        "date": a.date.day if a.date else None,
        "date_precision": a.date.precision if a.date else None,
        "agent": participant(a.agent),
        "target": participant(a.target),
        "about": optional(a.about),
        "attributed_to": optional(a.attributed_to),
        "trigger": e.trigger.text,
        "trigger_start": e.trigger.start,
        "trigger_end": e.trigger.end,
        "agent_mention": passage(e.agent),
        "target_mention": passage(e.target),
        "evidence": evidence(e.sentence, article),
    }


def found_act(f: Found) -> m.FoundAct:
    return m.FoundAct(**_act(f.act, f.article), through=f.through, by_way_of=optional(f.by_way_of), why=f.why)


def evidence(sentence: Span, article: ArticleRecord) -> m.Evidence:
    return m.Evidence(
        **dict(passage(sentence)), article=article_reference(article), link=link(article.url, sentence.text)
    )


def acts(answer: Answer[Found]) -> m.Acts:
    items = [found_act(f) for f in answer.items]
    return m.Acts(items=items, total=answer.total, next=answer.next, left_out=dict(answer.left_out))


def actor(known: Known) -> m.Actor:
    return m.Actor(
        **dict(participant(known.entity)),
        names=list(known.names),
        description=known.description,
        wikidata=known.wikidata,
        source=list(known.sources),
        tenures=[_tenure(h) for h in known.posts],
        wholes=[participant(e) for e in known.wholes],
        measures=[participant(e) for e in known.measures],
        acts_done=known.acts_done,
        acts_suffered=known.acts_suffered,
    )


def _tenure(h: Held) -> m.Tenure:
    return m.Tenure(post=h.post, post_of=participant(h.body), from_=h.since, until=h.until, acting=h.acting)


def opponents(answer: Answer[Opponent]) -> m.Opponents:
    items = [
        m.Opponent(
            agent=participant(o.agent),
            acts=o.acts,
            severity=o.severity,
            first=o.first,
            last=o.last,
            types=list(o.types),
        )
        for o in answer.items
    ]
    return m.Opponents(items=items, total=answer.total, next=answer.next, left_out=dict(answer.left_out))


def paths(found: Paths) -> m.Paths:
    items = [m.Path(hops=[_hop(h) for h in chain]) for chain in found.items]
    return m.Paths(items=items, next=found.next, left_out=dict(found.left_out))


def _hop(h: Hop) -> m.Hop:
    deed = h.deed
    return m.Hop(
        agent=participant(h.source),
        target=participant(h.target),
        type=h.type,
        acts=h.acts,
        act=local(deed.act) if deed else None,
        stance=deed.stance if deed else None,
        realis=deed.realis if deed else None,
        date=deed.date.day if deed and deed.date else None,
        date_precision=deed.date.precision if deed and deed.date else None,
        evidence=evidence(deed.sentence, deed.article) if deed else None,
    )
