"""From what went wrong to a message on standard error and an exit code: the only place that does it.

Every command runs within `reported`.
"""

import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import typer
from pydantic import ValidationError

from graph.cli.output import note
from graph.errors import (
    AmbiguousName,
    BadSettings,
    EmptyText,
    NoDate,
    NotEnglish,
    RestoreUnfinished,
    StoreLogin,
    StoreNotEmpty,
    StoreUnreachable,
    UnknownKey,
    UnknownResource,
    Unreachable,
    WhowhomError,
    WriteRefused,
)
from graph.printable import safe_lines

SOME_REFUSED = 9
INTERRUPTED = 130
BROKEN_PIPE = 141

EXITS: Mapping[int, str] = {
    0: "All went well.",
    1: "Something went wrong that has no name (--debug shows where).",
    2: "The command or the question cannot be understood, or would write where only reading is allowed.",
    3: "The input cannot be read as an article, or is no RDF or table.",
    4: "The article's graph breaks a rule of the ontology.",
    5: "Nothing of that name or identifier is known.",
    6: "The name fits several actors.",
    7: "Neo4j cannot be used: not reached, not started, not logged in to.",
    8: "A setting cannot be read.",
    SOME_REFUSED: "Some of the inputs were refused, the others are loaded.",
    INTERRUPTED: "Interrupted by Ctrl-C.",
    BROKEN_PIPE: "Whoever read the output went away.",
}

HINTS: Mapping[type[WhowhomError], str] = {
    UnknownResource: "Look for it with: whowhom search WORDS",
    UnknownKey: "See which there are: whowhom keys list",
    AmbiguousName: "Give the identifier in brackets in place of the name.",
    WriteRefused: "To write from this console start it with --write.",
    NoDate: "Say when it was published: --date 2017-08-03",
    EmptyText: "Give a file with the article's text, or its web page.",
    NotEnglish: "Only English is read.",
    Unreachable: "Save the page and load the file, with --url for its address.",
    StoreUnreachable: "See what is set, and where: whowhom status",
    StoreNotEmpty: "To put the backup in its place: --replace (what is there is kept in a file first).",
    RestoreUnfinished: "Restore again: whowhom restore FILE --replace",
    StoreLogin: "See what is set, and where: whowhom status",
}

_SECRET = ("PASSWORD", "KEY", "LLM_URL", "OIDC_ISSUER")
"""Of these settings the value is not repeated: an address that is refused may hold a password."""

_PASS = (typer.Exit, typer.Abort, typer.TyperException)


@contextmanager
def reported(debug: bool = False) -> Iterator[None]:
    """Ends the command with the exit code of whatever is raised within, having said on standard error what it was."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except _PASS:
        raise
    except BrokenPipeError as error:
        _forget_output()
        raise typer.Exit(BROKEN_PIPE) from error
    except Exception as error:
        if debug:
            traceback.print_exc()
        known = named(error)
        say(known or error)
        raise typer.Exit(known.exit_code if known else 1) from error


def named(error: Exception) -> WhowhomError | None:
    """The error by its name in `graph.errors`; None when it has none."""
    if isinstance(error, ValidationError) and error.title == "Settings":
        return BadSettings("; ".join(_setting(e["loc"], e["msg"], e.get("input")) for e in error.errors()))
    return error if isinstance(error, WhowhomError) else None


def worded(error: WhowhomError) -> str:
    """The title and what there is to add to it."""
    title, detail = error.title, str(error)
    if detail.casefold().startswith(title.casefold()):
        return detail[0].upper() + detail[1:]
    return f"{title}: {detail}" if detail else title


def hint(error: WhowhomError) -> str:
    """What can be done about it, or nothing."""
    return next((HINTS[kind] for kind in type(error).__mro__ if kind in HINTS), "")


def say(error: Exception) -> None:
    """The message of an error, and what can be done about it, on standard error."""
    if isinstance(error, WhowhomError):
        told, advice = worded(error), hint(error)
    else:
        told, advice = (
            f"Unexpected {type(error).__name__}: {error}",
            "This is a mistake in whowhom; --debug shows where.",
        )
    typer.secho(safe_lines(told), err=True, fg="red")
    if advice:
        note(f"Hint: {advice}")


def _setting(where: tuple[int | str, ...], message: str, given: object) -> str:
    name = str(where[0])
    hidden = given is None or any(word in name for word in _SECRET)
    shown = "" if hidden else f" (it is {given!r})"
    return f"{name}: {message}{shown}"


def _forget_output() -> None:
    """What is still to be written goes nowhere, so that Python does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
