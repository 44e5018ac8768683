"""Policies and programmes that the text describes: whose they are, and which of those spoken of before they are."""

from spacy.tokens import Doc, Token

from graph.extract.mentions.mentions import Mention
from graph.extract.mentions.phrases import readable, with_clause, words
from graph.extract.parse.listed import kids, lefts, rights
from graph.extract.referents.owners import maker_of
from graph.extract.referents.proceedings import told
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.referents.versions import spoken_of
from graph.extract.words.nouns import FORMS, LATEST, VERSIONS, Noun, is_plural, lemma, noun_at

VERSION_OF = frozenset({"version", "one"})
"""Words that stand for a measure named elsewhere."""


def measure(discourse: Discourse, mention: Mention, noun: Noun, definite: bool) -> Referent | None:
    """The measure that the phrase describes; None for a loose word of which the text tells too little."""
    head = discourse.doc[mention.head]
    named = _programme_named_within(discourse, head, noun)
    if named is not None:
        return named
    core_head, core = _versioned(head, noun) or (head, noun)
    if core.words in VERSION_OF:
        return _another_version(discourse, mention, definite)
    possessed = any(t.dep_ == "poss" for t in kids(head))
    owner = maker_of(discourse, core_head, definite) or maker_of(discourse, head, definite)
    if owner is None and core_head.i != head.i:
        whole = spoken_of(discourse, core_head, core, None, set(), True)
        owner = whole.owner if whole is not None else None
    said = _said(discourse.doc, mention, core_head, core)
    same = spoken_of(discourse, core_head, core, owner, said, definite or possessed)
    if same is not None:
        _learn(same, owner, said, discourse, mention)
        return same
    if owner is None and definite and not said - FORMS and not is_plural(core_head):
        before = told(discourse, core_head, core)
        if before is not None:
            return before
    if core.loose and owner is None and not said - VERSIONS:
        return None
    vague = not said - VERSIONS - FORMS
    made = Referent(
        _kind(core, owner), "", None, owner, lemma(core_head), core.family, is_plural(core_head), vague, said
    )
    _name(made, discourse, mention)
    return made


def _said(doc: Doc, mention: Mention, core_head: Token, core: Noun) -> set[str]:
    """The describing words, those of a clause included where there are no others."""
    said = words(doc, mention.start, mention.end, mention.head)
    if " " in core.words:
        said.add(core.words.split()[0])
    if core_head.i != mention.head:
        said = {w for w in said if w not in core.words.split() or (" " in core.words and w != core.words.split()[-1])}
    if {"year", "old"} <= said:
        said.discard("old")  # "an eight-year-old pact" is not another version of one
    end = with_clause(doc[mention.head], mention.start, mention.end)
    return said | {t.lower_ for t in doc[mention.end : end] if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ")}


def _another_version(discourse: Discourse, mention: Mention, definite: bool) -> Referent | None:
    """ "the current version", "a revised one": of the measure spoken of last, or another version of it."""
    said = (
        words(discourse.doc, mention.start, mention.end, mention.head) | {discourse.doc[mention.head].lower_}
    ) & VERSIONS
    others = [r for r in dict.fromkeys(discourse.recent()) if r.is_a("Measure") and r.head and not r.plural]
    others = [r for r in others if r.family not in ("ruling", "decision")]
    if not said and not definite:
        return None
    for other in others:
        older = other.words & (VERSIONS - LATEST)
        if (said <= LATEST and not older) or (said and said - LATEST == older):
            return other
    return _version(others[0], said) if others and said - LATEST else None


def _version(of: Referent, said: set[str]) -> Referent:
    name = " ".join([*sorted(said), *(w for w in of.name.split() if w not in VERSIONS)])
    about = of.words - VERSIONS | said
    made = Referent(of.kind, name, None, of.owner, of.head, of.family, vague=True, words=about)
    made.possessed = of.possessed
    return made


def _programme_named_within(discourse: Discourse, head: Token, noun: Noun) -> Referent | None:
    """ "the DACA program": the programme that is named in front of the noun."""
    for child in lefts(head):
        found = discourse.at(child) if child.dep_ in ("compound", "nmod", "amod", "appos") else None
        if found is not None and found.is_a("Measure") and noun.family in ("program", "policy", "order", "bill"):
            return found
    return None


def _versioned(head: Token, noun: Noun) -> tuple[Token, Noun] | None:
    """ "the latest version of the ban" speaks of the ban."""
    if noun.words in VERSION_OF:
        for preposition in rights(head):
            for token in kids(preposition) if preposition.lower_ == "of" else ():
                found = noun_at(token)
                if token.dep_ == "pobj" and found and found.family:
                    return token, found
    return None


def _learn(known: Referent, owner: Referent | None, said: set[str], discourse: Discourse, mention: Mention) -> None:
    """A later mention may tell more: the owner, or what the measure is about."""
    if known.known is not None:
        return
    bare = " " not in known.name
    fuller = bool(said - VERSIONS) and not known.words - VERSIONS
    gained = known.owner is None and owner is not None
    known.owner = known.owner or owner
    if fuller or (bare and gained):
        known.words |= said
        known.vague = known.vague and not fuller
        _name(known, discourse, mention)


def _kind(noun: Noun, owner: Referent | None) -> str:
    judicial = owner is not None and (
        owner.is_a("Court") or owner.titles & {"judge", "justice"} or owner.head == "judge"
    )
    if judicial and noun.family in ("order", "decision", "ruling"):
        return "CourtRuling"
    return noun.kind


def _name(known: Referent, discourse: Discourse, mention: Mention) -> None:
    """Name the measure by the phrase itself; by its owner too where the phrase does so, or says little else."""
    head = discourse.doc[mention.head]
    known.name = readable(discourse.doc, mention.start, with_clause(head, mention.start, mention.end))
    known.possessed = any(t.dep_ == "poss" for t in kids(head))
