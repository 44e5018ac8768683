"""What the model of confidence may see of an act that the rules found: sparse features, each a short string.

Words are seen as the lemma of the predicate only; participants are seen by kind, form and place, never by name, so that
nothing is learnt of anybody.
"""

from functools import cache

from spacy.tokens import Token

from graph.extract.arguments.arguments import Finding
from graph.extract.arguments.cast import Party
from graph.extract.parse import syntax
from ontology.vocabulary import VOCABULARY

_COARSE = tuple("Measure Court Legislature City State Country Place Agency Organization Group Official Person".split())
_LONGEST_PATH, _HIGHEST = 6, 8


def features(finding: Finding) -> list[str]:
    """The features of one finding, each true of it."""
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
        *_of_party("agent", finding.agent, finding, construction),
        *_of_party("target", finding.target, finding, construction),
    ]


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
