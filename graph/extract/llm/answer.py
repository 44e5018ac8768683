"""What the model is asked to answer, as a JSON schema, and the answer read against it.

Codes come from the ontology. That an act's code exists is checked here by no one: `verify` refuses the act alone, where
a broken shape makes the whole answer worthless.
"""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ontology.vocabulary import VOCABULARY

MOST_ACTS = 200


class Unusable(Exception):
    """The answer is none: not JSON, cut off, of another shape. Its text says which, and quotes nothing."""


def _code(scheme: str) -> Any:
    return Field(json_schema_extra={"enum": list(VOCABULARY.notations(scheme))})


class ToldAct(BaseModel):
    """An act as the model tells it: every text in it is still to be found in the article."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    sentence: int = Field(description="The number of the sentence that states the act.")
    evidence: str = Field(description="The words of that sentence that express the act, verbatim, at most ten.")
    agent: str = Field(description="The words that name who acts, verbatim.")
    target: str = Field(description="The words that name whom or what the act is done to, verbatim.")
    type: str = _code("ActType")
    stance: str = _code("Stance")
    realis: str = _code("Realis")
    source: str | None = Field(description="The words that name whoever claims it, verbatim; null: the article does.")
    date: str | None = Field(
        description="YYYY-MM-DD, YYYY-MM or YYYY as the sentence dates the act; null: it does not."
    )
    about: str | None = Field(description="The words that name the policy or programme it is done over; null: none.")
    confidence: float = Field(description="From 0 to 1.")


class ToldActs(BaseModel):
    """The answer for one window."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    acts: list[ToldAct] = Field(description="Every act of the sentences to read, in their order; none is an answer.")


@cache
def response_format() -> dict[str, Any]:
    """The `response_format` of the request: a strict JSON schema."""
    schema = {"name": "acts", "strict": True, "schema": ToldActs.model_json_schema()}
    return {"type": "json_schema", "json_schema": schema}


def acts_told(content: str) -> list[ToldAct]:
    """The acts of an answer. Raises `Unusable`."""
    try:
        acts = ToldActs.model_validate_json(content).acts
    except ValidationError as error:
        no_json = any(e["type"] == "json_invalid" for e in error.errors(include_input=False, include_url=False))
        raise Unusable("it is no JSON" if no_json else "it does not fit the schema") from None
    if len(acts) > MOST_ACTS:
        raise Unusable(f"it tells more than {MOST_ACTS} acts of one window")
    return acts
