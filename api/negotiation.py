"""Which representation a client wants: by the extension of the address, else by `Accept` (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence

from api.problems import NotAcceptable

JSON, TURTLE, JSON_LD, HTML = "application/json", "text/turtle", "application/ld+json", "text/html"
N_TRIPLES, TRIG = "application/n-triples", "application/trig"
RESOURCE = (JSON, JSON_LD, TURTLE, N_TRIPLES, TRIG)
EXTENSIONS = {".ttl": TURTLE, ".jsonld": JSON_LD, ".json": JSON, ".nt": N_TRIPLES, ".trig": TRIG}

VARY = {"Vary": "Accept"}


def by_extension(path: str) -> tuple[str, str | None]:
    """The path without its extension, and the media type that the extension stands for."""
    for extension, media_type in EXTENSIONS.items():
        if path.endswith(extension):
            return path.removesuffix(extension), media_type
    return path, None


def preferred(accept: str | None, offers: Sequence[str]) -> str:
    """The one of `offers` that the header likes best, the first of them where it has no favourite.

    Raises `NotAcceptable`.
    """
    if not accept or not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    quality, _, best = max((_quality(offer, ranges), -i, offer) for i, offer in enumerate(offers))
    if quality <= 0:
        raise NotAcceptable(f"there is {', '.join(offers)}")
    return best


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (p.strip().lower() for p in part.split(";"))
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return name, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return name, 0.0


def _quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    """What the most specific range that covers the offer says of it."""
    for name in (offer, offer.partition("/")[0] + "/*", "*/*"):
        found = [quality for given, quality in ranges if given == name]
        if found:
            return max(found)
    return 0.0
