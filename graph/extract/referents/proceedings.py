"""Suits, rulings and decisions that a verb has told: "The city sued ..." is what "the complaint" goes on with.

Such a measure belongs to whoever sued, ruled or decided. The last that was told of the sort is meant, whether a verb or
a noun told it.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.parse.listed import kids
from graph.extract.referents.clauses import doer
from graph.extract.referents.referents import Discourse, Referent
from graph.extract.words.nouns import Noun

SUITS = frozenset({"suit", "lawsuit", "litigation", "complaint", "challenge", "case", "court challenge"})
RULINGS = frozenset(
    {"ruling", "decision", "injunction", "order", "opinion", "verdict", "judgment", "block", "court order"}
)
DECISIONS = frozenset({"decision", "move", "announcement", "change", "action", "plan", "refusal", "vote", "cut"})
SUING = frozenset({"sue", "file", "bring", "lodge", "challenge", "countersue"})
BROUGHT = frozenset({"suit", "lawsuit", "complaint", "challenge", "case", "action", "petition", "motion", "appeal"})
"""What is filed or brought where somebody is taken to court."""
RULING = frozenset(
    """
    rule bar block halt uphold strike overturn dismiss order enjoin suspend freeze deny reject decline refuse
    affirm side reverse revive throw toss find hold reinstate vacate stay lift grant forbid stop temper issue
    let agree invalidate void prohibit prevent direct restore convict acquit sentence free decide conclude put
    limit clear
    """.split()
)
DECIDING = frozenset(
    """
    decide vote announce end rescind cancel scrap lower cut slash raise refuse decline withdraw quit pull leave close
    terminate revoke halt suspend freeze ban bar bench restrict limit tighten ease loosen reverse drop abandon extend
    shelve postpone delay fire dismiss oust replace deploy send order impose expand reinstate reopen shut scale roll
    """.split()
)
JUDGES = frozenset({"judge", "justice", "magistrate", "chief justice", "immigration judge", "district judge"})
GOVERNING = ("Agency", "Legislature", "Official", "City", "State", "Country")
FAR = {"suit": 12, "ruling": 4, "decision": 2}
"""Sentences back in which what is meant is looked for."""


def told(discourse: Discourse, head: Token, noun: Noun) -> Referent | None:
    """What the verb or noun told last that the definite noun may go on with; None when nothing did."""
    for sort, nouns in (("suit", SUITS), ("ruling", RULINGS), ("decision", DECISIONS)):
        if noun.words in nouns:
            found = _last(discourse, head, noun, sort)
            if found is not None:
                return found
    return None


def suer(discourse: Discourse, head: Token) -> Referent | None:
    """Who was told last to have sued; those who did so together as one."""
    return next((party for _, party in _tellers(discourse, head, "suit")), None)


def _last(discourse: Discourse, head: Token, noun: Noun, sort: str) -> Referent | None:
    spoken = _spoken(discourse, head, sort)
    verb, party = next(_tellers(discourse, head, sort), (None, None))
    if verb is None or party is None:
        return spoken
    if spoken is not None and (spoken.owner is party or spoken.mentions[-1].head > verb.i):
        return spoken
    if verb.i not in discourse.told:
        kind = "CourtRuling" if sort == "ruling" else "Policy"
        discourse.told[verb.i] = Referent(kind, noun.words, None, party, noun.words, noun.family, vague=True)
    return discourse.told[verb.i]


def _spoken(discourse: Discourse, head: Token, sort: str) -> Referent | None:
    """The measure of the sort that the text spoke of last, in those sentences."""
    words = {"suit": SUITS, "ruling": RULINGS, "decision": DECISIONS}[sort]
    for other in discourse.recent(60):
        fits = other.kind == "CourtRuling" if sort == "ruling" else other.head in words and other.is_a("Policy")
        if fits and not other.plural and other.mentions and discourse.since(other, head) <= FAR[sort]:
            return other
    return None


def _tellers(discourse: Discourse, head: Token, sort: str) -> Iterator[tuple[Token, Referent]]:
    """Verbs before the noun that tell of such a thing, the last first, with who does it."""
    doc, last = head.doc, discourse.sentence[head.i]
    for i in range(head.i - 1, -1, -1):
        if last - discourse.sentence[i] > FAR[sort]:
            return
        token = doc[i]
        if token.pos_ in ("VERB", "NOUN") and _tells(token, sort) and not head.is_ancestor(token):
            party = _party(discourse, token)
            if party is not None and _may(party, sort):
                yield token, party


def _tells(token: Token, sort: str) -> bool:
    verb = token.lemma_.casefold()
    if sort == "ruling":
        return verb in RULING
    if sort == "decision":
        return verb in DECIDING
    brought = any(t.lemma_ in BROUGHT for t in kids(token) if t.dep_ in ("dobj", "nsubjpass"))
    relative = token.dep_ == "relcl" and token.head.lemma_ in BROUGHT
    return verb in ("sue", "countersue") or (verb in SUING and (brought or relative))


def _party(discourse: Discourse, verb: Token) -> Referent | None:
    """Who does it: the subject of the active verb, or whom "by" names with the passive one."""
    passive = any(t.dep_ in ("nsubjpass", "auxpass") for t in kids(verb))
    if passive or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        by = (t for agent in kids(verb) if agent.dep_ == "agent" for t in kids(agent) if t.dep_ == "pobj")
        subject = next(by, None)
    else:
        subject = doer(verb)
    found = discourse.at(subject) if subject is not None else None
    if found is None or subject is None or not subject.conjuncts:
        return found
    joined = [r for t in (subject, *subject.conjuncts) if (r := discourse.at(t)) is not None and r.is_a("Actor")]
    return discourse.together(joined) if len({id(r) for r in joined}) > 1 else found


def _may(party: Referent, sort: str) -> bool:
    if sort == "ruling":
        return party.is_a("Court") or (party.is_a("Person") and bool(party.titles & JUDGES))
    return party.is_a("Actor") if sort == "suit" else party.is_a(*GOVERNING) and not party.plural
