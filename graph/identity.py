"""An entity that the registry does not know gets an IRI from its kind, its normalised name and where it belongs.

The IRI is a pure function of these, so the same name has the same IRI in every load and on every machine.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from graph.acts import Entity
from graph.article import slug
from ontology.vocabulary import ID, VOCABULARY

LONGEST = 80
"""Longer names are cut to this many characters and told apart by a digest."""

_PLAIN = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb`", "'") | {"&": " and "})
_ACCENT = re.compile("[\u0300-\u036f]")
_POSSESSIVE = re.compile(r"'s\b|'")
_GAP = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"\b[^\W\d](?: [^\W\d]\b)+")
_COUNTRY = re.compile(r"\b(united states of america|united states|usa)\b")
_PRONOUN = ("us", "Us")


@lru_cache(maxsize=50_000)
def normalise(name: str) -> str:
    """`name` as names are compared: without case, accents, punctuation, articles, possessives or dots in acronyms.

    "the U.S. Department of Justice", "US Department of Justice" and "United States Department of Justice" are one. The
    country alone is "united states", so that the pronoun "us" is no country.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    plain = unicodedata.normalize("NFC", _ACCENT.sub("", plain)).casefold()
    plain = _COUNTRY.sub("us", _words(plain))
    return "united states" if plain == "us" and name.strip() not in _PRONOUN else plain


def _words(text: str) -> str:
    words = _GAP.sub(" ", _POSSESSIVE.sub("", text)).strip()
    words = _INITIALS.sub(lambda run: run.group().replace(" ", ""), words)
    return " ".join(w for w in words.split() if w != "the") or words


def mint(name: str, kind: str, owner: Entity | None = None, within: Entity | None = None) -> Entity:
    """The entity of that name: `owner` is whose policy or programme it is, `within` the jurisdiction it belongs to.

    Both are part of the IRI, because every city has a "police department" and many a president a "travel ban".
    """
    above = owner or within
    parts = (_local(above), _readable(name)) if above else (_readable(name),)
    return Entity(VOCABULARY.resource(VOCABULARY.segment(kind), *parts), name, kind, owner)


def _readable(name: str) -> str:
    """The slug of the name; a digest stands in for a name without letters, or tells long ones apart."""
    plain = normalise(name)
    short = slug(plain, LONGEST)
    if short and len(plain) <= LONGEST:
        return short
    digest = hashlib.sha256((plain or name).encode()).hexdigest()[:12]
    return f"{short}-{digest}" if short else digest


def _local(entity: Entity) -> str:
    """The entity's IRI without base and segment, as one part of another IRI."""
    path = unquote(entity.iri.removeprefix(str(ID)))
    return "-".join(path.split("/")[1:]) or slug(path)
