"""What a court says may or may not be done: "ruled that the agency cannot withhold it", "may not be punished".

Whoever is kept from an act is blocked, whoever is free to do it is allowed it, and whom it would hit is protected.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.arguments.arguments import Finding
from graph.extract.arguments.cast import Cast, Party
from graph.extract.judgements.claims import Claim
from graph.extract.judgements.demands import stance_of_deed
from graph.extract.judgements.utterances import judged, pairs
from graph.extract.parse import syntax
from graph.extract.words.lexicon import JUDGE
from graph.extract.words.opinions import PROVING, RULING

_MAY = frozenset({"may", "can", "could", "ca", "might"})
_MUST_NOT = _MAY | {"must", "shall", "should"}


def rulings(claim: Claim, told: Token, of: list[Party], cast: Cast) -> Iterator[Finding]:
    """The acts of the judges among those who make the claim."""
    courts = [p for p in claim.speakers if cast.is_a(p.entity, (JUDGE,))]
    modals = {c.lower_ for c in syntax.children(told, "aux")}
    negated = syntax.child(told, "neg") is not None
    if not courts or syntax.lemma(told) in PROVING or not modals & (_MUST_NOT if negated else _MAY):
        return
    ruling = Claim(claim.clause, claim.anchor, courts, claim.uttered)
    actors = [p for p in of if cast.is_a(p.entity, ("Actor",)) and not cast.is_a(p.entity, ("Court",))]
    if syntax.is_passive(told):
        yield from _undergone(ruling, told, negated, of, actors, cast)
    elif negated:
        yield from pairs("BLOCK", "against", ruling, (told,), courts, actors)
    elif _rules(claim, told):
        for party in actors:
            code = "PROTECT" if cast.is_a(party.entity, ("Group", "Person")) else "APPROVE"
            yield from pairs(code, "for", ruling, (told,), courts, [party])


def _undergone(
    ruling: Claim, told: Token, negated: bool, of: list[Party], actors: list[Party], cast: Cast
) -> Iterator[Finding]:
    """ "may not be punished" protects, "cannot be enforced" blocks what is not to be."""
    deed = stance_of_deed(told)
    measures = [p for p in of if p not in actors]
    if deed == "against" and negated:
        yield from pairs("PROTECT", "for", ruling, (told,), ruling.speakers, actors)
    elif deed != "against" and (negated or _rules(ruling, told)):
        yield from judged(ruling, (told,), "against" if negated else "for", measures, cast)


def _rules(claim: Claim, told: Token) -> bool:
    """Told as what is decided, not as what may come to pass."""
    above = told.head if claim.uttered else claim.anchor
    said = [above, *syntax.children(told, "parataxis", "ccomp")] if claim.uttered else [above]
    return any(syntax.lemma(v) in RULING for v in said)
