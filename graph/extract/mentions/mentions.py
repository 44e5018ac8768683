"""Where the text speaks of a participant: by a name, a description or a pronoun.

Mentions come in the order of the text. A head belongs to one mention only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from graph.extract.mentions import phrases
from graph.extract.mentions.names import find_names
from graph.extract.parse.listed import every, kids, lefts
from graph.extract.words.nouns import CAPITAL_ONLY, DEFINITE, NOUNS, PLURAL_ONLY, VERSIONS, Noun, is_plural, noun_at
from graph.registry import Registry

Form = Literal["name", "description", "pronoun"]

PERSONAL = frozenset({"he", "him", "his", "she", "her", "hers"})
NEUTRAL = frozenset({"it", "its"})
FIRST = frozenset({"i", "me", "my", "we"})
"""Of a quotation's speaker; "us" and "our" mostly mean the whole country."""
PLURAL = frozenset({"they", "them", "their", "theirs"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start` to `end` (exclusive) of the document; `head` is the syntactic head of the noun phrase.

    `kind` is the best guess at the class of what is mentioned: of a pronoun only `Person` or `Participant`.
    """

    start: int
    end: int
    head: int
    kind: str
    form: Form


def find_mentions(doc: Doc, registry: Registry) -> list[Mention]:
    """Every mention of the document, in order."""
    names = [_named(doc, n.start, n.end, n.kind) for n in find_names(doc, registry)]
    taken = {i for m in names for i in range(m.start, m.end)}
    rest = [*_descriptions(doc, taken), *_pronouns(doc)]
    return sorted([*names, *(m for m in rest if m.head not in taken)], key=lambda m: (m.start, m.head))


def _named(doc: Doc, start: int, end: int, kind: str) -> Mention:
    return Mention(start, end, doc[start:end].root.i, kind, "name")


def _descriptions(doc: Doc, taken: set[int]) -> Iterator[Mention]:
    for token in every(doc):
        if token.i in taken or token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or _modifier(token):
            continue
        noun = (
            (None if token.pos_ == "NUM" and token.lower_ != "one" else noun_at(token))
            or _people(token)
            or _ellipsis(token)
        )
        if noun and not _undescribed(noun, token):
            start, end = phrases.first(token), phrases.last(token, noun)
            yield Mention(start, end, token.i, _kind(noun, token), "description")


def _modifier(token: Token) -> bool:
    """The word describes another noun or is a title before a name."""
    inside = token.dep_ in ("compound", "nmod", "amod", "npadvmod", "nummod", "quantmod")
    adjective = token.pos_ == "ADJ" and not is_plural(token) and token.lower_ not in VERSIONS
    return adjective or (inside and token.head.i > token.i)


def _undescribed(noun: Noun, token: Token) -> bool:
    """The word denotes nothing here: "authority" in the singular, "one" without another word before it."""
    if noun.words == "one" and token.lower_ == "one":
        return not any(t.dep_ == "amod" and t.lower_ in VERSIONS for t in lefts(token))
    if token.lower_ == "order" and token.i and token.nbor(-1).lower_ == "in":
        return True
    if noun.words in CAPITAL_ONLY and token.is_lower:
        return True
    if noun.definite and not any(t.lower_ in DEFINITE for t in lefts(token)):
        return True
    if noun.bare and any(t.dep_ == "poss" or t.lower_ in ("by", "from") for t in kids(token)):
        return True
    return noun.words in PLURAL_ONLY and not is_plural(token)


def _people(token: Token) -> Noun | None:
    """ "the Hondurans": a people as a plural noun."""
    return Noun(token.lower_, "Group") if token.ent_type_ == "NORP" and is_plural(token) else None


def _ellipsis(token: Token) -> Noun | None:
    """ "the first was blocked": a version of the measure spoken of."""
    alone = token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and token.pos_ == "ADJ" and token.lower_ in VERSIONS
    return NOUNS["one"] if alone and any(t.dep_ == "det" for t in lefts(token)) else None


def _kind(noun: Noun, token: Token) -> str:
    if noun.family or not is_plural(token) or noun.kind == "Court":
        return noun.kind
    return "Group"


def _pronouns(doc: Doc) -> Iterator[Mention]:
    for token in every(doc):
        word = token.lower_
        if word in PERSONAL or (word == "who" and relative_clause(token)):
            yield Mention(token.i, token.i + 1, token.i, "Person", "pronoun")
        elif (
            (word in FIRST and token.pos_ == "PRON")
            or (word in NEUTRAL | PLURAL and token.pos_ == "PRON")
            or (word in RELATIVE and relative_clause(token))
        ):
            yield Mention(token.i, token.i + 1, token.i, "Participant", "pronoun")


def relative_clause(pronoun: Token) -> Token | None:
    """The verb of the relative clause that the pronoun opens, or None when it opens none."""
    if pronoun.lower_ not in RELATIVE or pronoun.tag_ not in ("WDT", "WP", "WP$", "IN", "DT"):
        return None
    token = pronoun
    for _ in range(5):
        if token.dep_ == "relcl":
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
