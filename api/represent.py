"""What the query layer gives, as the API's models, and one resource as JSON, Turtle or JSON-LD."""

from collections.abc import Callable, Iterable
from urllib.parse import quote

from fastapi import Response
from rdflib import Graph

from api import models as m
from api.fragments import link
from api.negotiation import JSON, JSON_LD, TURTLE
from graph.acts import Act, Entity, Span
from graph.queries.actors import Held, Known
from graph.queries.articles import Stored
from graph.queries.asked import Answer, ArticleRecord, Found
from graph.queries.names import identifier
from graph.queries.opponents import Opponent
from graph.queries.paths import Hop
from ontology.vocabulary import PREFIXES


def resource(model: m.Model, rdf: Callable[[], Graph], media_type: str) -> Response:
    """The resource in the wanted form."""
    if media_type == JSON:
        return Response(model.model_dump_json(by_alias=True), media_type=JSON, headers={"Vary": "Accept"})
    return graph(rdf(), media_type)


def graph(rdf: Graph, media_type: str) -> Response:
    """The graph as Turtle or as JSON-LD with our prefixes."""
    if media_type == JSON_LD:
        prefixes = {prefix: str(namespace) for prefix, namespace in rdf.namespaces() if prefix in PREFIXES}
        text = rdf.serialize(format="json-ld", context=prefixes, auto_compact=False, sort_keys=True)
    else:
        text = rdf.serialize(format="turtle")
        media_type = f"{TURTLE}; charset=utf-8"
    return Response(text, media_type=media_type, headers={"Vary": "Accept"})


def local(iri: str) -> str:
    """The id of an act or article: its IRI without base and segment."""
    return identifier(iri).partition("/")[2]


def path(iri: str) -> str:
    """The address of the resource in the API."""
    segment = identifier(iri).partition("/")[0]
    collection = {"act": "acts", "article": "articles"}.get(segment)
    return f"/v1/{collection}/{quoted(local(iri))}" if collection else f"/v1/actors/{quoted(identifier(iri))}"


def quoted(id_: str) -> str:
    """An id as it stands in an address; what is encoded already stays as it is."""
    return quote(id_, safe="/%~")


def participant(e: Entity) -> m.Participant:
    owner = participant(e.owner) if e.owner else None
    return m.Participant(id=identifier(e.iri), iri=e.iri, name=e.name, kind=e.kind, owner=owner)


def optional(e: Entity | None) -> m.Participant | None:
    return participant(e) if e else None


def participants(found: Iterable[Entity], total: int, cursor: str | None = None) -> m.Participants:
    return m.Participants(items=[participant(e) for e in found], total=total, next=cursor)


def article_reference(a: ArticleRecord) -> m.ArticleReference:
    return m.ArticleReference(**_article(a))


def _article(a: ArticleRecord) -> dict[str, object]:
    told = {name: getattr(a, name) for name in ("document", "title", "published", "publisher", "url")}
    return {"id": local(a.iri), "iri": a.iri, **told}


def articles(found: Iterable[ArticleRecord], total: int, cursor: str | None) -> m.Articles:
    return m.Articles(items=[article_reference(a) for a in found], total=total, next=cursor)


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
        "evidence": m.Evidence(
            text=e.sentence.text,
            start=e.sentence.start,
            end=e.sentence.end,
            article=article_reference(article),
            link=link(article.url, e.sentence.text),
        ),
    }


def acts(answer: Answer[Found]) -> m.Acts:
    items = [
        m.FoundAct(**_act(f.act, f.article), through=f.through, by_way_of=optional(f.by_way_of), why=f.why)
        for f in answer.items
    ]
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


def opponents(found: Iterable[Opponent]) -> m.Opponents:
    items = [
        m.Opponent(
            agent=participant(o.agent),
            acts=o.acts,
            severity=o.severity,
            first=o.first,
            last=o.last,
            types=list(o.types),
        )
        for o in found
    ]
    return m.Opponents(items=items, total=len(items))


def paths(found: Iterable[tuple[Hop, ...]]) -> m.Paths:
    items = [m.Path(hops=[_hop(h) for h in chain]) for chain in found]
    return m.Paths(items=items, total=len(items))


def _hop(h: Hop) -> m.Hop:
    return m.Hop(
        agent=participant(h.source),
        target=participant(h.target),
        type=h.type,
        act=local(h.act) if h.act else None,
        stance=h.stance,
        realis=h.realis,
        text=h.sentence,
    )
