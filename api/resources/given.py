"""Decisions as clients send them: what holds of the body. Names are the ontology's."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StrictBool, StringConstraints

from graph.queries.candidates import LONGEST
from graph.queries.names import identifier
from ontology.vocabulary import ID

_UNWRITABLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff"
"""What XML does not take (XML 1.0, section 2.2), so that not every form of RDF could hold it."""
_PLAIN = rf"^[^{_UNWRITABLE}]*[^\s{_UNWRITABLE}][^{_UNWRITABLE}]*$"
"""Text with more than blanks."""

Id = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=2000),
    Field(description="An id such as `person/jeff-sessions`, or an IRI."),
]
Name = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=LONGEST, pattern=_PLAIN),
    Field(description="The name that was looked up."),
]
Reason = Annotated[
    str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=2000, pattern=_PLAIN)
]


class Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MergeGiven(Given):
    """Another one takes the participant's place."""

    kind: Literal["Merge"]
    entity: Id
    survivor: Id
    reason: Reason


class RemovalGiven(Given):
    """The participant is none."""

    kind: Literal["Removal"]
    entity: Id
    reason: Reason


class MatchGiven(Given):
    """A name means the participant, or does not."""

    kind: Literal["Match"]
    entity: Id
    query: Name
    accepted: StrictBool
    reason: Reason | None = None


class DecisionGiven(RootModel[Annotated[MergeGiven | RemovalGiven | MatchGiven, Field(discriminator="kind")]]):
    """A decision to make."""


class JudgementGiven(Given):
    """A candidate that a reader took or refused, as reconciliation names it."""

    query: Name
    id: Id
    accepted: StrictBool
    reason: Reason | None = None


def iri_given(id_: str) -> str:
    """The IRI of what answers name by that id or IRI."""
    return str(ID) + identifier(id_)
