"""Acts that two sides do to each other: "talks between A and B", "A and B traded insults", "A and B clashed"."""

from collections.abc import Iterator
from itertools import permutations

from spacy.tokens import Token

from graph.extract.arguments.cast import Cast, Party
from graph.extract.parse import syntax
from graph.extract.predicates.predicates import Predicate
from graph.extract.words.lexicon import EXCHANGING, MUTUAL


def sides(predicate: Predicate, cast: Cast) -> Iterator[tuple[Party, Party]]:
    """Each side with each other; of what is neither for nor against anybody, only the first with those after it."""
    words = _sides(predicate.token, predicate.part)
    if len(words) < 2:
        return
    parties = [p for word in words for p in cast.agents(word)[:1]]
    both_ways = any(f.stance == "against" for f in predicate.frames[:1])
    for (i, one), (j, other) in permutations(enumerate(parties), 2):
        if one.entity.iri != other.entity.iri and (both_ways or (i == 0 and i < j)):
            yield one, other


def _sides(token: Token, part: str) -> list[Token]:
    """The words for the two or more sides, none where the act is not mutual."""
    if part == "noun":
        between = syntax.objects_of(token, "between")
        if between:
            return syntax.coordinated(between[0])
        exchanged = token.dep_ == "dobj" and syntax.lemma(token.head) in EXCHANGING
        return _several(token.head) if exchanged else []
    alone = not syntax.undergoers(token) and not syntax.objects_of(token, "with")
    return _several(token) if part == "verb" and syntax.lemma(token) in MUTUAL and alone else []


def _several(verb: Token) -> list[Token]:
    return [word for doer in syntax.doers(verb) for word in syntax.coordinated(doer)]
