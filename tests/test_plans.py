"""The index on IRIs is that of :Resource: a look-up by another label alone would go through all nodes of that label.

Neo4j's own plans cannot show it here, because in a store as small as a test's a scan is often the cheaper way.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from graph.queries.acts import beginning
from graph.queries.asked import Filters
from graph.queries.chains import _NEXT
from graph.queries.claims import Asked
from graph.queries.paths import _HOPS, _REALIS

LOOKUP = re.compile(r"\(\w*((?::\w+)+) \{+uri: ")
SOURCES = sorted(p for folder in ("queries", "store") for p in Path("graph", folder).glob("*.py"))


def test_there_are_lookups_to_check():
    assert sum(len(LOOKUP.findall(p.read_text())) for p in SOURCES) > 20


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_what_is_looked_up_by_its_iri_is_found_by_the_index(source):
    assert [labels for labels in LOOKUP.findall(source.read_text()) if "Resource" not in labels.split(":")] == []


@pytest.mark.parametrize("side", [{"agent": "x"}, {"target": "x"}, {"agent": "x", "target": "x"}], ids=str)
@pytest.mark.parametrize("speaker", [None, "x"])
def test_acts_of_a_side_or_a_speaker_are_looked_for_from_there(side, speaker):
    sides = {"agent": None, "target": None, **side}
    texts = [beginning(Filters(), **sides), Asked(speaker, **sides).beginning(Filters())]
    if speaker:
        texts.append(Asked(speaker).beginning(Filters()))
    for text in texts:
        assert "MATCH (act:Act)" not in text
        assert any(f"{{uri: ${name}}}" in text for name in ("agent", "target", "speaker")), text


@pytest.mark.parametrize("statement", [_NEXT, _HOPS, _REALIS], ids=["next", "hops", "realis"])
def test_paths_are_looked_for_from_those_who_are_known(store, statement):
    """No operator that goes through all acts or participants, or that lists whole paths first."""
    given = {**Filters(since=date(2017, 1, 1), policy="x", article="x").parameters(), "iris": ["x"], "ends": ["x"]}
    with store._driver.session() as session:
        plan = session.run(f"EXPLAIN {statement}", **given, pairs=[["x", "y"]]).consume().plan
    operators = {name.partition("@")[0] for name in named(plan)}
    assert "NodeUniqueIndexSeek" in operators
    assert not [o for o in operators if re.search(r"VarLength|Trail|ShortestPath|ByLabelScan|AllNodes|TypeScan", o)]


def named(plan):
    yield plan["operatorType"]
    for below in plan.get("children", []):
        yield from named(below)
