"""Cypher in the documentation with its answers: reads both from a page, and writes the answers anew.

python -m tests.documented docs/explorer.md        asks a Neo4j of its own that holds the seed articles
"""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from graph import managed
from graph.extract.reader import Reader
from graph.load import Loader
from graph.read import Given, read_path
from graph.registry import Registry
from graph.settings import Settings
from graph.store import Store, open_store

_QUESTION = re.compile(
    r"(### (?P<title>[^\n]+)\n\n```cypher\n(?P<statement>.*?);\n```\n)(?P<answer>\n(?:\|[^\n]*\n)+)?", re.S
)


class Question(NamedTuple):
    title: str
    statement: str
    answer: str
    """A table in Markdown."""


def questions(page: str) -> list[Question]:
    return [Question(q["title"], q["statement"], (q["answer"] or "").strip()) for q in _QUESTION.finditer(page)]


def table(store: Store, statement: str) -> str:
    """The answer as the pages show it."""
    answer = store.console(statement)
    rows = [list(answer.columns), ["---"] * len(answer.columns), *([_shown(v) for v in row] for row in answer.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value).replace("\n", " ").replace("|", "\\|")


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        settings, registry = Settings(WHOWHOM_HOME=Path(home), NEO4J_URI=None), Registry.read()
        try:
            with open_store(settings) as store:
                store.prepare(registry)
                articles = read_path(Path("seeds/articles"), Given(), settings)
                for outcome in Loader(Reader(settings, registry), registry, store).load_all(articles):
                    assert outcome.status == "loaded", outcome
                for page in map(Path, sys.argv[1:]):
                    page.write_text(
                        _QUESTION.sub(lambda q: f"{q[1]}\n{table(store, q['statement'])}\n", page.read_text())
                    )
        finally:
            managed.stop(settings)


if __name__ == "__main__":
    main()
