"""Whom a pronoun may stand for by its own form: one or several, a man or a woman, a person or something else.

Whether somebody is a man or a woman is told by "Mr." or "Ms.", else by the given name (`ontology/lexicon/names`), else
by what he is called ("spokesman"); where nothing tells, both pronouns agree.
"""

import re
from collections.abc import Callable

from spacy.tokens import Token

from graph.extract.mentions.mentions import NEUTRAL, PERSONAL, PLURAL
from graph.extract.referents.referents import Referent
from graph.extract.words.given import GIVEN

Agrees = Callable[[Referent], bool]
BODIES = ("Organization", "Agency", "Legislature", "Court")

_MEN = re.compile(r"(?<!wo)man$|^(king|prince|father|son|brother|husband|boy|uncle|nephew|pope|priest)$")
_WOMEN = re.compile(r"woman$|^(queen|princess|mother|daughter|sister|wife|widow|girl|aunt|niece|first lady|nun)$")
_HIS = frozenset({"he", "him", "his"})


def sex_of(referent: Referent) -> str:
    """ "man", "woman", or empty where it is not told."""
    if referent.sex:
        return referent.sex
    words = referent.name.casefold().split() if referent.named else []
    if len(words) > 1 and words[0] in GIVEN:
        return GIVEN[words[0]]
    called = {*referent.titles, referent.head}
    men, women = (any(pattern.search(t) for t in called) for pattern in (_MEN, _WOMEN))
    return "" if men == women else "man" if men else "woman"


def agreement(token: Token) -> Agrees | None:
    """Whether a referent agrees with the pronoun; None for words that are no such pronoun."""
    word = token.lower_
    if word in PERSONAL:
        other = "woman" if word in _HIS else "man"
        return lambda r: r.is_a("Person") and not r.plural and sex_of(r) != other
    if word in NEUTRAL:
        return lambda r: not r.is_a("Person") and not r.plural
    if word in PLURAL:
        return lambda r: r.plural or r.is_a("Group")
    return None


def collective(referent: Referent) -> bool:
    """A body of people, which may be "they" where nothing in the plural is."""
    return referent.is_a(*BODIES)
