"""What was decided about names that are looked up: whom they mean and whom they do not."""

from collections.abc import Sequence

from graph.errors import Gone
from graph.queries.decided import current
from graph.store import Store

_MATCHES = """
WITH [name IN $names | toLower(name)] AS names
MATCH (d:Match) WHERE d.undoneAt IS NULL AND toLower(d.query) IN names
RETURN [i IN range(0, size(names) - 1) WHERE names[i] = toLower(d.query)] AS places, d.entity AS entity,
  d.accepted AS accepted, EXISTS { (:Resource:Participant {uri: d.entity}) } AS stands
ORDER BY d.decidedAt, d.uri
"""


def spaced(name: str) -> str:
    """The name with single spaces, as it is decided about and looked up."""
    return " ".join(name.split())


def verdicts(store: Store, names: Sequence[str]) -> list[dict[str, bool]]:
    """For each name, case aside, by IRI: True for the participant that it means, False for those that it does not.

    The last match about a participant holds, and of several that are accepted the last one does. A match about a
    merged participant is one about its survivor; one about a removed participant says nothing.
    """
    found: list[dict[str, bool]] = [{} for _ in names]
    for row in store.ask(_MATCHES, names=list(map(spaced, names))):
        iri = row["entity"] if row["stands"] else _survivor(store, row["entity"])
        for place in row["places"] if iri else ():
            found[place].pop(iri, None)  # so that the one that was decided last stands last
            found[place][iri] = row["accepted"]
    return list(map(_one_meant, found))


def _survivor(store: Store, iri: str) -> str | None:
    try:
        return current(store, iri)
    except Gone:
        return None


def _one_meant(decided: dict[str, bool]) -> dict[str, bool]:
    meant = next((iri for iri, accepted in reversed(decided.items()) if accepted), None)
    return {iri: accepted for iri, accepted in decided.items() if not accepted or iri == meant}
