"""Questions whose answer is acts: against, by, acts, timeline. As JSON the answers are those of the API."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import typer

from api import represent
from api.formats.records import COLUMNS, row
from graph.acts import Entity
from graph.cli.options import How, Stance, Ways, Which, chosen, spread, ways
from graph.cli.output import Format, note, safe_data, show, write, write_csv, write_jsonl, write_model
from graph.cli.session import asking
from graph.cli.shown import acts_shown, footer
from graph.dump.rdf import serialized, stating
from graph.evaluate import as_record
from graph.queries import acts as asked
from graph.queries.asked import LARGEST_PAGE, Answer, Filters, Found, Page, Sort, Through
from graph.queries.names import resolve
from graph.registry import Registry
from graph.store import Store

Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, or an identifier such as agency/sample-agency.")]
Ask = Callable[[Filters, Page], Answer[Found]]

_FIRST = 50
_AGAINST = ("against",)


@spread(Which, How)
def against_command(
    name: Name,
    which: Which,
    how: How,
    by: Annotated[str | None, typer.Option(help="Only what this actor did.", metavar="NAME")] = None,
    through: Ways = None,
) -> None:
    """Who acted against NAME, with the sentence that says so.

    Example: whowhom against ICE --since 2017 --type BLOCK
    """
    with asking() as store:
        target, agent = resolve(store, name), _resolved(store, by)
        title = f"Acts against {target.name}" + (f" by {agent.name}" if agent else "")
        _acts(store, title, which, how, _AGAINST, agent=agent, target=target, through=ways(through))


@spread(Which, How)
def by_command(name: Name, which: Which, how: How, stance: Stance = None, through: Ways = None) -> None:
    """Whom NAME acted against.

    Example: whowhom by "Jeff Sessions" --stance any
    """
    with asking() as store:
        agent = resolve(store, name)
        _acts(store, f"Acts by {agent.name}", which, how, chosen(stance, _AGAINST), agent=agent, through=ways(through))


@spread(Which, How)
def acts_command(
    which: Which,
    how: How,
    agent: Annotated[str | None, typer.Option(help="Done by this actor.", metavar="NAME")] = None,
    target: Annotated[str | None, typer.Option(help="Done to this actor or measure.", metavar="NAME")] = None,
    stance: Stance = None,
    through: Ways = None,
) -> None:
    """Acts, by any of the filters.

    Example: whowhom acts --agent "Jeff Sessions" --realis any --format csv
    """
    with asking() as store:
        sides = {"agent": _resolved(store, agent), "target": _resolved(store, target)}
        _acts(store, "Acts", which, how, chosen(stance, ()), through=ways(through), **sides)


@spread(Which, How)
def timeline_command(name: Name, which: Which, how: How, stance: Stance = None) -> None:
    """What NAME did and what was done to it, in the order of time.

    Example: whowhom timeline ICE --since 2018-06 --until 2018-07
    """
    with asking() as store:
        actor = resolve(store, name)

        def ask(filters: Filters, page: Page) -> Answer[Found]:
            return asked.timeline(store, actor.iri, filters, page)

        _answer(store, ask, which, how, chosen(stance, ()), f"Timeline of {actor.name}", "date")


def _resolved(store: Store, name: str | None) -> Entity | None:
    return resolve(store, name) if name else None


def _acts(
    store: Store,
    title: str,
    which: Which,
    how: How,
    stances: tuple[str, ...],
    *,
    agent: Entity | None = None,
    target: Entity | None = None,
    through: tuple[Through, ...],
) -> None:
    by, to = (entity.iri if entity else None for entity in (agent, target))

    def ask(filters: Filters, page: Page) -> Answer[Found]:
        return asked.acts(store, filters, page, agent=by, target=to, through=through)

    _answer(store, ask, which, how, stances, title, "-date")


def _answer(
    store: Store,
    ask: Ask,
    which: Which,
    how: How,
    stances: tuple[str, ...],
    title: str,
    sort: Sort,
) -> None:
    """Asks, page after page where all is wanted, and writes the answer."""
    form = how.form()
    filters = which.filters(store, stances, () if form == Format.jsonl else ("actual",))
    limit = how.limit or (_FIRST if form in (Format.table, Format.json) else None)
    answer = _pages(lambda page: ask(filters, page), limit, how.cursor, how.sort or sort)
    match form:
        case Format.table:
            show(*acts_shown(title, answer.items))
            note(footer(answer))
        case Format.json:
            write_model(represent.acts(answer))
        case Format.jsonl:
            wikidata = Registry.read().wikidata
            items = answer.items if how.sort else sorted(answer.items, key=_as_told)
            write_jsonl(as_record(f.act, f.article.document, wikidata) for f in items)
        case Format.csv:
            write_csv(COLUMNS, (row(represent.found_act(f)) for f in answer.items))
        case Format.ttl:
            write(safe_data("".join(serialized([stating(store, answer.items)], "turtle"))))


def _as_told(found: Found) -> tuple[str, int, int, str]:
    """By article, and there as the text runs."""
    evidence = found.act.evidence
    return found.article.document, evidence.sentence.start, evidence.trigger.start, found.act.iri


def _pages(ask: Callable[[Page], Answer[Found]], limit: int | None, cursor: str | None, sort: Sort) -> Answer[Found]:
    """The first `limit` items after the cursor, or all."""
    items: list[Found] = []
    while True:
        size = min(LARGEST_PAGE, limit - len(items)) if limit else LARGEST_PAGE
        answer = ask(Page(size, cursor, sort))
        items += answer.items
        cursor = answer.next
        if cursor is None or len(items) == limit:
            return replace(answer, items=tuple(items))
