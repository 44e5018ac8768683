"""What reading one article comes to, the stages before the acts included."""

from dataclasses import dataclass

from graph.acts import Act, Entity, Span


@dataclass(frozen=True, slots=True)
class Study:
    """The acts of an article, every mention with the entity it was linked to, and every predicate that was tried."""

    acts: tuple[Act, ...]
    mentions: tuple[tuple[Span, Entity | None], ...] = ()
    predicates: tuple[Span, ...] = ()
