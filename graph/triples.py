"""A reading of an article as one named RDF graph, and back: `from_graph(to_graph(r))` gives `r` again.

An article's graph describes the article, the passages, the acts, the run that found them, and those participants that
the registry does not know, by kind, name and owner alone. Participants of the registry are only referred to.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from graph.acts import Act, ActDate, Entity, Evidence, Span
from graph.article import Article, slug
from graph.errors import RefusedGraph
from ontology.vocabulary import PREFIXES, VOCABULARY, WW, Property


@dataclass(frozen=True, slots=True)
class Extraction:
    """The run of a program that read an article (prov:Activity); `at` has whole seconds and a time zone."""

    program: str
    model: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said before it was changed."""

    sha256: str
    title: str
    published: date
    text: str
    replaced_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, what was found in it and by whom, and what it said before."""

    article: Article
    extraction: Extraction
    acts: tuple[Act, ...] = ()
    versions: tuple[Version, ...] = ()

    @property
    def iri(self) -> str:
        return article_iri(self.article)


def article_iri(article: Article) -> str:
    """Stays the same when the text is corrected, as `Article.key` does."""
    digest = hashlib.sha256(article.key.encode()).hexdigest()[:8]
    return VOCABULARY.resource("article", f"{slug(article.document)}-{digest}".strip("-"))


def graph_iri(article: str) -> str:
    """The named graph of the article of that IRI."""
    return f"{article}/graph"


def version_number(iri: object) -> int:
    """Which version of its article it is, from 1 for the oldest."""
    return int(str(iri).rpartition("/")[2])


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def new_graph(identifier: str | None = None) -> Graph:
    graph = Graph(identifier=URIRef(identifier) if identifier else None, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def to_graph(reading: Reading, is_known: Callable[[str], bool] = lambda _: False) -> Graph:
    """The named graph of a reading. `is_known` says of an IRI whether the registry describes it already."""
    writer = _Writer(new_graph(graph_iri(reading.iri)), reading)
    writer.article()
    for act in reading.acts:
        writer.act(act)
    entities = {e.iri: e for act in reading.acts for e in act.entities() if not is_known(e.iri)}
    writer.graph += described(entities.values())
    return writer.graph


def described(entities: Iterable[Entity]) -> Graph:
    """Class, name and owner of participants: what an article's graph says of one, and what its check needs to know."""
    graph = new_graph()
    for entity in entities:
        owner = entity.owner.iri if entity.owner else None
        put(graph, entity.iri, entity.kind, name=entity.name, owner=owner)
    return graph


def put(graph: Graph, subject: str, kind: str, /, **values: Any) -> None:
    """State the class and the properties of a resource; None states nothing."""
    node = URIRef(subject)
    graph.add((node, RDF.type, WW[kind]))
    for name, value in values.items():
        if value is not None:
            graph.add((node, WW[name], _term(name, value)))


class _Writer:
    def __init__(self, graph: Graph, reading: Reading) -> None:
        self.graph, self.reading = graph, reading
        run = reading.extraction
        digest = hashlib.sha256(f"{run.program}\n{run.model}\n{reading.article.sha256}".encode()).hexdigest()
        self.extraction = f"{reading.iri}/extraction/{digest[:12]}"

    def put(self, subject: str, kind: str, /, **values: Any) -> None:
        put(self.graph, subject, kind, **values)

    def article(self) -> None:
        a, run, iri = self.reading.article, self.reading.extraction, self.reading.iri
        self.put(
            iri,
            "Article",
            document=a.document,
            title=a.title,
            published=a.published,
            publisher=a.publisher,
            url=a.url,
            dateline=a.dateline,
            byline=a.byline,
            language=a.language,
            text=a.text,
            sha256=a.sha256,
        )
        self.put(self.extraction, "Extraction", program=run.program, model=run.model, extractedAt=run.at, read=iri)
        for number, v in enumerate(self.reading.versions, 1):
            version = f"{iri}/version/{number}"
            self.put(
                version,
                "ArticleVersion",
                sha256=v.sha256,
                title=v.title,
                published=v.published,
                text=v.text,
                replacedAt=v.replaced_at,
            )
            self.graph.add((URIRef(iri), WW.replaces, URIRef(version)))

    def act(self, act: Act) -> None:
        e = act.evidence
        self.put(
            act.iri,
            "Act",
            agent=act.agent.iri,
            target=act.target.iri,
            actType=act.type,
            stance=act.stance,
            realis=act.realis,
            date=act.date.day if act.date else None,
            datePrecision=act.date.precision if act.date else None,
            about=act.about.iri if act.about else None,
            attributedTo=act.attributed_to.iri if act.attributed_to else None,
            evidence=self.passage("Sentence", e.sentence),
            trigger=e.trigger.text,
            triggerStart=e.trigger.start,
            triggerEnd=e.trigger.end,
            agentMention=self.passage("Mention", e.agent, refersTo=act.agent.iri),
            targetMention=self.passage("Mention", e.target, refersTo=act.target.iri),
            confidence=float(act.confidence),
            extraction=self.extraction,
        )

    def passage(self, kind: str, span: Span, **values: Any) -> str:
        iri = f"{self.reading.iri}/{kind.lower()}/{span.start}-{span.end}"
        self.put(iri, kind, text=span.text, start=span.start, end=span.end, article=self.reading.iri, **values)
        return iri


def _term(name: str, value: Any) -> Node:
    p = VOCABULARY.property(name)
    if p.key in VOCABULARY.coded:
        return VOCABULARY.require_code(str(p.range).removeprefix(str(WW)), value).iri
    if p.key in VOCABULARY.relations:
        return URIRef(value)
    return literal(p, value)


def literal(p: Property, value: Any) -> Literal:
    """The one way to write a value of the property: strings plain, times with their offset, as Neo4j gives them."""
    lexical = value.isoformat() if isinstance(value, date) else value
    return Literal(lexical, datatype=None if p.range == XSD.string else p.range)


def from_graph(graph: Graph, entity_of: Callable[[str], Entity | None]) -> Reading:
    """The reading that the graph was made from; `entity_of` gives the participants it only refers to."""
    return _Reader(graph, entity_of).reading()


class _Reader:
    def __init__(self, graph: Graph, entity_of: Callable[[str], Entity | None]) -> None:
        self.graph, self.entity_of = graph, entity_of

    def one(self, subject: Node, name: str) -> Any:
        value = self.graph.value(subject, WW[name])
        code = VOCABULARY.code_of(value) if value is not None else None
        if code:
            return code.notation
        return value.toPython() if isinstance(value, Literal) else value

    def text(self, subject: Node, name: str) -> str | None:
        value = self.one(subject, name)
        return None if value is None else str(value)

    def subjects(self, kind: str) -> Iterator[Node]:
        return iter(sorted(self.graph.subjects(RDF.type, WW[kind]), key=str))

    def reading(self) -> Reading:
        (article,) = self.subjects("Article")
        (run,) = self.subjects("Extraction")
        return Reading(
            article=self.article(article),
            extraction=Extraction(self.one(run, "program"), self.one(run, "model"), self.one(run, "extractedAt")),
            acts=tuple(sorted(map(self.act, self.subjects("Act")), key=_order)),
            versions=tuple(map(self.version, sorted(self.subjects("ArticleVersion"), key=version_number))),
        )

    def article(self, node: Node) -> Article:
        return Article(
            document=self.one(node, "document"),
            text=self.one(node, "text"),
            title=self.one(node, "title"),
            published=self.one(node, "published"),
            publisher=self.one(node, "publisher"),
            url=self.text(node, "url"),
            dateline=self.one(node, "dateline"),
            byline=self.one(node, "byline"),
            language=self.one(node, "language"),
        )

    def version(self, node: Node) -> Version:
        return Version(
            sha256=self.one(node, "sha256"),
            title=self.one(node, "title"),
            published=self.one(node, "published"),
            text=self.one(node, "text"),
            replaced_at=self.one(node, "replacedAt"),
        )

    def act(self, node: Node) -> Act:
        sentence = self.one(node, "evidence")
        day, precision = self.one(node, "date"), self.one(node, "datePrecision")
        return Act(
            agent=self.entity(self.one(node, "agent")),
            target=self.entity(self.one(node, "target")),
            type=self.one(node, "actType"),
            stance=self.one(node, "stance"),
            realis=self.one(node, "realis"),
            evidence=Evidence(
                article=str(self.one(sentence, "article")),
                sentence=self.span(sentence),
                trigger=Span(self.one(node, "triggerStart"), self.one(node, "triggerEnd"), self.one(node, "trigger")),
                agent=self.span(self.one(node, "agentMention")),
                target=self.span(self.one(node, "targetMention")),
            ),
            date=ActDate(day, precision) if day else None,
            about=self.optional_entity(node, "about"),
            attributed_to=self.optional_entity(node, "attributedTo"),
            confidence=self.one(node, "confidence"),
        )

    def span(self, node: Node) -> Span:
        return Span(self.one(node, "start"), self.one(node, "end"), self.one(node, "text"))

    def optional_entity(self, node: Node, name: str) -> Entity | None:
        value = self.one(node, name)
        return None if value is None else self.entity(value)

    def entity(self, node: Node) -> Entity:
        kind = self.graph.value(node, RDF.type)
        if kind is None:
            known = self.entity_of(str(node))
            if known is None:
                raise RefusedGraph(f"{node} is described nowhere")
            return known
        owner = self.one(node, "owner")
        name, label = self.one(node, "name"), str(kind).removeprefix(str(WW))
        return Entity(str(node), name, label, self.entity(owner) if owner else None)


def _order(act: Act) -> tuple[int, int, str]:
    return act.evidence.sentence.start, act.evidence.trigger.start, act.iri
