"""`whowhom keys`: API keys of the service: create, list, revoke."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from getpass import getuser
from typing import Annotated

import typer

from graph.access.audit import Attempt, AuditLog
from graph.access.keys import Key, Keys
from graph.access.scopes import Scope
from graph.access.secret import id_of
from graph.cli.options import AsTable, Json, whole_day
from graph.cli.output import facts, note, show, table, wants_json, write, write_json
from graph.settings import Settings

app = typer.Typer(no_args_is_help=True, help="API keys of the service: who may write and review over HTTP.")

_COLUMNS = ("Id", "Name", "Scopes", "State", "Created", "Expires", "Last used")


@app.command("create")
def create_command(
    name: Annotated[str, typer.Option(help="Whom or what the key is for.")],
    scope: Annotated[list[Scope], typer.Option(help="What it may do; may be given several times.")],
    expires: Annotated[
        date | None, typer.Option(parser=whole_day, metavar="DAY", help="The last day (UTC) on which it is valid.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a key and print it, this once: only its hash is kept.

    Example: whowhom keys create --name "night load" --scope write --expires 2027-12-31
    """
    if not (0 < len(name) <= 100 and name.isprintable()):
        raise typer.BadParameter("a name has 1 to 100 printable characters")
    until = datetime.combine(expires, time.min, UTC) + timedelta(days=1) if expires else None
    if until and until <= datetime.now(UTC):
        raise typer.BadParameter(f"{expires} is over")
    settings = Settings()
    with _audited(settings, "keys create") as about:
        key = Keys(settings).create(name, scope, until)
        about.append(f"key:{id_of(key)}")
    if as_json:
        write_json({"key": key, "id": id_of(key), "name": name, "scopes": scope, "expires": _time(until)})
        return
    write(key)
    note(f"This is the key {id_of(key)}, and the only time that it is shown. Send it as: Authorization: Bearer KEY")


@app.command("list")
def list_command(as_json: Json = False, as_table: AsTable = False) -> None:
    """List the keys, revoked and expired ones included; none can be printed again."""
    keys = Keys(Settings()).all()
    if wants_json(as_json, as_table):
        write_json([_told(key) for key in keys])
    else:
        show(table(_COLUMNS, [_row(key) for key in keys]))


@app.command("revoke")
def revoke_command(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Its id, or the key itself.")],
    as_json: Json = False,
) -> None:
    """Make a key useless, from the next request on and for good."""
    settings = Settings()
    with _audited(settings, "keys revoke") as about:
        key = Keys(settings).revoke(id_of(id_) or id_)
        about.append(f"key:{key.id}")
    if as_json:
        write_json(_told(key))
    else:
        show(facts(dict(zip(_COLUMNS, _row(key), strict=True))))


@contextmanager
def _audited(settings: Settings, what: str) -> Iterator[list[str]]:
    """The audit log's entry of a command; what it was about is put into the list once it is known to be no secret."""
    log, about, outcome = AuditLog(settings), list[str](), "refused"
    entry = log.begin(Attempt(f"user:{getuser()}", f"whowhom {what}", None, None))
    try:
        yield about
        outcome = "done"
    finally:
        log.end(entry, outcome, about[0] if about else None)


def _told(key: Key) -> dict[str, object]:
    times = {n: _time(getattr(key, n)) for n in ("created", "expires", "revoked", "used")}
    return {"id": key.id, "name": key.name, "scopes": key.scopes, "state": key.state, **times}


def _row(key: Key) -> list[object]:
    times = (_time(key.created), _time(key.expires), _time(key.used))
    return [key.id, key.name, " ".join(key.scopes), key.state, *times]


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
