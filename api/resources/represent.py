"""What the query layer gives on posts, sentences, sources and decisions, as the API's models."""

import base64
from collections.abc import Sequence

from api.fragments import link
from api.represent import article_reference, local, optional, participant
from api.resources import models as m
from graph.acts import Act
from graph.queries import decided, posts, sentences, sources
from graph.queries.asked import Answer


def _post(p: posts.Post) -> m.PostReference:
    return m.PostReference(id=local(p.iri), iri=p.iri, name=p.name, post_of=participant(p.body))


def post(p: posts.Post, held: Sequence[posts.Tenure]) -> m.Post:
    return m.Post(**dict(_post(p)), names=list(p.names), source=list(p.sources), tenures=[tenure(t) for t in held])


def post_page(found: Sequence[posts.Post], total: int, limit: int) -> m.Posts:
    more = local(found[limit - 1].iri) if len(found) > limit else None
    return m.Posts(items=[_post(p) for p in found[:limit]], total=total, next=more)


def tenure(t: posts.Tenure) -> m.HeldPost:
    return m.HeldPost(
        id=local(t.iri),
        iri=t.iri,
        holder=participant(t.holder),
        post=_post(t.post),
        from_=t.since,
        until=t.until,
        acting=t.acting,
        source=list(t.sources),
    )


def tenure_page(found: Sequence[posts.Tenure], total: int, limit: int) -> m.HeldPosts:
    more = local(found[limit - 1].iri) if len(found) > limit else None
    return m.HeldPosts(items=[tenure(t) for t in found[:limit]], total=total, next=more)


def sentence(s: sentences.Stating) -> m.Sentence:
    return m.Sentence(
        id=local(s.iri),
        iri=s.iri,
        text=s.span.text,
        start=s.span.start,
        end=s.span.end,
        article=article_reference(s.article),
        link=link(s.article.url, s.span.text),
        acts=[_act(a) for a in s.acts],
    )


def _act(a: Act) -> m.StatedAct:
    return m.StatedAct(
        id=local(a.iri),
        iri=a.iri,
        type=a.type,
        stance=a.stance,
        realis=a.realis,
        date=a.date.day if a.date else None,
        date_precision=a.date.precision if a.date else None,
        agent=participant(a.agent),
        target=participant(a.target),
        about=optional(a.about),
        attributed_to=optional(a.attributed_to),
        confidence=a.confidence,
        trigger=a.evidence.trigger.text,
    )


def sentence_page(answer: Answer[sentences.Stating]) -> m.Sentences:
    return m.Sentences(items=[sentence(s) for s in answer.items], total=answer.total, next=answer.next)


def source(s: sources.Source) -> m.Source:
    assert s.publisher is not None
    return m.Source(id=s.publisher, publisher=s.publisher, **dict(_count(s)))


def _count(s: sources.Source) -> m.Count:
    return m.Count(articles=s.articles, acts=s.acts, first=s.first, last=s.last)


def source_page(found: Sequence[sources.Source], total: int, limit: int, nameless: sources.Source | None) -> m.Sources:
    more = found[limit - 1].publisher if len(found) > limit else None
    return m.Sources(
        items=[source(s) for s in found[:limit]],
        total=total,
        next=base64.urlsafe_b64encode(more.encode()).decode() if more else None,
        without_publisher=_count(nameless) if nameless else None,
    )


def decision(d: decided.Decision) -> m.Decision:
    names = (n for n in m.Decision.model_fields if n != "id")
    return m.Decision(id=local(d.iri), **{name: getattr(d, name) for name in names})


def decision_page(found: Sequence[decided.Decision], total: int, limit: int) -> m.Decisions:
    more = local(found[limit - 1].iri) if len(found) > limit else None
    return m.Decisions(items=[decision(d) for d in found[:limit]], total=total, next=more)
