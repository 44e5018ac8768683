"""Names of documents and addresses of articles, made safe to use in an IRI, a file name and a link."""

import hashlib
import re
from datetime import date
from urllib.parse import quote, urlsplit

from graph.errors import UnsafeInput
from graph.read.dates import as_date

LONGEST = 150
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[-_ ]+|$)")
_FORBIDDEN = '/\\:*?"<>|'
_LEGAL = "-._~:/?#[]@!$&'()*+,;=%"


def digest(text: str) -> str:
    """The document's name where it has no other: the same text has the same name."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def document_name(name: str) -> str:
    """The name without what leads out of a folder or does not print; one that was changed ends in its own digest."""
    safe = "".join(c if c.isprintable() and c not in _FORBIDDEN else "-" for c in name)
    safe = safe[:LONGEST].strip(" .-")
    if safe == name:
        return name
    return f"{safe}-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:8]}".lstrip("-")


def dated(stem: str) -> date | None:
    """The date that the file's name begins with (`2017-08-03-travel-ban`)."""
    found = _DATED.match(stem)
    return as_date(found[1]) if found else None


def readable(stem: str) -> str | None:
    """The name as a title: `2017-08-03-judge-blocks-ban` is "Judge blocks ban"; None where it has no two words."""
    words = re.sub(r"[-_\s]+", " ", _DATED.sub("", stem, count=1)).strip()
    if sum(any(c.isalpha() for c in word) for word in words.split()) < 2:
        return None
    return words[0].upper() + words[1:]


def address(url: str) -> str:
    """The address with whatever an IRI cannot hold escaped. Raises `UnsafeInput` for what is no web address."""
    try:
        parts = urlsplit(url.strip())
        named = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        named = False
    if not named or not url.strip().isprintable():
        raise UnsafeInput(f"{url[:200]!r} is no web address: one begins with http:// or https://")
    if "@" in parts.netloc:
        raise UnsafeInput("the address holds a user name or password, which would be stored; give it without")
    return "".join(c if not c.isascii() else quote(c, safe=_LEGAL) for c in url.strip())
