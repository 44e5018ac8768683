"""Answers over much of the graph are kept until it changes, and never longer than they hold."""

import threading

import pytest

from graph.errors import QueryError
from graph.projection import project
from graph.queries.groups import groups
from graph.queries.stats import stats
from graph.store import remembering
from graph.store.remembering import Memory
from graph.triples import graph_iri, to_graph
from tests.samples import reading


@pytest.fixture
def every_answer_is_long(monkeypatch):
    monkeypatch.setattr(remembering, "LONG", 0.0)


class Asked:
    """Answers with as many rows as are wanted, and counts how often it was asked."""

    def __init__(self, rows=1):
        self.times, self._rows = 0, rows

    def __call__(self):
        self.times += 1
        return [{"asked": self.times}] * self._rows


def test_an_answer_that_took_long_is_given_again(every_answer_is_long):
    memory, find = Memory(), Asked()
    assert memory.recall("key", find) == memory.recall("key", find) == [{"asked": 1}]
    assert memory.recall("another key", find) == [{"asked": 2}]


def test_one_that_came_at_once_is_asked_for_again():
    memory, find = Memory(), Asked()
    assert [memory.recall("key", find) for _ in range(2)] == [[{"asked": 1}], [{"asked": 2}]]


def test_an_answer_is_kept_for_a_time_only(every_answer_is_long, monkeypatch):
    monkeypatch.setattr(remembering, "LASTS", 0.0)
    memory, find = Memory(), Asked()
    assert [memory.recall("key", find) for _ in range(2)] == [[{"asked": 1}], [{"asked": 2}]]


def test_a_failure_is_not_kept_and_lets_the_next_one_ask(every_answer_is_long):
    memory, find = Memory(), Asked()

    def failing():
        raise QueryError("no answer")

    with pytest.raises(QueryError):
        memory.recall("key", failing)
    assert memory.recall("key", find) == [{"asked": 1}]


def test_of_those_who_ask_at_once_one_asks_neo4j(every_answer_is_long):
    memory, begun, go_on, found = Memory(), threading.Event(), threading.Event(), []
    find = Asked()

    def slowly():
        begun.set()
        assert go_on.wait(10)
        return find()

    threads = [threading.Thread(target=lambda: found.append(memory.recall("key", slowly))) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    go_on.set()
    for thread in threads:
        thread.join()
    assert (find.times, found) == (1, [[{"asked": 1}]] * 4)


def test_the_answers_asked_for_longest_ago_make_room(every_answer_is_long, monkeypatch):
    monkeypatch.setattr(remembering, "MOST", 10)
    memory, large = Memory(), [Asked(4) for _ in range(3)]
    for number, find in enumerate(large):
        memory.recall(number, find)
    memory.recall(2, large[2])
    memory.recall(0, large[0])
    assert [find.times for find in large] == [2, 1, 1]


def test_what_is_written_is_told_at_once(store, every_answer_is_long):
    before = stats(store).contents.acts, stats(store).types, groups(store, "agent").acts
    written = reading()
    store.write(graph_iri(written.iri), project(to_graph(written)))
    after = stats(store).contents.acts, stats(store).types, groups(store, "agent").acts
    assert (before, after) == ((0, {}, 0), (3, {"BLOCK": 1, "DEMAND": 1, "SUE": 1}, 2))


def test_what_is_written_past_whowhom_is_told_too(store, every_answer_is_long):
    assert stats(store).kinds.get("City", 0) > 0
    known = stats(store).kinds["City"]
    with store._driver.session() as session:
        session.run("CREATE (:Resource:Participant:Actor:Place:City {uri: 'urn:made-up', name: 'Made Up'})").consume()
    assert stats(store).kinds["City"] == known + 1
    store.console("MATCH (n:Resource {uri: 'urn:made-up'}) DELETE n", write=True)
    assert stats(store).kinds["City"] == known
