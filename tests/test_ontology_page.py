"""The page that explains the vocabulary is complete, and generating it leaves nothing behind."""

import logging
import re
import subprocess
import sys
from html import escape
from pathlib import Path

import pylode
import pytest

from ontology.documentation import _ontology_page, document, page
from ontology.vocabulary import BASE, VOCABULARY


@pytest.fixture(scope="module")
def html():
    return page("ontology")


def test_every_term_has_its_place_under_its_own_name(html):
    ids = re.findall(r'id="([^"]+)"', html)
    terms = [*VOCABULARY.classes, *(p.name for p in VOCABULARY.by_iri.values())]
    assert [t for t in terms if ids.count(t) != 1] == []


def test_every_definition_can_be_read(html):
    text = re.sub(r"\s+", " ", html)
    assert "Whom the article credits for the claim; absent when the article claims it itself." in text
    assert "The page" not in text.partition("<body")[0]
    assert "<h1>whowhom: who acted against whom</h1>" in text


def test_the_page_loads_nothing_from_elsewhere(html):
    assert re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?!data:)[^"#]+"', html) == []


def test_generating_it_leaves_the_library_and_the_log_as_they_were():
    level = logging.root.level
    _ontology_page.cache_clear()
    page("ontology")
    assert logging.root.level == level
    assert list(Path(pylode.__file__).parent.rglob("*.pickle")) == []


def test_it_is_generated_once_and_in_the_order_of_the_ontology(html):
    assert page("ontology") is page("ontology")
    places = [html.index(f'id="{name}"') for name in ("Resource", "Participant", "Actor", "Person", "Official")]
    assert places == sorted(places)


@pytest.mark.parametrize(("name", "schemes"), [("act-types", {"ActType"}), ("codes", {"Stance", "Realis"})])
def test_every_code_has_its_place_in_a_page_with_its_definition(name, schemes):
    html = page(name)
    for code in VOCABULARY.codes.values():
        if code.scheme in schemes:
            assert f'id="{code.iri.rpartition("#")[2]}"' in html
            assert escape(code.definition) in html


def test_the_service_gives_the_pages_to_browsers(client):
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = client.get("/ontology", headers=browser)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.text == client.get("/ontology").text == page("ontology")
    assert client.get("/act-types", headers=browser).text == page("act-types")
    assert client.get("/shapes", headers=browser).headers["Content-Type"].startswith("text/turtle")


def test_an_unknown_document_is_none(client):
    with pytest.raises(KeyError):
        document("../../etc/passwd")
    assert BASE + "ontology" in document("ontology").serialize()


def test_making_the_page_leaves_the_log_as_it_was():
    """In a process of its own: pyLODE reaches for the log when it is first imported."""
    code = (
        "import logging; from ontology.documentation import page; assert page('ontology');"
        "print(logging.root.handlers, logging.root.level)"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == (f"[] {logging.WARNING}", "")


def test_generating_it_leaves_no_event_loop_open():
    """One would be collected at any time after it, with a warning that fails whichever test runs then."""
    made = "from ontology.documentation import page; page('ontology')"
    collected = "import asyncio, gc; asyncio.set_event_loop(None); gc.collect()"
    command = [sys.executable, "-W", "always::ResourceWarning", "-c", f"{made}; {collected}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
