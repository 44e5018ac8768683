"""README and pages say what is there: each setting, each problem, commands and files that exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import AliasChoices

import api.app  # noqa: F401  (the service adds errors of its own to the tree)
from graph import errors
from graph.settings import Settings
from tests.examples import blocks

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
SETTINGS = (ROOT / "docs/settings.md").read_text()
PROBLEMS = (ROOT / "docs/problems.md").read_text()
PAGES = {page.name: page.read_text() for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}


def tree(top: type[errors.WhowhomError]) -> Iterator[type[errors.WhowhomError]]:
    yield top
    for below in top.__subclasses__():
        yield from tree(below)


@pytest.mark.parametrize("error", sorted(set(tree(errors.WhowhomError)), key=lambda e: e.slug), ids=lambda e: e.slug)
def test_every_error_has_its_line_with_status_and_exit_code(error):
    assert f"| `{error.slug}` | {error.title} | {error.status} | {error.exit_code} |" in PROBLEMS


def test_no_two_errors_share_a_name():
    slugs = [e.slug for e in tree(errors.WhowhomError)]
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name):
    alias = Settings.model_fields[name].validation_alias
    names = alias.choices if isinstance(alias, AliasChoices) else [alias]
    for variable in names:
        assert f"`{variable}`" in SETTINGS


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_setting_that_does_not_exist(page):
    known = {str(c) for f in Settings.model_fields.values() for c in _names(f.validation_alias)}
    assert set(re.findall(r"`((?:NEO4J|WHOWHOM)_[A-Z0-9_]+)\b", PAGES[page])) <= known


def test_every_setting_and_every_problem_stands_there_once():
    for page in (SETTINGS, PROBLEMS):
        rows = [line for line in page.splitlines() if line.startswith("| `")]
        assert len({row.split("|")[1] for row in rows}) == len(rows)


def _names(alias: object) -> list[object]:
    return list(alias.choices) if isinstance(alias, AliasChoices) else [alias]


def test_there_are_five_first_queries():
    assert len(blocks(README, "cypher")) == 5


def test_every_command_that_the_readme_shows_exists():
    from typer.main import get_command

    from graph.cli.app import app

    commands = get_command(app).commands  # type: ignore[attr-defined]
    shown = set(re.findall(r"\bwhowhom ([a-z][a-z0-9-]+)", README)) - {"reads", "fetches", "runs", "is"}
    assert {"load", "against", "neo4j"} <= shown
    assert shown <= set(commands)


def test_every_make_target_that_the_readme_shows_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.M))
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets


def test_every_file_that_the_readme_links_to_exists():
    linked = set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
    assert "docs/graph.png" in linked
    assert {link for link in linked if not (ROOT / link).is_file()} == set()


def test_no_gap_was_left_in_the_readme():
    assert "@@" not in README
