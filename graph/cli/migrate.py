"""`whowhom migrate`: the store from the schema of an older version to this one's."""

from typing import Annotated

import typer

from graph.cli.options import AsTable, Json
from graph.cli.output import note, show, table, wants_json, write_json
from graph.cli.session import connected
from graph.registry import Registry
from graph.settings import Settings
from graph.store.migrations import STEPS

DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")]


def migrate_command(dry_run: DryRun = False, as_json: Json = False, as_table: AsTable = False) -> None:
    """Bring the store to this version's schema and who is who, step by step. `load` and `serve` do the same.

    Example: whowhom migrate --dry-run
    """
    as_json = wants_json(as_json, as_table)
    registry = Registry.read()
    with connected(Settings()) as store:
        todo = store.pending()
        stale = store.recorded().get("registryVersion") != registry.version
        if not dry_run:
            store.prepare(registry)
    steps = [{"from": s.start, "to": s.end, "does": s.does, "pending": s in todo} for s in STEPS]
    if as_json:
        write_json({"dryRun": dry_run, "steps": steps, "whoIsWho": {"version": registry.version, "pending": stale}})
        return
    word = {True: "to do" if dry_run else "done now", False: "nothing to do"}
    rows = [(f"schema {s.start} to {s.end}", s.does, word[s in todo]) for s in STEPS]
    show(table(("Step", "Does", "State"), [*rows, ("who is who", f"version {registry.version[:12]}", word[stale])]))
    if dry_run and (todo or stale):
        note("Nothing was changed. To do it: whowhom migrate")
