"""What a clause says of its subject: good, bad or nothing.

A verdict may lie in the verb ("violates"), in what is predicated ("is a threat", "is out of touch"), or in verb and
object together ("puts lives at risk", "has created chaos", "makes us less safe").
"""

from dataclasses import dataclass

from spacy.tokens import Token

from graph.acts import Stance
from graph.extract.judgements.worth import menace, only, worth
from graph.extract.parse import syntax
from graph.extract.parse.listed import kids
from graph.extract.words import opinions

_MODALS = frozenset({"would", "could", "might", "may", "will", "can", "'d", "'ll"})
_NEVER = frozenset({"never", "hardly", "scarcely", "neither", "nor", "longer"})
_DEEPEST = 4
_SMALL = ("dobj", "attr", "acomp", "oprd")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said, by which words; `supposed`: of what would or may come to pass."""

    stance: Stance | None
    words: tuple[Token, ...]
    supposed: bool = False


def verdict(clause: Token) -> Verdict:
    """The verdict of the clause that the verb heads, on its subject."""
    worth, words = _of_verb(clause, 0)
    if worth > 0 and _reproved(clause):
        return Verdict("against", (clause, *words))
    supposed = any(c.dep_ == "aux" and c.lower_ in _MODALS for c in kids(clause)) or going(clause)
    stance: Stance | None = "against" if worth < 0 else "for" if worth > 0 else None
    return Verdict(stance, (clause, *words), supposed)


def going(verb: Token) -> bool:
    """ "is going to" """
    return verb.lower_ == "going" and any(syntax.infinitive(c) for c in syntax.children(verb, "xcomp"))


def _reproved(verb: Token) -> bool:
    """ "cannot hold them hostage", "may not discriminate": whoever is told so does it."""
    told = any(c.lower_ in ("can", "ca", "may") for c in syntax.children(verb, "aux"))
    return told and syntax.child(verb, "neg") is not None and not syntax.is_passive(verb) and syntax.lemma(verb) != "be"


def _of_verb(verb: Token, depth: int) -> tuple[int, list[Token]]:
    """The worth of what the verb says of its subject, its negation reckoned in."""
    if syntax.lemma(verb) == "be" or verb.dep_ == "auxpass":
        found = _predicated(verb)
    elif syntax.is_passive(verb):
        found = _done_to(verb)
    else:
        found = _doing(verb)
    if not found[0] and depth < _DEEPEST and syntax.lemma(verb) in opinions.PASSING:
        found = _aimed_at(verb, depth)
    if syntax.lemma(verb) in opinions.WRONG.verbs and syntax.of_none(verb):
        return 0, []
    negated = any((c.dep_ == "neg" and not only(c)) or c.lower_ in _NEVER for c in kids(verb))
    return (-found[0] if negated else found[0]), found[1]


def _aimed_at(verb: Token, depth: int) -> tuple[int, list[Token]]:
    """ "is trying to undermine", "was designed to fail" """
    for clause in syntax.children(verb, "xcomp", "advcl"):
        if syntax.infinitive(clause) or clause.tag_ == "VBG":
            found, words = _of_verb(clause, depth + 1)
            if found:
                return found, [clause, *words]
    return 0, []


def _predicated(verb: Token) -> tuple[int, list[Token]]:
    """ "is a disgrace", "is out of touch", "is against the law", "is in violation of" """
    words = [w for c in syntax.children(verb, "acomp", "attr", "oprd") for w in syntax.coordinated(c)]
    for word in words:
        found = worth(word)
        if found:
            return found, [word]
    for preposition in syntax.children(verb, "prep"):
        found = _standing(preposition)
        if found:
            return found, [preposition]
    return _phrased(verb)


def _standing(preposition: Token) -> int:
    nouns = [n for p in (preposition, *syntax.children(preposition, "prep")) for n in syntax.children(p, "pobj")]
    lemmas = {syntax.lemma(n) for n in nouns}
    if preposition.lower_ == "out":
        return -1 if lemmas & opinions.OUT_OF else 0
    if preposition.lower_ == "against":
        return -1 if lemmas & opinions.AGAINST_WHAT else 0
    if preposition.lower_ in ("in", "on", "at", "to"):
        return next((s for n in nouns if (s := worth(n))), 0)
    return 0


def _done_to(verb: Token) -> tuple[int, list[Token]]:
    word = syntax.lemma(verb)
    if word in opinions.DONE_WRONG:
        return -1, []
    if word in opinions.DONE_RIGHT:
        return 1, []
    phrased = _phrased(verb)
    if phrased[0]:
        return phrased
    if word in opinions.BASED:
        for preposition in ("on", "by", "in", "with", "as"):
            for noun in syntax.objects_of(verb, preposition):
                if worth(noun):
                    return worth(noun), [noun]
    return 0, []


def _doing(verb: Token) -> tuple[int, list[Token]]:
    word = syntax.lemma(verb)
    objects = [w for c in syntax.children(verb, "dobj") for w in syntax.coordinated(c)]
    on_menaces = bool(objects) and all(menace(o) for o in objects)
    if word in opinions.WRONG.verbs:
        return (1 if on_menaces else -1), objects[:1] if on_menaces else []
    if word in opinions.RIGHT.verbs:
        return (-1 if on_menaces else 1), objects[:1] if on_menaces else []
    if word == "have":
        owed = [o for o in objects if syntax.lemma(o) in opinions.OWED and syntax.child(o, "det")]
        if any(c.lower_ in ("no", "any") for o in owed for c in kids(o)):
            return (-1 if any(c.lower_ == "no" for o in owed for c in kids(o)) else 1), owed
    found = _phrased(verb)
    if found[0]:
        return found
    if word in opinions.BEHAVING:
        return _manner(verb)
    if word in opinions.RELIEVING:
        return next(((-s, [o]) for o in objects if (s := worth(o)) < 0), (0, []))
    return _produced(verb) if word in opinions.PRODUCING else (0, [])


def _manner(verb: Token) -> tuple[int, list[Token]]:
    """ "acted illegally" """
    for adverb in syntax.children(verb, "advmod"):
        word = adverb.lower_
        stem = word.removesuffix("ly")
        forms = {stem, f"{stem}e", f"{stem[:-1]}y", stem.removesuffix("al")}
        if word.endswith("ly") and forms & opinions.WRONG.adjectives:
            return -1, [adverb]
        if word.endswith("ly") and forms & opinions.RIGHT.adjectives:
            return 1, [adverb]
    return 0, []


def _produced(verb: Token) -> tuple[int, list[Token]]:
    """ "has created chaos", "amounts to an attack", "makes us less safe" """
    below = [w for c in syntax.children(verb, *_SMALL) for w in syntax.coordinated(c)]
    if syntax.lemma(verb) == "make":
        made = [
            w
            for c in (verb, *syntax.children(verb, "ccomp", "dobj"))
            for w in (c, *syntax.children(c, *_SMALL, "amod"))
        ]
        for word in made:
            if {syntax.lemma(word), word.lower_} & opinions.MAKING and word.dep_ not in ("dobj", "nsubj"):
                return -1, [word]
        below += [w for c in syntax.children(verb, "ccomp") for w in (c, *syntax.children(c, "acomp"))]
    below += [n for p in ("to", "in", "as", "of", "with", "like") for n in syntax.objects_of(verb, p)]
    return next(((s, [w]) for w in below if (s := worth(w))), (0, []))


def _phrased(verb: Token) -> tuple[int, list[Token]]:
    for phrases, stance in ((opinions.WRONG_PHRASES, -1), (opinions.RIGHT_PHRASES, 1)):
        wanted = phrases.get(syntax.lemma(verb))
        for word in _under(verb) if wanted else ():
            if wanted and (syntax.lemma(word) in wanted or word.lower_ in wanted):
                if word.lower_ == "far" and not any(c.lower_ == "too" for c in kids(word)):
                    continue
                return stance, [word]
    return 0, []


def _under(verb: Token) -> list[Token]:
    direct = [c for c in kids(verb) if c.dep_ in (*_SMALL, "advmod", "prt", "prep", "xcomp", "ccomp")]
    return [*direct, *(n for p in direct if p.dep_ == "prep" for n in syntax.children(p, "pobj"))]
