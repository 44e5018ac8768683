"""`whowhom export`: the graph as the RDF that it came from."""

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Annotated

import typer
from rdflib import Graph

from graph.cli.output import safe_data, write
from graph.cli.progress import counted
from graph.cli.session import asking
from graph.dump.archive import write_folder
from graph.dump.rdf import named_graph, serialized
from graph.errors import DiskFailed
from graph.queries.articles import identify
from graph.store import Store
from graph.triples import graph_iri


class Form(StrEnum):
    """How the graph is written; Turtle and N-Triples do not say which graph a statement is in."""

    ttl = "ttl"
    trig = "trig"
    jsonld = "jsonld"
    nt = "nt"
    neo4j_csv = "neo4j-csv"


_RDFLIB = {Form.ttl: "turtle", Form.trig: "trig", Form.jsonld: "json-ld", Form.nt: "nt"}


def export_command(
    article: Annotated[
        str | None, typer.Argument(metavar="ARTICLE", help="An article: document name, address or identifier.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every named graph, who is who included.")] = False,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="neo4j-csv: a folder of tables for neo4j-admin. [default: ttl for an article, trig for everything]",
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="File or folder to write, whole or not at all.")] = None,
) -> None:
    """Write an article's graph, or all of them, as RDF: the very triples that were stored; or all as tables.

    Example: whowhom export --all --output backup.trig
    """
    if (article is None) != everything:
        raise typer.BadParameter("name one article, or give --all")
    if form == Form.neo4j_csv and (article or not output):
        raise typer.BadParameter("tables are written with --all, to a folder: --output DIR")
    with asking() as store:
        if form == Form.neo4j_csv and output:
            _write_tables(store, output)
            return
        iris = store.graphs() if article is None else (graph_iri(identify(store, article)),)
        chosen = form or (Form.trig if everything else Form.ttl)
        pieces = map(safe_data, serialized(_graphs(store, iris), _RDFLIB[chosen]))
        if output:
            _write_whole(output, pieces)
        else:
            for piece in pieces:
                write(piece)


def _graphs(store: Store, iris: tuple[str, ...]) -> Iterator[Graph]:
    return (named_graph(store, iri) for iri in counted(iris, "Writing", len(iris)))


def _write_whole(path: Path, pieces: Iterator[str]) -> None:
    """A reader of the file sees the old one or the new one. Raises `DiskFailed`."""
    try:
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=path.name, delete=False) as aside:
            try:
                aside.writelines(piece + "\n" for piece in pieces)
                aside.flush()
                os.chmod(aside.name, 0o666 & ~_umask())
                os.replace(aside.name, path)
            except BaseException:
                Path(aside.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise DiskFailed(f"{path}: {error.strerror or error}") from error


def _write_tables(store: Store, path: Path) -> None:
    """A folder that is new, or was empty. Raises `DiskFailed`."""
    try:
        with TemporaryDirectory(dir=path.parent, prefix=path.name) as aside:
            folder = Path(aside) / "tables"
            folder.mkdir()
            write_folder(store, folder)
            os.replace(folder, path)
    except OSError as error:
        raise DiskFailed(f"{path}: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
