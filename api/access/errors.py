"""Why a request is not let through."""

from api.problems import RequestError
from graph.errors import WhowhomError


class Unauthenticated(RequestError):
    slug, title, status = "unauthenticated", "A key or a token is needed", 401
    leaves_body = True


class InvalidToken(RequestError):
    """One answer for what is unknown, revoked, expired or forged: it tells nobody which."""

    slug, title, status = "invalid-token", "The key or token is not valid", 401
    leaves_body = True


class InsufficientScope(RequestError):
    slug, title, status = "insufficient-scope", "The key or token may not do that", 403
    leaves_body = True


class TooManyRequests(RequestError):
    slug, title, status = "too-many-requests", "There were too many requests", 429
    leaves_body = True


class IssuerUnreachable(WhowhomError):
    slug, title, status = "issuer-unreachable", "The issuer of tokens does not answer", 503
