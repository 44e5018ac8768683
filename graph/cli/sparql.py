"""`whowhom sparql`: the copy of the graph that answers SPARQL: status, rebuild."""

from typing import Annotated

import typer

from graph.cli.output import show, table, write_json
from graph.cli.session import asking
from graph.mirror.mirror import Mirror
from graph.settings import Settings

app = typer.Typer(no_args_is_help=True, help="The copy of the graph that answers SPARQL.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("status")
def status_command(as_json: Json = False) -> None:
    """Say which state of the store the copy holds, after catching up."""
    _show(rebuild=False, as_json=as_json)


@app.command("rebuild")
def rebuild_command(as_json: Json = False) -> None:
    """Make the copy anew from everything that is stored.

    Needed after a change by hand in Neo4j Browser that only altered properties; the copy notices all else itself.
    """
    _show(rebuild=True, as_json=as_json)


def _show(*, rebuild: bool, as_json: bool) -> None:
    settings = Settings()
    with asking(settings) as store, Mirror(settings, store) as mirror:
        if rebuild:
            mirror.rebuild()
        snapshot, freshness = mirror.fresh()
        state = freshness.state
        told = {
            "change": state.number,
            "behind": freshness.behind,
            "read": state.at,
            "folder": str(snapshot.folder),
        }
    if as_json:
        write_json(told)
    else:
        show(table(("What", "Value"), ((k, str(v)) for k, v in told.items())))
