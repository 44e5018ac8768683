"""Words that may express an act, with the words above them that turn it or change its realis.

What a word expresses depends on its participants too; a `Predicate` therefore carries every frame of the word, and
`arguments` takes the first that fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.acts import Stance
from graph.extract.parse import syntax
from graph.extract.parse.listed import every, kids
from graph.extract.words.lexicon import (
    FRAMES,
    IDLE,
    LIGHT,
    OPERATORS,
    OPPOSITE,
    RECEIVED,
    TURNED,
    Frame,
    Operator,
    Part,
)


@dataclass(frozen=True, slots=True)
class Link:
    """An operator above a predicate, and the token that it is."""

    token: Token
    operator: Operator


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word with its frames, and the operators over it from the nearest up."""

    token: Token
    part: Part
    frames: tuple[Frame, ...]
    links: tuple[Link, ...] = ()

    @property
    def turned(self) -> bool:
        return sum(link.operator.turns for link in self.links) % 2 == 1

    @property
    def carrier(self) -> Token:
        """The word whose subject does the act: an operator that takes the act as its object, else the word itself."""
        taking = [link.token for link in self.links if link.operator.takes]
        return taking[-1] if taking else self.token

    def outcome(self, frame: Frame) -> tuple[str, Stance] | None:
        """Type and stance of the act when the operators have done their work; None: it is merely negated."""
        if not self.turned:
            return frame.type, frame.stance
        code = TURNED.get(frame.type)
        return (code, OPPOSITE[frame.stance]) if code else None


def find_predicates(doc: Doc) -> Iterator[Predicate]:
    """Every predicate of the document, in its order."""
    for token in every(doc):
        part = _part(token)
        word = token.lower_ if part == "adjective" else syntax.lemma(token)
        frames = FRAMES[part].get(word, ()) if part else ()
        if not part or not frames or _idle(token):
            continue
        around = _around(token) if any(f.near for f in frames) else frozenset()
        fitting = tuple(f for f in frames if _present(token, f, around))
        if fitting and not _unsaid(token):
            links = () if any(f.itself or "itself" in f.target for f in fitting) else tuple(_links(token))
            yield Predicate(token, part, fitting, links)


_SIDES = frozenset({"for", "against", "behind"})
"""Prepositions by which one is on a side: "they are against it"."""


def _part(token: Token) -> Part | None:
    if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "aux"):
        return "adjective" if token.dep_ == "acomp" else "verb"
    if token.pos_ == "NOUN":
        return "noun"
    if token.pos_ == "AUX" and any(c.lower_ in _SIDES for c in syntax.children(token, "prep")):
        return "verb"
    if token.pos_ != "ADJ":
        return None
    complemented = token.dep_ == "amod" and token.i > token.head.i and syntax.child(token, "prep")
    return "adjective" if token.dep_ in ("acomp", "conj", "oprd") or complemented else None


def _present(token: Token, frame: Frame, around: frozenset[str]) -> bool:
    """The particle, the object and the company that the frame asks for are there."""
    if frame.particle and not _has_particle(token, frame.particle):
        return False
    if frame.after and not (token.head.dep_ == "prep" and token.dep_ == "pobj" and token.head.lower_ in frame.after):
        return False
    if token.dep_ in ("compound", "nmod") and not ("itself" in frame.target or frame.itself):
        return False
    if frame.asks and not any(syntax.requested(c) for c in syntax.children(token, *syntax.CLAUSES, "acl", "relcl")):
        return False
    if frame.object and not any(syntax.lemma(n) in frame.object for n in _object_words(token)):
        return False
    return not frame.near or any(pair[0] in around and _near(token, *pair) for pair in frame.near)


def _idle(verb: Token) -> bool:
    """ "let it rest", "let them know" """
    said = IDLE.get(syntax.lemma(verb)) if syntax.is_verb(verb) else None
    return bool(said) and any(syntax.lemma(c) in (said or ()) for c in syntax.children(verb, *_COMPLEMENTS))


def _unsaid(verb: Token) -> bool:
    """ "declined to discuss it with him" refuses him nothing that is news."""
    return syntax.lemma(verb) in _DISCUSSING and verb.dep_ == "xcomp" and syntax.lemma(verb.head) == "decline"


_DISCUSSING = frozenset("discuss comment speak talk elaborate say disclose answer respond".split())
_COMPLEMENTS = ("ccomp", "xcomp", "oprd", "acomp", "advmod", "prt", "prep")
_PARTICLES = ("prt", "advmod", "prep", "acomp")
_AWAY = frozenset({"out", "off"})
"""What may stand before the preposition: "out *of the program*"."""


def _has_particle(token: Token, particle: str) -> bool:
    return any(c.lower_ == particle for c in syntax.children(token, *_PARTICLES))


def _object_words(verb: Token) -> list[Token]:
    nouns = dict.fromkeys([*syntax.undergoers(verb), *syntax.children(verb, "dobj")])
    return [word for noun in nouns for word in (noun, *syntax.children(noun, "compound", "conj"))]


def _around(token: Token) -> frozenset[str]:
    """The words that may be the first of what a frame wants near: most frames are ruled out by them."""
    out = [p for p in syntax.children(token, "prep") if p.lower_ in _AWAY]
    beside = [c for word in (token, *syntax.undergoers(token), *out) for c in kids(word)]
    return frozenset(c.lower_ for c in (*beside, *_said(token)))


def _near(token: Token, first: str, second: str) -> bool:
    out = [p for p in syntax.children(token, "prep") if p.lower_ in _AWAY]
    found = [n for word in (token, *syntax.undergoers(token), *out) for n in syntax.objects_of(word, first)]
    nouns = [w for n in found for w in (n, *syntax.children(n, "compound"))]
    modified = syntax.lemma(token) == second and any(c.lower_ == first for c in kids(token))
    said = not second and any(c.lower_ == first for c in _said(token))
    return modified or said or any(second in ("", syntax.lemma(noun)) for noun in nouns)


def _said(verb: Token) -> list[Token]:
    """What is said of somebody, also where the parse hangs it on him: "held him *responsible*", "*locked* up"."""
    return [
        *syntax.children(verb, *_COMPLEMENTS),
        *(c for o in syntax.undergoers(verb) for c in syntax.children(o, "acl")),
    ]


def _links(token: Token) -> Iterator[Link]:
    """The operators above, as long as each is the complement of the next."""
    for _ in range(6):
        head, relation = _above(token)
        if head is None:
            return
        if relation != "same":
            link = _link(head, relation) or _link(_told_by(head), relation)
            if link is None:
                return
            yield link
        token = head


def _link(word: Token | None, relation: str) -> Link | None:
    if word is None:
        return None
    fitting = (
        o
        for o in OPERATORS.get(syntax.lemma(word), ())
        if relation in (o.takes or ("clause",)) and (not o.particle or _has_particle(word, o.particle))
    )
    return next((Link(word, o) for o in fitting), None)


def _told_by(verb: Token) -> Token | None:
    """The noun that carries the sense of a light verb: "filed a suit to stop it"."""
    noun = syntax.child(verb, "dobj") if is_one_of(verb, LIGHT) else None
    return noun if noun is not None and any(o.becomes for o in OPERATORS.get(syntax.lemma(noun), ())) else None


def _above(token: Token) -> tuple[Token | None, str]:
    """What the token complements and how: as a clause, as an object, after a preposition, or as its coordinate."""
    head, dep = token.head, token.dep_
    if dep in ("pcomp", "pobj") and head.dep_ == "prep":
        above = head.head
        if dep == "pcomp" and above.pos_ in ("NOUN", "ADJ") and above.dep_ not in _PARTICLES:
            return above, "clause"
        return (above.head if above.dep_ in _PARTICLES else above), head.lower_
    relation = _relation(token)
    return (head if relation else None), relation


def _relation(token: Token) -> str:
    dep = token.dep_
    if dep == "conj" and syntax.infinitive(token) and syntax.infinitive(token.head):
        return "same"
    if dep == "conj" and not syntax.child(token, "aux", "auxpass", *syntax.SUBJECTS):
        return "same" if not syntax.is_verb(token) or syntax.resumed(token) == token.head else ""
    if dep == "dobj" or (dep in ("nsubjpass",) and syntax.is_passive(token.head)):
        return "object"
    if dep in ("xcomp", "ccomp") and token.tag_ == "VBG":
        return "object" if any(o.takes for o in OPERATORS.get(syntax.lemma(token.head), ())) else "clause"
    bare = dep == "relcl" and not syntax.child(token, *syntax.SUBJECTS)
    if (bare or dep in ("xcomp", "acl", "advcl", "ccomp")) and syntax.infinitive(token):
        return "clause"
    if dep == "acl" and token.tag_ == "VBG" and any(o.becomes for o in OPERATORS.get(syntax.lemma(token.head), ())):
        return "clause"
    return "clause" if dep == "xcomp" else ""


_OUT_OF = frozenset({"out", "away", "off", "down"})
"""Particles that make another verb: to throw out a suit is not to throw one."""


def is_one_of(verb: Token, words: frozenset[str]) -> bool:
    """The verb, with its particle if it has one, is in the list: "filed", "stepped up"."""
    lemma = syntax.lemma(verb)
    alone = not any(c.lower_ in _OUT_OF for c in syntax.children(verb, "prt"))
    return (alone and lemma in words) or any(f"{lemma} {c.lower_}" in words for c in syntax.children(verb, *_PARTICLES))


def light_verb(noun: Token) -> Token | None:
    """The verb that only says that the act happens: "filed a suit", "a suit filed by", "a suit was filed"."""
    if noun.dep_ in ("dobj", "nsubjpass") and is_one_of(noun.head, LIGHT):
        return noun.head
    return next((c for c in syntax.children(noun, "acl") if c.tag_ == "VBN" and is_one_of(c, LIGHT)), None)


_MET = frozenset({"meet", "greet"})
"""Whoever is met *with* something receives it: "was met with lawsuits by two cities"."""


def receiving_verb(noun: Token) -> Token | None:
    """The verb whose subject is acted upon: "faces a suit"; of a verb that may be light, "won support *from* them"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and syntax.lemma(noun.head.head) in _MET:
        return noun.head.head if syntax.is_passive(noun.head.head) else None
    first = noun.head if noun.dep_ == "conj" and syntax.objects_of(noun, "from") else noun
    verb = first.head
    if first.dep_ != "dobj" or syntax.is_passive(verb) or not is_one_of(verb, RECEIVED):
        return None
    given = not is_one_of(verb, LIGHT) or syntax.objects_of(noun, "from") or syntax.objects_of(verb, "from")
    return verb if given else None
