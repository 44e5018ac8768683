"""Clauses as pronouns see them: their subjects, said or understood, and the "it" that stands for nobody."""

from spacy.tokens import Token

from graph.extract.mentions.mentions import NEUTRAL, PLURAL
from graph.extract.parse.listed import kids
from graph.extract.referents.referents import SUBJECT
from graph.extract.words.nouns import is_plural, noun_at

_EXPLETIVE = frozenset({"be", "seem", "appear", "become", "remain", "take", "make", "look"})
_DEEPEST = 4
_OF_OBJECTS = frozenset({"of", "from", "for", "with", "into"})
"""Between a verb with an object and what that object does: "accused of", "kept from", "charged with", "talked into"."""


def expletive(token: Token) -> bool:
    """The "it" of "it is unclear whether", "it would be wrong to": it stands for the clause that follows."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ not in SUBJECT or verb.lemma_ not in _EXPLETIVE:
        return False
    below = [c for c in kids(verb) if c.i > verb.i]
    below += [c for child in below if child.dep_ in ("acomp", "attr") for c in kids(child)]
    return any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl", "acl") for c in below)


def verb_above(token: Token) -> Token | None:
    """The nearest verb that governs the token."""
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def subject_of(verb: Token) -> Token | None:
    """The subject of the verb, or of the one that it is joined to or completes."""
    for _ in range(_DEEPEST):
        found = _own(verb)
        if found is not None or verb.dep_ not in ("conj", "xcomp") or verb.head.i == verb.i:
            return found
        verb = verb.head
    return None


def doer(verb: Token) -> Token | None:
    """Who does it, said or understood: "sued for libelling him", "asked them to leave", "left, taking it along"."""
    for _ in range(_DEEPEST):
        found = _own(verb)
        if found is not None or verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep"):
            return found
        object_ = controlled(verb)
        if object_ is not None:
            return object_
        above = verb_above(verb)
        if above is None:
            return None
        verb = above
    return None


def controlled(verb: Token) -> Token | None:
    """The object that does it: "asked them to leave", "accused the mayor of lying"."""
    governor = verb.head
    if verb.dep_ == "pcomp" and governor.lower_ in _OF_OBJECTS:
        governor = governor.head
    elif verb.dep_ != "xcomp":
        return None
    objects = (t for t in kids(governor) if t.dep_ == "dobj")
    return next((t for t in objects if t.pos_ in ("PROPN", "PRON") or noun_at(t)), None)


def _own(verb: Token) -> Token | None:
    return next((t for t in kids(verb) if t.dep_ in SUBJECT), None)


def could_be(noun: Token, pronoun: Token) -> bool:
    """A noun of which nothing is known agrees in number: the pronoun may stand for it."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    several = is_plural(noun) or any(t.dep_ == "conj" for t in kids(noun))
    return pronoun.lower_ in (PLURAL if several else NEUTRAL)


def fronted(token: Token, verb: Token) -> bool:
    """The pronoun opens the sentence, before its subject: "In her ruling, the judge wrote"."""
    return token.dep_ == "poss" and verb.dep_ == "ROOT" and token.i - token.sent.start < 5
