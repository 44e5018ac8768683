"""Types of parameters and answers whose values are a closed list: the codes and classes of the vocabulary."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from graph.queries.asked import SORTS, WAYS
from graph.queries.opponents import ORDERS
from ontology.vocabulary import VOCABULARY

ANY = "any"
"""Stands for every realis, where only what happened would be given otherwise."""


class OneOf:
    """A string that is one of the values; an `enum` in the API's description."""

    def __init__(self, values: Iterable[str]) -> None:
        self.values = tuple(values)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(self.values))


ActType = Annotated[str, OneOf(VOCABULARY.notations("ActType"))]
Stance = Annotated[str, OneOf(VOCABULARY.notations("Stance"))]
Realis = Annotated[str, OneOf(VOCABULARY.notations("Realis"))]
RealisOrAny = Annotated[str, OneOf((*VOCABULARY.notations("Realis"), ANY))]
DatePrecision = Annotated[str, OneOf(VOCABULARY.notations("DatePrecision"))]
Kind = Annotated[str, OneOf(sorted(VOCABULARY.participants))]
MeasureKind = Annotated[str, OneOf(sorted(k for k in VOCABULARY.participants if VOCABULARY.is_a(k, "Measure")))]
Way = Annotated[str, OneOf(WAYS)]
Order = Annotated[str, OneOf(SORTS)]
Ranking = Annotated[str, OneOf(ORDERS)]
