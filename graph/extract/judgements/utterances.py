"""The acts that a claim makes: accusation or support of whoever is judged, a demand on whoever is asked.

A court that says of a measure that it is wrong blocks it.
"""

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Token

from graph.acts import Stance
from graph.extract.arguments.arguments import Finding
from graph.extract.arguments.cast import Cast, Party
from graph.extract.judgements.claims import Claim
from graph.extract.parse import syntax
from graph.extract.words.lexicon import ALLEGED, JUDGE
from graph.extract.words.opinions import GRAVE

_STRENGTH = 0.7


def judged(claim: Claim, words: tuple[Token, ...], stance: Stance, of: list[Party], cast: Cast) -> Iterator[Finding]:
    grave = any(GRAVE & {syntax.lemma(w), w.lower_} for w in words)
    for speaker, party in product(claim.speakers, of):
        if grave and syntax.lemma(cast.doc[party.mention.head]) in ALLEGED:
            continue
        ruling = cast.is_a(speaker.entity, (JUDGE,)) and cast.is_a(party.entity, ("Measure",))
        against = "BLOCK" if ruling else "ACCUSE"
        code = against if stance == "against" else "SUPPORT"
        yield from pairs(code, stance, claim, words, [speaker], [party])


def pairs(
    code: str, stance: Stance, claim: Claim, words: tuple[Token, ...], speakers: list[Party], of: list[Party]
) -> Iterator[Finding]:
    for speaker, party in product(speakers, of):
        if speaker.entity.iri != party.entity.iri:
            strength = _STRENGTH * speaker.directness * party.directness
            trigger = words if claim.uttered else (claim.anchor, *words)
            yield Finding(
                code, stance, speaker, party, claim.anchor, trigger, strength, uttered=claim.uttered or claim.denied
            )
