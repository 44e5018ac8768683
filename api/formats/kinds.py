"""What a list can be beside JSON and lines of JSON, by the kind of its items: the one place that says so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rdflib import Graph

from api.formats import edges, records, stated
from api.formats.edges import Edge
from api.formats.media import DRAWN, OF_ANY, RDF
from api.formats.table import Table
from api.models import ArticleReference, FoundAct, Model, Participant, Path
from api.resources.models import Decision, HeldPost, PostReference, Sentence
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Kind:
    """What is made of the items: `graphs` for RDF, `edges` for a picture of each one; None where there is no such form.

    `table` is that of CSV where the columns do not follow from the model.
    """

    graphs: Callable[[Store, Sequence[Any]], Iterable[Graph]] | None = None
    edges: Callable[[Any], Iterable[Edge]] | None = None
    table: Table | None = None

    @property
    def forms(self) -> dict[str, str]:
        """The media types by extension."""
        return {**OF_ANY, **(RDF if self.graphs else {}), **(DRAWN if self.edges else {})}


KINDS: Mapping[type[Model], Kind] = {
    FoundAct: Kind(stated.acts, edges.of_act, records.ACTS),
    Path: Kind(stated.paths, edges.of_path, records.PATHS),
    Participant: Kind(stated.participants),
    PostReference: Kind(stated.posts),
    HeldPost: Kind(stated.tenures),
    ArticleReference: Kind(stated.articles),
    Sentence: Kind(stated.sentences),
    Decision: Kind(stated.decisions),
}
"""The items that are resources with an IRI, or made of such. Sums are none."""


def kind_of(model: type[Model]) -> Kind:
    return KINDS.get(model, Kind())
