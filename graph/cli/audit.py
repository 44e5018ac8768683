"""`whowhom audit`: who wrote what through the service, and who made and revoked keys."""

from collections import deque
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from graph.access.audit import AuditLog, Entry
from graph.cli.options import AsTable, Json, whole_day
from graph.cli.output import show, table, wants_json, write_json
from graph.settings import Settings

_COLUMNS = ("Time", "Who", "What", "Outcome", "About", "From", "Request")


def audit_command(
    since: Annotated[date | None, typer.Option(parser=whole_day, metavar="DAY", help="From this day (UTC) on.")] = None,
    who: Annotated[str | None, typer.Option(help="By this key (key:ID), token or user alone.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the newest.")] = 50,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Who wrote what through the service, and who made and revoked keys; the newest last.

    Example: whowhom audit --since 2027-01-31
    """
    found = (e for e in AuditLog(Settings()).entries() if _fits(e, since, who))
    entries = deque(found, maxlen=limit)
    if wants_json(as_json, as_table):
        write_json([asdict(entry) for entry in entries])
    else:
        show(table(_COLUMNS, [_row(entry) for entry in entries]))


def _fits(entry: Entry, since: date | None, who: str | None) -> bool:
    return (since is None or entry.time >= since.isoformat()) and (who is None or entry.who == who)


def _row(entry: Entry) -> list[object]:
    outcome = entry.outcome or "never ended"
    return [entry.time, entry.who, entry.what, outcome, entry.about, entry.address, entry.request]
