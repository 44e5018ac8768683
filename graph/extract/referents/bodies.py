"""Bodies and places that the text describes: the one within the phrase, the last one that fits, or a new one."""

from spacy.tokens import Token

from graph.extract.mentions.mentions import Mention
from graph.extract.mentions.phrases import readable, words
from graph.extract.parse.listed import kids, lefts
from graph.extract.referents.naming import Names
from graph.extract.referents.persons import owner_of
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.words.nouns import ASSOCIATIONS, NARROWER, OWN_WORD, PARTISAN, PRESS, Noun, is_plural, lemma

HEADS = frozenset({"president", "governor", "mayor", "minister", "premier", "chancellor"})
"""Words of the offices whose holders have an administration."""
PLACES = frozenset({"City", "State", "Country", "Place"})
PANELS = frozenset({"panel", "bench", "court"})
BROAD = ("administration", "government", "House")
"""Ends of the names of bodies that no text calls "the agency"."""


def body(names: Names, mention: Mention, noun: Noun, definite: bool) -> Referent | None:
    """The body or place that the phrase describes; None for a place of which the text tells too little."""
    discourse = names.discourse
    head = discourse.doc[mention.head]
    if noun.words in ("administration", "government"):
        return _government(names, mention, noun)
    found = _named_within(discourse, head, noun)
    if found is None and definite and noun.kind != "Country":
        found = _agency_named(discourse, head, noun, 1) or _last(discourse, mention, noun)
        found = found or _agency_named(discourse, head, noun, 3)
    said = words(discourse.doc, mention.start, mention.end, mention.head) - set(noun.words.split())
    if found is not None or (noun.kind in PLACES and (definite or not said)):
        return found
    name, owner, plural = (
        readable(discourse.doc, mention.start, mention.end),
        owner_of(discourse, head),
        is_plural(head),
    )
    made = Referent(noun.kind, name, None, owner, lemma(head), plural=plural, vague=not plural, words=said)
    made.possessed = owner is not None
    return made


def _government(names: Names, mention: Mention, noun: Noun) -> Referent | None:
    """The administration that the text names or whose head it names, else the one in office."""
    discourse = names.discourse
    said = words(discourse.doc, mention.start, mention.end, mention.head)
    owner = owner_of(discourse, discourse.doc[mention.head])
    administration = noun.words == "administration"
    if owner is not None and owner.is_a("Person") and administration:
        if _by_pronoun(discourse.doc[mention.head]) and not _heads_one(names, owner):
            return _last_government(discourse, noun)
        return names.body(f"{owner.short} administration", "Agency")
    if owner is not None and owner.is_a("Country") and not said and owner.name != "United States":
        return names.body(f"{owner.called or owner.name} {noun.words}", "Agency")
    if said - PARTISAN or (owner is not None and not owner.is_a("Country")):
        name = readable(discourse.doc, mention.start, mention.end)
        return Referent("Agency", name, head=noun.words, words=said)
    if administration or not said:
        found = _last_government(discourse, noun)
        if found is not None:
            return found
    if administration:
        held = names.registry.holders("president", names.day)
        return names.body(f"{held[0].name.split()[-1]} administration", "Agency") if len(held) == 1 else None
    return None if said & {"local", "state"} else names.body("U.S. government", "Agency")


def _by_pronoun(head: Token) -> bool:
    return any(t.dep_ == "poss" and t.tag_ == "PRP$" for t in lefts(head))


def _heads_one(names: Names, person: Referent) -> bool:
    """He is or may have been the head of a government: "his administration" after anybody else is not his."""
    known = person.known
    posts = {w for t in names.registry.posts_of(known.iri) for w in t.post.name.casefold().split()} if known else set()
    return bool((posts | {w for t in person.titles for w in t.split()}) & HEADS)


def _last_government(discourse: Discourse, noun: Noun) -> Referent | None:
    """The one spoken of last; an administration is a government too, "smaller government" is none."""
    ends = (" administration", " government")[: 1 if noun.words == "administration" else 2]
    for other in discourse.recent():
        described = other.head == noun.words and (other.words - PARTISAN or not other.is_a("Agency"))
        if not described and (other.head == noun.words or (other.name.endswith(ends) and other.kind == "Agency")):
            return other
    return None


def _named_within(discourse: Discourse, head: Token, noun: Noun) -> Referent | None:
    """ "the state of Hawaii" is Hawaii; a panel of a court is the court."""
    if noun.kind not in ("City", "State") and noun.words not in PANELS:
        return None
    inside = [t for t in kids(head) if t.dep_ in ("compound", "nmod", "amod")]
    for child in kids(head):
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "on"):
            inside += [t for t in kids(child) if t.dep_ == "pobj"]
    found = (discourse.at(t) for t in inside)
    return next((r for r in found if r is not None and r.named and r.kind == noun.kind), None)


def _agency_named(discourse: Discourse, head: Token, noun: Noun, sentences: int) -> Referent | None:
    """ "The agency" may be a department, if this sentence or one of the last has named it."""
    if noun.words != "agency" or is_plural(head):
        return None
    for back in range(sentences):
        here = [m for m in discourse.by_sentence[discourse.sentence[head.i] - back] if m.head < head.i]
        named = (discourse.referent[m.head] for m in sorted(here, key=lambda m: -m.head) if m.form == "name")
        found = next((r for r in named if r.kind == "Agency" and not r.name.endswith(BROAD)), None)
        if found is not None:
            return found
    return None


def _last(discourse: Discourse, mention: Mention, noun: Noun) -> Referent | None:
    """The body of that kind spoken of last, if its name or description has all the words of this one."""
    said = {w.rstrip("s") for w in words(discourse.doc, mention.start, mention.end, mention.head) - PARTISAN}
    plural = is_plural(discourse.doc[mention.head])
    kinds = ("Group", "Organization") if noun.words in ASSOCIATIONS else (noun.kind,)
    kinds = ("Court", "Legislature") if noun.words == "panel" else kinds
    for other in discourse.recent():
        known = other.words | set(other.name.casefold().split())
        same = other.kind in kinds and other.plural == plural and _called(noun, other, known)
        if noun.words in ASSOCIATIONS and not known.isdisjoint(PRESS):
            continue
        if same and said <= {w.rstrip("s") for w in known}:
            return other
    return None


def _called(noun: Noun, other: Referent, known: set[str]) -> bool:
    """The text may go on to call `other` by the noun."""
    if noun.words in OWN_WORD:
        return noun.words in known
    if noun.kind == "Group" and noun.words not in ASSOCIATIONS:
        return other.head == noun.words
    if other.kind == "Legislature" != noun.kind:
        return not known.isdisjoint({"committee", "subcommittee", "panel"})
    return known.isdisjoint(NARROWER.get(noun.words, ()))
