"""How well names are matched: recall, the precision of `match`, and how far scores tell right from wrong.

    python -m benchmarks.reconcile        the names of tests/reconciliation/names.toml, over the registry

Uses the Neo4j that the settings lead to, as `whowhom` does, and only reads once the registry is there. `--wrong` prints
every name that was not matched right.
"""

import argparse
import statistics
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.timing import seconds
from graph.match.wanted import Candidate, Wanted
from graph.queries.candidates import candidates
from graph.queries.names import identifier
from graph.registry import Registry
from graph.settings import Settings
from graph.store import open_store

NAMES = Path(__file__).parent.parent / "tests/reconciliation/names.toml"


def names() -> Iterator[tuple[str, str, str | None]]:
    """The sort, the name, and the identifier of whom it means; None where it means nobody who is known."""
    for sort, entries in tomllib.loads(NAMES.read_text(encoding="utf-8")).items():
        given = dict.fromkeys(entries["names"]) if "names" in entries else entries
        yield from ((sort, name, right) for name, right in given.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true")
    wrong = parser.parse_args().wrong
    asked = list(names())
    found: list[tuple[Candidate, ...]] = []
    with open_store(Settings()) as store:
        store.prepare(Registry.read())
        candidates(store, [Wanted("whoever")])  # what is read once is read

        def ask() -> None:
            found.extend(
                f
                for i in range(0, len(asked), 50)
                for f in candidates(store, [Wanted(n) for _, n, _ in asked[i : i + 50]])
            )

        took = seconds(ask)
    report([(sort, name, right, f) for (sort, name, right), f in zip(asked, found, strict=True)], wrong)
    print(f"{1000 * took / len(asked):.0f} ms a name, in batches of 50")


def report(results: Sequence[tuple[str, str, str | None, tuple[Candidate, ...]]], wrong: bool) -> None:
    print(f"{'sort':<12}{'names':>6}{'recall@1':>10}{'recall@5':>10}{'matched':>9}{'of these right':>16}")
    for sort in [*dict.fromkeys(r[0] for r in results), "all"]:
        mine = [r for r in results if sort in (r[0], "all")]
        known = [r for r in mine if r[2]]
        taken = [r for r in mine if r[3] and r[3][0].match]
        right = sum(_first(r[3]) == r[2] for r in taken)
        shares = [_share(sum(r[2] in _ids(r[3])[:n] for r in known), len(known)) for n in (1, 5)]
        print(f"{sort:<12}{len(mine):>6}{shares[0]:>10}{shares[1]:>10}{len(taken):>9}{_share(right, len(taken)):>16}")
    best = [(r[3][0].score, _first(r[3]) == r[2]) for r in results if r[3]]
    for label, truth in (("right", True), ("wrong", False)):
        scores = sorted(s for s, t in best if t is truth)
        if len(scores) > 1:
            tenths = statistics.quantiles(scores, n=10)
            spread = " / ".join(f"{tenths[i]:.0f}" for i in (0, 4, 8))
            print(f"best candidate {label}: {len(scores)}, score {spread} (10, 50, 90 %)")
    for sort, name, right_id, f in results if wrong else ():
        if _first(f) != right_id and (right_id or (f and f[0].match)):
            print(f"{sort}: {name!r} is {right_id}, not {[(_ids([c])[0], c.score, c.match) for c in f[:2]]}")


def _ids(found: Sequence[Candidate]) -> list[str]:
    return [identifier(c.profile.entity.iri) for c in found]


def _first(found: Sequence[Candidate]) -> str | None:
    return next(iter(_ids(found)), None)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


if __name__ == "__main__":
    main()
