"""A name that a noun introduces: "the aid group Open Doors Now", "a bloc calling itself the Main Street Caucus"."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extract.mentions.gazetteer import Name, capital, is_title
from graph.extract.parse.listed import every, rights
from graph.extract.words.nouns import ASSOCIATIONS, is_plural, noun_at

_CALLING = {"calling": "itself", "calls": "itself", "known": "as", "called": "", "named": "", "dubbed": ""}
"""How a body is called: the verb, and the word that must follow."""
_INSIDE = frozenset({"of", "for", "the", "and", "without", "&"})
_WHEN = frozenset({"DATE", "TIME", "NORP", "PERSON"})
_LONGEST = 7


def start_of_name(noun: Token) -> int | None:
    """Index of the first word of the name that the noun introduces, right behind it or after "calling itself"."""
    if noun.pos_ != "NOUN" or not noun.is_lower or is_plural(noun):
        return None
    body = noun_at(noun)
    if body is None or not (body.kind == "Organization" or body.words in ASSOCIATIONS or body.kind == "Group"):
        return None
    doc = noun.doc
    calling = next((_behind(c) for c in _told(noun) if _behind(c)), None)
    start = calling or noun.i + 1
    return start if start < len(doc) and _opens(doc[start], calling is not None) else None


def _told(noun: Token) -> list[Token]:
    """The clauses about the noun, also where the parse hangs them on what it is of: "a bloc of senators calling"."""
    inner = [o for p in rights(noun) if p.lower_ == "of" for o in rights(p) if o.dep_ == "pobj"]
    return [c for t in (noun, *inner) for c in rights(t) if c.dep_ in ("acl", "relcl")]


def _behind(verb: Token) -> int | None:
    """Index of what somebody is called by the verb: "calling itself the *Main* Street Caucus", "known as *Acme*"."""
    doc, i = verb.doc, verb.i + 1
    if i + 2 >= len(doc) or verb.lower_ not in _CALLING:
        return None
    needed = _CALLING[verb.lower_]
    if needed and doc[i].lower_ != needed:
        return None
    i += bool(needed)
    return i + (doc[i].lower_ in ("the", "a"))


def _opens(token: Token, called: bool) -> bool:
    proper = token.pos_ == "PROPN" or called or (token.pos_ in ("NOUN", "ADJ", "VERB") and token.is_title)
    return (
        capital(token)
        and proper
        and (called or not is_title(token))
        and token.ent_type_ not in ("DATE", "TIME")
        and token.text != "I"
    )


def christened(doc: Doc) -> Iterator[Name]:
    """The names of bodies that a noun introduces, which the model often misses or takes for a person's."""
    for token in every(doc):
        start = start_of_name(token)
        if start is None:
            continue
        end = start + 1
        while end < min(len(doc), start + _LONGEST) and _goes_on(doc, end):
            end += 1
        yield Name(start, end, "Organization")


def _goes_on(doc: Doc, i: int) -> bool:
    token = doc[i]
    if capital(token) and token.pos_ != "AUX":
        return (not is_title(token) and token.ent_type_ not in _WHEN | {"GPE"}) or token.ent_iob_ == "I"
    if token.like_num:
        return doc[i - 1].lower_ in ("local", "chapter", "post")
    following = doc[i + 1 : i + 3]
    return (
        token.lower_ in _INSIDE
        and any(capital(t) for t in following)
        and (capital(following[0]) or following[0].lower_ == "the")
    )
