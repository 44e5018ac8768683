"""Through which nouns an act reaches whom: "a number of them", "his conduct", "Russian meddling", "collusion by aides".

Each function gives the words that stand inside a noun phrase for whoever the act reaches, nearest reading first.
"""

from collections.abc import Callable

from spacy.tokens import Token

from graph.extract.parse import syntax
from graph.extract.predicates.predicates import light_verb
from graph.extract.words.lexicon import ALLEGED, DEEDS, ISSUING, JURISDICTIONS, OWNED, SUFFERED, TRANSPARENT, VOICES
from graph.extract.words.nouns import noun_at

_ABODES = frozenset({"home", "house"})
"""Of what one may be a victim or a member, yet what is raided or searched where somebody is looked into."""
_ACTING = ("ors", "ists", "ians", "ers", "men", "women", "people")
"""How words for people end that no list has."""

Reach = Callable[[Token], list[Token]]


def owned(noun: Token) -> list[Token]:
    """To whom belongs what is no participant of its own, or what the noun is a part or a number of."""
    return _parts(noun) or (_belongs_to(noun) if syntax.lemma(noun) in OWNED else _sent_by(noun))


def voiced(noun: Token) -> list[Token]:
    """Who speaks through it: "a letter by ten senators urging"."""
    if syntax.lemma(noun) not in VOICES:
        return _parts(noun) or _sent_by(noun)
    return _parts(noun) or _belongs_to(noun) or _issued_by(noun) or syntax.children(noun, "compound", "nmod")


def answered_for(noun: Token) -> list[Token]:
    """Who is judged when the noun is: whoever did the deed or whose it is, unless he only suffered it."""
    found = owned(noun)
    if not found and syntax.lemma(noun) in ALLEGED:
        found = syntax.objects_of(noun, "of")
    if not found and syntax.lemma(noun) in DEEDS:
        found = [*_belongs_to(noun), *syntax.objects_of(noun, "between"), *syntax.modifiers(noun)]
    if not found and syntax.lemma(noun) not in SUFFERED and not _person(noun):
        found = syntax.children(noun, "poss")
    return found


def related(noun: Token) -> list[Token]:
    """Whom a thing is of, from or by."""
    if syntax.lemma(noun) not in _ABODES and (syntax.lemma(noun) in SUFFERED or _person(noun)):
        return []
    named = [*syntax.objects_of(noun, "of"), *syntax.children(noun, "poss"), *syntax.by_phrase(noun)]
    return [*named, *syntax.objects_of(noun, "from"), *syntax.beside(noun, "by")]


def _parts(noun: Token) -> list[Token]:
    word = syntax.lemma(noun)
    of = syntax.objects_of(noun, "of") if word in TRANSPARENT or word in JURISDICTIONS else []
    return of if word in TRANSPARENT else [n for n in of if n.pos_ == "PROPN"]


def _issued_by(noun: Token) -> list[Token]:
    """Who puts it out: "he *posted* a note attacking them", "went about *with* leaflets urging"."""
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        verb = noun.head.head
    elif noun.dep_ != "dobj" or syntax.lemma(verb) not in ISSUING:
        return []
    return syntax.doers(verb) if syntax.is_verb(verb) else []


def _sent_by(noun: Token) -> list[Token]:
    """The body of people who are no participants themselves: "surveyors from the Corps of Engineers"."""
    if not (_person(noun) or noun.lower_.endswith(_ACTING)):
        return []
    bodies = [*syntax.objects_of(noun, "from"), *syntax.objects_of(noun, "with"), *syntax.beside(noun, "from")]
    return [n for n in bodies if n.ent_type_ == "ORG"]


def _belongs_to(noun: Token) -> list[Token]:
    owners = [*syntax.children(noun, "poss"), *syntax.by_phrase(noun), *syntax.objects_of(noun, "from")]
    owners = owners or syntax.beside(noun, "by")
    verb = light_verb(noun)
    return owners or (syntax.doers(verb) if verb is not None else [])


def _person(noun: Token) -> bool:
    known = noun_at(noun)
    return known is not None and not known.family
