"""Policies and programmes that the text describes: whose they are, and which of those spoken of before they are."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from graph.extract.mentions import Mention
from graph.extract.nouns import LATEST, MAKING, VERSIONS, Noun, is_plural, lemma, noun_at
from graph.extract.phrases import readable
from graph.extract.referents import SUBJECT, Discourse, Referent

ALIKE = (
    frozenset({"order", "ban", "rule", "policy"}),
    frozenset({"bill", "law"}),
    frozenset({"ruling", "order"}),
    frozenset({"program", "policy"}),
)
"""Families of words that may stand for one measure when "the" tells that it has been spoken of."""
SMALL = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "to",
        "for",
        "and",
        "that",
        "from",
        "by",
        "with",
        "its",
        "his",
        "their",
        "against",
    }
)


def words(doc: Doc, mention: Mention) -> set[str]:
    """The describing words of the phrase besides its head, in their dictionary form."""
    span = [t for t in doc[mention.start : mention.end] if t.i != mention.head and (t.is_alpha or t.like_num)]
    return {t.lemma_.casefold() if t.pos_ == "NOUN" else t.lower_ for t in span} - SMALL


def measure(discourse: Discourse, mention: Mention, noun: Noun, definite: bool) -> Referent | None:
    """The measure that the phrase describes; None for a loose word of which the text tells too little."""
    doc = discourse.doc
    head = doc[mention.head]
    named = _programme_named_within(discourse, head, noun)
    if named is not None:
        return named
    core = _versioned(discourse, head, noun)
    core_head, core_noun = core or (head, noun)
    owner = owner_of(discourse, head) or owner_of(discourse, core_head)
    said = words(doc, mention) | ({noun.words.split()[0]} if " " in noun.words else set())
    said -= {lemma(core_head)} | set(core_noun.words.split()) if core else set()
    same = _spoken_of(discourse, core_head, core_noun, owner, said, definite or owner is not None)
    if same is not None:
        _learn(same, owner, said, discourse, mention)
        return same
    told = owner is not None or said - VERSIONS
    if (core_noun.loose and not told) or (noun.words == "version" and core is None):
        return None
    kind = _kind(core_noun, owner)
    name = _name(discourse, mention, owner, head)
    vague = not said - VERSIONS and (owner is None or bool(said) or definite)
    return Referent(kind, name, None, owner, lemma(core_head), core_noun.family, is_plural(head), vague, said)


def _programme_named_within(discourse: Discourse, head: Token, noun: Noun) -> Referent | None:
    """ "the DACA program": the programme that is named in front of the noun."""
    for child in head.lefts:
        found = discourse.at(child) if child.dep_ in ("compound", "nmod", "amod", "appos") else None
        if found is not None and found.is_a("Measure") and noun.family in ("program", "policy", "order", "bill"):
            return found
    return None


def _versioned(discourse: Discourse, head: Token, noun: Noun) -> tuple[Token, Noun] | None:
    """ "the latest version of the ban" speaks of the ban."""
    if noun.words != "version":
        return None
    for prep in head.rights:
        for obj in prep.children if prep.lower_ == "of" else ():
            found = noun_at(obj)
            if obj.dep_ == "pobj" and found and found.family:
                return obj, found
    return None


def owner_of(discourse: Discourse, head: Token) -> Referent | None:
    """Whose the measure is: a possessor, an actor named before the noun or after "by", or who signed or issued it."""
    for token in _possessors(head):
        found = discourse.at(token)
        if found is not None and found.is_a("Actor") and not (found.kind == "Group" and token.dep_ != "poss"):
            return found
    return None


def _possessors(head: Token) -> Iterable[Token]:
    yield from (t for t in head.children if t.dep_ == "poss")
    yield from (t for t in head.lefts if t.dep_ in ("compound", "nmod"))
    for child in head.rights:
        if child.lower_ == "by" or (child.lower_ == "from" and child.dep_ == "prep" and noun_family(head) != "ban"):
            yield from (t for t in child.children if t.dep_ == "pobj" and t.ent_type_ in ("PERSON", "ORG", "GPE"))
        elif child.dep_ == "acl":
            yield from (t for by in child.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj")
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_ in MAKING:
        yield from (t for t in verb.children if t.dep_ in SUBJECT and t.i < head.i)


def noun_family(token: Token) -> str:
    noun = noun_at(token)
    return noun.family if noun else ""


def _spoken_of(
    discourse: Discourse, head: Token, noun: Noun, owner: Referent | None, said: set[str], definite: bool
) -> Referent | None:
    """The measure of before that fits: the same words, or a definite phrase that says nothing else of it."""
    marked, about = said & (VERSIONS - LATEST), said - VERSIONS
    fitting = []
    for other in dict.fromkeys(discourse.recent()):
        same_owner = owner is None or other.owner is None or owner is other.owner
        if other.is_a("Measure") and same_owner and marked == other.words & (VERSIONS - LATEST):
            fitting.append(other)
    for other in fitting:
        known = other.words - VERSIONS
        if other.head != lemma(head) or not (definite or (about and about == known)):
            continue
        if about <= known or not known:
            return other
    if not definite or about or owner is not None or noun.loose:
        return None
    plural = is_plural(head)
    return next((r for r in fitting if r.plural == plural and _alike(noun.family, r.family)), None)


def _alike(one: str, other: str) -> bool:
    return one == other != "decision" or any({one, other} <= families for families in ALIKE)


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
        known.name = _name(discourse, mention, known.owner, discourse.doc[mention.head])


def _kind(noun: Noun, owner: Referent | None) -> str:
    judicial = owner is not None and (
        owner.is_a("Court") or owner.titles & {"judge", "justice"} or owner.head == "judge"
    )
    if judicial and noun.family in ("order", "decision", "ruling"):
        return "CourtRuling"
    return noun.kind


def _name(discourse: Discourse, mention: Mention, owner: Referent | None, head: Token) -> str:
    """The phrase itself, after its possessor: "Trump's travel ban"."""
    own = readable(discourse.doc, mention.start, mention.end)
    possessed = any(t.dep_ == "poss" for t in head.children)
    if owner is None or not (possessed or " " not in own):
        return own
    return f"{short(owner)}'s {own}"


def short(owner: Referent) -> str:
    """What an owner is called before "'s": the surname of a person."""
    plain = owner.name.split()
    return plain[-1] if owner.is_a("Person") and owner.named and len(plain) < 5 else owner.name
