"""`whowhom backup` and `whowhom restore`: the store in a file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from graph.backup import Restore, back_up
from graph.backup.manifest import Manifest
from graph.cli.options import AsTable, Json
from graph.cli.output import facts, note, show, wants_json, write_json
from graph.cli.progress import counted
from graph.cli.session import asking, connected
from graph.registry import Registry
from graph.settings import Settings

File = Annotated[Path, typer.Argument(metavar="FILE", help="A file of `whowhom backup`.")]
Replace = Annotated[
    bool, typer.Option("--replace", help="Also where there is something, of which a backup is made first.")
]


def backup_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The ZIP file to write, whole or not at all.")],
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Write every graph, the API keys (as digests) and the audit log to a file that you alone may read.

    Neo4j's password is not in it. The service may go on meanwhile.

    Example: whowhom backup whowhom-2026-11-30.zip
    """
    as_json = wants_json(as_json, as_table)
    settings = Settings()
    with asking(settings) as store:
        manifest = back_up(store, settings, file, counted)
    _tell(manifest, as_json)


def restore_command(
    file: File,
    replace: Replace = False,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Put a backup into an empty store, or with --replace in the place of what is there. Stop the service first.

    Everything is checked before anything is changed; what fails is undone.

    Example: whowhom restore whowhom-2026-11-30.zip
    """
    as_json = wants_json(as_json, as_table)
    settings = Settings()
    with Restore.of(file, Registry.read(), settings, counted) as restore, connected(settings) as store:
        before = restore.into(store, settings, replace=replace, progress=counted)
    if before:
        note(f"What was there before is in {before}")
    _tell(restore.manifest, as_json)


def _tell(manifest: Manifest, as_json: bool) -> None:
    told = manifest.model_dump(mode="json")
    if as_json:
        write_json(told)
        return
    held = ", ".join(f"{count} {name}" for name, count in told["held"].items())
    parts = [f"{name}, {part['bytes']} bytes" for name, part in told["parts"].items()]
    show(facts({"whowhom": told["program"], "created": told["created"], "holds": held, "parts": parts}))
