"""What a relative clause describes, and so what its pronoun stands for."""

from spacy.tokens import Token

from graph.extract.referents.referents import Discourse, Referent


def described(discourse: Discourse, pronoun: Token, clause: Token) -> Referent | None:
    """What the relative clause describes: its head noun, or the noun above it that agrees better with the pronoun."""
    personal = pronoun.lower_ in ("who", "whom")
    noun = clause.head
    for _ in range(3):
        found = discourse.at(noun)
        if found is not None and (personal == found.is_a("Person") or found.is_a("Group") or pronoun.lower_ == "whose"):
            return found
        if found is None and noun is clause.head and noun.pos_ not in ("PROPN", "NOUN"):
            return None
        if found is None or noun.dep_ not in ("pobj", "appos") or noun.head.i == noun.i:
            return None
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return None
