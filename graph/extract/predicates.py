"""Words that may express an act, with the words above them that turn it or change its realis.

What a word expresses depends on its participants too; a `Predicate` therefore carries every frame of the word, and
`arguments` takes the first that fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.acts import Stance
from graph.extract import syntax
from graph.extract.lexicon import FRAMES, LIGHT, OPERATORS, OPPOSITE, RECEIVED, TURNED, Frame, Operator, Part


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
    for token in doc:
        part = _part(token)
        frames = FRAMES[part].get(syntax.lemma(token), ()) if part else ()
        fitting = tuple(f for f in frames if _present(token, f))
        if part and fitting:
            yield Predicate(token, part, fitting, tuple(_links(token)))


def _part(token: Token) -> Part | None:
    if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "aux"):
        return "adjective" if token.dep_ == "acomp" else "verb"
    if token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod"):
        return "noun"
    return "adjective" if token.pos_ == "ADJ" and token.dep_ in ("acomp", "conj", "oprd") else None


def _present(token: Token, frame: Frame) -> bool:
    """The particle, the object and the company that the frame asks for are there."""
    if frame.particle and frame.particle not in {
        c.lower_ for c in token.children if c.dep_ in ("prt", "advmod", "prep")
    }:
        return False
    if frame.asks and not any(syntax.requested(c) for c in syntax.children(token, *syntax.CLAUSES)):
        return False
    if frame.object and not any(syntax.lemma(n) in frame.object for n in _object_words(token)):
        return False
    return not frame.near or any(_near(token, *pair) for pair in frame.near)


def _object_words(verb: Token) -> list[Token]:
    return [word for noun in syntax.undergoers(verb) for word in (noun, *syntax.children(noun, "compound", "conj"))]


def _near(token: Token, first: str, second: str) -> bool:
    found = [n for word in (token, *syntax.undergoers(token)) for n in syntax.objects_of(word, first)]
    nouns = [w for n in found for w in (n, *syntax.children(n, "compound"))]
    modified = syntax.lemma(token) == second and any(c.lower_ == first for c in token.children)
    return modified or any(second in ("", syntax.lemma(noun)) for noun in nouns)


def _links(token: Token) -> Iterator[Link]:
    """The operators above, as long as each is the complement of the next."""
    for _ in range(6):
        relation = _relation(token)
        if relation is None:
            return
        head = token.head.head if token.head.dep_ == "prep" else token.head
        if relation != "same":
            link = _link(head, relation) or _link(_told_by(head), relation)
            if link is None:
                return
            yield link
        token = head


def _link(word: Token | None, relation: str) -> Link | None:
    if word is None:
        return None
    fitting = (o for o in OPERATORS.get(syntax.lemma(word), ()) if relation in (o.takes or ("clause",)))
    return next((Link(word, o) for o in fitting), None)


def _told_by(verb: Token) -> Token | None:
    """The noun that carries the sense of a light verb: "filed a suit to stop it"."""
    noun = syntax.child(verb, "dobj") if syntax.lemma(verb) in LIGHT else None
    return noun if noun is not None and any(o.becomes for o in OPERATORS.get(syntax.lemma(noun), ())) else None


def _relation(token: Token) -> str | None:
    """How the token complements the one above: as a clause, as an object, or sharing all with its coordinate."""
    dep = token.dep_
    if dep == "pcomp" and token.head.head.pos_ in ("NOUN", "ADJ"):
        return "clause"
    if dep == "conj" and not syntax.child(token, "aux", "auxpass", *syntax.SUBJECTS):
        return "same"
    if dep == "dobj" or (dep in ("nsubjpass",) and syntax.is_passive(token.head)):
        return "object"
    if dep in ("xcomp", "ccomp") and token.tag_ == "VBG":
        return "object" if any(o.takes for o in OPERATORS.get(syntax.lemma(token.head), ())) else "clause"
    if dep in ("xcomp", "acl", "advcl", "ccomp") and syntax.infinitive(token):
        return "clause"
    if dep == "acl" and token.tag_ == "VBG" and any(o.becomes for o in OPERATORS.get(syntax.lemma(token.head), ())):
        return "clause"
    return "clause" if dep == "xcomp" else None


def light_verb(noun: Token) -> Token | None:
    """The verb that only says that the act happens: "filed a suit", "a suit filed by", "a suit was filed"."""
    if noun.dep_ in ("dobj", "nsubjpass") and syntax.lemma(noun.head) in LIGHT:
        return noun.head
    return next((c for c in syntax.children(noun, "acl") if syntax.lemma(c) in LIGHT and c.tag_ == "VBN"), None)


def receiving_verb(noun: Token) -> Token | None:
    """The verb whose subject is acted upon: "faces a suit"."""
    return noun.head if noun.dep_ == "dobj" and syntax.lemma(noun.head) in RECEIVED else None
