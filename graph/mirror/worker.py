"""The process that runs queries on a snapshot, one after the other, and dies of those that cost too much.

It reads a JSON object a line and writes one, followed by as many bytes as it says. It ends itself by an alarm when a
query takes too long (even within compiled code), and is bound in memory. It only imports what it needs.
"""

import csv
import io
import json
import resource
import signal
import sys
from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

import pyoxigraph as ox

SOLUTIONS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class Costly(Exception):
    """The answer is larger than was asked for at most."""


class Bounded(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._most:
            raise Costly(f"the answer is longer than {self._most:,} bytes; ask for less, or in parts by LIMIT")
        return super().write(data)


def answer(store: ox.Store, asked: dict[str, Any]) -> tuple[str, bytes]:
    """The form of the answer and the answer.

    Raises `Costly`, and `SyntaxError` for a malformed query or name of a graph.
    """
    store, dataset = _dataset(store, asked)
    found = store.query(asked["query"], **dataset)
    out = Bounded(asked["bytes"])
    if isinstance(found, ox.QueryTriples):
        triples = list(islice(found, asked["rows"] + 1))
        _check(len(triples), asked["rows"])
        ox.serialize(triples, out, format=GRAPHS[asked["graph"]], prefixes=asked["prefixes"])
        return asked["graph"], out.getvalue()
    form = asked["solutions"]
    found.serialize(out, format=SOLUTIONS[form])
    body = out.getvalue()
    if isinstance(found, ox.QuerySolutions):
        _check(_rows(body, form, asked["rows"]), asked["rows"])
    return form, body


def _dataset(store: ox.Store, asked: dict[str, Any]) -> tuple[ox.Store, dict[str, Any]]:
    """The default graph is a merge: of all graphs the mirror keeps it, of some it is made here."""
    default, named = asked["default"], asked["named"]
    if default is None and named is None:
        return store, {}
    merge, names = _names(default or ()), _names(named or ())
    if len(merge) <= 1:
        return store, {"default_graph": merge, "named_graphs": names}
    merged = ox.Store()
    for graphs, into in ((merge, ox.DefaultGraph()), (names, None)):
        for name in graphs:
            merged.extend(
                ox.Quad(q.subject, q.predicate, q.object, into or name)
                for q in store.quads_for_pattern(None, None, None, name)
            )
    return merged, {"default_graph": [ox.DefaultGraph()], "named_graphs": names}


def _names(iris: Iterable[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise SyntaxError(f"a graph is named by an absolute IRI: {error}") from error


def _rows(body: bytes, form: str, most: int) -> int:
    """How many solutions the document holds; a cheap count that can only be too high goes before the exact one."""
    if form == "xml":
        return body.count(b"<result>")
    if form in ("csv", "tsv"):
        lines = body.count(b"\n") - 1
        return lines if lines <= most or form == "tsv" else sum(1 for _ in csv.reader(io.StringIO(body.decode()))) - 1
    return 0 if body.count(b"{") <= most else len(json.loads(body)["results"]["bindings"])


def _check(rows: int, most: int) -> None:
    if rows > most:
        raise Costly(f"the answer has more than {most:,} rows; ask for less, or in parts by LIMIT and OFFSET")


def _reply(out: BinaryIO, told: dict[str, Any], body: bytes = b"") -> None:
    out.write(json.dumps({**told, "length": len(body)}).encode() + b"\n" + body)
    out.flush()


def serve(given: BinaryIO, out: BinaryIO) -> None:
    """Answer until the input ends."""
    folder, store = None, ox.Store()
    for line in given:
        asked = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, asked["seconds"])
        try:
            if asked["folder"] != folder:
                store, folder = ox.Store.read_only(asked["folder"]), asked["folder"]
            form, body = answer(store, asked)
            told: dict[str, Any] = {"form": form}
        except SyntaxError as error:
            told, body = {"problem": "malformed", "detail": str(error)}, b""
        except Costly as error:
            told, body = {"problem": "costly", "detail": str(error)}, b""
        except MemoryError:
            told, body = {"problem": "costly", "detail": "the query needs more memory than it gets"}, b""
        except KeyError:
            told, body = {"problem": "unacceptable"}, b""
        except (OSError, ValueError) as error:
            told, body = {"problem": "failed", "detail": f"{type(error).__name__}: {error}"}, b""
        signal.setitimer(signal.ITIMER_REAL, 0)
        _reply(out, told, body)


if __name__ == "__main__":
    bytes_ = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(sys.stdin.buffer, sys.stdout.buffer)
