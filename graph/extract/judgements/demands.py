"""What somebody says that another must do: "should step aside", "needs to do more", "must be repealed"."""

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Token

from graph.acts import Stance
from graph.extract.arguments.arguments import Finding
from graph.extract.arguments.cast import Cast, Party
from graph.extract.judgements.claims import Claim
from graph.extract.judgements.utterances import judged, pairs
from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.words.lexicon import CHANGES, FRAMES, JUDGE, OPPOSITE
from graph.extract.words.opinions import AMENDS, OBLIGATION


def obliges(told: Token) -> bool:
    """ "must go", "needs to go", "has to go" """
    if any(c.dep_ == "aux" and c.lower_ in OBLIGATION for c in kids(told)):
        return True
    if syntax.child(told, "dobj"):
        return False
    return syntax.lemma(told) in ("need", "have") and any(syntax.infinitive(c) for c in syntax.children(told, "xcomp"))


def demands(claim: Claim, told: Token, of: list[Party], cast: Cast) -> Iterator[Finding]:
    """ "said X must do it" demands it of an actor; "said the order should not be applied" opposes the order."""
    verb = told if _modal(told) else next(iter(syntax.children(told, "xcomp")))
    measures = [p for p in of if cast.is_a(p.entity, ("Measure",))]
    if not syntax.is_passive(verb):
        yield from asked(claim, verb, [p for p in of if p not in measures], cast, _negated(told))
        return
    stance = stance_of_deed(verb)
    if stance is not None and _negated(told):
        stance = OPPOSITE[stance]
    if stance is None and _negated(told):
        yield from judged(claim, (told,), "against", measures, cast)
    elif stance == "for":
        yield from judged(claim, (told, verb), "for", of, cast)
    elif stance is not None:
        yield from pairs("DEMAND", stance, claim, (told, verb), claim.speakers, of)


def stance_of_deed(verb: Token) -> Stance | None:
    """What is done to whoever undergoes it: "should be fired", "must be protected"."""
    frames = FRAMES["verb"].get(syntax.lemma(verb), ())
    stance = next(
        (f.stance for f in frames if "object" in f.target and not f.particle and not f.near and not f.object), None
    )
    return stance if stance != "neutral" else None


def _modal(told: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in OBLIGATION for c in kids(told))


def _negated(told: Token) -> bool:
    return syntax.child(told, "neg") is not None


def asked(claim: Claim, verb: Token, of: list[Party], cast: Cast, negated: bool = False) -> Iterator[Finding]:
    """To stop or to change is asked against somebody, and so is what a court orders."""
    words = [v for v in (*syntax.coordinated(verb), *syntax.children(verb, "xcomp")) if syntax.is_verb(v)]
    stops = negated or any(_changes(v) for v in words)
    for party, speaker in product(of, claim.speakers):
        if cast.is_a(party.entity, ("Measure",)):
            continue
        ordered = cast.is_a(speaker.entity, (JUDGE,))
        stance: Stance = "against" if (stops or ordered) and not cast.is_a(party.entity, ("Court",)) else "neutral"
        if stance == "neutral" and cast.is_a(party.entity, ("Group",)):
            continue
        yield from pairs("DEMAND", stance, claim, (verb,), [speaker], [party])


def _changes(verb: Token) -> bool:
    """To stop, to leave, to do what one does not: "do more", "do better"."""
    word = syntax.lemma(verb)
    if word in CHANGES | AMENDS or syntax.child(verb, "neg"):
        return True
    if word == "go":
        return not syntax.children(verb, "prep", "advmod", "acomp", "xcomp")
    return word == "do" and any(c.lower_ in ("more", "better") for c in kids(verb))
