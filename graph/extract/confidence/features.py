"""What the model of confidence may see of an act that the rules found: sparse features, each a short string, and the
meaning of its common words.

Words are seen as the lemmas and vectors of the predicate and of common nouns only; participants are seen by kind, form,
place and how often the article speaks of them, never by name, so that nothing is learnt of anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from graph.acts import Realis
from graph.extract.arguments.arguments import Finding
from graph.extract.arguments.cast import Party
from graph.extract.parse import syntax
from ontology.vocabulary import VOCABULARY

_COARSE = tuple("Measure Court Legislature City State Country Place Agency Organization Group Official Person".split())
_LONGEST_PATH, _HIGHEST = 6, 8


@dataclass(frozen=True, slots=True)
class Seen:
    """An act that the rules found, in its article: its realis, whether somebody is credited for it, the number of its
    sentence, and how often the article mentions whom (by IRI)."""

    finding: Finding
    realis: Realis
    attributed: bool
    sentence: int
    mentions: Mapping[str, int]


ROLES = ("predicate", "agent", "target")
"""Whose words have a meaning: `vectors` gives one for each."""


def vectors(seen: Seen) -> dict[str, NDArray[np.float32] | None]:
    """The word vectors of the predicate and of participants who are described by a common noun; None of names."""
    finding = seen.finding
    parties = {"agent": finding.agent, "target": finding.target}
    found = {role: _noun(finding, party) for role, party in parties.items()}
    return {role: _vector(token) for role, token in {"predicate": finding.anchor, **found}.items()}


def _vector(token: Token | None) -> NDArray[np.float32] | None:
    return np.asarray(token.vector, np.float32) if token is not None and token.has_vector else None


def _noun(finding: Finding, party: Party) -> Token | None:
    head = finding.anchor.doc[party.mention.head]
    return head if party.mention.form == "description" and head.pos_ == "NOUN" else None


def features(seen: Seen) -> list[str]:
    """The features of one finding, each true of it."""
    finding = seen.finding
    anchor = finding.anchor
    part = _part(anchor)
    construction = f"{part} {'passive' if syntax.is_passive(anchor) else 'active'}"
    kinds = f"{coarse(finding.agent.entity.kind)} {coarse(finding.target.entity.kind)}"
    return [
        f"type={finding.type}",
        f"construction={construction}",
        f"type construction={finding.type} {construction}",
        f"lemma={syntax.lemma(anchor)}",
        f"clause={anchor.dep_}",
        f"links={len(finding.links)}",
        f"kinds={kinds}",
        f"kinds type={kinds} {finding.type}",
        f"strength={int(finding.strength * 10)}",
        f"strength type={int(finding.strength * 5)} {finding.type}",
        f"stance={finding.stance}",
        f"stance type={finding.stance} {finding.type}",
        f"realis={seen.realis}",
        f"attributed={seen.attributed}",
        f"sentence={min(seen.sentence, 8)}",
        f"own={_own(finding)}",
        *_spoken_of("agent", finding.agent, seen),
        *_spoken_of("target", finding.target, seen),
        *_of_party("agent", finding.agent, finding, construction),
        *_of_party("target", finding.target, finding, construction),
    ]


def _own(finding: Finding) -> bool:
    """The agent acts upon a measure of his own."""
    owner = finding.target.entity.owner
    return owner is not None and owner.iri == finding.agent.entity.iri


def _spoken_of(role: str, party: Party, seen: Seen) -> list[str]:
    """How often the article mentions the participant, and the common noun or the pronoun that stands for it here."""
    head = seen.finding.anchor.doc[party.mention.head]
    told = [f"{role} mentions={min(seen.mentions.get(party.entity.iri, 0), 6)}"]
    if (noun := _noun(seen.finding, party)) is not None:
        told += [f"{role} noun={syntax.lemma(noun)}", f"{role} noun type={syntax.lemma(noun)} {seen.finding.type}"]
    if party.mention.form == "pronoun":
        told.append(f"{role} pronoun={head.lower_}")
    return told


def _of_party(role: str, party: Party, finding: Finding, construction: str) -> list[str]:
    anchor, mention = finding.anchor, party.mention
    head = anchor.doc[mention.head]
    path = _path(anchor, head)
    kind = coarse(party.entity.kind)
    return [
        f"{role} path={path}",
        f"{role} path construction={construction} {path}",
        f"{role} steps={path.count('/')}",
        f"{role} kind={kind}",
        f"{role} kind type={kind} {finding.type}",
        f"{role} form={mention.form}",
        f"{role} form kind={mention.form} {kind}",
        f"{role} direct={int(party.directness * 10)}",
        f"{role} before={head.i < anchor.i} {construction}",
        f"{role} far={min(abs(head.i - anchor.i) // 5, 6)}",
        f"{role} here={head.sent == anchor.sent}",
    ]


def _path(anchor: Token, head: Token) -> str:
    """The dependency path from the predicate to the mention, prepositions by their word, lists left out."""
    above = [anchor]
    while above[-1].head.i != above[-1].i and len(above) < _HIGHEST:
        above.append(above[-1].head)
    height = {t.i: n for n, t in enumerate(above)}
    down: list[str] = []
    token = head
    while token.i not in height:
        down.append(_step(token))
        if token.head.i == token.i or len(down) > _LONGEST_PATH:
            return "far"
        token = token.head
    path = [f"{_step(t)}^" for t in above[: height[token.i]]] + down[::-1]
    kept = [step for step in path if step.rstrip("^") not in ("pobj", "conj", "appos")]
    return "/".join(kept) if len(kept) <= _LONGEST_PATH else "far"


def _step(token: Token) -> str:
    return token.lower_ if token.dep_ in ("prep", "agent", "dative") else token.dep_


def _part(anchor: Token) -> str:
    return "verb" if syntax.is_verb(anchor) else "noun" if anchor.pos_ in ("NOUN", "PROPN") else "adjective"


@cache
def coarse(kind: str) -> str:
    """The broad class that the kind belongs to."""
    return next((c for c in _COARSE if VOCABULARY.is_a(kind, c)), "Other")
