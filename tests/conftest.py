"""Which fixture to take: `store` for a real Neo4j with the registry and nothing else, `seeded` for one with the seed
articles, `registry` for names and posts, `client` for the service over that store.

One Neo4j serves the whole run: the one at WHOWHOM_TEST_NEO4J_URI (its data is deleted!), else a managed one in a
temporary folder. A test gets it clean: whatever an earlier one wrote is taken back first, the registry stays.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from graph import managed
from graph.load import Loader
from graph.projection import PropertyGraph
from graph.read import Given, read_path
from graph.registry import Registry
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.schema import ACTORS_GRAPHS
from ontology.vocabulary import VOCABULARY
from tests.serving import serving

# A job started in the background may ignore Ctrl-C, and its children would too: the tests that press it need it heard.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

SEEDS = Path(__file__).parent.parent / "seeds/articles"
DECISIONS = VOCABULARY.resource("decision", "")

CLEAN = (
    "MATCH ()-[r:ACTED_AGAINST|ACTED_FOR|ACTED_TOWARDS]->() DELETE r",
    """
    MATCH (n) WHERE NOT n:StoreRecord AND NOT (n:NamedGraph AND n.uri STARTS WITH $actors)
      AND NOT EXISTS { (g:NamedGraph)-[:DESCRIBES]->(n) WHERE g.uri STARTS WITH $actors }
    DETACH DELETE n
    """,
)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings that lead to the Neo4j of this run."""
    given = {k: os.environ.get(f"WHOWHOM_TEST_NEO4J_{k}") for k in ("URI", "USERNAME", "PASSWORD", "DATABASE")}
    home = tmp_path_factory.mktemp("home")
    if given["URI"]:
        # NEO4J_URI and its like of the developer's own are not to be touched by a test.
        named = {f"NEO4J_{k}": v for k, v in given.items() if v}
        yield Settings(_env_file=None, WHOWHOM_HOME=home, **named)
        return
    mine = Settings(_env_file=None, WHOWHOM_HOME=home, NEO4J_URI=None, WHOWHOM_NEO4J_HEAP_MB=512)
    managed.ensure_running(mine)
    yield mine
    managed.stop(mine)


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.read()


@pytest.fixture(scope="session")
def connection(settings: Settings, registry: Registry) -> Iterator[Store]:
    with open_store(settings) as store:
        clean(store, registry)
        yield store


@pytest.fixture
def store(connection: Store, registry: Registry) -> Store:
    """The store with the registry and nothing else."""
    clean(connection, registry)
    return connection


@pytest.fixture(scope="module")
def seeded(connection: Store, registry: Registry, settings: Settings) -> Store:
    """The store with the registry and the seed articles, for a module whose tests only ask."""
    from graph.extract.reader import Reader  # with spaCy, which not every run needs

    clean(connection, registry)
    articles = read_path(SEEDS, Given(), settings)
    outcomes = Loader(Reader(settings, registry), registry, connection).load_all(articles)
    assert {outcome.status for outcome in outcomes} == {"loaded"}
    return connection


def clean(store: Store, registry: Registry) -> None:
    """A registry that is there is kept: writing it takes a Neo4j that has just started half a minute."""
    for iri in store.graphs():
        if iri.startswith(DECISIONS):
            store.write(iri, PropertyGraph((), ()))
    for statement in CLEAN:
        store.console(statement, {"actors": ACTORS_GRAPHS}, write=True)
    store.prepare(registry)


@pytest.fixture(scope="session")
def service(settings: Settings, connection: Store) -> Iterator[str]:
    """The address of the service over the store, with the reader of the settings."""
    with serving(create_app(settings, connection)) as address:
        yield address


@pytest.fixture
def client(service: str, store: Store) -> Iterator[httpx.Client]:
    """Asks the service over the clean store."""
    with httpx.Client(base_url=service, timeout=120) as client:
        yield client


def everything(store: Store) -> tuple[list[object], list[object]]:
    """Every node and relationship with all it carries, in order: two equal answers mean that nothing changed.

    The journal, which counts changes, is left out.
    """
    nodes = store.ask(
        "MATCH (n) WHERE NOT n:RemovedGraph RETURN elementId(n) AS id, labels(n) AS labels, "
        "n {.*, changes: null, changed: null, added: null} AS has ORDER BY id"
    )
    links = store.ask(
        "MATCH (a)-[r]->(b) RETURN elementId(r) AS id, a.uri AS a, type(r) AS type, b.uri AS b, properties(r) AS has "
        "ORDER BY id"
    )
    return nodes, links
