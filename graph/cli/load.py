"""`whowhom load`: articles in, one line for what became of each."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

import seeds
from graph.article import Article
from graph.cli.exits import SOME_REFUSED, hint, worded
from graph.cli.options import AsTable, Json, spread, whole_day
from graph.cli.output import note, safe, safe_data, wants_json, write
from graph.cli.progress import counted
from graph.cli.session import connected
from graph.errors import InputError, Unreachable, WhowhomError
from graph.load import ArticleReader, Loader, Outcome
from graph.queries.names import identifier
from graph.read import Given, Refusal, read_path, read_stdin, read_url
from graph.registry import Registry
from graph.settings import Settings

ARTICLES = Path(seeds.__file__).parent / "articles"
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the article."""

    published: Annotated[
        date | None,
        typer.Option("--date", parser=whole_day, metavar="DAY", help="Day of publication, such as 2017-08-03."),
    ] = None
    title: Annotated[str | None, typer.Option(help="Its title.")] = None
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None
    url: Annotated[str | None, typer.Option(help="Its address on the web.")] = None
    document: Annotated[str | None, typer.Option(help="What to call it.")] = None

    def given(self) -> Given:
        return Given(self.title, self.published, self.publisher, self.url, self.document)


class Rehearsal(Loader):
    """Writes the graph of each article to standard output, not into a store."""

    def load(self, article: Article) -> Outcome:
        reading = self.reading(article)
        write(safe_data(self.graph(reading).serialize(format="turtle")))
        return Outcome(article.document, "loaded", reading.iri, len(reading.acts))


@spread(Told)
def load_command(
    told: Told,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL|-", help="Text, HTML, CSV, a folder, a web address; - for standard input."),
    ] = None,
    with_seeds: Annotated[bool, typer.Option("--seeds", help="Load the articles that come with whowhom.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the Turtle that would be stored; needs no Neo4j, writes nothing.")
    ] = False,
    as_json: Json = False,
    as_table: AsTable = False,
) -> None:
    """Read articles and store who did what to whom in them, one transaction an article.

    What is there already is left alone; a corrected article takes the place of the old one. A table (CSV) has a column
    text and may have title, date, publisher, url and id. What is refused does not stop the rest. The exit code is 9
    when some inputs were refused, that of the first reason when all were.

    Example: whowhom load article.txt --date 2017-08-03 --publisher "Sample Press"
    """
    if not sources and not with_seeds:
        raise typer.BadParameter("name at least one file, folder or address, - for standard input, or give --seeds")
    as_json = wants_json(as_json, as_table)
    settings, registry = Settings(), Registry.read()
    paths = [*(sources or []), *([str(ARTICLES)] if with_seeds else [])]
    given = chain.from_iterable(_read(source, told.given(), settings) for source in paths)
    with _reader(settings, registry) as reader:
        if dry_run:
            _tell(Rehearsal(reader, registry, None).load_all(counted(given, "Reading")), note, _line)
            return
        with connected(settings) as store:
            store.prepare(registry)
            outcomes = Loader(reader, registry, store).load_all(counted(given, "Loading"))
            _tell(outcomes, _at_once, _json if as_json else _line)


@contextmanager
def _reader(settings: Settings, registry: Registry) -> Iterator[ArticleReader]:
    """The reader of the settings; in the end, however it comes, standard error tells what a language model cost."""
    from graph.extract.llm.choice import account_of, reader_of  # spaCy takes seconds to import

    reader = reader_of(settings, registry)
    try:
        yield reader
    finally:
        for line in account_of(reader):
            note(line)


def _read(source: str, given: Given, settings: Settings) -> Iterator[Article | Refusal]:
    """The articles of one argument."""
    try:
        if source == "-":
            yield read_stdin(sys.stdin.buffer, given, settings)
        elif address := _ADDRESS.match(source):
            if address[1].lower() not in ("http", "https"):
                raise Unreachable("only http and https addresses are fetched")
            yield read_url(source, given, settings)
        else:
            yield from read_path(Path(source), given, settings)
    except InputError as error:
        yield Refusal(source, error)


def _tell(outcomes: Iterable[Outcome], out: Callable[[str], None], form: Callable[[Outcome], str]) -> None:
    """A line for each outcome as it comes; where some were refused says what helps and raises `typer.Exit`."""
    refused: list[WhowhomError] = []
    count = 0
    for count, outcome in enumerate(outcomes, 1):  # noqa: B007
        out(form(outcome))
        if outcome.error:
            refused.append(outcome.error)
    for advice in dict.fromkeys(filter(None, map(hint, refused))):
        note(f"Hint: {advice}")
    if refused:
        raise typer.Exit(refused[0].exit_code if len(refused) == count else SOME_REFUSED)


def _at_once(line: str) -> None:
    write(line)
    sys.stdout.flush()


def _line(outcome: Outcome) -> str:
    told = f"{outcome.status:9}  {safe(outcome.source)}"
    if outcome.error:
        return f"{told}  {safe(worded(outcome.error))}"
    if outcome.status == "duplicate":
        return f"{told}  same text as {identifier(outcome.article or '')}"
    return f"{told}  {outcome.acts} act{'' if outcome.acts == 1 else 's'}  {identifier(outcome.article or '')}"


def _json(outcome: Outcome) -> str:
    told: dict[str, Any] = {
        "source": outcome.source,
        "status": outcome.status,
        "article": outcome.article,
        "acts": outcome.acts,
    }
    if error := outcome.error:
        told["error"] = {"type": error.slug, "title": error.title, "detail": str(error)}
    return safe_data(json.dumps(told, ensure_ascii=False))
