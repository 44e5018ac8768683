"""The page that explains the vocabulary is complete, and generating it leaves nothing behind."""

import logging
import re
from pathlib import Path

import pylode
import pytest

from ontology.documentation import _page, document, page
from ontology.vocabulary import BASE, VOCABULARY


@pytest.fixture(scope="module")
def html():
    return page()


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
    _page.cache_clear()
    page()
    assert logging.root.level == level
    assert list(Path(pylode.__file__).parent.rglob("*.pickle")) == []


def test_it_is_generated_once(html):
    assert page() is html or page() == html
    assert page() is page()


def test_the_service_gives_the_page_to_browsers(client, html):
    answer = client.get("/ontology", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.text == html
    assert client.get("/ontology").text == html


def test_an_unknown_document_is_none(client):
    with pytest.raises(KeyError):
        document("../../etc/passwd")
    assert BASE + "ontology" in document("ontology").serialize()
