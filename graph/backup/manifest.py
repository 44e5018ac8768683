"""What a backup says of itself: by which versions it was made, how much it holds, and the sum of each part."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

NAME = "manifest.json"
GRAPHS = "graphs.trig"

Count = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """A file of the archive, before compression."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    bytes: Count
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Held(BaseModel):
    """How much the named graphs state."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    graphs: Count
    statements: Count
    articles: Count
    acts: Count


class Manifest(BaseModel):
    """`schema_version` and `registry` are those of the store; without `registry` it had no who is who."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    format: Literal[1] = 1
    program: str
    created: AwareDatetime
    schema_version: Count
    registry: str | None
    held: Held
    parts: dict[str, Part]
