"""Whether an act happened, is planned, threatened or possible, or did not happen."""

from spacy.tokens import Token

from graph.acts import Realis
from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.parse.singled import singled_out
from graph.extract.predicates.predicates import Link
from graph.extract.words.lexicon import LIGHT, RECEIVED, REPORTING

_POSSIBLE = frozenset({"may", "might", "could", "can", "must", "should", "ought"})
_FUTURE = frozenset({"will", "shall", "'ll", "\N{RIGHT SINGLE QUOTATION MARK}ll", "wo"})
_NOBODY = frozenset({"none", "nobody", "neither"})
_BRINGING_ABOUT = frozenset(
    {"prompt", "lead", "cause", "force", "drive", "spur", "compel", "push", "help", "get", "manage", "go"}
)
"""Verbs under which an infinitive tells what was done."""
_HIGHEST = 6
_CONDITIONS = frozenset({"if", "unless", "whether"})
_ORDER: tuple[Realis, ...] = ("negated", "threatened", "possible", "planned", "actual")
"""When several hold, the first one is told."""


def realis_of(anchor: Token, links: tuple[Link, ...] = (), turned: bool = False) -> Realis:
    """The realis of the act that hangs on `anchor` under `links`.

    A turned act is the refusal itself, so that the turning operator's own negation and modality count, not the act's.
    """
    found: set[Realis] = {_of_link(link) for link in links}
    for token in (anchor, *_carrier(anchor), *_saying(anchor), *(link.token for link in links)):
        found |= _of_word(token)
    if any(link.operator.realis == "negated" and _negated(link.token) for link in links):
        found.discard("negated")
    if turned and "negated" in found and not any(_negated(t) for t in (anchor, *(link.token for link in links))):
        found.discard("negated")
    top = links[-1].token if links else anchor
    if (_conditional(top) and not _given(top)) or _asked_by_the_sentence(top) or _supposed(top):
        return "possible"
    found |= _of_report(top) | _described(top)
    if not links and _unsettled(top):
        found.add("possible")
    return next((r for r in _ORDER if r in found), "actual")


def _of_link(link: Link) -> Realis:
    """What becomes of the act under the operator: who "was able" to do it did it, who "has yet" to do it did not."""
    word = syntax.lemma(link.token)
    if word == "able" and link.token.head.tag_ == "VBD":
        return "actual"
    if word == "have" and any(c.lower_ == "yet" for c in kids(link.token)):
        return "negated"
    if word == "expect" and syntax.is_passive(link.token):
        # What somebody expects of another he counts on; "is expected to" is nobody's word.
        return "possible"
    if link.operator.realis == "negated" and _negated(link.token):
        return "possible"
    return link.operator.realis


def _carrier(noun: Token) -> list[Token]:
    """The verb whose time and mood are those of the act that the noun names: "could face a suit"."""
    carries = noun.dep_ in ("dobj", "nsubjpass") and syntax.lemma(noun.head) in LIGHT | RECEIVED
    return [noun.head] if carries and not syntax.is_verb(noun) else []


def _saying(verb: Token) -> list[Token]:
    """The copula whose time is that of the deed: "would be the first state to sue"."""
    said = singled_out(verb.head) if syntax.infinitive(verb) and verb.dep_ in ("acl", "relcl") else None
    return [said] if said is not None and syntax.is_verb(said) else []


def _of_report(verb: Token) -> set[Realis]:
    """What one denies was not done, and what one warns to do is threatened."""
    head = verb.head
    if verb.dep_ not in ("ccomp", "xcomp"):
        return set()
    if syntax.lemma(head) == "deny":
        return {"negated"}
    own = syntax.child(verb, "nsubj")
    warned = syntax.lemma(head) in ("warn", "threaten") and own is not None and own.tag_ == "PRP"
    return {"threatened"} if warned and _auxiliaries(verb) & {"would", "will"} else set()


def _described(verb: Token) -> set[Realis]:
    """What something not yet there does: "would sign an order that bars them"."""
    above = verb
    for _ in range(_HIGHEST):
        described = above.dep_ in ("relcl", "acl") and above.tag_ in ("VBZ", "VBP", "VBG", "VB")
        if not described or above.head.dep_ not in ("dobj", "pobj"):
            return set()
        noun = above.head
        governor = noun.head.head if noun.dep_ == "pobj" else noun.head
        auxiliaries = _auxiliaries(governor) if syntax.is_verb(governor) else set()
        if auxiliaries & {"would", *_FUTURE, "could", "might", "may"} and "have" not in auxiliaries:
            return {r for r in _of_word(governor) if r in ("planned", "possible")}
        above = governor
    return set()


def _of_word(token: Token) -> set[Realis]:
    found: set[Realis] = set()
    if _negated(token):
        found.add("negated")
    auxiliaries = _auxiliaries(token)
    if syntax.requested(token) and not syntax.infinitive(token):
        found.add("possible")
    if auxiliaries & _POSSIBLE:
        found.add("possible")
    if auxiliaries & _FUTURE or _going_to(token):
        found.add("planned")
    if "would" in auxiliaries:
        found.add("planned" if _told_before(token) and "have" not in auxiliaries else "possible")
    return found


def _negated(token: Token) -> bool:
    if any(
        c.dep_ == "neg"
        or c.lower_ in ("never", "hardly", "almost", "nearly", "neither")
        or (c.dep_ == "det" and c.lower_ == "no")
        for c in kids(token)
    ):
        return True
    if any(c.lower_ == "longer" and syntax.children(c, "neg", "det") for c in kids(token)):
        return True
    if syntax.is_verb(token) and syntax.of_none(token):
        return True
    subject = syntax.child(token, *syntax.SUBJECTS)
    if subject is not None and (
        subject.lower_ in _NOBODY or any(c.lower_ == "no" for c in syntax.children(subject, "det"))
    ):
        return True
    shared = token.head if _alternative(token) else _shares_auxiliaries(token)
    return shared is not None and _negated(shared)


def _alternative(token: Token) -> bool:
    """ "never did this or that" """
    bare = token.dep_ == "conj" and syntax.is_verb(token.head) and not syntax.child(token, "aux", *syntax.SUBJECTS)
    return bare and any(c.lower_ in ("or", "nor") for c in syntax.children(token.head, "cc"))


def _auxiliaries(token: Token) -> set[str]:
    own = {c.lower_ for c in kids(token) if c.dep_ in ("aux", "auxpass")}
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
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in _CONDITIONS for c in kids(clause))


def _conditional(token: Token) -> bool:
    """Within an "if" or "whether" clause."""
    return any(t.dep_ in ("advcl", "ccomp", "pcomp", "acl") and _marked(t) for t in syntax.ancestors(token))


def _given(token: Token) -> bool:
    """What a clause speaks of it takes for granted: "if the talks fail"."""
    return not syntax.is_verb(token) and token.dep_ in ("nsubj", "nsubjpass")


def _unsettled(token: Token) -> bool:
    """An infinitive that no known operator governs tells what may be done, not that it was."""
    conceived = syntax.is_verb(token) and syntax.infinitive(token) and token.dep_ != "ROOT"
    done = token.dep_ in ("acl", "relcl") and singled_out(token.head) is not None
    return conceived and not done and syntax.lemma(token.head) not in _BRINGING_ABOUT


def _supposed(token: Token) -> bool:
    """What is so "if they win": told in the present, of no time."""
    condition = any(_marked(c) for c in syntax.children(token, "advcl"))
    return (
        condition and token.tag_ in ("VBZ", "VBP", "VBG") and not _auxiliaries(token) & {"was", "were", "has", "have"}
    )


def _asked_by_the_sentence(token: Token) -> bool:
    return token.sent[-1].text == "?" and token.sent.root in (token, *token.ancestors)
