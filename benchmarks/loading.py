"""How fast articles are read, checked and stored, each beside its peer in the same run.

    python -m benchmarks.loading FOLDER        a folder of articles as `whowhom load` takes it

Reading is compared with the bare spaCy pipeline over the same texts; checking and writing are given in seconds an
article. Writes into a managed Neo4j of its own, in a temporary folder, which is stopped and deleted at the end.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from benchmarks.timing import seconds
from graph import managed
from graph.article import Article
from graph.extract.parse.pipeline import bare_pipeline
from graph.extract.reader import Reader
from graph.load import Loader
from graph.projection import project
from graph.read import Given, read_path
from graph.registry import Registry
from graph.settings import Settings
from graph.store import open_store
from graph.triples import graph_iri
from seeds import Facts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(WHOWHOM_HOME=Path(home), NEO4J_URI=None)
        try:
            measure(folder, settings)
        finally:
            managed.stop(settings)


def measure(folder: Path, settings: Settings) -> None:
    articles = [a for a in read_path(folder, Given(), settings) if isinstance(a, Article)]
    print(f"{len(articles)} articles, {sum(len(a.text) for a in articles)} characters")
    print(f"registry read                 {seconds(lambda: Registry(Facts.read())):8.2f} s")
    registry = Registry.read()
    pipeline, reader = bare_pipeline(settings.spacy_model), Reader(settings, registry)
    bare = statistics.median(seconds(lambda: [pipeline(a.text) for a in articles]) for _ in range(3))
    whole = statistics.median(seconds(lambda: [reader.read(a, a.document) for a in articles]) for _ in range(3))
    print(f"bare spaCy pipeline           {len(articles) / bare:8.2f} articles/s")
    print(
        f"whole reading                 {len(articles) / whole:8.2f} articles/s, {bare / whole:.2f} x the bare pipeline"
    )
    with open_store(settings) as store:
        print(f"first use of the store        {seconds(lambda: store.prepare(registry)):8.2f} s")
        loader = Loader(reader, registry, store)
        readings = [loader.reading(a) for a in articles]
        checked = seconds(lambda: [loader.graph(r) for r in readings])
        graphs = {graph_iri(r.iri): project(loader.graph(r)) for r in readings}
        written = sum(seconds(lambda i=iri, g=graph: store.write(i, g)) for iri, graph in graphs.items())  # type: ignore[misc]
    print(f"RDF and SHACL                 {checked / len(articles):8.3f} s an article")
    print(f"writing                       {written / len(articles):8.3f} s an article")


if __name__ == "__main__":
    main()
