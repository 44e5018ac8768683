"""An article in, acts in the graph: what is loaded twice, changed, doubled or broken, and what then stands there."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rdflib.compare import isomorphic

from graph.acts import Act, Entity, Evidence, Span
from graph.article import Article
from graph.errors import EvidenceMismatch, NoDate, RefusedGraph
from graph.extract.reader import Reader
from graph.load import Loader
from graph.projection import unproject
from graph.queries import acts as asks
from graph.queries.articles import stored
from graph.queries.asked import Filters
from graph.queries.names import resolve
from graph.read import Given, Refusal, read_path
from graph.triples import from_graph, graph_iri
from tests.conftest import everything
from tests.samples import ICE, MAYOR, act, article

SEEDS = sorted(Path("seeds/articles").glob("*.txt"))
TEXT = (
    "SACRAMENTO (Sample Press) - Governor Jerry Brown on Tuesday criticized Attorney General Jeff Sessions. "
    "California sued the Trump administration in March. Sessions did not sue Oakland."
)


@pytest.fixture(scope="module")
def reader(settings, registry) -> Reader:
    return Reader(settings, registry)


@pytest.fixture
def loader(store, registry, reader) -> Loader:
    return Loader(reader, registry, store)


def told(text: str = TEXT, **changes: object) -> Article:
    return article(text, "told", published=date(2018, 3, 8), **changes)


class ByHand:
    """A reader that finds what it is given: it keeps the promises of the real one, and can break each."""

    model = "by hand"

    def __init__(self, *acts: Act) -> None:
        self.acts = acts

    def read(self, article: Article, iri: str) -> tuple[Act, ...]:
        return self.acts


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_a_seed_article_comes_out_of_the_store_as_it_went_in(path, loader, settings, registry):
    (given,) = read_path(path, Given(), settings)
    reading = loader.reading(given)
    graph = loader.graph(reading)
    assert loader.load(given).status == "loaded"
    out = unproject(loader.store.read(graph_iri(reading.iri)))
    # The time of the run is the only thing that two readings of one article may differ in.
    written = from_graph(out, registry.entity)
    again = loader.graph(replace(reading, extraction=written.extraction))
    assert isomorphic(out, again)
    assert len(reading.acts) >= 5
    assert len(graph) == len(again)


def test_loading_an_article_twice_changes_nothing(loader):
    first = loader.load(told())
    before = everything(loader.store)
    second = loader.load(told())
    assert (first.status, second.status) == ("loaded", "unchanged")
    assert everything(loader.store) == before


def test_who_acted_against_whom_is_found(loader):
    loader.load(told())
    found = asks.acts(loader.store, Filters(stances=("against",)), target=resolve(loader.store, "Jeff Sessions").iri)
    assert [(f.act.agent.name, f.act.type) for f in found.items] == [("Jerry Brown", "ACCUSE")]
    (f,) = found.items
    assert f.act.evidence.sentence.text.startswith("SACRAMENTO (Sample Press) - Governor Jerry Brown") or (
        f.act.evidence.sentence.text.startswith("Governor Jerry Brown")
    )
    assert TEXT[f.act.evidence.sentence.start : f.act.evidence.sentence.end] == f.act.evidence.sentence.text


def test_a_changed_article_replaces_its_acts_and_keeps_the_record_of_what_it_said(loader):
    old = loader.load(told())
    changed = loader.load(told(TEXT.replace("criticized", "praised")))
    assert (changed.status, changed.article) == ("replaced", old.article)
    sessions = resolve(loader.store, "Jeff Sessions").iri
    assert asks.acts(loader.store, Filters(stances=("against",)), target=sessions).items == ()
    (version,) = stored(loader.store, old.article).versions
    assert version["text"] == TEXT


def test_an_article_changed_twice_keeps_both_records(loader):
    for word in ("criticized", "praised", "thanked"):
        outcome = loader.load(told(TEXT.replace("criticized", word)))
    texts = [v["text"] for v in stored(loader.store, outcome.article).versions]
    assert sorted(texts) == sorted([TEXT, TEXT.replace("criticized", "praised")])


def test_a_corrected_headline_is_taken_over_and_the_old_one_kept(loader):
    loader.load(told())
    outcome = loader.load(told(title="Another headline"))
    found = stored(loader.store, outcome.article)
    assert (outcome.status, found.record.title) == ("replaced", "Another headline")
    assert [(v["title"], v["text"]) for v in found.versions] == [("A sample", TEXT)]


def test_a_corrected_date_moves_the_article_and_keeps_the_record(loader):
    old = loader.load(told())
    outcome = loader.load(replace(told(), published=date(2018, 3, 9)))
    assert (outcome.status, outcome.article != old.article) == ("replaced", True)
    assert stored(loader.store, old.article) is None
    assert [v["published"] for v in stored(loader.store, outcome.article).versions] == [date(2018, 3, 8)]
    assert {f.article.iri for f in asks.acts(loader.store, Filters(realis=())).items} == {outcome.article}


def test_an_article_that_is_only_read_anew_gets_no_version(loader, registry, store):
    old = loader.load(told())
    anew = Loader(ByHand(), registry, store).load(told())
    assert (anew.status, anew.article) == ("replaced", old.article)
    assert stored(store, old.article).versions == ()


def test_versions_come_back_in_order_and_as_they_were(loader, registry):
    for word in ("criticized", "praised", "criticized", "thanked"):
        outcome = loader.load(told(TEXT.replace("criticized", word)))
    out = from_graph(unproject(loader.store.read(graph_iri(outcome.article))), registry.entity)
    assert [("praised" in v.text, "criticized" in v.text) for v in out.versions] == [
        (False, True),
        (True, False),
        (False, True),
    ]


def test_the_same_text_under_another_name_is_a_duplicate_and_changes_nothing(loader):
    first = loader.load(told())
    before = everything(loader.store)
    outcome = loader.load(replace(told(), document="copy"))
    assert (outcome.status, outcome.article) == ("duplicate", first.article)
    assert everything(loader.store) == before


def test_an_article_without_acts_is_loaded_all_the_same(loader):
    outcome = loader.load(told("The sky over the harbor was blue and the morning was quiet."))
    assert (outcome.status, outcome.acts) == ("loaded", 0)
    assert stored(loader.store, outcome.article) is not None


def test_words_that_are_not_in_the_article_cannot_be_written(store, registry):
    before = everything(store)
    a = article()
    good = act(a, MAYOR, "DEMAND", ICE, "called on")
    e = good.evidence
    for wrong in (
        replace(e, trigger=Span(e.trigger.start, e.trigger.end, "yelled at")),
        replace(e, sentence=Span(e.sentence.start + 1, e.sentence.end + 1, e.sentence.text)),
        replace(e, agent=Span(100_000, 100_009, "Ada Mayor")),
        replace(e, trigger=Span(a.text.index("blocked"), a.text.index("blocked") + 7, "blocked")),
    ):
        with pytest.raises(EvidenceMismatch):
            Loader(ByHand(replace(good, evidence=wrong)), registry, store).load(a)
    assert everything(store) == before


def test_an_act_of_an_actor_against_itself_cannot_be_written(store, registry):
    a = article()
    with pytest.raises(RefusedGraph, match="himself"):
        Loader(ByHand(replace(act(a, MAYOR, "ACCUSE", ICE, "called on"), target=MAYOR)), registry, store).load(a)


def test_a_batch_goes_on_after_an_article_that_is_refused(loader):
    batch = [Refusal("nowhere.txt", NoDate("no date")), told(), replace(told("It rained."), document="rain")]
    outcomes = list(loader.load_all(batch))
    assert [o.status for o in outcomes] == ["refused", "loaded", "loaded"]
    assert outcomes[0].error.slug == "no-date"


def test_a_batch_goes_on_after_a_graph_that_breaks_the_rules(store, registry):
    a = article()
    bad = act(a, MAYOR, "DEMAND", ICE, "called on", confidence=7.0)
    outcomes = list(Loader(ByHand(bad), registry, store).load_all([a, replace(a, document="next")]))
    assert [o.status for o in outcomes] == ["refused", "refused"]
    assert isinstance(outcomes[0].error, RefusedGraph)


def test_two_articles_that_name_an_unknown_actor_differently_share_it(store, registry):
    a, b = article(), article("Ada MAYOR called on the Sample Agency.", "other")
    Loader(ByHand(act(a, MAYOR, "DEMAND", ICE, "called on")), registry, store).load(a)
    shouted = Entity(MAYOR.iri, "Ada MAYOR", "Person")
    Loader(ByHand(act(b, shouted, "DEMAND", ICE, "called on")), registry, store).load(b)
    rows = store.ask("MATCH (n {uri: $uri}) RETURN n.name AS name, 'Official' IN labels(n) AS official", uri=MAYOR.iri)
    assert rows == [{"name": "Ada Mayor", "official": True}]
    assert len(asks.acts(store, agent=MAYOR.iri).items) == 2


def test_a_dry_run_needs_no_store(reader, registry):
    loader = Loader(reader, registry, None)
    turtle = loader.graph(loader.reading(told())).serialize(format="turtle")
    assert "Governor Jerry Brown" in turtle


def test_evidence_counts_code_points_whatever_stands_before_it(loader):
    text = "🏛️ 🇺🇸 \u202e\u05e9\u05dc\u05d5\u05dd\u202c. " + TEXT
    outcome = loader.load(told(text))
    found = asks.acts(loader.store, Filters(article=outcome.article, realis=()))
    assert found.items
    for f in found.items:
        e: Evidence = f.act.evidence
        for span in (e.sentence, e.trigger, e.agent, e.target):
            assert text[span.start : span.end] == span.text
