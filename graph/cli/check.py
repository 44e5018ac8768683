"""`whowhom validate` and `evaluate`: RDF against the rules, extraction against annotations; no store is needed."""

from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

import typer
from rdflib import Graph
from rdflib.term import Node

from graph.article import Article
from graph.cli.exits import worded
from graph.cli.options import AsTable, Json
from graph.cli.output import note, safe, show, table, wants_json, write, write_json
from graph.cli.progress import counted
from graph.errors import InputError, MissingFile, RefusedGraph, WhowhomError
from graph.evaluate import STAGES, Report, evaluate, gold_articles
from graph.extract.study import Study
from graph.read import Refusal, read_path
from graph.registry import Registry
from graph.settings import Settings
from graph.shapes import check
from graph.triples import article_iri


def validate_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Turtle or N-Triples.")],
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Check RDF against the rules of the ontology, as everything is before it is stored.

    Participants of the registry may be referred to without being described. The exit code is that of the first file
    that is not right.

    Example: whowhom validate reading.ttl
    """
    as_json = wants_json(as_json, as_table)
    wrong = {file: _problem(file) for file in files}
    if as_json:
        write_json([{"file": str(file), "valid": not error, **_told(error)} for file, error in wrong.items()])
    else:
        for file, error in wrong.items():
            write(f"{safe(file)}: {safe(worded(error)) if error else 'valid'}")
    for error in filter(None, wrong.values()):
        raise typer.Exit(error.exit_code)


def evaluate_command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of annotations, NAME.json each.")],
    texts: Annotated[
        Path | None, typer.Option("--texts", metavar="DIR", help="Folder of the texts, NAME.txt, if another one.")
    ] = None,
    stages: Annotated[bool, typer.Option("--stages", help="Show how each stage of reading fares alone.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Show what was missed and what is spurious.")] = False,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Read annotated articles and say how well the acts found agree with the annotation.

    Example: whowhom evaluate gold/dev --errors
    """
    as_json = wants_json(as_json, as_table)
    settings, registry = Settings(), Registry.read()
    report = evaluate(gold, _studied(gold, texts, settings, registry), registry.wikidata, texts)
    if as_json:
        told = {s.name: {"right": s.right, "all": s.all, "share": s.share} for s in report.stages}
        more = {**({"stages": told} if stages else {}), **({"errors": report.errors} if errors else {})}
        write_json({**report.figures, **more})
        return
    for line in report.errors if errors else ():
        write(safe(line))
    show(_figures(report))
    shares = ", ".join(f"{name} {share:.3f}" for name, share in report.figures["agreement"].items())
    write(f"Of the matched pairs of acts against somebody, these agree too: {shares}")
    if stages:
        rows = [(s.name, STAGES[s.name], f"{s.share:.3f}", str(s.right), str(s.all)) for s in report.stages]
        show(table(("Stage", "", "Share", "Right", "All"), rows))


def _problem(file: Path) -> WhowhomError | None:
    try:
        graph = _parsed(file)
        check(graph, _known(graph))
    except (InputError, RefusedGraph) as error:
        return error
    return None


def _parsed(file: Path) -> Graph:
    if not file.is_file():
        raise MissingFile(str(file))
    try:
        return Graph().parse(source=BytesIO(file.read_bytes()), format="turtle")
    except Exception as error:  # the parser raises what it comes upon
        raise InputError(f"it is no Turtle: {error}") from error


def _known(graph: Graph) -> Graph:
    """What the registry says of the things that the graph refers to, and of those that these refer to."""
    known, seen = Graph(), set(graph.subjects())
    edge: set[Node] = set(graph.objects()) - seen
    while edge:
        seen |= edge
        before = len(known)
        for facts in Registry.read().graphs.values():
            for subject in edge:
                known += facts.triples((subject, None, None))
        edge = set(known.objects()) - seen if len(known) > before else set()
    return known


def _told(error: WhowhomError | None) -> dict[str, Any]:
    return {"type": error.slug, "title": error.title, "detail": str(error)} if error else {}


def _studied(gold: Path, texts: Path | None, settings: Settings, registry: Registry) -> dict[str, Study]:
    """What is read in each annotated article. Raises `InputError`."""
    from graph.extract.llm.choice import account_of, reader_of  # spaCy takes seconds to import

    articles, reader, studies = list(gold_articles(gold, texts)), reader_of(settings, registry), {}
    for document, path, given in counted(articles, "Reading", len(articles)):
        (item,) = read_path(path, given, settings)
        if isinstance(item, Refusal):
            raise item.error
        assert isinstance(item, Article)
        studies[document] = reader.study(item, article_iri(item))
    note(f"{len(articles)} articles, {sum(len(s.acts) for s in studies.values())} acts found")
    for line in account_of(reader):
        note(line)
    return studies


def _figures(report: Report) -> Any:
    columns = ("", "F1", "Precision", "Recall", "Right", "Predicted", "Found", "Core")
    keys = ("f1", "precision", "recall", "right", "predicted", "found", "core")
    names = [name for name in report.figures if name != "agreement"]
    rows = [(name, *(_number(report.figures[name][key]) for key in keys)) for name in names]
    return table(columns, rows)


def _number(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
