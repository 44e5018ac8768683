"""What is known of a request while it is served: who came from where, what is left to them, what they write."""

import logging
from dataclasses import dataclass, field

from starlette.datastructures import MutableHeaders

from api.access.clients import Client
from api.access.errors import InsufficientScope, TooManyRequests, Unauthenticated
from api.access.limits import Limit, Quota, fields
from graph.access.audit import AuditLog
from graph.access.scopes import Caller, Scope
from graph.errors import DiskFailed

REALM = 'Bearer realm="whowhom"'

_log = logging.getLogger("whowhom.api")


@dataclass(slots=True)
class Visit:
    client: Client
    limited: bool
    """Whether the limits hold for this client."""
    audit: AuditLog
    writes: Limit | None
    """How often writes are let through."""
    caller: Caller | None = None
    quotas: list[Quota] = field(default_factory=list)
    challenge: str | None = None
    """`WWW-Authenticate` (RFC 6750, section 3) for an answer that refuses."""
    entry: str | None = None
    """The id of the audit log's entry, once a write has begun."""
    about: str | None = None
    """What was written, or was to be, where the endpoint tells it: an IRI or a path first."""

    @property
    def who(self) -> str:
        return self.caller.who if self.caller else self.client.neighbourhood

    def count(self, limit: Limit | None) -> None:
        """Raises `TooManyRequests`."""
        if limit is None or not self.limited:
            return
        quota = limit.take(self.who)
        self.quotas.append(quota)
        if not quota.let_through:
            raise TooManyRequests(f"{quota.limit} in {quota.window} seconds; come again in {quota.reset} seconds")

    def demand(self, scope: Scope, why: str) -> Caller:
        """Raises `Unauthenticated` and `InsufficientScope`."""
        if self.caller is None:
            self.challenge = f'{REALM}, scope="{scope}"'
            raise Unauthenticated(why)
        if not self.caller.may(scope):
            self.challenge = f'{REALM}, error="insufficient_scope", scope="{scope}"'
            raise InsufficientScope(f"it lacks the scope {scope}")
        return self.caller

    def head(self, headers: MutableHeaders) -> None:
        """Puts into an answer's headers what there is to say."""
        headers.update(fields(self.quotas))
        if self.challenge:
            headers["WWW-Authenticate"] = self.challenge

    def end(self, status: int | None, location: str | None) -> None:
        """Close the audit log's entry; None is the status of an answer that never came."""
        if self.entry is None:
            return
        entry, self.entry = self.entry, None
        outcome = "failed" if status is None or status >= 500 else "refused" if status >= 400 else "done"
        try:
            self.audit.end(entry, outcome, self.about or location)
        except DiskFailed as error:  # what is written stays written; the line before it says that it was tried
            _log.error("the audit log's entry %s was not closed (%s): %s", entry, outcome, error)
