"""Questions about actors: opponents, path, actor, search. As JSON the answers are those of the API."""

from typing import Annotated

import typer

from api import represent
from graph.cli.ask import Name
from graph.cli.options import AsTable, Json, Stance, Ways, Which, chosen, spread, ways
from graph.cli.output import facts, note, show, table, wants_json, write_model
from graph.cli.session import asking
from graph.cli.shown import path_shown
from graph.queries.actors import Known, actor
from graph.queries.asked import LARGEST_PAGE, Page
from graph.queries.chains import LONGEST
from graph.queries.names import identifier, matches, resolve
from graph.queries.opponents import opponents
from graph.queries.paths import paths
from ontology.vocabulary import VOCABULARY


@spread(Which)
def opponents_command(
    name: Name,
    which: Which,
    stance: Stance = None,
    through: Ways = None,
    limit: Annotated[int, typer.Option(min=1, max=LARGEST_PAGE, help="At most so many.")] = 20,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """The strongest opponents of NAME, by how severe and how many their acts were.

    Example: whowhom opponents "Donald Trump" --limit 10
    """
    as_json = wants_json(as_json, as_table)
    with asking() as store:
        target = resolve(store, name)
        filters = which.filters(store, chosen(stance, ("against",)))
        answer = opponents(store, target.iri, filters, Page(limit, sort="-severity"), through=ways(through))
    if as_json:
        write_model(represent.opponents(answer))
        return
    rows = [(o.agent.name, o.acts, o.severity, o.first, o.last, ", ".join(o.types)) for o in answer.items]
    show(table(("Opponent", "Acts", "Severity", "First", "Last", "Types"), rows, f"Opponents of {target.name}"))
    if rows:
        note("First and Last: an act of unknown date counts by the day of its article.")


def path_command(
    name: Name,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other one.")],
    stance: Stance = None,
    realis: Annotated[list[str] | None, typer.Option(help="actual by default; any for all.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many paths.")] = 10,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """The shortest chains of acts, ownership and membership between two actors.

    Example: whowhom path "Jeff Sessions" Chicago
    """
    as_json = wants_json(as_json, as_table)
    with asking() as store:
        source, end = resolve(store, name), resolve(store, other)
        filters = Which(realis=realis).filters(store, chosen(stance, ()))
        answer = paths(store, source.iri, end.iri, filters, Page(limit))
    if as_json:
        write_model(represent.paths(answer))
    elif answer.items:
        show(*(path_shown(number, hops) for number, hops in enumerate(answer.items, 1)))
    else:
        note(f"Nothing ties {source.name} to {end.name} within {LONGEST} steps.")


def actor_command(name: Name, as_json: Json = False, as_table: AsTable = False) -> None:
    """What is known of NAME: names, posts, what it is part of, its policies, how much it did and suffered.

    Example: whowhom actor "Jeff Sessions"
    """
    as_json = wants_json(as_json, as_table)
    with asking() as store:
        known = actor(store, resolve(store, name).iri)
    if as_json:
        write_model(represent.actor(known))
    else:
        show(facts(_known_facts(known)))


def search_command(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words of a name; the last may be begun only.")],
    kind: Annotated[str | None, typer.Option(help="Only this class of the ontology, such as City or Policy.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many.")] = 20,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Actors, policies and programmes by words of their names.

    Example: whowhom search jeff sess
    """
    as_json = wants_json(as_json, as_table)
    if kind is not None and kind not in VOCABULARY.participants:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(sorted(VOCABULARY.participants))}")
    with asking() as store:
        answer = matches(store, " ".join(words), (kind,) if kind else (), Page(limit))
    if as_json:
        write_model(represent.matches(answer))
        return
    rows = [(m.entity.name, m.entity.kind, m.acts, identifier(m.entity.iri)) for m in answer.items]
    show(table(("Name", "Kind", "Acts", "Identifier"), rows))


def _known_facts(known: Known) -> dict[str, object]:
    e = known.entity
    return {
        "Name": e.name,
        "Also": known.names,
        "Kind": e.kind,
        "Identifier": identifier(e.iri),
        "Owner": e.owner.name if e.owner else None,
        "What": known.description,
        "Posts": [
            f"{h.post}, {h.body.name}, {h.since} to {h.until or 'now'}{' (acting)' if h.acting else ''}"
            for h in known.posts
        ],
        "Part of, in": [w.name for w in known.wholes],
        "Policies": [m.name for m in known.measures],
        "Acts": f"{known.acts_done} done, {known.acts_suffered} suffered, of every stance and realis",
        "Wikidata": known.wikidata,
        "Sources": known.sources,
    }
