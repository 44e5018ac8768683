"""Whom a suit, an appeal or a dissent is against where the clause does not say: what the article has told before.

"The states filed the complaint in San Francisco" is against whoever was sued; "the department appealed" is against the
ruling told last. Only what can have no other object is completed: a verb without one, or a noun that "the" points back.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from spacy.tokens import Token

from graph.extract.arguments.arguments import Finding
from graph.extract.arguments.cast import Cast, Party
from graph.extract.parse import syntax
from graph.extract.parse.listed import kids, lefts
from graph.extract.predicates.events import agents_of
from graph.extract.predicates.predicates import Predicate, light_verb
from graph.extract.words.lexicon import Frame
from graph.extract.words.nouns import DEFINITE

_CERTAINTY = 0.6
"""What a target known from another sentence keeps of an act's strength."""
_CHALLENGES, _FILING = frozenset({"challenge", "petition"}), frozenset({"file", "lodge"})
_FURTHER = frozenset({"own", "separate", "similar", "another", "second", "third"})
"""Words of a suit that tell of one told before."""
_OBJECTS = frozenset({"dobj", "pobj", "dative", "ccomp", "xcomp", "nsubjpass"})


class Docket:
    """What has been brought to court so far, in the order of the text."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._sued: list[Party] = []
        self._rulings = [
            Party(entity, mention, _CERTAINTY)
            for mention, entity in cast.participants()
            if mention.form != "pronoun" and entity.kind == "CourtRuling"
        ]

    def note(self, findings: Sequence[Finding]) -> None:
        """Remember whom these acts took to court; a threat to sue takes nobody there."""
        brought = (f for f in findings if f.type == "SUE" and f.stance == "against")
        sued = [f.target for f in brought if all(link.operator.realis == "actual" for link in f.links)]
        self._sued = sued or self._sued

    def complete(self, predicate: Predicate) -> Iterator[Finding]:
        """The act of a predicate that names its agent alone."""
        frame = next((f for f in predicate.frames if self._at_court(predicate, f)), None)
        if frame is None or predicate.turned or not _points_back(predicate):
            return
        code = "SUE" if _filed(predicate) else frame.type
        targets = self._last_ruling(predicate.token) if code != "SUE" else self._sued
        for agent, target in product(self._agents(predicate, frame), targets):
            owner = target.entity.owner
            if agent.entity.iri not in (target.entity.iri, owner.iri if owner else ""):
                strength = agent.directness * target.directness * _CERTAINTY
                told = (predicate.token,)
                yield Finding(code, "against", agent, target, predicate.token, told, strength, predicate.links)

    def _agents(self, predicate: Predicate, frame: Frame) -> list[Party]:
        token = predicate.token
        words = agents_of(token, frame.agent) if predicate.part == "noun" else syntax.doers(token)
        return [p for t in words for p in self._cast.agents(t)]

    def _at_court(self, predicate: Predicate, frame: Frame) -> bool:
        return frame.type in ("SUE", "APPEAL") or self._dissents(predicate) or _filed(predicate)

    def _dissents(self, predicate: Predicate) -> bool:
        return syntax.lemma(predicate.token) == "dissent"

    def _last_ruling(self, token: Token) -> list[Party]:
        here = [p for p in self._rulings if self._cast.doc[p.mention.head].sent == token.sent]
        before = [p for p in self._rulings if p.mention.head < token.i]
        return here[:1] or before[-1:]


def _filed(predicate: Predicate) -> bool:
    """ "filed its own challenge": what is filed or brought is a suit, whatever it is called."""
    light = light_verb(predicate.token) if predicate.part == "noun" else None
    return light is not None and syntax.lemma(predicate.token) in _CHALLENGES and syntax.lemma(light) in _FILING


def _points_back(predicate: Predicate) -> bool:
    """A verb that has no object of its own, or a noun with "the"; who takes the case further did not bring it."""
    token = predicate.token
    if predicate.part == "noun":
        light = light_verb(token)
        spoken_of = any(t.lower_ in DEFINITE or t.lower_ in _FURTHER for t in lefts(token))
        spoken_of = spoken_of or any(t.lower_ == "own" for t in syntax.objects_of(token, "of"))
        carried = light is not None and syntax.lemma(light) == "take"
        return light is not None and not carried and spoken_of and syntax.child(light, "prt", "advmod") is None
    return (
        predicate.part == "verb"
        and not syntax.infinitive(token)
        and not any(
            c.dep_ in _OBJECTS or (c.dep_ == "prep" and c.lower_ in ("over", "against", "to", "from", "for"))
            for c in kids(token)
        )
    )
