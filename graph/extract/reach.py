"""Through which nouns an act reaches whom: "a number of them", "his conduct", "Russian meddling", "collusion by aides".

Each function gives the words that stand inside a noun phrase for whoever the act reaches, nearest reading first.
"""

from collections.abc import Callable

from spacy.tokens import Token

from graph.extract import syntax
from graph.extract.lexicon import ALLEGED, DEEDS, OWNED, SUFFERED, TRANSPARENT, VOICES
from graph.extract.nouns import noun_at
from graph.extract.predicates import light_verb

Reach = Callable[[Token], list[Token]]


def owned(noun: Token) -> list[Token]:
    """To whom belongs what is no participant of its own, or what the noun is a part or a number of."""
    return _parts(noun) or (_belongs_to(noun) if syntax.lemma(noun) in OWNED else [])


def voiced(noun: Token) -> list[Token]:
    """Who speaks through it: "a letter by ten senators urging"."""
    return _parts(noun) or (_belongs_to(noun) if syntax.lemma(noun) in VOICES else [])


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


def _parts(noun: Token) -> list[Token]:
    return syntax.objects_of(noun, "of") if syntax.lemma(noun) in TRANSPARENT else []


def _belongs_to(noun: Token) -> list[Token]:
    owners = [*syntax.children(noun, "poss"), *syntax.by_phrase(noun), *syntax.objects_of(noun, "from")]
    if not owners and noun.dep_ == "dobj" and not syntax.is_passive(noun.head):
        owners = [n for n in syntax.by_phrase(noun.head) if n.head.i > noun.i]  # the parse hung it on the verb
    verb = light_verb(noun)
    return owners or (syntax.doers(verb) if verb is not None else [])


def _person(noun: Token) -> bool:
    known = noun_at(noun)
    return known is not None and not known.family
