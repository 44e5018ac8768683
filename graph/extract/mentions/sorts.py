"""Of what kind an unknown name is, as the words in it and around it tell: "the town of X", "X, a shipping firm".

One form is of one kind throughout a text; the model, which looks at each sentence alone, is not asked where words tell.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from graph.extract.mentions.gazetteer import Known, Name, capital, is_title
from graph.extract.parse.listed import every, kids, rights
from graph.extract.words.given import GIVEN
from graph.extract.words.nouns import (
    ASSOCIATIONS,
    EITHER,
    GOVERNED,
    NAME_ENDINGS,
    PLACE_NOUNS,
    STANDING,
    is_plural,
    noun_at,
)
from ontology.vocabulary import VOCABULARY

_TOLD = ("Organization", "Agency", "Court", "Legislature", "City")


def settle(doc: Doc, names: Iterable[Name]) -> list[Name]:
    """The names, those that the registry does not know with the kind that the text tells of their form."""
    names = list(names)
    told: dict[str, str] = {}
    common: dict[str, Counter[str]] = defaultdict(Counter)
    for name in (n for n in names if not n.sure):
        form = doc[name.start : name.end].text.casefold()
        common[form][name.kind] += 1
        kind = _told(doc, doc[name.start : name.end], name.kind)
        if kind is not None:
            told.setdefault(form, kind)
    settled = [n if n.sure else replace(n, kind=_settled(doc, n, told, common)) for n in names]
    first = _first_words(doc, settled)
    return [replace(n, kind=first.get(doc[n.start].text, n.kind)) if _one_person(n) else n for n in settled]


def _one_person(name: Name) -> bool:
    return name.kind == "Person" and not name.sure and name.end - name.start == 1


def _first_words(doc: Doc, names: list[Name]) -> dict[str, str]:
    """The words by which alone a body may be called: "Acme" after "Acme Freight", where nobody bears the name."""
    longer = [n for n in names if n.end - n.start > 1]
    borne = {doc[n.end - 1].text for n in longer if n.kind == "Person"}
    return {doc[n.start].text: n.kind for n in longer if n.kind == "Organization" and doc[n.start].text not in borne}


def _settled(doc: Doc, name: Name, told: dict[str, str], common: dict[str, Counter[str]]) -> str:
    form = doc[name.start : name.end].text.casefold()
    if form in told:
        return told[form]
    return common[form].most_common(1)[0][0] if " " in form else name.kind


def _told(doc: Doc, span: Span, kind: str) -> str | None:
    if _of_a_place(span.root) or _governed(doc, span) or (kind != "Person" and _before_its_state(doc, span)):
        return "City"
    ending = by_ending(span) if kind in ("Person", "Place", "Statute", "Program") else None
    return (ending if ending and span[0].lower_ not in GIVEN else None) or _beside(span)


def by_ending(span: Span) -> str | None:
    """The kind of body that the last word of a longer name tells."""
    return NAME_ENDINGS.get(span[-1].lower_.rstrip(".")) if len(span) > 1 else None


def _of_a_place(root: Token) -> bool:
    """ "the town of X", "the cities of W, X and Y"."""
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    before = root.head
    return root.dep_ == "pobj" and before.lower_ == "of" and before.head.lemma_.casefold() in PLACE_NOUNS


def _governed(doc: Doc, span: Span) -> bool:
    """ "the mayor of X", "X's mayor", "the X city council"."""
    root, after = span.root, doc[span.end : span.end + 3]
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lemma_.casefold() in GOVERNED:
        return True
    words = [t.lower_ for t in after if t.tag_ != "POS"]
    return bool(words) and (" ".join(words[:2]) in GOVERNED or words[0] == "mayor")


def _before_its_state(doc: Doc, span: Span) -> bool:
    """ "in X, Oregon,": the name of a state after a comma tells where a place is."""
    if span.start == 0 or doc[span.start - 1].pos_ != "ADP" or span.end + 1 >= len(doc):
        return False
    state = doc[span.end + 1]
    return doc[span.end].text == "," and state.ent_type_ == "GPE" and state.dep_ in ("appos", "npadvmod", "conj")


def _beside(span: Span) -> str | None:
    """The kind of what stands in apposition: "X, a shipping firm", "a rights group, X"."""
    root = span.root
    nouns = [t for t in rights(root) if t.dep_ == "appos" and t.i >= span.end]
    if root.dep_ == "appos" and root.head.pos_ == "NOUN":
        nouns.append(root.head)
    for token in nouns:
        noun = noun_at(token)
        if noun is None or is_plural(token) or token.pos_ != "NOUN" or noun.family:
            continue
        if VOCABULARY.is_a(noun.kind, "Person"):
            return None if noun.words in EITHER else "Person"
        if noun.kind in _TOLD or noun.words in ASSOCIATIONS:
            return noun.kind if noun.kind in _TOLD else "Organization"
    return None


def towns(doc: Doc) -> Iterator[Name]:
    """ "the towns of W, X and Y": places that the model may have taken for one, or for none."""
    for token in every(doc):
        if token.lower_ == "of" and token.head.lemma_.casefold() in PLACE_NOUNS | GOVERNED:
            first = next((t for t in kids(token) if t.dep_ == "pobj"), None)
            for root in (first, *first.conjuncts) if first is not None else ():
                span = _run(root)
                if root.pos_ == "PROPN" and capital(root) and span.start > token.i:
                    yield Name(span.start, span.end, "City")


def _run(root: Token) -> Span:
    """The proper noun with those before it that are parts of the name."""
    start = root.i
    while (
        start > 0 and root.doc[start - 1].head.i == root.i and root.doc[start - 1].dep_ in ("compound", "nmod", "amod")
    ):
        start -= 1
    return root.doc[start : root.i + 1]


def causes(doc: Doc) -> Iterator[Name]:
    """ "Americans for Lower Numbers": a body named after what it stands for."""
    for token in every(doc)[1:-1]:
        if token.lower_ in STANDING and _names_people(doc[token.i - 1]) and capital(doc[token.i + 1]):
            end = token.i + 2
            while end < len(doc) and capital(doc[end]) and doc[end].pos_ in ("PROPN", "NOUN", "ADJ"):
                end += 1
            if doc[end - 1].pos_ in ("PROPN", "NOUN") and doc[token.i + 1].ent_type_ != "DATE":
                yield Name(token.i - 1, end, "Organization")


def _names_people(token: Token) -> bool:
    """People in the plural with a capital that no beginning of a sentence calls for."""
    people = token.ent_type_ == "NORP" or not token.is_sent_start
    return capital(token) and is_plural(token) and people and (token.ent_type_ == "NORP" or noun_at(token) is not None)


def outgrown(doc: Doc, name: Name, known: Known) -> Name:
    """ "Casa Esperanza" is not the "Casa" that the registry knows: the whole name, which it does not."""
    if not name.sure or name.kind != "Organization" or name.end - name.start > 1:
        return name
    end = name.end
    while end < len(doc) and doc[end].pos_ == "PROPN" and _goes_on(doc[end]) and not doc[end - 1].is_punct:
        end += 1
    if end == name.end or doc[end - 1].lower_.rstrip(".") in ("inc", "corp", "co", "llc", "ltd"):
        return name
    return Name(name.start, end, "Organization")


_INSIDE = frozenset({"de", "del", "la", "las", "los", "el", "y"})


def _goes_on(token: Token) -> bool:
    name = capital(token) or token.lower_ in _INSIDE
    return (
        name
        and not is_title(token)
        and token.ent_type_ not in ("PERSON", "GPE", "NORP", "DATE")
        and not is_plural(token)
    )
