"""The options that commands share, and how a day, a policy or an article is written in them."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

from graph.cli.output import Format, wants_json
from graph.queries.articles import identify
from graph.queries.asked import WAYS, Filters, Sort, Through
from graph.queries.names import resolve
from graph.store import Store
from ontology.vocabulary import VOCABULARY

T = TypeVar("T")

ANY = "any"

Json = Annotated[bool, typer.Option("--json", help="Print JSON (what is printed where no terminal reads).")]
AsTable = Annotated[bool, typer.Option("--table", help="Print a table even where no terminal reads.")]
Stance = Annotated[
    list[str] | None,
    typer.Option("--stance", help="against, for or neutral; any for all.", autocompletion=lambda: _codes("Stance")),
]


class Way(StrEnum):
    """`graph.queries.asked.Through`, in the form that typer takes a list of."""

    direct = "direct"
    policy = "policy"
    member = "member"


Ways = Annotated[
    list[Way] | None,
    typer.Option(
        "--through",
        help="How an act may reach the one asked about: itself (direct), a policy that it owns, or a member or part of "
        "it. All three by default.",
    ),
]


def _codes(scheme: str) -> list[str]:
    return [*VOCABULARY.notations(scheme), ANY]


def _day(text: str) -> date:
    """The first day of what is written: 2017, 2017-08 or 2017-08-03."""
    full = text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text
    try:
        return date.fromisoformat(full)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day such as 2017-08-03, no month and no year") from error


def whole_day(text: str) -> date:
    """A day, with no part left out."""
    if len(text) < 10:
        raise typer.BadParameter(f"{text!r} is no day such as 2017-08-03")
    return _day(text)


def _last_day(text: str) -> date:
    first = _day(text)
    if len(text) == 4:
        return date(first.year, 12, 31)
    if len(text) == 7:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


@dataclass(frozen=True, slots=True)
class Which:
    """Which acts."""

    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type", help="Act type such as BLOCK, finer ones included.", autocompletion=lambda: _codes("ActType")
        ),
    ] = None
    realis: Annotated[
        list[str] | None,
        typer.Option(
            help="actual (the default), planned, threatened, possible or negated; any for all.",
            autocompletion=lambda: _codes("Realis"),
        ),
    ] = None
    since: Annotated[date | None, typer.Option(parser=_day, metavar="DAY", help="From this day, month or year on.")] = (
        None
    )
    until: Annotated[date | None, typer.Option(parser=_last_day, metavar="DAY", help="Up to and including it.")] = None
    policy: Annotated[str | None, typer.Option(help="Over this policy or programme: name or identifier.")] = None
    article: Annotated[
        str | None, typer.Option(help="Told by this article: its document name, address or identifier.")
    ] = None
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out what is less sure.")] = 0.0

    def filters(self, store: Store, stances: tuple[str, ...], realis: tuple[str, ...] = ("actual",)) -> Filters:
        """With names looked up; `realis` holds where the user said nothing. Raises `QueryError`."""
        return Filters(
            stances=stances,
            types=chosen(self.types, ()),
            realis=chosen(self.realis, realis),
            since=self.since,
            until=self.until,
            policy=resolve(store, self.policy, ("Measure",)).iri if self.policy else None,
            article=identify(store, self.article) if self.article else None,
            min_confidence=self.min_confidence,
        )


@dataclass(frozen=True, slots=True)
class How:
    """How much of an answer, in which order and form."""

    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many. [default: 50; in jsonl, csv and ttl all]")
    ] = None
    cursor: Annotated[str | None, typer.Option(help="Go on where an earlier answer ended.")] = None
    sort: Annotated[
        Sort | None, typer.Option(help="By date, or what is newest, most severe or surest first. [default: -date]")
    ] = None
    format: Annotated[
        Format | None,
        typer.Option(
            help="table, json; jsonl for scoring and reuse (any realis, as the articles run); csv; ttl. "
            "[default: table on a terminal, else json]"
        ),
    ] = None
    as_json: Json = False
    as_table: AsTable = False

    def form(self) -> Format:
        if self.format is None:
            return Format.json if wants_json(self.as_json, self.as_table) else Format.table
        if self.as_json or self.as_table:
            raise typer.BadParameter("--format, --json and --table exclude each other")
        return self.format


def ways(given: list[Way] | None) -> tuple[Through, ...]:
    return tuple(way for way in WAYS if not given or way in given)


def chosen(given: list[str] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    """What was given, or else the default; `any` leaves it open."""
    if not given:
        return default
    return () if ANY in given else tuple(given)


def spread(*options: type) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The command as typer is to see it: a parameter that is one of these dataclasses becomes one for each field."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        given = inspect.signature(command, eval_str=True).parameters.values()
        bundles = {p.name: p.annotation for p in given if p.annotation in options}
        seen = [p for p in given if p.name not in bundles]
        seen = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in seen]
        seen += [p for bundle in bundles.values() for p in _parameters(bundle)]

        @wraps(command)
        def run(**told: Any) -> None:
            made = {
                name: bundle(**{f.name: told.pop(f.name) for f in fields(bundle)}) for name, bundle in bundles.items()
            }
            command(**told, **made)

        run.__signature__ = inspect.Signature(seen)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in seen}
        return run

    return decorate


def _parameters(bundle: type) -> list[inspect.Parameter]:
    hints = get_type_hints(bundle, include_extras=True)
    return [
        inspect.Parameter(f.name, inspect.Parameter.KEYWORD_ONLY, default=f.default, annotation=hints[f.name])
        for f in fields(bundle)
    ]
