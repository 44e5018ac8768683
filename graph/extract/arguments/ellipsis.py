"""Acts told by "did" alone: "the Republicans backed it; the Democrats did not", "and so did the mayor"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.acts import Stance
from graph.extract.arguments.arguments import Finding
from graph.extract.arguments.cast import Cast
from graph.extract.parse import syntax
from graph.extract.parse.listed import every, kids

_LIKEWISE = frozenset({"so", "as", "too", "likewise", "same", "also", "similarly"})
_DECLINED = frozenset({"SUPPORT", "APPROVE"})
"""Not to do these where others do is to be against: a vote withheld is one against."""


def echoed(doc: Doc, found: Sequence[Finding], cast: Cast) -> Iterator[Finding]:
    """The acts that "did", "did not" and "did so" repeat of another agent, from the acts `found` by their own words."""
    for token in every(doc):
        if _echoes(token):
            verb = _antecedent(token)
            yield from _repeated(token, [f for f in found if f.anchor == verb], cast)


def _echoes(token: Token) -> bool:
    """A full verb of which nothing is told but who does it, and that he does likewise or does not."""
    if syntax.lemma(token) != "do" or token.dep_ in ("aux", "auxpass") or syntax.child(token, "nsubj") is None:
        return False
    beside = {c.lower_ for c in kids(token)}
    told = [c for c in syntax.children(token, "dobj", "xcomp", "prep") if c.lower_ not in _LIKEWISE]
    return not told and (bool(beside & _LIKEWISE) or syntax.child(token, "neg") is not None)


def _antecedent(did: Token) -> Token | None:
    """The verb that "did" stands for: the one it goes on from, or the main verb of the sentence before."""
    if did.dep_ in ("conj", "advcl", "parataxis"):
        return did.head
    before = [c for c in syntax.children(did, "ccomp", "parataxis") if c.i < did.i]
    if before:
        return before[-1]
    start = did.sent.start
    return did.doc[start - 1].sent.root if did.dep_ == "ROOT" and start else None


def _repeated(did: Token, acts: list[Finding], cast: Cast) -> Iterator[Finding]:
    subject = syntax.child(did, "nsubj")
    agents = cast.agents(subject) if subject is not None else []
    refused = syntax.child(did, "neg") is not None
    for act in dict.fromkeys((f.type, f.stance, f.target.entity.iri) for f in acts):
        first = next(f for f in acts if (f.type, f.stance, f.target.entity.iri) == act)
        against = refused and first.type in _DECLINED
        code = "OPPOSE" if against else first.type
        stance: Stance = "against" if against else first.stance
        for agent in agents:
            if agent.entity.iri not in (first.target.entity.iri, first.agent.entity.iri):
                yield replace(
                    first,
                    type=code,
                    stance=stance,
                    agent=agent,
                    anchor=did,
                    trigger=(did, *syntax.children(did, "neg")),
                    strength=first.strength * 0.8,
                    links=(),
                    merely_negated=refused and not against,
                    uttered=against,
                )
