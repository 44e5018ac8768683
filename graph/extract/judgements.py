"""What somebody says of somebody: "said the ban is unconstitutional", "called him biased", "said cities must comply".

A court that says it of a measure blocks the measure.
"""

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Doc, Token

from graph.acts import Stance
from graph.extract import syntax
from graph.extract.arguments import Finding
from graph.extract.cast import Cast, Party
from graph.extract.lexicon import JUDGE, NAMING, OBLIGATION, OPPOSITE, REPORTING, RIGHT, WRONG

_STRENGTH = 0.7


def find_judgements(doc: Doc, cast: Cast) -> Iterator[Finding]:
    """The judgements that the document reports, as acts of those who utter them."""
    for token in doc:
        if token.pos_ == "VERB" and syntax.lemma(token) in NAMING:
            yield from _named(token, cast)
        if token.pos_ == "VERB" and syntax.lemma(token) in REPORTING:
            speakers = [p for t in syntax.doers(token) for p in cast.agents(t)]
            for clause in syntax.children(token, "ccomp") if speakers else ():
                yield from _claimed(clause, token, speakers, cast)
        if syntax.is_verb(token) and _states(token):
            speaker = cast.speaker(token)
            if speaker is not None:
                yield from _claimed(token, token, [speaker], cast)


def _states(token: Token) -> bool:
    """The main verb of a sentence, whose claim no verb of reporting governs by grammar."""
    return token.dep_ == "ROOT" or (token.dep_ == "ccomp" and syntax.lemma(token.head) not in REPORTING)


def _claimed(clause: Token, anchor: Token, speakers: list[Party], cast: Cast) -> Iterator[Finding]:
    for told in syntax.coordinated(clause):
        of = syntax.subject(told)
        if of is None or not syntax.is_verb(told):
            continue
        stance, words = _verdict(told)
        if stance is not None:
            yield from _findings(anchor, words, stance, speakers, cast.targets(of), cast)
        elif _obliges(told) and (not syntax.is_passive(told) or syntax.child(told, "neg")):
            yield from _demands(anchor, told, speakers, cast.targets(of), cast)


def _verdict(told: Token) -> tuple[Stance | None, tuple[Token, ...]]:
    """What the clause says of its subject, and by which words."""
    stance: Stance | None = None
    words = [told]
    if told.pos_ == "VERB" and not syntax.is_passive(told):
        word = syntax.lemma(told)
        stance = "against" if word in WRONG.verbs else "for" if word in RIGHT.verbs else None
    elif syntax.lemma(told) == "be":
        words = [w for c in syntax.children(told, "acomp", "attr") for w in syntax.coordinated(c)]
        stance = _evaluated(words)
    elif syntax.is_passive(told) and syntax.lemma(told) in ("need", "justify"):
        stance = "for"
    if any(c.dep_ == "aux" and c.lower_ in ("would", "could", "might", "may", "will") for c in told.children):
        return None, ()
    if stance is not None and syntax.child(told, "neg"):
        stance = OPPOSITE[stance]
    return stance, tuple(words)


def _evaluated(words: list[Token]) -> Stance | None:
    """The stance of the first word that is good or bad, looked for among their modifiers too."""
    for word in (w for top in words for w in (top, *syntax.children(top, "amod", "compound"))):
        if word.lower_ == "called" and word.i > 1 and word.doc[word.i - 2].lower_ == "so":
            return "against"
        if syntax.lemma(word) in WRONG.words():
            return "against"
        if syntax.lemma(word) in RIGHT.words():
            return "for"
    return None


def _obliges(told: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in OBLIGATION for c in told.children)


def _demands(verb: Token, told: Token, speakers: list[Party], of: list[Party], cast: Cast) -> Iterator[Finding]:
    """ "said X must do it" demands it of an actor; "said the order should not be applied" opposes the order."""
    for party in of:
        if not cast.is_a(party.entity, ("Measure",)):
            stance: Stance = "neutral" if cast.is_a(party.entity, (JUDGE,)) else "against"
            yield from _pairs("DEMAND", stance, verb, (told,), speakers, [party])
        elif syntax.is_passive(told) and syntax.child(told, "neg"):
            yield from _findings(verb, (told,), "against", speakers, [party], cast)


def _named(verb: Token, cast: Cast) -> Iterator[Finding]:
    """ "called Y unlawful", "referred to Y as criminals"."""
    speakers = [p for t in syntax.doers(verb) for p in cast.agents(t)]
    named = [*syntax.undergoers(verb), *(syntax.objects_of(verb, "to") if syntax.lemma(verb) == "refer" else [])]
    clause = next(iter(syntax.children(verb, "ccomp")), None)
    if clause is not None and not syntax.is_verb(clause):
        named += syntax.children(clause, "nsubj")
    said = [*syntax.children(verb, "oprd"), *([clause] if clause is not None else [])]
    said += [n for word in (verb, *named) for n in syntax.objects_of(word, "as")]
    said += [
        w
        for prep in syntax.children(verb, "prep")
        if prep.lower_ == "as"
        for w in syntax.children(prep, "amod", "pcomp")
    ]
    stance = _evaluated(said)
    if stance is not None:
        targets = [p for t in named for p in cast.targets(t)]
        yield from _findings(verb, (verb,), stance, speakers, targets, cast)


def _findings(
    verb: Token, words: tuple[Token, ...], stance: Stance, speakers: list[Party], of: list[Party], cast: Cast
) -> Iterator[Finding]:
    for speaker, party in product(speakers, of):
        ruling = cast.is_a(speaker.entity, (JUDGE,)) and cast.is_a(party.entity, ("Measure",))
        against = "BLOCK" if ruling else "ACCUSE"
        code = against if stance == "against" else "SUPPORT"
        yield from _pairs(code, stance, verb, words, [speaker], [party])


def _pairs(
    code: str, stance: Stance, verb: Token, words: tuple[Token, ...], speakers: list[Party], of: list[Party]
) -> Iterator[Finding]:
    for speaker, party in product(speakers, of):
        if speaker.entity.iri != party.entity.iri:
            strength = _STRENGTH * speaker.directness * party.directness
            yield Finding(code, stance, speaker, party, verb, (verb, *words), strength)
