"""A service with a home of its own, keys for it, and an article to load into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from api.app import create_app
from graph.access.keys import Keys
from graph.access.scopes import Scope
from graph.settings import Settings
from graph.store import Store
from tests.commands import at_home
from tests.serving import serving

ARTICLE = {"title": "Rain", "published": "2018-01-09", "document": "rain", "text": "It rained in Chicago on Monday.\n"}
ELSEWHERE = "203.0.113.7"
"""An address for documentation, told by a proxy that is trusted."""
PROXY = "127.0.0.1/32"


class Nobody:
    """A reader that finds nothing, at once."""

    model = "nobody"

    def read(self, article: object, iri: str) -> tuple[()]:
        return ()


@contextmanager
def service(settings: Settings, store: Store, home: Path, **changes: Any) -> Iterator[httpx.Client]:
    """A client of the service with these settings changed."""
    mine = at_home(settings, home, **changes)
    with serving(create_app(mine, store, Nobody())) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def new_key(settings: Settings, home: Path, *scopes: str) -> dict[str, str]:
    """The header that a new key is sent with."""
    return bearer(Keys(at_home(settings, home)).create("a test", [Scope(s) for s in scopes], None))


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


def slug(answer: httpx.Response) -> str:
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    return str(answer.json()["type"]).rpartition("/")[2]
