"""The index on IRIs is that of :Resource: a look-up by another label alone would go through all nodes of that label.

Neo4j's own plans cannot show it here, because in a store as small as a test's a scan is often the cheaper way.
"""

import re
from pathlib import Path

import pytest

LOOKUP = re.compile(r"\(\w*((?::\w+)+) \{+uri: ")
SOURCES = sorted(p for folder in ("queries", "store") for p in Path("graph", folder).glob("*.py"))


def test_there_are_lookups_to_check():
    assert sum(len(LOOKUP.findall(p.read_text())) for p in SOURCES) > 20


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_what_is_looked_up_by_its_iri_is_found_by_the_index(source):
    assert [labels for labels in LOOKUP.findall(source.read_text()) if "Resource" not in labels.split(":")] == []
