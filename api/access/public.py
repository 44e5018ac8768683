"""What everybody may read, whatever the settings say: that the service lives, its documentation, and the vocabulary."""

from ontology.documentation import FILES

_PATHS = {
    "/",
    "/healthz",
    "/readyz",
    "/metrics",  # has a setting of its own
    "/v1/health",
    "/docs",
    "/docs/oauth2-redirect",
    "/openapi.json",
    "/v1/context.jsonld",
}
_OPEN = frozenset(_PATHS | {f"/{name}{end}" for name in FILES for end in ("", "/")})
_PAGES = "/static-offline-docs/"


def is_open(path: str) -> bool:
    return path in _OPEN or path.startswith(_PAGES)
