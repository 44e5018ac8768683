"""What a credential may do, and who came with it."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """Whoever may write or review may read, too."""

    READ = "read"
    WRITE = "write"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Caller:
    """`who` names a key or a token's subject, and is no secret: it is logged."""

    who: str
    scopes: frozenset[Scope]

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes or (scope == Scope.READ and bool(self.scopes))
