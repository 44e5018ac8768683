"""Acts that a noun tells: who does them, and who undergoes them when no preposition says so."""

from spacy.tokens import Token

from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.predicates.predicates import is_one_of, light_verb, receiving_verb
from graph.extract.words.lexicon import LIGHT, REPORTING, TURNED, UNDERGONE

_COMING = frozenset({"entry", "admission", "arrival", "immigration", "travel", "use", "import", "sale", "release"})
"""What is banned or asked for; "by" after it tells who bans: "a ban on the entry of Iranians by the president"."""


def agents_of(noun: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """The possessor, whom "by" or one of the prepositions names, the subject of a light verb, or a name before it."""
    light = carrier(noun)
    named = [*syntax.by_phrase(noun), *([] if undergone(noun) else syntax.children(noun, "poss"))]
    for preposition in prepositions:
        named += syntax.objects_of(noun, preposition)
        if receiving_verb(noun) is not None:
            named += syntax.objects_of(noun.head, preposition)
            named += [n for c in syntax.children(noun, "acl", "relcl") for n in syntax.objects_of(c, preposition)]
    if not named:
        parts = [o for p in syntax.children(noun, "prep") for o in syntax.children(p, "pobj")]
        # "The arrest of its welder by agents": the parse may hang them on the welder.
        suffered = syntax.lemma(noun) in UNDERGONE
        named = [n for o in parts if suffered or syntax.lemma(o) in _COMING for n in syntax.by_phrase(o)]
    if not named and receiving_verb(noun) is not None:
        named = syntax.objects_of(noun, "of")
    return named or (syntax.doers(light) if light is not None else []) or before(noun)


def carrier(noun: Token) -> Token | None:
    """The verb that only says that it happens, also of a relative clause: "talks he had with them"."""
    told = (c for c in syntax.children(noun, "relcl") if is_one_of(c, LIGHT) and _about(c))
    return light_verb(noun) or next((c for c in told if syntax.child(c, "nsubj")), None)


def _about(clause: Token) -> bool:
    """The relative clause has no object but the pronoun: "the suit that they filed"."""
    return all(o.tag_ in ("WDT", "WP") or o.lower_ == "that" for o in syntax.children(clause, "dobj"))


_OF_THE_STATE = frozenset(
    {
        "crackdown",
        "raid",
        "investigation",
        "probe",
        "inquiry",
        "prosecution",
        "ban",
        "attempt",
        "threat",
        "restriction",
        "sweep",
    }
)
"""What only the government does when it is called federal; anybody files a federal lawsuit."""


def before(noun: Token) -> list[Token]:
    """The body or people named before the noun: "a department lawsuit", "Russian meddling"."""
    federal = [
        t for t in syntax.children(noun, "amod") if t.lower_ == "federal" and syntax.lemma(noun) in _OF_THE_STATE
    ]
    return list(dict.fromkeys([*syntax.children(noun, "compound"), *syntax.modifiers(noun), *federal]))


def undergone(noun: Token) -> bool:
    """Its possessor undergoes it: "his arrest", "her confirmation by the Senate"; yet "her appointment of him"."""
    return syntax.lemma(noun) in UNDERGONE and not syntax.objects_of(noun, "of")


def announced_by(verb: Token) -> list[Token]:
    """Who tells, in his own report, what will be done by nobody named: "they will be barred, the department said"."""
    top = verb.head if verb.dep_ == "xcomp" and syntax.is_passive(verb.head) else verb
    to_come = any(c.lower_ in ("will", "would", "wo") for c in syntax.children(top, "aux"))
    over = any(c.lower_ == "longer" for c in syntax.children(top, "advmod"))
    reported = top.dep_ == "ccomp" and syntax.lemma(top.head) in REPORTING and not syntax.is_passive(top.head)
    if not (syntax.is_passive(verb) and reported and (to_come or over)):
        return []
    return syntax.doers(top.head)


_RESOLVING = frozenset({"vote", "decide", "agree", "choose", "vow", "pledge", "promise", "resolve", "opt", "elect"})


def _resolved(verb: Token) -> bool:
    """ "voted to take in no more" """
    denied = syntax.of_none(verb) or syntax.child(verb, "neg") is not None
    return denied and syntax.lemma(verb.head) in _RESOLVING and verb.dep_ == "xcomp"


_RAIDS = frozenset({"raid", "sweep", "roundup", "operation", "crackdown", "bust"})
_RAIDING = frozenset({"raid", "storm", "search", "descend", "swoop", "surround"})


def raiders(verb: Token) -> list[Token]:
    """Who arrests when nobody is told to: whoever raids in the same sentence, or did in the one before."""
    if not syntax.is_passive(verb):
        return []
    raids = (
        t
        for t in verb.sent
        if t.pos_ in ("NOUN", "VERB") and syntax.lemma(t) in (_RAIDS if t.pos_ == "NOUN" else _RAIDING)
    )
    for raid in raids:
        return agents_of(raid, ("by", "of")) if raid.pos_ == "NOUN" else syntax.doers(raid)
    before = verb.sent[0].nbor(-1).sent.root if verb.sent[0].i > 0 else verb
    return syntax.doers(before) if syntax.lemma(before) in _RAIDING else []


def declined(verb: Token, code: str) -> bool:
    """ "will not support it" turns it down, "will not be allowed" forbids; yet not "if they do not", "not only"."""
    if _resolved(verb):
        return code in TURNED and code in ("SUPPORT", "PROTECT", "AID", "APPROVE", "COOPERATE")
    said_no = any(
        c.dep_ == "neg" and c.doc[c.i + 1 : c.i + 2].text.lower() not in ("only", "just", "yet") for c in kids(verb)
    )
    supposed = any(c.lower_ in ("if", "unless", "whether") for t in (verb, *verb.ancestors) for c in kids(t))
    to_come = any(c.lower_ in ("will", "would", "wo") for c in syntax.children(verb, "aux"))
    said_no = said_no and not any(syntax.lemma(c) == "have" for c in syntax.children(verb, "aux"))
    refusable = code == "SUPPORT" or (code in ("PROTECT", "AID", "APPROVE") and to_come)
    return refusable and said_no and not supposed and verb.sent[-1].text != "?"
