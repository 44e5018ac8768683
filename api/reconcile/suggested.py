"""What completes a name as it is typed: entities, types and properties."""

from typing import Any

from rdflib import SKOS

from api.reconcile.answers import suggestion, type_
from graph.match.wanted import PROPERTIES
from graph.queries.asked import Page
from graph.queries.candidates import profiles
from graph.queries.extended import COLUMNS
from graph.queries.names import matches
from graph.store import Store
from ontology.vocabulary import ID, VOCABULARY, WW

_PAGE = 10
_DAY = "The day (2017-08-03), month or year on which the post was held."


def entities(store: Store, prefix: str, skipped: int) -> list[dict[str, Any]]:
    """The entity of that identifier, or those with the words in a name, the last of which may only be begun."""
    known = profiles(store, {prefix if prefix.startswith(str(ID)) else f"{ID}{prefix}"})
    iris = list(known)
    if not iris:
        page = Page(_PAGE)
        found = matches(store, prefix, (), Page(_PAGE, page.next(str(skipped), "")))
        iris = [m.entity.iri for m in found.items]
        known = profiles(store, iris)
    return [{**suggestion(known[i]), "notable": [type_(known[i].entity.kind)]} for i in iris if i in known]


def types(prefix: str, skipped: int) -> list[dict[str, Any]]:
    every = [{**type_(k), "description": _definition(k)} for k in sorted(VOCABULARY.participants)]
    return _fitting(every, prefix, skipped)


def properties(prefix: str, skipped: int) -> list[dict[str, Any]]:
    every = [
        {"id": p, "name": COLUMNS[p].label, "description": COLUMNS[p].definition}
        if p in COLUMNS
        else {"id": p, "name": "on the day", "description": _DAY}
        for p in PROPERTIES
    ]
    return _fitting(every, prefix, skipped)


def _definition(kind: str) -> str:
    return str(VOCABULARY.graph.value(WW[kind], SKOS.definition))


def _fitting(every: list[dict[str, Any]], prefix: str, skipped: int) -> list[dict[str, Any]]:
    """Those of which the identifier or a word of the name begins so, in their order."""
    sought = prefix.strip().casefold()
    found = [e for e in every if any(_begins(text, sought) for text in (e["id"], e["name"]))]
    return found[skipped : skipped + 2 * _PAGE]


def _begins(text: str, sought: str) -> bool:
    return any(text.casefold()[at:].startswith(sought) for at in [0, *(i + 1 for i, c in enumerate(text) if c == " ")])
