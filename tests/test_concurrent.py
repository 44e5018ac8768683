"""Several writers at once leave what one of them wrote, whole."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from graph.projection import project
from graph.triples import Reading, graph_iri, to_graph
from tests.samples import ICE, MAYOR, NOTHING, TEXT, act, article, reading

T = TypeVar("T")

OLD = reading()
_NEW = article(TEXT.replace("called on", "wrote to"))
NEW = Reading(_NEW, OLD.extraction, (act(_NEW, MAYOR, "DEMAND", ICE, "wrote to"),))
IRI = graph_iri(OLD.iri)


def at_once(*works: Callable[[], T]) -> list[T]:
    """What each of them gives, all run at the same moment; raises what one of them raises."""
    start = Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result() for done in [pool.submit(run, work) for work in works]]


def counts(store) -> tuple[int, int, int]:
    """Acts, direct edges, sentences."""
    (row,) = store.ask(
        "RETURN COUNT { (:Act) } AS acts, COUNT { ()-[:ACTED_AGAINST]->() } AS direct, COUNT { (:Sentence) } AS said"
    )
    return row["acts"], row["direct"], row["said"]


def test_two_writers_of_one_new_article_leave_what_one_of_them_wrote(store):
    graphs = [project(to_graph(r)) for r in (OLD, NEW)]
    for _ in range(5):
        store.write(IRI, NOTHING)
        at_once(*[lambda g=g: store.write(IRI, g) for g in graphs * 2])
        assert counts(store) in [(3, 3, 2), (1, 1, 1)]
        assert {n.uri for n in store.read(IRI).nodes} in [{n.uri for n in g.nodes} for g in graphs]


def test_an_article_is_removed_while_it_is_written_and_is_there_whole_or_not_at_all(store):
    old = project(to_graph(OLD))
    for _ in range(5):
        store.write(IRI, old)
        at_once(lambda: store.write(IRI, old), lambda: store.write(IRI, NOTHING), lambda: store.write(IRI, old))
        assert counts(store) in [(3, 3, 2), (0, 0, 0)]
