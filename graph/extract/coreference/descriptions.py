"""Descriptions to referents: an apposition, the holder of a post, the last fitting participant, or someone new.

Read in the order of the text, pronouns along with them, so that what comes later can refer to what came before.
"""

from spacy.tokens import Token

from graph.extract.coreference.ahead import join_named
from graph.extract.coreference.pronouns import antecedent
from graph.extract.mentions.christened import start_of_name
from graph.extract.mentions.mentions import Mention
from graph.extract.parse.listed import lefts, rights
from graph.extract.referents.bodies import body
from graph.extract.referents.counted import counted
from graph.extract.referents.groups import both, group, list_members
from graph.extract.referents.measures import measure
from graph.extract.referents.naming import Names
from graph.extract.referents.offices import called
from graph.extract.referents.owners import late_owners
from graph.extract.referents.persons import name_ahead, person
from graph.extract.referents.referents import SUBJECT, Discourse, Referent
from graph.extract.referents.staff import body_of
from graph.extract.words.nouns import BODIES, DEFINITE, NOUNS, PEOPLE, VERSIONS, Noun, is_plural, lemma, noun_at

CORPORATE = ("Agency", "Court", "Legislature", "Organization", "Group")


def read(names: Names, mentions: list[Mention]) -> None:
    """Give descriptions and pronouns their referents; the names have theirs already."""
    discourse = names.discourse
    for mention in sorted(mentions, key=lambda m: _place(discourse, m)):
        if mention.form == "name":
            discourse.touch(discourse.referent[mention.head])
            continue
        found = antecedent(discourse, mention) if mention.form == "pronoun" else _described(names, mention)
        if found is not None:
            discourse.add(mention, found)
            discourse.touch(found)
    name_ahead(discourse)
    join_named(discourse)
    list_members(discourse)
    late_owners(discourse)


def _place(discourse: Discourse, mention: Mention) -> int:
    """Where the mention is read: "he said" after a quotation before the words quoted, which leave the speaker out."""
    quotation = discourse.quotations.speakers.get(mention.head)
    after = quotation is not None and mention.form != "name" and quotation.start < mention.start
    return quotation.start - 1 if quotation is not None and after else mention.start


def _described(names: Names, mention: Mention) -> Referent | None:
    head = names.discourse.doc[mention.head]
    noun = noun_at(head) or (NOUNS["one"] if head.lower_ in VERSIONS else Noun(lemma(head), mention.kind))
    beside = _apposed(names.discourse, head, noun)
    if beside is not None:
        _entitle(beside, noun)
        return beside
    definite = _definite(head)
    if noun.family:
        return measure(names.discourse, mention, noun, definite)
    if (is_plural(head) and noun.kind != "Court") or noun.words == "people":
        found = (
            counted(names.discourse, head, noun, definite)
            or both(names.discourse, head, noun)
            or body_of(names, mention, noun)
        )
        return found or group(names.discourse, mention, definite)
    if noun.kind in BODIES:
        return body(names, mention, noun, definite)
    return person(names, mention, noun, definite)


def _entitle(referent: Referent, noun: Noun) -> None:
    if referent.is_a("Person") and not referent.plural:
        referent.titles.add(noun.words)
        if noun.kind == "Official" and referent.kind == "Person":
            referent.kind = "Official"


def _definite(head: Token) -> bool:
    before = [t for t in lefts(head) if t.dep_ in ("det", "predet")]
    return any(t.lower_ in DEFINITE for t in (*before, *head.doc[max(0, head.i - 1) : head.i]))


def _apposed(discourse: Discourse, head: Token, noun: Noun) -> Referent | None:
    """The participant that stands in apposition, before or after, or of whom the office is said ("is a judge")."""
    near = [head.head] if head.dep_ == "appos" else []
    near += [t for t in rights(head) if t.dep_ == "appos"]
    if head.dep_ == "attr" and head.head.lemma_ == "be" and noun.kind == "Official":
        near += [t for t in lefts(head.head) if t.dep_ in SUBJECT]
    near += _introduced(discourse, head)
    near += _titled(discourse, head) if noun.kind in PEOPLE and not is_plural(head) else ()
    near += called(head) if noun.kind in PEOPLE and not is_plural(head) else ()
    found = (discourse.at(t) for t in near)
    return next((r for r in found if r is not None and _agree(r, noun, head)), None)


def _introduced(discourse: Discourse, head: Token) -> list[Token]:
    """The head of the name that the noun introduces: "the aid group Open Doors Now"."""
    start = start_of_name(head)
    mentions = (
        (discourse.mention.get(i) for i in range(start, min(start + 7, len(head.doc)))) if start is not None else ()
    )
    return [head.doc[m.head] for m in mentions if m is not None and m.start == start and m.form == "name"]


def _titled(discourse: Discourse, head: Token) -> list[Token]:
    """The head of the person's name right behind an office "of" something: "the chief *of staff* Ann Roe"."""
    doc, start = head.doc, head.i + 3
    if start >= len(doc) or doc[head.i + 1].lower_ != "of" or doc[head.i + 2].pos_ != "NOUN":
        return []
    mentions = (discourse.mention.get(i) for i in range(start, min(start + 4, len(doc))))
    return [doc[m.head] for m in mentions if m is not None and m.start == start and m.form == "name"][:1]


def _agree(found: Referent, noun: Noun, head: Token) -> bool:
    if noun.family:
        return found.is_a("Measure")
    if is_plural(head):
        return found.plural
    if found.plural:
        return False
    if noun.kind in ("Official", "Person"):
        return found.is_a("Person")
    return found.named and found.is_a(*(CORPORATE if noun.kind in CORPORATE else (noun.kind,)))
