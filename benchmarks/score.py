"""How well articles are read: the tables of docs/reading.md, in Markdown.

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
from graph.evaluate.gold import read_gold
from graph.evaluate.matching import is_right
from graph.extract.reader import Reader
from graph.read import read_path
from graph.registry import Registry
from graph.settings import Settings
from graph.triples import article_iri

READING = Path(__file__).parents[1] / "tests" / "reading"
BANDS = [(0.0, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)]
PARTS = ("built", "unseen")


@dataclass(frozen=True)
class Scored:
    name: str
    articles: int
    report: Report
    judged: list[tuple[float, bool]]
    """Of each act, how sure the reader was and whether an annotator gave it."""


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
    print("\n".join([*_figures(scored), "", *_stages(scored), "", *_reliability(scored)]))
    if told.plot:
        _plot(scored, told.plot)


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
    judged = []
    for document, study in studies.items():
        gold = read_gold(folder / f"{document}.json", texts)
        for act in study.acts:
            at = (act.evidence.sentence.start, act.evidence.sentence.end)
            right = is_right(act.agent, act.target, act.stance, at, gold, registry.wikidata)
            judged.append((act.confidence, right))
    return Scored(name, len(studies), evaluate(folder, studies, registry.wikidata, texts), judged)


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


def _bands(scored: list[Scored]) -> Iterator[tuple[str, float, float, int]]:
    """Of the unseen parts, by band of confidence: mean confidence, share of right acts, acts."""
    judged = [j for s in scored if s.name.endswith("unseen") for j in s.judged]
    for low, high in BANDS:
        within = [j for j in judged if low <= j[0] < high]
        if within:
            told, right = (sum(j[i] for j in within) / len(within) for i in (0, 1))
            yield f"{low:.1f} to {min(high, 1):.1f}", told, right, len(within)


def _reliability(scored: list[Scored]) -> Iterator[str]:
    yield "| confidence on the unseen parts | mean | right | acts |"
    yield "|---|---|---|---|"
    for band, told, right, acts in _bands(scored):
        yield f"| {band} | {told:.2f} | {right:.2f} | {acts} |"


def _plot(scored: list[Scored], path: Path) -> None:
    from matplotlib.figure import Figure

    bands = list(_bands(scored))
    figure = Figure(figsize=(4.5, 4), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="#999999", linestyle="--", label="perfectly calibrated")
    axes.plot([b[1] for b in bands], [b[2] for b in bands], color="#0b6e4f", marker="o", label="unseen articles")
    for _, told, right, acts in bands:
        axes.annotate(str(acts), (told, right), textcoords="offset points", xytext=(6, -10), fontsize=8)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence of the reader", ylabel="share of acts that are right")
    axes.legend(loc="upper left", frameon=False)
    figure.savefig(path)


if __name__ == "__main__":
    main()
