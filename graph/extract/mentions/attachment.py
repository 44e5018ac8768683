"""What follows a noun and yet belongs to its verb, or tells where and when: no part of what the noun describes."""

from spacy.tokens import Token

from graph.extract.parse.listed import kids
from graph.extract.words.nouns import Noun, noun_at

OF_VERBS = frozenset(
    {"accuse", "convict", "suspect", "acquit", "rob", "deprive", "strip", "warn", "inform", "remind", "assure", "rid"}
)
"""Verbs with an object and "of" what."""


TO_VERBS = frozenset(
    """
    compare liken apply submit send carry bring take refer return extend add link tie attach present deliver give hand
    forward pass appeal propose offer explain sell pitch
    """.split()
)
"""Verbs with an object and "to" what or whom."""
MEDIA = frozenset(
    """
    twitter facebook instagram youtube television tv radio cnn fox cbs nbc abc msnbc social media air camera
    """.split()
)
CASES = frozenset({"suit", "lawsuit", "case", "litigation", "statement", "interview", "speech", "tweet", "letter"})


def goes_with_verb(preposition: Token, head: Token) -> bool:
    """ "accused the military of atrocities", "compared it to another": the parser hangs the words on the noun."""
    verbs = OF_VERBS if preposition.lower_ == "of" else TO_VERBS if preposition.lower_ == "to" else ()
    governed = head.dep_ in ("dobj", "nsubjpass") or (head.dep_ == "pobj" and head.head.tag_[:2] == "VB")
    return governed and head.head.lemma_ in verbs


def circumstance(preposition: Token) -> bool:
    """ "the decision on Twitter", "an injunction in suits" tell where it was said or in what, not what it is about."""
    governed = {t.lemma_.casefold() for t in kids(preposition) if t.dep_ == "pobj"}
    return bool(governed & {"on": MEDIA, "in": CASES}.get(preposition.lower_, frozenset()))


def where(preposition: Token, noun: Noun) -> bool:
    """ "the bill in the Senate", "submitted it to the committee" tell where a measure is, not what it is about."""
    if noun.family not in ("bill", "law", "order", "rule") or preposition.lower_ not in ("in", "to"):
        return False
    body = (noun_at(t) for t in kids(preposition) if t.dep_ == "pobj")
    return any(b is not None and b.kind in ("Legislature", "Court") for b in body)
