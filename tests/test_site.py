"""The documentation is a site: it builds without a network, every page is reached, and the ontology's is complete."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ontology.reference import reference
from ontology.vocabulary import VOCABULARY

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={
            "NO_MKDOCS_2_WARNING": "1",
            "PATH": "",
            "https_proxy": "http://127.0.0.1:9",
            "http_proxy": "http://127.0.0.1:9",
        },
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_built_and_in_the_navigation(site):
    front = (site / "index.html").read_text()
    for page in [*(ROOT / "docs").glob("*.md"), Path("ontology.md")]:
        address = "" if page.stem == "index" else f"{page.stem}/"
        assert (site / address / "index.html").is_file()
        assert f'href="{address or "."}"' in front, page.name


def test_the_pages_load_nothing_from_elsewhere(site):
    for page in site.rglob("*.html"):
        assert re.findall(r'<(?:script|link|img|iframe)[^>]* (?:src|href)="?(?:https?:)?//', page.read_text()) == []


def test_the_reference_of_the_ontology_has_every_term_with_its_definition():
    page = reference()
    ids = re.findall(r'id="([^"]+)"|\{ #(\w+) \}', page)
    places = [one or other for one, other in ids]
    codes = VOCABULARY.codes.values()
    terms = [*VOCABULARY.classes, *(p.name for p in VOCABULARY.by_iri.values()), *(c.notation for c in codes)]
    assert [t for t in terms if t not in places] == []
    assert len(places) == len(set(places))
    for code in codes:
        assert code.definition in page


def test_the_reference_tells_stance_and_severity_of_each_type_of_act():
    for code in VOCABULARY.codes.values():
        if code.scheme == "ActType":
            assert f"{code.definition} | {code.default_stance} | {code.severity} |" in reference()
