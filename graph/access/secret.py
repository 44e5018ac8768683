"""The text of an API key: `whowhom_` + 12 characters of id + `_` + 52 characters of secret, all of a-z and 2-7.

The prefix and the fixed shape let scanners find a key that leaked; the id, which is no secret, tells which one it is.

Only a SHA-256 of the key is kept. A slow hash protects what people think up; 256 random bits cannot be guessed, so
slowness would only make each request dear, and a flood of wrong keys dearer.
"""

import base64
import hashlib
import re
import secrets

PREFIX = "whowhom_"
SHAPE = re.compile(rf"{PREFIX}([a-z2-7]{{12}})_[a-z2-7]{{52}}")


def make() -> str:
    """A new key, from the system's source of randomness."""
    return f"{PREFIX}{_letters(8)[:12]}_{_letters(32)}"


def id_of(key: str) -> str | None:
    """The id in it, or None where it does not have the shape of a key."""
    found = SHAPE.fullmatch(key)
    return found[1] if found else None


def digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("ascii")).digest()


def _letters(length: int) -> str:
    """So many random bytes in base32."""
    return base64.b32encode(secrets.token_bytes(length)).decode().rstrip("=").lower()
