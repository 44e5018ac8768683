"""Persons who are called by one name alone, whatever the model took the word for."""

from collections.abc import Iterator

from spacy.tokens import Doc

from graph.extract.mentions.gazetteer import Known, Name, capital, is_title
from ontology.vocabulary import VOCABULARY

_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "attr"})
_SHARED = frozenset(
    "american national international united federal central general global first public new white north south east "
    "west department office committee council bureau house senate supreme bank university".split()
)
"""Words with which names of many bodies begin."""


def people_first(doc: Doc, names: list[Name], known: Known) -> Iterator[Name]:
    """A single word that the model took for a place or a body is a person if it is the last or first name of one."""
    people = [n for n in names if VOCABULARY.is_a(n.kind, "Person") and n.end - n.start > 1]
    last = _last_names(doc, names) | {doc[n.start].text for n in people}
    for name in names:
        word = doc[name.start].text
        alone = name.end - name.start == 1 and not name.sure and name.kind != "Person"
        person = alone and (word in last or known.is_surname(word))
        yield _grown(doc, Name(name.start, name.end, "Person"), people) if person else name


def _grown(doc: Doc, name: Name, people: list[Name]) -> Name:
    """ "Suu Kyi" for "Kyi": with the words before it that belong to the last names of a person named in full."""
    for person in people:
        size = min(name.start, person.end - person.start - 1)
        while size > 0:
            start = name.end - 1 - size
            if start >= 0 and doc[start : name.end].text == doc[person.end - 1 - size : person.end].text:
                return Name(start, name.end, name.kind)
            size -= 1
    return name


def short_forms(doc: Doc, chosen: list[Name], silent: frozenset[int]) -> Iterator[Name]:
    """A body that is called by the first word of its name further on: "Acme Holdings ... Acme disputed that"."""
    bodies = [n for n in chosen if n.kind == "Organization" and n.end - n.start > 1]
    first = {doc[n.start].text: n for n in reversed(bodies) if doc[n.start].pos_ == "PROPN" and _telling(doc, n)}
    taken = {i for n in chosen for i in range(n.start, n.end)} | silent
    for token in doc if first else ():
        body = first.get(token.text)
        if body is not None and token.i > body.end and token.i not in taken and token.dep_ in _PLACES:
            yield Name(token.i, token.i + 1, "Organization")


def _telling(doc: Doc, name: Name) -> bool:
    """The first word stands for the body alone: no place, person or common word, such as "American"."""
    word = doc[name.start]
    return word.ent_type_ == "ORG" and len(word) > 3 and not word.is_stop and word.lower_ not in _SHARED


def _last_names(doc: Doc, names: list[Name]) -> set[str]:
    people = [n for n in names if VOCABULARY.is_a(n.kind, "Person") and n.end - n.start > 1]
    return {doc[n.end - 1].text for n in people}


def surnames_alone(doc: Doc, chosen: list[Name], known: Known, silent: frozenset[int]) -> Iterator[Name]:
    """Last names that stand alone: of persons whom the text names in full or titles, or whom the registry knows."""
    taken = {i for n in chosen for i in range(n.start, n.end)} | silent
    last = _last_names(doc, chosen)
    i = 0
    while i < len(doc):
        token = doc[i]
        if i in taken or not capital(token) or not (token.pos_ == "PROPN" or token.text in last):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and end not in taken and doc[end].pos_ == "PROPN" and capital(doc[end]):
            end += 1
        if _names_a_person(doc, i, end, last, known):
            yield Name(i, end, "Person")
        i = end


def _names_a_person(doc: Doc, start: int, end: int, last: set[str], known: Known) -> bool:
    if any(is_title(t) for t in doc[start:end]) or doc[end - 1].ent_type_ in ("DATE", "NORP"):
        return False
    titled = start > 0 and is_title(doc[start - 1]) and capital(doc[start - 1])
    return doc[end - 1].text in last or titled or (end - start == 1 and known.is_surname(doc[start].text))
