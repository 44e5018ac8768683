"""How long the service takes to answer beside the same Cypher through the bare driver, under load, in the same run.

    python -m benchmarks.service [--acts 100000] [--connections 50] [--minutes 5] [--home FOLDER]

Fills a managed Neo4j of its own, in a temporary folder or in one that is kept for the next run, starts `whowhom serve`
as a process of its own, and lets locust ask from a third: first over HTTP, then the very statements and parameters of
those questions over Bolt. The goal is a median of the service of at most 1.5 times that of the driver, and no answer of
5xx.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.synthetic import fill
from graph import managed
from graph.queries import actors
from graph.queries import acts as asks
from graph.queries.asked import Filters, Page
from graph.queries.contents import contents
from graph.queries.names import resolve
from graph.registry import Registry
from graph.settings import Settings
from graph.store import Store, open_store

GOAL = 1.5
_USERS = Path(__file__).with_name("service_users.py")
_WARM_UP = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=100_000)
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--home", type=Path)
    told = parser.parse_args()
    with nullcontext(told.home) if told.home else tempfile.TemporaryDirectory() as home:
        settings = Settings(WHOWHOM_HOME=Path(home), NEO4J_URI=None)
        try:
            with open_store(settings) as store:
                store.prepare(Registry.read())
                if not contents(store).acts:
                    fill(store, Registry.read(), told.acts)
                questions = Path(home, "questions.json")
                questions.write_text(json.dumps(_questions(store)))
            measure(settings, Path(home), questions, told.connections, told.minutes)
        finally:
            managed.stop(settings)


def measure(settings: Settings, home: Path, questions: Path, connections: int, minutes: float) -> None:
    server = managed.ensure_running(settings)
    environment = {**os.environ, "WHOWHOM_HOME": str(home), "QUESTIONS": str(questions)}
    bolt = {"BOLT": server.bolt, "BOLT_USERNAME": server.username, "BOLT_PASSWORD": server.password}
    log = home / "service.log"  # no pipe, which would fill up
    serve = [sys.executable, "-m", "graph.cli", "serve", "--port", "0"]
    with log.open("w") as told, subprocess.Popen(serve, env=environment, stderr=told) as service:
        try:
            address = _address(service, log)
            whole = {}
            for user in ("Http", "Bolt"):
                asked = {**environment, **bolt, "ADDRESS": address}
                _locust(user, home, asked, connections, _WARM_UP)
                whole[user] = _locust(user, home, asked, connections, round(minutes * 60))
        finally:
            service.terminate()
    for user, row in whole.items():
        print(
            f"{user:5} {row['Request Count']:>8} answers, {row['Failure Count']} failed, "
            f"{float(row['Requests/s']):8.1f}/s, p50 {row['50%']} ms, p95 {row['95%']} ms"
        )
    print(
        f"p50 of the service is {float(whole['Http']['50%']) / float(whole['Bolt']['50%']):.2f} x the driver's ({GOAL})"
    )


def _address(service: subprocess.Popen[bytes], log: Path) -> str:
    """Where the service says that it serves, once it does."""
    while service.poll() is None:
        if found := re.findall(r"http://[\d.:]+", log.read_text()):
            return found[0]
        time.sleep(0.1)
    raise SystemExit(log.read_text())


def _locust(user: str, home: Path, environment: dict[str, str], connections: int, seconds: int) -> dict[str, str]:
    """The row of all requests together of locust's table."""
    told = {"--users": connections, "--spawn-rate": connections, "--run-time": f"{seconds}s", "--csv": home / user}
    ended = subprocess.run(
        [sys.executable, "-m", "locust", "-f", str(_USERS), user, "--headless", "--loglevel", "ERROR"]
        + [str(part) for pair in told.items() for part in pair],
        env=environment,
        capture_output=True,
        text=True,
    )
    with Path(f"{home / user}_stats.csv").open(newline="") as table:
        rows = {row["Name"]: row for row in csv.DictReader(table)}
    if not rows.get("Aggregated"):
        raise SystemExit(ended.stderr)
    return rows["Aggregated"]


def _questions(store: Store) -> list[dict[str, Any]]:
    """Addresses in the service, each with the statements that it asks of Neo4j."""
    against = Filters(stances=("against",))
    busy = [r["uri"] for r in store.ask(_BUSY)]
    asked = []
    for one, other in pairwise(busy):
        for path, ask in (
            (
                f"/v1/acts?stance=against&limit=20&target={one}",
                lambda s, i=one: asks.acts(s, against, Page(20), target=resolve(s, i).iri),
            ),
            (
                f"/v1/acts?stance=against&limit=20&agent={one}&target={other}",
                lambda s, i=one, j=other: asks.acts(
                    s, against, Page(20), agent=resolve(s, i).iri, target=resolve(s, j).iri
                ),
            ),
            (f"/v1/actors/{one.partition('/id/')[2]}", lambda s, i=one: actors.actor(s, i)),
        ):
            listening = _Listening(store)
            ask(listening)
            asked.append({"path": path, "statements": listening.heard})
    return asked


_BUSY = """
MATCH (a:Actor)-[:AGENT_OF]->(act:Act)
WITH a, count(act) AS n ORDER BY n DESC, a.uri SKIP 20 LIMIT 40
RETURN a.uri AS uri
"""


class _Listening:
    """A store that remembers what it is asked."""

    def __init__(self, store: Store) -> None:
        self._store, self.heard = store, list[list[Any]]()

    def ask(self, statement: str, /, **parameters: Any) -> list[dict[str, Any]]:
        self.heard.append([statement, parameters])
        return self._store.ask(statement, **parameters)


if __name__ == "__main__":
    main()
