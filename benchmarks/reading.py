"""How fast articles are read beside the bare spaCy pipeline, and whether memory stays flat over very many.

    python -m benchmarks.reading FOLDER [--articles 10000]        a folder of articles as `whowhom load` takes it

The folder's articles are read again and again; each time a tenth of their words is replaced by words never seen
before, as names are in the news, since it is new words that a language pipeline could go on storing.
"""

import argparse
import itertools
import random
import statistics
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil

from benchmarks.timing import seconds
from graph.article import Article
from graph.extract.parse.pipeline import bare_pipeline
from graph.extract.reader import Reader
from graph.read import Given, read_path
from graph.registry import Registry
from graph.settings import Settings

LIMIT = 0.8
"""The share of the bare pipeline's speed that reading has to keep."""
_MIB = 1 << 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    told = parser.parse_args()
    settings = Settings()
    articles = [a for a in read_path(told.folder, Given(), settings) if isinstance(a, Article)]
    speed(articles, settings)
    memory(articles, settings, told.articles)


def speed(articles: list[Article], settings: Settings) -> None:
    """Both over the same texts, in turn, five times."""
    pipeline, reader = bare_pipeline(settings.spacy_model), Reader(settings, Registry.read())
    bare, whole = [], []
    for _ in range(5):
        bare.append(seconds(lambda: [pipeline(a.text) for a in articles]))
        whole.append(seconds(lambda: [reader.read(a, a.document) for a in articles]))
    one, other = statistics.median(bare), statistics.median(whole)
    print(f"bare spaCy pipeline  {len(articles) / one:8.2f} articles/s")
    print(f"whole reading        {len(articles) / other:8.2f} articles/s, {one / other:.2f} x the bare (limit {LIMIT})")


def memory(articles: list[Article], settings: Settings, count: int) -> None:
    """Resident memory at every tenth of the way."""
    reader, process = Reader(settings, Registry.read()), psutil.Process()
    for number, article in enumerate(itertools.islice(renewed(articles), count), 1):
        reader.read(article, article.document)
        if number % max(1, count // 10) == 0:
            print(f"after {number:6} articles {process.memory_info().rss / _MIB:8.0f} MiB", flush=True)


def renewed(articles: list[Article]) -> Iterator[Article]:
    """The articles without end, with ever new words."""
    random_ = random.Random(1)
    for article in itertools.cycle(articles):
        words = article.text.split(" ")
        for at in random_.sample(range(len(words)), len(words) // 10):
            words[at] = "".join(random_.choices("abcdefghijklmnoprstuvwz", k=9)).capitalize()
        yield replace(article, text=" ".join(words))


if __name__ == "__main__":
    main()
