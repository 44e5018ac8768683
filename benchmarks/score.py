"""How well articles are read: the tables of the README, in Markdown.

    python -m benchmarks.score [--texts DIR] [--gold DIR ...] [--plot FILE]

Our own articles (tests/reading/articles) are scored always, those of which only annotations are kept
(tests/reading/standoff) when `--texts` names the folder of their texts, other annotated folders by `--gold`. The rules
were written, and the model trained, with the parts called "built" in view; nobody who wrote either looked at "unseen".
`--plot` draws how often acts of each confidence are right on the unseen parts.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.article import Article
from graph.evaluate import STAGES, Report, evaluate, gold_articles
from graph.extract.reader import Reader
from graph.read import read_path
from graph.registry import Registry
from graph.settings import Settings
from graph.triples import article_iri

READING = Path(__file__).parents[1] / "tests" / "reading"
PARTS = ("built", "unseen")


@dataclass(frozen=True)
class Scored:
    name: str
    articles: int
    report: Report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--plot", type=Path)
    told = parser.parse_args()
    settings, registry = Settings(), Registry.read()
    reader = Reader(settings, registry)
    scored = [
        _scored(name, folder, texts, reader, registry, settings) for name, folder, texts in _sets(told.texts, told.gold)
    ]
    print("\n".join([*_figures(scored), "", *_stages(scored)]))


def _sets(texts: Path | None, gold: list[Path]) -> Iterator[tuple[str, Path, Path | None]]:
    for part in PARTS:
        yield f"our own, {part}", READING / "articles" / part, None
    for part in PARTS if texts else ():
        yield f"agency news, {part}", READING / "standoff" / part, texts
    for folder in gold:
        yield folder.name, folder, None


def _scored(
    name: str, folder: Path, texts: Path | None, reader: Reader, registry: Registry, settings: Settings
) -> Scored:
    studies = {}
    for document, path, given in gold_articles(folder, texts):
        (article,) = read_path(path, given, settings)
        assert isinstance(article, Article), article
        studies[document] = reader.study(article, article_iri(article))
    return Scored(name, len(studies), evaluate(folder, studies, registry.wikidata, texts))


def _figures(scored: list[Scored]) -> Iterator[str]:
    yield "| articles | number | against P | R | F1 | dyads P | R | F1 | type | realis | evidence |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for s in scored:
        figures = s.report.figures
        rates = [figures[name][key] for name in ("against", "dyads") for key in ("precision", "recall", "f1")]
        agreed = [figures["agreement"][key] for key in ("type", "realis", "evidence")]
        yield f"| {s.name} | {s.articles} | " + " | ".join(f"{rate:.2f}" for rate in (*rates, *agreed)) + " |"


def _stages(scored: list[Scored]) -> Iterator[str]:
    yield "| stage | " + " | ".join(s.name for s in scored) + " |"
    yield "|---" * (len(scored) + 1) + "|"
    for number, told in enumerate(STAGES.values()):
        shares = [s.report.stages[number] for s in scored]
        yield f"| {told} | " + " | ".join(f"{s.share:.2f} of {s.all}" if s.all else "-" for s in shares) + " |"


if __name__ == "__main__":
    main()
