"""Who acted and upon whom: a predicate's frames are tried on the words around it, the first that fits is taken.

An act whose agent or target is no known participant is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from spacy.tokens import Token

from graph.acts import Stance
from graph.extract.arguments.asking import asked_stance, asker
from graph.extract.arguments.cast import Cast, Party
from graph.extract.arguments.mutual import sides
from graph.extract.arguments.places import bearers, beside, denoted, said_of
from graph.extract.arguments.targets import targets_of, words_at
from graph.extract.parse import syntax
from graph.extract.parse.singled import singled_out
from graph.extract.predicates.events import agents_of, announced_by, declined, raiders
from graph.extract.predicates.predicates import Link, Predicate, light_verb, receiving_verb
from graph.extract.words.lexicon import FRAMES, OPPOSITE, TURNED, Frame


@dataclass(frozen=True, slots=True)
class Finding:
    """An act with its two parties, before realis, date and attribution are read.

    `anchor` is the word by which the act hangs in its sentence, `trigger` the words that express it. What is `uttered`
    is an act by being said, whatever the clause it is said in denies or supposes.
    """

    type: str
    stance: Stance
    agent: Party
    target: Party
    anchor: Token
    trigger: tuple[Token, ...]
    strength: float
    links: tuple[Link, ...] = ()
    merely_negated: bool = False
    uttered: bool = False


_UNDONE = frozenset({"from", "without", "against", "than", "instead", "like", "about", "on"})
"""Prepositions after which a gerund tells what was not done, or may not be."""

_AUTHORITIES = ("Official", "Agency", "Court", "Legislature", "Jurisdiction")
_ORDERED = frozenset({"SANCTION", "RESTRICT", "DEPORT", "ARREST", "REJECT", "APPROVE", "PROTECT", "AID"})
"""What an authority that announces it does itself."""

_STRENGTH = {"verb": 0.9, "noun": 0.7, "adjective": 0.75}
"""How direct a construction is, before its parties are weighed; to be calibrated on annotated articles."""


def find_acts(predicate: Predicate, cast: Cast) -> Iterator[Finding]:
    """The acts that the predicate expresses, one for each agent and target."""
    requester = asker(predicate.carrier)
    if requester is None and not predicate.links and _merely_conceived(predicate.token):
        return
    mutual = list(sides(predicate, cast))
    if mutual:
        for agent, target in mutual:
            yield from _finding(predicate, predicate.frames[0], agent, target, cast, requester)
        return
    known: dict[tuple[str, ...], list[Party]] = {}
    for frame, loosely in _tries(predicate):
        told = frame.type in _ORDERED
        places = (*sorted(frame.after), *frame.agent, str(frame.itself), str(told), *frame.target[:1])
        if places not in known:
            words = _agent_words(predicate, frame, requester)
            named = [p for t in words for p in cast.agents(t)[: _count(predicate, frame)]]
            known[places] = named or (_untold(predicate, frame, cast) if told and not words else [])
        found = list(_with_frame(predicate, frame, known[places], cast, requester, loosely)) if known[places] else []
        if found:
            yield from found
            return


def _tries(predicate: Predicate) -> Iterator[tuple[Frame, bool]]:
    """Each frame as it is, and then again reaching whom its nouns are of, from or by."""
    for loosely in (False, True):
        for frame in predicate.frames:
            yield frame, loosely


def _count(predicate: Predicate, frame: Frame) -> int | None:
    """How many of those joined a noun may denote: "Smith, *a critic*, and Jones" is one critic, and two met."""
    alone = frame.itself and predicate.token.tag_ == "NN" and predicate.token.dep_ == "appos"
    return 1 if alone else None


def _untold(predicate: Predicate, frame: Frame, cast: Cast) -> list[Party]:
    """The authority that tells what will be done or raids, where nobody is told to do it."""
    words = announced_by(predicate.carrier)
    if not words and frame.type == "ARREST" and predicate.part == "verb":
        words = raiders(predicate.token)
    found = [p for t in words for p in cast.agents(t)]
    if not words or frame.type == "ARREST":
        return [p for p in found if cast.fits(p.entity, frame.by or _AUTHORITIES)]
    return [p for p in found if cast.is_a(p.entity, _AUTHORITIES)]


def _merely_conceived(token: Token) -> bool:
    """A clause of which nobody in the sentence is told to do it or mean it: no act is told."""
    if not syntax.is_verb(token) or token.dep_ == "ROOT":
        return False
    if token.dep_ in ("acl", "relcl") and singled_out(token.head) is not None:
        return False
    if token.dep_ == "pcomp" and (token.head.lower_ in _UNDONE or _objected_to(token)):
        return True
    if token.dep_ in ("advcl", "xcomp", "pcomp") and not syntax.child(token, *syntax.SUBJECTS):
        return syntax.subject(token) is None
    if token.dep_ == "conj" and syntax.infinitive(token.head):
        return _merely_conceived(token.head)
    return syntax.infinitive(token) and not (token.dep_ == "ccomp" and syntax.child(token, "nsubj"))


def _objected_to(gerund: Token) -> bool:
    above = gerund.head.head
    return gerund.head.lower_ == "to" and any(
        f.stance == "against" for part in FRAMES.values() for f in part.get(syntax.lemma(above), ())
    )


def _with_frame(
    predicate: Predicate, frame: Frame, agents: list[Party], cast: Cast, requester: Token | None, loosely: bool
) -> Iterator[Finding]:
    targets = targets_of(predicate, frame, cast, loosely)
    for agent, target in product(agents, targets):
        if agent.entity.iri == target.entity.iri or (agent.through or agent.entity).iri == target.entity.iri:
            continue
        if target.mention.form == "pronoun" and _part_of(agent.entity.name, target.entity.name):
            continue
        if frame.by and requester is None and not cast.fits(agent.entity, frame.by):
            continue
        if not (frame.object and frame.type == "RESTRICT" and _his_own(predicate, agent, cast)):
            yield from _finding(predicate, frame, agent, target, cast, requester)


def _part_of(agent: str, target: str) -> bool:
    """ "Members of the council voted against it": the pronoun is not the council that they are of."""
    whole, _, rest = agent.casefold().rpartition(target.casefold())
    return not rest and whole.removesuffix("the ").endswith((" of ", " in ", " from "))


def _his_own(predicate: Predicate, agent: Party, cast: Cast) -> bool:
    """ "limit his travel to two cities": somebody who limits himself acts against nobody."""
    possessors = [p for o in syntax.undergoers(predicate.token) for p in syntax.children(o, "poss")]
    same = any(p.entity.iri == agent.entity.iri for word in possessors for p in cast.targets(word))
    return same and cast.is_a(agent.entity, ("Person",))


def _finding(
    predicate: Predicate, frame: Frame, agent: Party, target: Party, cast: Cast, requester: Token | None
) -> Iterator[Finding]:
    outcome = predicate.outcome(frame)
    code, stance = outcome or (frame.type, frame.stance)
    code = next((link.operator.becomes for link in predicate.links if link.operator.becomes), code)
    straight = not any(link.operator.turns or link.operator.becomes for link in predicate.links)
    refused = predicate.part == "verb" and straight and declined(predicate.token, frame.type)
    if refused:
        code, stance = TURNED[frame.type], "against"
    if frame.asks:
        stance = asked_stance(predicate.token, frame.stance, agent, target, cast)
    strength = _STRENGTH[predicate.part] * agent.directness * target.directness * 0.95 ** len(predicate.links)
    anchor, trigger = predicate.token, _trigger(predicate, frame)
    if requester is not None:
        if syntax.child(predicate.token, "neg") and not any(link.operator.turns for link in predicate.links):
            stance = OPPOSITE[stance]
        if stance == "neutral":
            return
        code = _of_request(stance, requester, cast)
        anchor, trigger, strength = requester, (requester, *trigger), strength * 0.8
    yield Finding(code, stance, agent, target, anchor, trigger, strength, predicate.links, outcome is None, refused)


def _of_request(stance: Stance, requester: Token, cast: Cast) -> str:
    """To ask a court for an act is to appeal or to support; to ask others for it is to demand it."""
    asked = syntax.undergoers(requester)
    if any(cast.is_a(p.entity, ("Court",)) for t in asked for p in cast.targets(t)):
        return "APPEAL" if stance == "against" else "SUPPORT"
    return "DEMAND"


def _agent_words(predicate: Predicate, frame: Frame, requester: Token | None) -> list[Token]:
    token = predicate.token
    if requester is not None:
        return syntax.doers(requester)
    if predicate.carrier is not token:
        return syntax.doers(predicate.carrier) or _bent(predicate)
    if frame.after:
        return beside(token, frame.agent) if "bearer" in frame.target else bearers(token)
    if predicate.part == "noun":
        return denoted(token) if frame.itself else agents_of(token, frame.agent)
    if predicate.part == "adjective":
        return said_of(token)
    return [w for place in frame.agent for w in words_at(predicate, place)] if frame.agent else syntax.doers(token)


def _bent(predicate: Predicate) -> list[Token]:
    """Whoever "is focused on" or "is committed to" it."""
    link = next(link for link in predicate.links if link.token is predicate.carrier)
    bent = syntax.is_passive(link.token) and link.operator.realis == "planned" and link.operator.takes != ("object",)
    found = syntax.subject(link.token) if bent else None
    return [found] if found is not None else []


def _trigger(predicate: Predicate, frame: Frame) -> tuple[Token, ...]:
    token = predicate.token
    light = (light_verb(token) or receiving_verb(token)) if predicate.part == "noun" else None
    found = [token, *(link.token for link in predicate.links), *([light] if light is not None else [])]
    for word in (w for w in (token.i + 1, token.i + 2) if w < len(token.doc)):
        following = token.doc[word]
        if following.lower_ not in (frame.particle, *frame.target) or not token.is_ancestor(following):
            break
        found.append(following)
    return tuple(found)
