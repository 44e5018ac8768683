"""`whowhom status`: what is set and by whom, which Neo4j is used, what it holds. Starts nothing unless told to."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from dotenv import dotenv_values
from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo

from graph import __version__
from graph.cli.options import AsTable, Json
from graph.cli.output import facts, show, table, wants_json, write, write_json
from graph.cli.session import connected
from graph.errors import WhowhomError
from graph.managed import running
from graph.queries.contents import contents
from graph.registry import Registry
from graph.settings import Settings
from graph.store.schema import VERSION


def status_command(
    start: Annotated[bool, typer.Option("--start", help="Start the managed Neo4j if it does not run.")] = False,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """What is set and by whom, which Neo4j is used, and what it holds.

    Example: whowhom status --start
    """
    as_json = wants_json(as_json, as_table)
    settings = Settings()
    graph, error = _graph(settings, start)
    in_force = list(_in_force(settings))
    if as_json:
        write_json({"version": __version__, "graph": graph, "settings": in_force})
    else:
        show(facts({"whowhom": __version__, **{name.replace("_", " "): v for name, v in graph.items()}}))
        write("")
        show(table(("Setting", "Value", "From"), [list(s.values()) for s in in_force]))
    if error:
        raise error


def _graph(settings: Settings, start: bool) -> tuple[dict[str, Any], WhowhomError | None]:
    """What is known of the store, and why no more is."""
    kind = "given by NEO4J_URI" if settings.neo4j_uri else "managed"
    server = None if settings.neo4j_uri else running(settings)
    if not (settings.neo4j_uri or server or start):
        return {"neo4j": kind, "state": "stopped (whowhom status --start, or any question, starts it)"}, None
    try:
        with connected(settings) as store:
            held = asdict(contents(store))
            told = {"neo4j": kind, "state": "running", "address": store.where, "server": store.version, **held}
    except WhowhomError as error:
        return {"neo4j": kind, "state": "not usable"}, error
    return told | {"schema_here": VERSION, "registry_here": Registry.read().version}, None


def _in_force(settings: Settings) -> Iterator[dict[str, str]]:
    """Each setting by the name of its environment variable, its value and where that came from."""
    file = dotenv_values(Path(".env")) if Path(".env").is_file() else {}
    for name, field in Settings.model_fields.items():
        variables = _variables(field)
        here = next((v for v in variables if v in os.environ), None)
        there = next((v for v in variables if v in file), None)
        source = "environment" if here else ".env" if there else "default"
        yield {"name": here or there or variables[0], "value": _value(getattr(settings, name)), "from": source}


def _variables(field: FieldInfo) -> list[str]:
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return [str(choice) for choice in alias.choices]
    return [str(alias)]


def _value(value: object) -> str:
    if value is None:
        return "(not set)"
    return "(hidden)" if isinstance(value, SecretStr) else str(value)
