"""Posts, and who held which of them from when to when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.acts import Entity
from graph.errors import UnknownResource
from graph.queries.acts import ENTITY, entity
from graph.store import Store

_BODY = ENTITY.replace("%s", "body")
_HOLDER = ENTITY.replace("%s", "holder")

_POST = f"properties(post) AS post, {_BODY} AS body"

_POSTS = """
MATCH (post:Post)-[:POST_OF]->(body:Participant) WHERE ($body IS NULL OR body.uri = $body)
"""

_LIST_POSTS = f"""{_POSTS}  AND ($after IS NULL OR post.uri > $after)
WITH post, body ORDER BY post.uri LIMIT $limit
RETURN {_POST} ORDER BY post.uri
"""

_ONE_POST = f"MATCH (post:Resource:Post {{uri: $iri}})-[:POST_OF]->(body:Participant) RETURN {_POST}"

_TENURES = """
MATCH (holder:Participant)<-[:HELD_BY]-(t:Tenure)-[:OF_POST]->(post:Post)-[:POST_OF]->(body:Participant)
WHERE ($tenure IS NULL OR t.uri = $tenure) AND ($holder IS NULL OR holder.uri = $holder)
  AND ($post IS NULL OR post.uri = $post) AND ($body IS NULL OR body.uri = $body)
  AND ($on IS NULL OR (t.from <= $on AND (t.until IS NULL OR $on <= t.until)))
"""

_LIST_TENURES = f"""{_TENURES}  AND ($after IS NULL OR t.uri > $after)
WITH t, holder, post, body ORDER BY t.uri LIMIT $limit
RETURN properties(t) AS t, {_HOLDER} AS holder, {_POST} ORDER BY t.uri
"""

_OF_POST = f"{_TENURES}RETURN properties(t) AS t, {_HOLDER} AS holder, {_POST} ORDER BY t.from, t.uri"


@dataclass(frozen=True, slots=True)
class Post:
    """An office and the body or jurisdiction it belongs to."""

    iri: str
    name: str
    body: Entity
    names: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """`holder` held `post` from the day `since` to the day `until`, both included; None while it lasts."""

    iri: str
    holder: Entity
    post: Post
    since: date
    until: date | None
    acting: bool
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenures:
    """Which tenures, by IRIs; `on` is a day that they cover."""

    holder: str | None = None
    post: str | None = None
    body: str | None = None
    on: date | None = None

    def parameters(self, tenure: str | None = None) -> dict[str, object]:
        return {"tenure": tenure, "holder": self.holder, "post": self.post, "body": self.body, "on": self.on}


def posts(store: Store, limit: int, after: str | None = None, body: str | None = None) -> tuple[tuple[Post, ...], int]:
    """Posts in the order of their IRIs from the one `after`, and how many there are; `body` is an IRI."""
    rows = store.ask(_LIST_POSTS, limit=limit, after=after, body=body)
    (count,) = store.ask(f"{_POSTS}RETURN count(post) AS n", body=body)
    return tuple(map(_post, rows)), count["n"]


def post(store: Store, iri: str) -> tuple[Post, tuple[Tenure, ...]]:
    """The post of that IRI and its tenures in the order of time. Raises `UnknownResource`."""
    rows = store.ask(_ONE_POST, iri=iri)
    if not rows:
        raise UnknownResource(f"no post {iri}")
    held = store.ask(_OF_POST, **Tenures(post=iri).parameters())
    return _post(rows[0]), tuple(map(_tenure, held))


def tenures(store: Store, which: Tenures, limit: int, after: str | None = None) -> tuple[tuple[Tenure, ...], int]:
    """Tenures in the order of their IRIs from the one `after`, and how many there are."""
    given = which.parameters()
    rows = store.ask(_LIST_TENURES, **given, limit=limit, after=after)
    (count,) = store.ask(f"{_TENURES}RETURN count(t) AS n", **given)
    return tuple(map(_tenure, rows)), count["n"]


def tenure(store: Store, iri: str) -> Tenure:
    """Raises `UnknownResource`."""
    rows = store.ask(_LIST_TENURES, **Tenures().parameters(iri), limit=1, after=None)
    if not rows:
        raise UnknownResource(f"no tenure {iri}")
    return _tenure(rows[0])


def _post(row: dict[str, Any]) -> Post:
    has, body = row["post"], entity(row["body"])
    assert body
    return Post(has["uri"], has["name"], body, tuple(has.get("names", ())), tuple(has.get("source", ())))


def _tenure(row: dict[str, Any]) -> Tenure:
    has, holder = row["t"], entity(row["holder"])
    assert holder
    until, acting = has.get("until"), bool(has.get("acting"))
    return Tenure(has["uri"], holder, _post(row), has["from"], until, acting, tuple(has.get("source", ())))
