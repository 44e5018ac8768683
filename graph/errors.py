"""The one tree of errors, named after what went wrong for the user.

Raised where it is known; turned into a problem response (`api/problems.py`) or an exit code (`graph/cli`) in one place.
`status` is the HTTP status, `exit_code` the command's, `slug` the last part of the RFC 9457 problem type, `retry_after`
the seconds after which asking again makes sense, where it does.
"""

from collections.abc import Iterable
from typing import ClassVar


class WhowhomError(Exception):
    """Whatever whowhom reports to its user by name."""

    slug: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    retry_after: ClassVar[int | None] = None


class InputError(WhowhomError):
    """What was given cannot be read as an article."""

    slug, title, status, exit_code = "unreadable-input", "The input cannot be read", 422, 3


class MissingFile(InputError):
    slug, title, status = "missing-file", "There is no such file", 404


class EmptyText(InputError):
    slug, title = "empty-text", "The article has no text"


class NotText(InputError):
    slug, title, status = "not-text", "The input is not text", 415


class TooLarge(InputError):
    slug, title, status = "too-large", "The input is too large", 413


class NotEnglish(InputError):
    slug, title = "not-english", "The article is not in English"


class NoDate(InputError):
    slug, title = "no-date", "The article has no publication date"


class SeveralArticles(InputError):
    slug, title = "several-articles", "The input holds more than one article"


class UnsafeInput(InputError):
    slug, title = "unsafe-input", "The input tries to do harm when opened"


class BadColumns(InputError):
    slug, title = "bad-columns", "The table lacks a column that is needed"


class Unreachable(InputError):
    slug, title, status = "unreachable", "The address cannot be fetched", 502


class BadBackup(InputError):
    slug, title = "bad-backup", "The file is no whole backup"


class RefusedGraph(WhowhomError):
    """The article's graph broke a rule of the ontology; nothing was stored."""

    slug, title, status, exit_code = "refused-graph", "The graph breaks the ontology's rules", 422, 4


class EvidenceMismatch(RefusedGraph):
    slug, title = "evidence-mismatch", "The quoted words are not in the article at their offsets"


class QueryError(WhowhomError):
    """The question cannot be answered as it was put."""

    slug, title, status, exit_code = "bad-query", "The question cannot be read", 400, 2


class UnknownResource(QueryError):
    slug, title, status, exit_code = "unknown", "Nothing of that name or identifier is known", 404, 5


class Merged(UnknownResource):
    """`entity` is the IRI that was asked for, `survivor` that of the participant that has taken its place."""

    slug, title, status = "merged", "Another has taken its place", 308

    def __init__(self, message: str = "", entity: str = "", survivor: str = "") -> None:
        super().__init__(message)
        self.entity, self.survivor = entity, survivor


class Gone(UnknownResource):
    slug, title, status = "gone", "It was removed, and on purpose", 410


class DecisionRefused(QueryError):
    slug, title, status = "decision-refused", "The decision cannot stand", 409


class AmbiguousName(QueryError):
    """`candidates` are the names and identifiers of those that it fits, best first."""

    slug, title, status, exit_code = "ambiguous-name", "The name fits several actors", 409, 6

    def __init__(self, message: str = "", candidates: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class WriteRefused(QueryError):
    slug, title, status = "write-refused", "The statement would write, and this console only reads", 403


class StatementRefused(QueryError):
    slug, title, status = "statement-refused", "The statement asks for what is not offered", 403


class StatementFailed(QueryError):
    """`code` is Neo4j's own."""

    slug, title = "statement-failed", "Neo4j cannot run the statement"

    def __init__(self, message: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


class TooMuchMemory(StatementFailed):
    slug, title, status = "too-much-memory", "The statement needs more memory than it may take", 422


class UnknownKey(QueryError):
    slug, title, status, exit_code = "unknown-key", "There is no API key of that id", 404, 5


class StoreError(WhowhomError):
    """Neo4j cannot be used."""

    slug, title, status, exit_code = "store-error", "The graph store failed", 503, 7


class StoreUnreachable(StoreError):
    slug, title, retry_after = "store-unreachable", "Neo4j does not answer", 10


class StoreLogin(StoreError):
    slug, title = "store-login", "Neo4j refuses the user name or password"


class TookTooLong(StoreError):
    slug, title, status = "took-too-long", "The question took Neo4j too long", 504


class ServerDidNotStart(StoreError):
    slug, title = "server-did-not-start", "The managed Neo4j did not start"


class FetchFailed(StoreError):
    slug, title = "fetch-failed", "The files of Neo4j could not be fetched"


class WrongChecksum(FetchFailed):
    slug, title = "wrong-checksum", "A fetched file is not the one that was pinned"


class MigrationFailed(StoreError):
    slug, title = "migration-failed", "A step of the migration failed"


class RestoreUnfinished(StoreError):
    slug, title = "restore-unfinished", "A restore did not end, and the graph is not whole"


class StoreNotEmpty(StoreError):
    slug, title, status = "store-not-empty", "There is something already, and it would be lost", 409


class DiskFailed(StoreError):
    slug, title = "disk-failed", "The disk cannot be written"


class BadSettings(WhowhomError):
    slug, title, exit_code = "bad-settings", "A setting cannot be read", 8


class FederationRefused(QueryError):
    slug, title, status = "federation-refused", "Other endpoints are not asked", 403


class TooCostly(QueryError):
    slug, title, status = "too-costly", "The query costs more than one query may", 422


class TooBusy(StoreError):
    slug, title, retry_after = "too-busy", "Too many queries run at once", 5


class MirrorNotReady(StoreError):
    slug, title, retry_after = "mirror-not-ready", "The copy that answers SPARQL is not ready", 30
