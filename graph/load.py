"""An article in, acts in the graph: the only module that knows the order of the stages.

read -> extract -> resolve -> RDF -> SHACL -> property graph -> one transaction. What fails is refused whole and leaves
the graph as it was; what is there already is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol, runtime_checkable

from rdflib import Graph

from graph import __version__
from graph.acts import Act, Entity
from graph.article import Article
from graph.errors import StoreError, WhowhomError
from graph.projection import project
from graph.queries import articles
from graph.queries.articles import Stored
from graph.read import Refusal
from graph.registry import Registry
from graph.shapes import check
from graph.store import Store
from graph.triples import Extraction, Reading, Version, article_iri, described, graph_iri, now, to_graph

Status = Literal["loaded", "unchanged", "duplicate", "replaced", "refused"]

PROGRAM = f"whowhom {__version__}"


class ArticleReader(Protocol):
    """What finds the acts of an article: `graph.extract.reader.Reader` or another that keeps its promises."""

    @property
    def model(self) -> str: ...

    def read(self, article: Article, iri: str) -> tuple[Act, ...]: ...


@runtime_checkable
class MayFallShort(Protocol):
    """A reader that may have to leave a part of an article to another one, and then wants to read it again."""

    def model_for(self, article: Article) -> str:
        """The model to record for the article as it was read last: `model` only if nothing is missing."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `article` is the IRI, of the other article where it is a duplicate."""

    source: str
    status: Status
    article: str | None = None
    acts: int = 0
    error: WhowhomError | None = None


class Loader:
    """Loads articles into a store, or with `store` None only shows what would be stored."""

    def __init__(self, reader: ArticleReader, registry: Registry, store: Store | None) -> None:
        self.reader, self.registry, self.store = reader, registry, store

    def load_all(self, given: Iterable[Article | Refusal]) -> Iterator[Outcome]:
        """One outcome an input, in order; a refused one does not stop the rest. Raises `StoreError` only."""
        for item in given:
            if isinstance(item, Refusal):
                yield Outcome(item.source, "refused", error=item.error)
                continue
            try:
                yield self.load(item)
            except StoreError:
                raise
            except WhowhomError as error:
                yield Outcome(item.document, "refused", error=error)

    def load(self, article: Article) -> Outcome:
        """Read, check and store the article. Raises `RefusedGraph` and `StoreError`, both with nothing written."""
        if self.store is None:
            raise StoreError("there is no store to load into")
        iri = article_iri(article)
        old = articles.stored(self.store, iri)
        if old and self._is_current(old, article):
            return Outcome(article.document, "unchanged", iri, old.acts)
        if not old and (twin := articles.with_text(self.store, article.sha256, other_than=iri)):
            if twin.record.document != article.document:
                return Outcome(article.document, "duplicate", twin.record.iri, twin.acts)
            old = twin  # the same article, whose date or address was wrong
        reading = self.reading(article, _versions(old, article))
        before = graph_iri(old.record.iri) if old else None
        self.store.write(graph_iri(iri), project(self.graph(reading)), instead_of=before)
        return Outcome(article.document, "replaced" if old else "loaded", iri, len(reading.acts))

    def reading(self, article: Article, versions: tuple[Version, ...] = ()) -> Reading:
        """What is found in the article, its participants named as the store names them already."""
        acts = self._known_names(self.reader.read(article, article_iri(article)))
        model = self.reader.model_for(article) if isinstance(self.reader, MayFallShort) else self.reader.model
        return Reading(article, Extraction(PROGRAM, model, now()), acts, versions)

    def graph(self, reading: Reading) -> Graph:
        """The named graph of a reading, checked. Raises `RefusedGraph`."""
        known = {e.iri: e for act in reading.acts for e in act.entities() if self.registry.entity(e.iri)}
        graph = to_graph(reading, known.__contains__)
        check(graph, described(known.values()))
        return graph

    def _is_current(self, old: Stored, article: Article) -> bool:
        """The stored article says the same, read by the same program and model."""
        same_run = (old.run.get("program"), old.run.get("model")) == (PROGRAM, self.reader.model)
        told = ("sha256", "title", "published", "publisher", "url", "dateline", "byline")
        return same_run and all(old.has.get(name) == getattr(article, name) for name in told)

    def _known_names(self, acts: tuple[Act, ...]) -> tuple[Act, ...]:
        """Two articles that mint the same IRI describe it alike: as the first one did."""
        minted = {e.iri for act in acts for e in act.entities() if not self.registry.entity(e.iri)}
        if not minted or self.store is None:
            return acts
        stored = articles.described(self.store, sorted(minted))

        def known(entity: Entity | None) -> Entity | None:
            return stored.get(entity.iri, entity) if entity else None

        return tuple(
            replace(
                act,
                agent=known(act.agent) or act.agent,
                target=known(act.target) or act.target,
                about=known(act.about),
                attributed_to=known(act.attributed_to),
            )
            for act in acts
        )


def _versions(old: Stored | None, article: Article) -> tuple[Version, ...]:
    """The record of what the article said before, what is now replaced included; not when it is only read anew."""
    if old is None:
        return ()
    said = (*old.versions, {**old.has, "replacedAt": now()})
    versions = [Version(v["sha256"], v["title"], v["published"], v["text"], v["replacedAt"]) for v in said]
    last = versions[-1]
    same = (last.sha256, last.title, last.published) == (article.sha256, article.title, article.published)
    return tuple(versions[:-1] if same else versions)
