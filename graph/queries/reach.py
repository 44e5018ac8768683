"""How an act reaches an actor: directly, by a policy that the actor owns, or through a part or member of it.

Each text below is the inside of a `CALL` whose scope has `x`, the actor; it gives `act`, `rank`, `via` and `post`.
"""

from typing import Literal

from graph.queries.asked import Through

Side = Literal["agent", "target"]

RANKS: tuple[Through, ...] = ("direct", "policy", "member")

_EDGE = {"target": "(act)-[:TARGETS]->", "agent": "(act)<-[:AGENT_OF]-"}

# An official speaks for the body whose post is held on the day of the act, or of the article where that is not known.
_WAYS = """
    WITH * WHERE 'direct' IN $through
    MATCH {edge}(x)
    RETURN act, 0 AS rank, x AS via, null AS post
  UNION
    WITH * WHERE 'policy' IN $through
    MATCH {edge}(via)-[:OWNED_BY]->(x)
    RETURN act, 1 AS rank, via, null AS post
  UNION
    WITH * WHERE 'member' IN $through
    MATCH {edge}(via)-[:PART_OF|MEMBER_OF*1..4]->(x)
    RETURN act, 2 AS rank, via, null AS post
  UNION
    WITH * WHERE 'member' IN $through
    MATCH (x)<-[:PART_OF|MEMBER_OF*0..4]-()<-[:POST_OF]-(post)
    MATCH (post)<-[:OF_POST]-(t)-[:HELD_BY]->(via)
    MATCH {edge}(via)
    WITH act, via, post, t
    WHERE via <> x AND t.from <= act.sortDate AND (t.until IS NULL OR act.sortDate <= t.until)
    RETURN act, 2 AS rank, via, post
"""


def reaching(side: Side) -> str:
    """`act` and its nearest `way` (`rank`, `via`, `post`) to the participant of the IRI `$agent` or `$target`, once."""
    return f"""{_found(side)}
WITH act, rank, via, post ORDER BY rank, via.uri, post.uri
WITH act, collect({{rank: rank, via: via, post: post}})[0] AS way
"""


def reaching_both() -> str:
    """As `reaching` the `$target`, of those acts that reach the `$agent` too; each side is looked up once."""
    return f"""
CALL () {{{_found("target")}
  RETURN act, rank, via, post, 'target' AS side
UNION ALL{_found("agent")}
  RETURN act, rank, via, post, 'agent' AS side
}}
WITH act, side, rank, via, post ORDER BY rank, via.uri, post.uri
WITH act, collect({{rank: rank, via: via, post: post, side: side}}) AS ways
WHERE any(way IN ways WHERE way.side = 'agent')
WITH act, head([way IN ways WHERE way.side = 'target']) AS way WHERE way IS NOT NULL
"""


def _found(side: Side) -> str:
    return f"""
MATCH (x:Resource:Participant {{uri: ${side}}})
CALL (x) {{{_WAYS.format(edge=_EDGE[side])}}}"""
