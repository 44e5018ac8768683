"""What a common noun at the head of a phrase denotes, by the word lists in `ontology/lexicon/nouns`.

The lists check themselves when they are loaded: a kind that the ontology does not define raises `BrokenVocabulary`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from graph.extract.parse.listed import every, rights
from ontology.vocabulary import VOCABULARY
from ontology.word_lists import word_list

PEOPLE = ("Official", "Person")
PUBLIC = ("Agency", "Court", "Legislature", "City", "State", "Country")
BODIES = ("Agency", "Court", "Legislature", "Organization", "Group", "City", "State", "Country", "Place")


@dataclass(frozen=True, slots=True)
class Noun:
    """A head noun. `family`: the words by which one measure is called; `loose` ones need an owner or a subject.

    `bare` ones are a measure where they are nobody's (whoever acts on somebody's claim acts on him), `definite` ones
    where the text has spoken of them.
    """

    words: str
    kind: str
    family: str = ""
    loose: bool = False
    bare: bool = False
    definite: bool = False


_PEOPLE, _BODIES, _MEASURES, _PHRASES, _NAMES, _STAFF = (
    word_list("nouns", name) for name in ("people", "bodies", "measures", "phrases", "names", "staff")
)


def _nouns() -> Iterable[Noun]:
    for table, kinds in ((_PEOPLE, PEOPLE), (_BODIES, BODIES)):
        for kind in kinds:
            yield from (Noun(words, kind) for words in table[kind])
    for name, family in _MEASURES["family"].items():
        loose, bare = family.get("loose", False), family.get("bare", False)
        definite = family.get("definite", False)
        yield from (Noun(words, family["kind"], name, loose, bare, definite) for words in family["heads"])


NOUNS = {noun.words: noun for noun in _nouns()}
for _kind in {noun.kind for noun in NOUNS.values()} | set(_NAMES["ending"]):
    VOCABULARY.require_participant(_kind)

_LAST_WORDS = frozenset(words.split()[-1] for words in NOUNS if " " in words)
HONORIFICS = frozenset(_PEOPLE["honorifics"])
ABBREVIATIONS: dict[str, str] = _PEOPLE["abbreviations"]
_ENDINGS = tuple(_PEOPLE["endings"])
SAME_OFFICE: dict[str, str] = _PEOPLE["same"]
COVERS: dict[str, list[str]] = _PEOPLE["covers"]
NARROWER: dict[str, list[str]] = _BODIES["narrower"]
OWN_WORD, ASSOCIATIONS = frozenset(_BODIES["own"]["word"]), frozenset(_BODIES["association"]["words"])
PRESS = frozenset(_BODIES["press"]["words"])
DEFINITE, PARTISAN = frozenset(_PHRASES["definite"]), frozenset(_PHRASES["partisan"])
VERSIONS = frozenset(_MEASURES["versions"]["words"])
LATEST = frozenset(_MEASURES["versions"]["latest"])
FORMS = frozenset(_MEASURES["forms"]["words"])
"""Words of a measure's form, not of its subject."""
POINTING, PARTITIVE = frozenset(_PHRASES["pointing"]), frozenset(_PHRASES["partitive"])
CONNECTING, GENERIC = frozenset(_PHRASES["connecting"]), frozenset(_PHRASES["generic"])
HOLLOW = frozenset(_PHRASES["hollow"])
PLURAL_ONLY, CAPITAL_ONLY = frozenset(_BODIES["plural"]["only"]), frozenset(_BODIES["capital"]["only"])
SMALL = frozenset(_PHRASES["small"])
NAME_ENDINGS: dict[str, str] = {word: kind for kind, words in _NAMES["ending"].items() for word in words}
PLACE_NOUNS, GOVERNED = frozenset(_NAMES["place"]["City"]), frozenset(_NAMES["governed"]["by"])
OF_STATES = frozenset(_NAMES["governed"]["of_states"])
EITHER, RANKS = frozenset(_NAMES["either"]["words"]), frozenset(_NAMES["rank"]["words"])
NAMING, NOMINATING = frozenset(_NAMES["naming"]["words"]), frozenset(_NAMES["naming"]["nominating"])
STAFF, AGENCIES = frozenset(_STAFF["staff"]["words"]), tuple(_STAFF["enforcers"]["agencies"])
ENFORCERS, ENFORCING = frozenset(_STAFF["enforcers"]["words"]), frozenset(_STAFF["enforcers"]["with"])
MEMBERS = frozenset(_STAFF["staff"]["some"])
BENCHES: dict[str, tuple[str, ...]] = {word: tuple(ends) for word, ends in _STAFF["benches"].items()}
PUBLIC_PLURALS: dict[str, list[str]] = _STAFF["public"]
STANDING = frozenset(_NAMES["standing"]["for"])
ALIKE = tuple(frozenset(families) for families in _MEASURES["alike"]["families"])
MAKING = frozenset(_MEASURES["making"]["verbs"])
SIGNED = frozenset(_MEASURES["signed"]["verbs"])
BEARING = frozenset(_MEASURES["bearing"]["verbs"])


@cache
def singular(word: str) -> str:
    """`word` in lower case and, if it looks like a regular plural, without its ending."""
    word = word.casefold()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def lemma(token: Token) -> str:
    """The noun's dictionary form in lower case; capitalised common nouns ("the Senators") included."""
    if is_plural(token) and (token.pos_ == "PROPN" or token.lemma_ == token.text):
        return singular(token.text)
    return token.lemma_.casefold()


def is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(token.morph)


def noun_at(token: Token) -> Noun | None:
    """What the noun `token` denotes together with up to two words before it ("attorney general"), or alone."""
    last = lemma(token)
    for count in (2, 1) if last in _LAST_WORDS else ():
        if token.i >= count:
            before = " ".join(t.text.casefold() for t in every(token.doc)[token.i - count : token.i])
            found = NOUNS.get(f"{before} {last}")
            if found:
                return found
    return NOUNS.get(ABBREVIATIONS.get(last.rstrip("."), last)) or _by_ending(last) or _heading(token, last)


def _heading(token: Token, last: str) -> Noun | None:
    """ "the head of the agency", "the jail chief": an office if what is headed is a public body."""
    if last not in ("head", "chief", "boss") or token.pos_ not in ("NOUN", "PROPN") or not token.i:
        return None
    before = token.nbor(-1)
    headed = before if before.head.i == token.i and before.dep_ in ("compound", "nmod") else _object_of(token)
    if headed is None:
        return None
    noun = NOUNS.get(lemma(headed))
    public = headed.ent_type_ in ("GPE", "NORP") or (noun is not None and noun.kind in PUBLIC)
    words = f"{headed.lower_} {last}" if headed is before else last
    return Noun(words, "Official" if public else "Person")


def _object_of(token: Token) -> Token | None:
    of = next((t for t in rights(token) if t.lower_ == "of"), None)
    return next((t for t in rights(of) if t.dep_ == "pobj"), None) if of is not None else None


@cache
def _by_ending(word: str) -> Noun | None:
    """A compound that ends in a person: "shopkeeper", "officeholder"."""
    return Noun(word, "Person") if word.endswith(_ENDINGS) and word not in _ENDINGS else None
