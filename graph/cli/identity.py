"""`whowhom identity`: decide that two actors are one or that one is none, undo it, and see what was decided."""

import getpass
from typing import Annotated

import typer

from api.resources import represent
from graph import decisions
from graph.cli.options import AsTable, Json
from graph.cli.output import facts, note, show, table, wants_json, write_model
from graph.cli.session import asking
from graph.queries.decided import Decision
from graph.queries.decided import decisions as listed
from graph.queries.names import identifier, resolve
from graph.store import Store
from ontology.vocabulary import ID, VOCABULARY

_SEGMENTS = {VOCABULARY.segment(kind) for kind in VOCABULARY.participants}

app = typer.Typer(help="Merge two actors that are one, remove one that is none; undo it.", no_args_is_help=True)

Why = Annotated[str, typer.Option(help="The reason, for the record.")]
By = Annotated[str | None, typer.Option(help="Who decides. [default: the user of this machine]")]


@app.command("merge")
def merge_command(
    merged: Annotated[str, typer.Argument(metavar="NAME", help="The one that is merged: a name or an identifier.")],
    survivor: Annotated[str, typer.Argument(metavar="SURVIVOR", help="The one that takes its place.")],
    why: Why,
    by: By = None,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Let SURVIVOR take the place of NAME: its acts, its names, its IRI.

    Example: whowhom identity merge agency/justice-dept agency/us-department-of-justice --why "a short form"
    """
    as_json = wants_json(as_json, as_table)
    with asking() as store:
        one, other = _which(store, merged), _which(store, survivor)
        _tell(decisions.merge(store, one, other, by=by or getpass.getuser(), reason=why), as_json)


@app.command("remove")
def remove_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What is no actor and no policy.")],
    why: Why,
    by: By = None,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Take NAME out, with the acts that it did, suffered or told of.

    Example: whowhom identity remove actor/the-monday --why "a day, misread as an actor"
    """
    as_json = wants_json(as_json, as_table)
    with asking() as store:
        _tell(decisions.remove(store, _which(store, name), by=by or getpass.getuser(), reason=why), as_json)


@app.command("undo")
def undo_command(
    decision: Annotated[str, typer.Argument(metavar="ID", help="The decision's id (see: whowhom identity list).")],
    by: By = None,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Let a decision hold no longer; what it changed is again as it was, the record stays.

    Example: whowhom identity undo 20261130T081500Z-1f2e3d4c
    """
    as_json = wants_json(as_json, as_table)
    iri = VOCABULARY.resource(VOCABULARY.segment("Decision"), identifier(decision).removeprefix("decision/"))
    with asking() as store:
        _tell(decisions.undo(store, iri, by=by or getpass.getuser()), as_json)


@app.command("list")
def list_command(
    limit: Annotated[int, typer.Option(min=1, max=500, help="At most so many.")] = 50,
    cursor: Annotated[str | None, typer.Option(help="Go on where an earlier answer ended.")] = None,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Every decision, the undone ones too, in the order of time.

    Example: whowhom identity list --limit 10
    """
    as_json = wants_json(as_json, as_table)
    after = VOCABULARY.resource(VOCABULARY.segment("Decision"), cursor) if cursor else None
    with asking() as store:
        page = represent.decision_page(*listed(store, limit + 1, after), limit)
    if as_json:
        write_model(page)
        return
    columns = ("Id", "Kind", "About", "Survivor or name", "Why", "By", "Undone by")
    rows = [
        (
            d.id,
            d.kind,
            identifier(d.entity),
            _other(d.survivor, d.query),
            d.reason,
            d.decided_by,
            d.undone_by,
        )
        for d in page.items
    ]
    show(table(columns, rows))
    if page.next:
        note(f"To go on: --cursor {page.next}")


def _which(store: Store, given: str) -> str:
    """The IRI that is meant. An identifier stands for itself, even where a decision leads on from it."""
    if given.startswith(str(ID)) or ("/" in given and given.partition("/")[0] in _SEGMENTS):
        return str(ID) + identifier(given)
    return resolve(store, given).iri


def _other(survivor: str | None, query: str | None) -> str | None:
    return identifier(survivor) if survivor else query


def _tell(made: Decision, as_json: bool) -> None:
    shown = represent.decision(made)
    if as_json:
        write_model(shown)
        return
    told = {name.replace("_", " ").capitalize(): value for name, value in dict(shown).items() if name != "iri"}
    show(facts(told))
