"""Persons described by an office or a calling: the last one of that title, who holds it that day, or someone new."""

from spacy.tokens import Doc, Token

from graph.extract.mentions.mentions import Mention
from graph.extract.mentions.phrases import readable, words
from graph.extract.parse.listed import kids, lefts
from graph.extract.referents.naming import Names
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.words.nouns import COVERS, LATEST, PARTISAN, SAME_OFFICE, VERSIONS, Noun, lemma

LEAD = 2
"""Sentences after the first that still belong to the lead."""
DISCERNING = frozenset(
    {
        "last",
        "local",
        "foreign",
        "federal",
        "national",
        "regional",
        "top",
        "senior",
        "junior",
        "deputy",
        "young",
        "elder",
    }
    | {"only", "other", "same", "black", "white", "female", "male", "lone", "presidential", "congressional", "unnamed"}
)
"""Adjectives by which one is told from another."""
AHEAD = 2
"""Sentences within which a judge or court described first may be named after, or an office holder be called another."""


def person(names: Names, mention: Mention, noun: Noun, definite: bool) -> Referent | None:
    """The person whom the phrase describes; None when the phrase tells of an owner who is not known."""
    doc = names.discourse.doc
    head = doc[mention.head]
    said = words(doc, mention.start, mention.end, mention.head) - set(noun.words.split())
    title = f"former {noun.words}" if "former" in said else noun.words
    possessor = next((t for t in kids(head) if t.dep_ == "poss"), None)
    if definite and possessor is None:
        found = _spoken_of(names, mention, title, said - PARTISAN - {"former"} - _passing(doc, mention))
        if found is not None:
            return found
    owner = names.discourse.at(possessor) if possessor is not None else None
    if possessor is not None and owner is None:
        return None
    if owner is not None and owner.known is not None and not owner.is_a("Person"):
        held = names.registry.holders(title, names.day, owner.known)
        if len(held) == 1 and title == noun.words and not said - PARTISAN:
            return names.of(held[0])
    name = readable(doc, mention.start, mention.end)
    return Referent(
        noun.kind, name, None, owner, lemma(head), vague=True, words=said, titles={title}, possessed=owner is not None
    )


def _passing(doc: Doc, mention: Mention) -> set[str]:
    """Adjectives that tell what he is like and not which he is: "the unpredictable president"."""
    described = (t for t in doc[mention.start : mention.end] if t.dep_ == "amod" and t.pos_ == "ADJ" and t.is_lower)
    return {t.lower_ for t in described} - (VERSIONS - LATEST) - DISCERNING


def owner_of(discourse: Discourse, head: Token) -> Referent | None:
    """The participant who possesses what the noun says."""
    return next((discourse.at(t) for t in kids(head) if t.dep_ == "poss"), None)


def _spoken_of(names: Names, mention: Mention, title: str, telling: set[str]) -> Referent | None:
    """The last one of that title, unless he who holds it on the day has been spoken of more."""
    doc = names.discourse.doc
    wanted = {title, SAME_OFFICE.get(title, title)}
    former = title.startswith("former ")
    start = mention.start
    while start < mention.head and doc[start].lower_ in _passing(doc, mention):
        start += 1
    held = () if former else names.registry.holders(readable(doc, start, mention.end), names.day)
    holder = names.of(held[0]) if len(held) == 1 else None
    for other in names.discourse.recent():
        if other.is_a("Person") and not other.plural and other.titles & wanted and telling <= other.words:
            often = holder is not None and len(holder.mentions) >= len(other.mentions)
            return holder if often else other
    return holder or _covered(names.discourse, mention, title, telling)


def _covered(discourse: Discourse, mention: Mention, title: str, telling: set[str]) -> Referent | None:
    """ "The lawmaker", "the Democrat": the holder of such an office of whom one of the last sentences spoke."""
    offices, head = set(COVERS.get(title, ())), discourse.doc[mention.head]
    rival = {"democrat": "republican", "republican": "democratic"}.get(title, "")
    for other in discourse.recent(30) if offices and not telling else ():
        holds = other.is_a("Person") and not other.plural and other.named and other.titles & offices
        if holds and discourse.since(other, head) <= AHEAD and rival not in other.words | other.titles:
            return other
    return None


def name_ahead(discourse: Discourse) -> None:
    """ "A judge in Boston ..." is who the next sentences name as a judge, if they name one only."""
    for referent in dict.fromkeys(discourse.order):
        described = not referent.named and not referent.plural and referent.mentions
        if described and (referent.is_a("Official") or referent.kind == "Court"):
            found = _named_ahead(discourse, referent)
            if found is not None:
                discourse.merge(found, referent)


def _named_ahead(discourse: Discourse, referent: Referent) -> Referent | None:
    first = referent.mentions[0]
    start = discourse.sentence[first.head]
    found: dict[int, Referent] = {}
    # Whoever the same sentence names is another person: "A judge ruled in May, and Judge Ann Roe ruled last year".
    following = start + 1 if referent.is_a("Person") else start
    for sentence in range(following, start + AHEAD + 1):
        for mention in discourse.by_sentence.get(sentence, ()):
            other = discourse.referent[mention.head]
            if other.named and mention.start > first.start and _fits(referent, other):
                found[id(other)] = other
    if not found and (start <= LEAD or _pointed_at(discourse, first)):
        return _only_one(discourse, referent)
    named = next(iter(found.values()), None)
    return named if len(found) == 1 and named and named.mentions[0].start > first.start else None


def _pointed_at(discourse: Discourse, mention: Mention) -> bool:
    """ "The judge": readers are taken to know which."""
    return any(t.lower_ == "the" for t in lefts(discourse.doc[mention.head]))


def _fits(referent: Referent, other: Referent) -> bool:
    """One office, or a court whose name has all the words of the description."""
    if referent.is_a("Person"):
        return bool(referent.titles & other.titles)
    said = {w.rstrip("s") for w in referent.words - PARTISAN}
    return other.kind == "Court" and bool(said) and said <= {w.rstrip("s") for w in other.words}


def _only_one(discourse: Discourse, referent: Referent) -> Referent | None:
    """The one whom the whole text names with that office: leads describe those who are named far below."""
    named = dict.fromkeys(r for r in discourse.referent.values() if r.named and r.is_a("Person"))
    found = [r for r in named if referent.titles & r.titles]
    alone = len(found) == 1 and referent.is_a("Person")
    return found[0] if alone and referent.words - PARTISAN <= found[0].words else None
