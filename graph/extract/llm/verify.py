"""Nothing that the model tells becomes an act before it has passed here.

Evidence stands verbatim in the sentence. So do agent and target; or, where a pronoun or a shorter name stands for one,
elsewhere in the article. Participants are those of the local reading. Of what only adds to an act, a date or a measure
that the sentence does not bear out is left away; a source that it does not, refuses the act, which would else be told
on the article's own word.
"""

from dataclasses import replace
from datetime import date
from typing import Literal, cast

from graph.acts import Act, ActDate, Entity, Evidence, Precision, Realis, Span, Stance
from graph.extract.llm.answer import ToldAct
from graph.extract.llm.quoting import distance, overlap, quoted
from graph.extract.llm.scene import Candidate, Place, Role, Scene
from graph.extract.mentions.mentions import NEUTRAL, PERSONAL, PLURAL
from ontology.vocabulary import VOCABULARY

MOST_WORDS = 12
_MOST_PLACES = 20
_BY_PRONOUN = 0.85
_UNRESOLVED = 0.7
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


class Refused(Exception):
    """The act cannot be verified; the text says what of it."""


def verified(told: ToldAct, sentence: Span, scene: Scene, article: str) -> list[Act]:
    """The act between each pair of participants that the words stand for, one at least. Raises `Refused`."""
    for scheme, code in (("ActType", told.type), ("Stance", told.stance), ("Realis", told.realis)):
        if (scheme, code) not in VOCABULARY.codes:
            raise Refused(f"unknown {scheme}")
    if not 0 <= told.confidence <= 1:
        raise Refused("confidence is none")
    trigger = _trigger(told.evidence, sentence, scene)
    agents = _parties("agent", told.agent, "agents", sentence, trigger, scene)
    targets = _parties("target", told.target, "targets", sentence, trigger, scene)
    source = _source(told, sentence, trigger, scene)
    about = _about(told, sentence, trigger, scene)
    acts = [
        Act(
            agent=agent.entity,
            target=target.entity,
            type=told.type,
            stance=cast(Stance, told.stance),
            realis=cast(Realis, told.realis),
            evidence=Evidence(article, sentence, trigger, agent.span, target.span),
            date=_date(told.date, scene.dates.get(sentence.start, frozenset())),
            about=_other(agent.through or about, target.entity),
            attributed_to=_other(source, agent.entity),
            confidence=round(told.confidence * agent.directness * target.directness, 3),
        )
        for agent in agents
        for target in targets
        if agent.entity.iri != target.entity.iri and agent.span != target.span
    ]
    if not acts:
        raise Refused("agent and target are one")
    return acts


def _trigger(words: str, sentence: Span, scene: Scene) -> Span:
    if len(words.split()) > MOST_WORDS:
        raise Refused("evidence is too long")
    found = quoted(words, scene.text, sentence)
    if not found:
        raise Refused("evidence is not in the sentence")
    stating = [span for span in found if any(word.content for _, word in scene.of(span))]
    if not stating:
        raise Refused("evidence states nothing")
    return stating[0]


def _parties(
    part: Literal["agent", "target", "source", "about"],
    words: str,
    role: Role,
    sentence: Span,
    near: Span,
    scene: Scene,
) -> list[Candidate]:
    here = sorted(quoted(words, scene.text, sentence), key=lambda span: distance(span, near))
    found = next((parties for span in here if (parties := scene.parties(span, role))), [])
    found = [c for c in found if c.span.within(sentence)] or _elsewhere(words, role, sentence, near, scene)
    if not found:
        raise Refused(f"{part} is nobody known" if here else f"{part} is not in the sentence")
    return found


def _elsewhere(words: str, role: Role, sentence: Span, near: Span, scene: Scene) -> list[Candidate]:
    """Whom the words name in another sentence, where a mention in this one stands for them."""
    whole = Span(0, len(scene.text), scene.text)
    places = sorted((p for p in scene.places if p.span.within(sentence)), key=lambda p: distance(p.span, near))
    for span in quoted(words, scene.text, whole)[:_MOST_PLACES]:
        named = [
            p.entity for p in scene.places if p.entity and not p.pronoun and 2 * overlap(p.span, span) >= len(words)
        ]
        for candidate in scene.parties(span, role) if named else ():
            if place := _standing_for(named[0], places, named_before=span.end <= sentence.start):
                strength = _BY_PRONOUN if place.entity else _UNRESOLVED
                return [replace(candidate, span=place.span, directness=candidate.directness * strength)]
    return []


def _standing_for(entity: Entity, places: list[Place], named_before: bool) -> Place | None:
    """The mention that was resolved to the entity, else a pronoun after the name that was not resolved at all."""
    for place in places:
        if place.entity is not None and place.entity.iri == entity.iri:
            return place
    open_ones = (p for p in places if p.pronoun and p.entity is None) if named_before else ()
    return next((p for p in open_ones if _fits(p.span.text.lower(), entity)), None)


def _fits(pronoun: str, entity: Entity) -> bool:
    """Relative pronouns do not: what they stand for is next to them, and "that" is often none."""
    if VOCABULARY.is_a(entity.kind, "Person"):
        return pronoun in PERSONAL
    return pronoun in NEUTRAL | PLURAL


def _source(told: ToldAct, sentence: Span, trigger: Span, scene: Scene) -> Entity | None:
    if told.source is None:
        return None
    return _parties("source", told.source, "agents", sentence, trigger, scene)[0].entity


def _about(told: ToldAct, sentence: Span, trigger: Span, scene: Scene) -> Entity | None:
    if told.about is None:
        return None
    try:
        found = _parties("about", told.about, "targets", sentence, trigger, scene)
    except Refused:
        return None
    return next((c.entity for c in found if VOCABULARY.is_a(c.entity.kind, "Measure")), None)


def _other(entity: Entity | None, than: Entity) -> Entity | None:
    return entity if entity is not None and entity.iri != than.iri else None


def _date(told: str | None, in_sentence: frozenset[ActDate]) -> ActDate | None:
    """The day, if the sentence mentions it."""
    precision = _PRECISIONS.get(len(told or ""))
    if told is None or precision is None:
        return None
    try:
        day = ActDate(date.fromisoformat((told + "-01-01")[:10]), precision)
    except ValueError:
        return None
    return day if day in in_sentence else None
