"""Those who act for a body are the body: "ICE agents", "its lawyers", "members of the council", "the justices".

Not so where the text tells some of them from the others ("two members", "former agents", "Democratic members").
"""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.mentions.mentions import Mention
from graph.extract.mentions.phrases import words
from graph.extract.parse.listed import kids, lefts, rights
from graph.extract.referents.naming import Names
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.words.nouns import (
    BENCHES,
    ENFORCERS,
    ENFORCING,
    MEMBERS,
    PARTISAN,
    PUBLIC_PLURALS,
    STAFF,
    Noun,
    lemma,
)

_OTHERS = frozenset({"some", "several", "more", "other"})
_BODIES = ("Agency", "Organization", "Court", "Legislature")
_LINKS = frozenset({"of", "from", "for", "with", "at"})
_WHOLE = frozenset({"the", "all", *PARTISAN}) - {"republican", "democratic"}
_TELLING = frozenset({"det", "nummod", "amod", "predet", "quantmod"})


def body_of(names: Names, mention: Mention, noun: Noun) -> Referent | None:
    """The body for which those described act, if the text names it and speaks of them all."""
    discourse, head = names.discourse, names.discourse.doc[mention.head]
    if noun.words in STAFF and not _some(head) and discourse.doc[mention.start].lower_ not in ("former", "ex"):
        bodies = (discourse.at(t) for t in _linked(discourse, head))
        found = next((r for r in bodies if r is not None), None)
        if found is not None:
            kinds = ("Organization",) if noun.words in MEMBERS else _BODIES
            return found if found.is_a(*kinds) and not found.plural else None
    return _agency(names, mention, head) or _bench(discourse, head)


def kind_of(head: Token) -> str:
    """A group that stands for an authority is one: "prosecutors", "federal agents"."""
    wanted = PUBLIC_PLURALS.get(lemma(head))
    said = {t.lower_ for t in lefts(head) if t.dep_ in ("amod", "compound", "nmod")}
    some = any(t.dep_ == "nummod" or t.lower_ in ("former", "senior", "some", "several", "other") for t in lefts(head))
    told = wanted is not None and not some and (not wanted or bool(said & set(wanted)))
    return "Agency" if told else "Group"


def _some(head: Token) -> bool:
    """The text tells those it means from other ones: a number, an adjective, "some"."""
    return any(t.dep_ in _TELLING and t.lower_ not in _WHOLE for t in lefts(head))


def _linked(discourse: Discourse, head: Token) -> Iterator[Token]:
    """Possessors, names before the noun, and what follows "of" or "from"."""
    yield from (t for t in lefts(head) if t.dep_ in ("poss", "compound", "nmod"))
    for preposition in rights(head):
        if preposition.dep_ == "prep" and preposition.lower_ in _LINKS:
            objects = [*(t for t in rights(preposition) if t.dep_ == "pobj"), *_name_after(discourse, preposition)]
            yield from (t for t in objects if not any(discourse.at(c) for c in t.conjuncts if c not in objects))


def _name_after(discourse: Discourse, preposition: Token) -> list[Token]:
    """The head of the name that follows: that of "Immigration and Customs Enforcement" need not be its first noun."""
    doc, after = discourse.doc, preposition.i + 1
    near = (discourse.mention.get(i) for i in range(after, min(after + 8, len(doc))))
    return [doc[m.head] for m in near if m is not None and m.form == "name" and m.start - after < 2][:1]


def _agency(names: Names, mention: Mention, head: Token) -> Referent | None:
    """ "Federal agents", where the text names one agency of those who make arrests and no other."""
    if lemma(head) not in ENFORCERS or _number(head):
        return None
    said = words(names.discourse.doc, mention.start, mention.end, mention.head)
    if said - ENFORCING or any(t.dep_ in ("poss", "prep") for t in kids(head)):
        return None
    named = list(dict.fromkeys(r for r in names.enforcing() if r.mentions))
    if len(named) != 1 or (not said and named[0].mentions[0].start > mention.start):
        return None
    return named[0]


def _number(head: Token) -> bool:
    return any(t.dep_ in ("nummod", "quantmod") or t.lower_ in _OTHERS for t in lefts(head))


def _bench(discourse: Discourse, head: Token) -> Referent | None:
    """ "The justices" are the court spoken of last, "the commissioners" the commission."""
    wanted = BENCHES.get(lemma(head))
    if wanted is None or _some(head) or any(t.dep_ in ("poss", "prep") for t in kids(head)):
        return None
    for other in discourse.recent():
        if other.is_a("Court", "Legislature", "Agency") and not other.plural and other.name.casefold().endswith(wanted):
            return other
    return None
