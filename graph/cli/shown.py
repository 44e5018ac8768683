"""Acts and paths as a reader sees them on a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph.acts import Act
from graph.cli.options import ANY
from graph.cli.output import cell, safe
from graph.queries.asked import Answer, ArticleRecord, Found
from graph.queries.paths import Hop

_COLUMNS = {"When": 0, "Who": 22, "Act": 11, "Whom": 22, "Realis": 10, "Way": 16}
"""Headings, and the share of the width that each column gets; the first has a width of its own."""
_DATE_WIDTH = 12
_TYPE_STYLE = {"against": "bold red", "for": "bold green", "neutral": "bold"}


def acts_shown(title: str, items: Sequence[Found]) -> Iterator[RenderableType]:
    """A heading, then for each act a row and below it the sentence with its article.

    In brackets is the day of the article, where that of the act is not known.
    """
    yield Text(safe(title), style="bold underline")
    if items:
        yield _row(*(Text(name, style="bold") for name in _COLUMNS))
    for found in items:
        act = found.act
        yield _row(
            cell(act.date or f"({found.article.published})"),
            cell(act.agent.name),
            Text(act.type, style=_TYPE_STYLE[act.stance]),
            cell(act.target.name),
            cell(act.realis),
            cell(found.why if found.through != "direct" else "direct"),
        )
        yield Padding(_below(found), (0, 0, 1, 2))


def footer(answer: Answer[Found]) -> str:
    """How many there are, what brackets mean, what realis left out and how to see it, and how to go on."""
    shown = "" if len(answer.items) == answer.total else f", {len(answer.items)} of them shown"
    lines = [f"{answer.total} act{'' if answer.total == 1 else 's'}{shown}."]
    if any(found.act.date is None for found in answer.items):
        lines.append("A date in brackets is the article's: the text does not tell the act's own.")
    if answer.left_out:
        left = ", ".join(f"{n} {realis}" for realis, n in answer.left_out.items())
        options = " ".join(f"--realis {realis}" for realis in answer.left_out)
        lines.append(f"Left out: {left}. To see only these: {options}; with the others: --realis {ANY}")
    if answer.next:
        lines.append(f"To go on: --cursor {answer.next}")
    return "\n".join(lines)


def path_shown(number: int, hops: Iterable[Hop]) -> RenderableType:
    """A path, a line a hop, each act with its sentence."""
    parts: list[RenderableType] = [Text(f"Path {number}", style="bold")]
    for hop in hops:
        style = _TYPE_STYLE.get(hop.deed.stance if hop.deed else "", "")
        line = Text.assemble(safe(hop.source.name), " -", (hop.type, style), "-> ", safe(hop.target.name))
        if hop.deed and hop.deed.realis != "actual":
            line.append(f" ({hop.deed.realis})")
        parts.append(Padding(line, (0, 0, 0, 2)))
        if hop.deed:
            parts.append(Padding(_quoted(hop.deed.sentence.text), (0, 0, 0, 4)))
            parts.append(Padding(Text(_source(hop.deed.article), style="dim"), (0, 0, 0, 4)))
    return Padding(Group(*parts), (0, 0, 1, 0))


def _row(*cells: Text) -> Table:
    row = Table.grid(expand=True, padding=(0, 1))
    for share in _COLUMNS.values():
        row.add_column(ratio=share or None, width=None if share else _DATE_WIDTH, overflow="fold")
    row.add_row(*cells)
    return row


def _below(found: Found) -> RenderableType:
    parts = [_quoted(found.act.evidence.sentence.text), Text(_source(found.article), style="dim")]
    if circumstances := _circumstances(found.act):
        parts.insert(0, Text(circumstances))
    return Group(*parts)


def _circumstances(act: Act) -> str:
    over = f"over {act.about.name}" if act.about and act.about != act.target else ""
    said = f"according to {act.attributed_to.name}" if act.attributed_to else ""
    return safe("; ".join(filter(None, (over, said))))


def _quoted(sentence: str) -> Text:
    return Text(f"\u201c{safe(sentence)}\u201d", style="italic")


def _source(article: ArticleRecord) -> str:
    parts = (article.title, article.publisher, article.published.isoformat(), article.url)
    return safe(", ".join(filter(None, parts)))
