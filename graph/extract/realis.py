"""Whether an act happened, is planned, threatened or possible, or did not happen."""

from spacy.tokens import Token

from graph.acts import Realis
from graph.extract import syntax
from graph.extract.lexicon import REPORTING
from graph.extract.predicates import Link

_POSSIBLE = frozenset({"may", "might", "could", "can", "must", "should", "ought"})
_CONDITIONS = frozenset({"if", "unless", "whether"})
_ORDER: tuple[Realis, ...] = ("negated", "threatened", "possible", "planned", "actual")
"""When several hold, the first one is told."""


def realis_of(anchor: Token, links: tuple[Link, ...] = (), turned: bool = False) -> Realis:
    """The realis of the act that hangs on `anchor` under `links`.

    A turned act is the refusal itself, so that the turning operator's own negation and modality count, not the act's:
    whoever drops a plan to do it has done so.
    """
    turning = next((n for n, link in enumerate(links) if link.operator.turns), 0) if turned else 0
    found: set[Realis] = {link.operator.realis for link in links[turning:]}
    for token in (anchor, *(link.token for link in links)):
        found |= _of_word(token)
    if turned and "negated" in found and not any(_negated(t) for t in (anchor, *(link.token for link in links))):
        found.discard("negated")
    top = links[-1].token if links else anchor
    if _conditional(top) or _asked_by_the_sentence(top):
        return "possible"
    if not links and _unsettled(top):
        found.add("possible")
    return next((r for r in _ORDER if r in found), "actual")


def _of_word(token: Token) -> set[Realis]:
    found: set[Realis] = set()
    if _negated(token):
        found.add("negated")
    auxiliaries = _auxiliaries(token)
    if syntax.requested(token) and not syntax.infinitive(token):
        found.add("possible")
    if auxiliaries & _POSSIBLE:
        found.add("possible")
    if auxiliaries & {"will", "shall", "'ll", "\N{RIGHT SINGLE QUOTATION MARK}ll", "wo"} or _going_to(token):
        found.add("planned")
    if "would" in auxiliaries:
        found.add("planned" if _told_before(token) and "have" not in auxiliaries else "possible")
    return found


def _negated(token: Token) -> bool:
    if any(
        c.dep_ == "neg" or c.lower_ in ("never", "hardly") or (c.dep_ == "det" and c.lower_ == "no")
        for c in token.children
    ):
        return True
    if any(c.lower_ == "longer" and syntax.children(c, "neg", "det") for c in token.children):
        return True
    shared = token.head if _alternative(token) else _shares_auxiliaries(token)
    return shared is not None and _negated(shared)


def _alternative(token: Token) -> bool:
    """ "never did this or that" """
    bare = token.dep_ == "conj" and syntax.is_verb(token.head) and not syntax.child(token, "aux", *syntax.SUBJECTS)
    return bare and any(c.lower_ in ("or", "nor") for c in syntax.children(token.head, "cc"))


def _auxiliaries(token: Token) -> set[str]:
    own = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    shared = _shares_auxiliaries(token)
    return own | (_auxiliaries(shared) if shared is not None else set())


def _shares_auxiliaries(token: Token) -> Token | None:
    """The verb before a coordinated one that stands under the same auxiliaries: "did not arrest or deport"."""
    if token.dep_ != "conj" or not syntax.is_verb(token.head) or syntax.child(token, "aux", "nsubj", "nsubjpass"):
        return None
    return token.head if token.tag_ in ("VB", "VBN") and token.tag_ == token.head.tag_ else None


def _going_to(token: Token) -> bool:
    """ "is going to block" """
    return token.dep_ == "xcomp" and token.head.lower_ == "going"


def _told_before(token: Token) -> bool:
    """Inside a report in the past tense, where "would" is "will" told later."""
    return any(t.dep_ == "ccomp" and syntax.lemma(t.head) in REPORTING for t in syntax.ancestors(token)) and not any(
        t.dep_ == "advcl" and _marked(t) for t in _clauses_below(token)
    )


def _clauses_below(token: Token) -> list[Token]:
    return syntax.children(token, "advcl")


def _marked(clause: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS for c in clause.children)


def _conditional(token: Token) -> bool:
    """Within an "if" or "whether" clause."""
    return any(t.dep_ in ("advcl", "ccomp", "pcomp", "acl") and _marked(t) for t in syntax.ancestors(token))


def _unsettled(token: Token) -> bool:
    """An infinitive that no known operator governs tells what may be done, not that it was."""
    return syntax.is_verb(token) and syntax.infinitive(token) and token.dep_ != "ROOT"


def _asked_by_the_sentence(token: Token) -> bool:
    return token.sent[-1].text == "?" and token.sent.root in (token, *token.ancestors)
