"""Subjects and verbs that the parse has hung in the wrong place, and where they belong."""

from spacy.tokens import Token

from graph.extract.parse.listed import lefts
from graph.extract.parse.tree import SUBJECTS, children, finite, infinitive, is_verb

_MEDIA = frozenset({"twitter", "facebook", "instagram", "youtube", "tv", "television", "radio"})


def resumed(verb: Token) -> Token:
    """The verb that a coordinated one goes on from, a finite one from no infinitive: "told them to stay and left"."""
    above = verb.head
    if above.tag_ == "VBG" and above.dep_ == "pcomp" and verb.tag_ in ("VBD", "VBN", "VBZ", "VBP"):
        return next((t for t in above.ancestors if is_verb(t) and t.tag_ == verb.tag_), above)
    if not finite(verb) or not infinitive(above):
        return above
    return next((t for t in above.ancestors if is_verb(t) and finite(t)), above)


def outside_quotation(verb: Token) -> Token | None:
    """The verb it goes on from after a clause that is quoted: "praised a man who 'keeps faith' and left"."""
    first = verb.head
    if first.dep_ != "relcl" or not any(t.tag_ == "''" for t in verb.doc[first.i : verb.i]):
        return None
    return next((t for t in first.head.ancestors if is_verb(t)), None)


def beside_auxiliary(verb: Token) -> Token | None:
    """The subject that the parse has hung on the auxiliary: "said that *she* was leaving"."""
    return next((s for aux in children(verb, "aux", "auxpass") for s in lefts(aux) if s.dep_ in SUBJECTS), None)


def above_place(noun: Token) -> Token:
    """A participle goes on from the thing, not from the day or the medium: "posted a note on Twitter attacking"."""
    aside = noun.dep_ == "pobj" and noun.head.lower_ in ("on", "in") and noun.head.head.pos_ == "NOUN"
    return noun.head.head if aside and (noun.ent_type_ in ("DATE", "TIME") or noun.lower_ in _MEDIA) else noun


def behind_conjunction(verb: Token) -> Token | None:
    """The subject that the parse has taken for the object of "as" or "after": "as senators objected"."""
    preps = [p for p in children(verb.head, "prep") if p.lower_ in ("as", "after", "before", "since", "until")]
    nouns = [n for p in preps if p.i < verb.i for n in children(p, "pobj")]
    return nouns[-1] if nouns and nouns[-1].right_edge.i == verb.i - 1 else None
