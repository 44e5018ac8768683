"""Namesakes told apart: a city and a state ("New York"), a chamber of a state and one of Congress ("the House")."""

from collections.abc import Iterable

from spacy.tokens import Doc

from graph.extract.mentions.mentions import Mention
from graph.extract.words.nouns import GOVERNED, OF_STATES
from graph.registry import Registry


def sort_of_place(doc: Doc, mention: Mention, registry: Registry) -> str:
    """`State` or `City` as the words around the name tell, else the kind of the mention."""
    before = doc[max(0, mention.start - 2) : mention.start].text.casefold()
    after = doc[mention.end : mention.end + 2].text
    if before in ("state of", "states of") or _beside_states(doc, mention, registry):
        return "State"
    if _ruled_by(doc, mention, OF_STATES):
        return "State"
    if (
        before == "city of"
        or _ruled_by(doc, mention, GOVERNED)
        or before.endswith((" in", " at"))
        or (after.startswith(", ") and after[2:3].isupper())
    ):
        return "City"
    return mention.kind


def _beside_states(doc: Doc, mention: Mention, registry: Registry) -> bool:
    """ "New Jersey, New York and Oregon": what is joined to states is one."""
    for other in doc[mention.head].conjuncts:
        whole = doc[other.left_edge.i : other.i + 1].text.strip(", ")
        kinds = {e.kind for e in registry.named(whole) or registry.named(other.text)}
        if "State" in kinds and "City" not in kinds:
            return True
    return False


def _ruled_by(doc: Doc, mention: Mention, offices: frozenset[str]) -> bool:
    """ "The governor of X", "X's legislature", "X Attorney General ...": one of the offices and bodies is its own."""
    of = doc[mention.head].head
    before = of.head.lemma_.casefold() if of.lower_ == "of" else ""
    after = [t.lower_ for t in doc[mention.end : mention.end + 3] if t.tag_ != "POS"]
    return before in offices or not offices.isdisjoint({" ".join(after[:2]), *after[:1]})


_CHAMBERS = frozenset({"House", "Senate", "Assembly", "Legislature"})
_FEDERAL = ("Congress", "U.S. House", "U.S. Senate", "Capitol Hill")


def chamber(name: str, legislatures: Iterable[str], text: str) -> str | None:
    """The whole name of the chamber of the one state of whose legislature the text speaks, if not of Congress too."""
    if name not in _CHAMBERS or any(federal in text for federal in _FEDERAL):
        return None
    split = (legislature.rpartition(" ") for legislature in legislatures)
    states = {state for state, _, last in split if state and last in _CHAMBERS}
    return f"{states.pop()} {name}" if len(states) == 1 else None
