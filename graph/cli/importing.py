"""`whowhom import`: a file of named graphs, as `whowhom export --all` writes it, into the store."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import AsTable, Json
from graph.cli.output import wants_json, write, write_json
from graph.cli.progress import counted
from graph.cli.session import connected
from graph.dump.importing import Import
from graph.registry import Registry
from graph.settings import Settings


def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="TriG, as export --all or /v1/dump.trig gives it.")],
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Store the named graphs of a TriG file: all of them, or none when one breaks a rule or misquotes its article.

    What is there already is left alone. An article's graph takes the place of what it said before.

    Example: whowhom import everything.trig
    """
    as_json = wants_json(as_json, as_table)
    settings, registry = Settings(), Registry.read()
    with connected(settings) as store:
        store.prepare(registry)
        given = Import(file, store, registry, settings)
        checked = sum(1 for _ in counted(given.check(), "Checking"))
        outcomes = Counter(status for _, status in counted(given.write(), "Storing", checked))
    told = {status: outcomes[status] for status in ("loaded", "replaced", "unchanged")}
    if as_json:
        write_json(told)
    else:
        write(", ".join(f"{count} {status}" for status, count in told.items()))
