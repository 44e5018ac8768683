"""Ten thousand generated statements change nothing and bring nothing down.

The service runs in this process, over a real Neo4j, with small limits. The same statements are made in every run.
Neo4j numbers the transactions that change anything, in the database of the graph and in that of users, and a bookmark
holds the last number: equal bookmarks mean that nothing was changed.
"""

import asyncio
import time
from collections import Counter
from contextlib import contextmanager

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as manner
from hypothesis import strategies as st

from api.app import create_app
from graph.managed.progress import quiet
from graph.projection import project
from graph.store.driver import connect
from graph.triples import graph_iri, to_graph
from tests.conftest import everything
from tests.hostile import statements
from tests.samples import reading

BATCHES, BATCH = 200, 50
AT_ONCE = 4
PARAMETERS = {"p": "LOAD CSV", "list": [1, "a", None], "url": "http://127.0.0.1:1/"}
ANSWERS = {202, 400, 403, 413, 422, 504}


class Service:
    """The service in this process, asked by many at once."""

    def __init__(self, app):
        self.app, self.statuses = app, Counter()

    async def __aenter__(self):
        self.running = self.app.router.lifespan_context(self.app)
        await self.running.__aenter__()
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://service", timeout=60)
        return self

    async def __aexit__(self, *error):
        await self.client.aclose()
        await self.running.__aexit__(*error)

    async def ask_all(self, batch):
        turns = asyncio.Semaphore(AT_ONCE)

        async def ask(statement):
            async with turns:
                return await self.client.post("/v1/cypher", json={"statement": statement, "parameters": PARAMETERS})

        answers = await asyncio.gather(*map(ask, batch))
        for statement, answer in zip(batch, answers, strict=True):
            assert answer.status_code in ANSWERS, (statement, answer.text)
            self.statuses[answer.status_code] += 1
        assert (await ask("RETURN 1")).status_code == 202


@pytest.fixture
def graph(store):
    store.write(graph_iri(reading().iri), project(to_graph(reading())))
    return store


@pytest.fixture
def changes(graph, settings):
    """Tells how far each database is: the bookmark of its last transaction that changed anything."""
    with connect(settings, quiet)[0] as driver:

        def bookmarks():
            return [
                _bookmark(driver, settings.neo4j_database, "RETURN 1"),
                _bookmark(driver, "system", "SHOW DATABASES YIELD name"),
            ]

        yield bookmarks


def _bookmark(driver, database, statement):
    with driver.session(database=database, default_access_mode="READ") as session:
        session.run(statement).consume()
        return session.last_bookmarks().raw_values


@pytest.mark.timeout(900)
def test_ten_thousand_hostile_statements_change_nothing_and_bring_nothing_down(graph, changes, settings):
    small = settings.model_copy(update={"cypher_seconds": 0.2, "cypher_rows": 5, "cypher_at_once": AT_ONCE})
    before, unchanged = everything(graph), changes()
    assert len({*unchanged}) == 2
    with loop() as run:
        service = Service(create_app(small, graph))
        run(service.__aenter__())

        @run_as_generated
        @given(st.lists(statements, min_size=BATCH, max_size=BATCH))
        def ask_and_look(batch):
            run(service.ask_all(batch))
            assert changes() == unchanged

        try:
            ask_and_look()
        finally:
            run(service.__aexit__(None, None, None))
    assert sum(service.statuses.values()) >= BATCHES * BATCH
    assert set(service.statuses) >= {202, 400, 403}
    assert everything(graph) == before
    wait_until_alone(graph)


run_as_generated = manner(
    max_examples=BATCHES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def loop():
    """Runs coroutines on a loop of its own, which no other test has for its default one."""
    own = asyncio.new_event_loop()
    try:
        yield own.run_until_complete
        own.run_until_complete(own.shutdown_asyncgens())
        own.run_until_complete(own.shutdown_default_executor())
    finally:
        own.close()


def wait_until_alone(store):
    """No statement is left running in Neo4j."""
    until = time.monotonic() + 20
    while len(store.console("SHOW TRANSACTIONS YIELD transactionId, database WHERE database = 'neo4j'").rows) > 1:
        assert time.monotonic() < until
        time.sleep(0.1)
