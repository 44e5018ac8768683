"""Chains of participants between two, found without walking the whole graph: the fewest hops first, then by their IRIs.

A hop is any number of acts between two participants that pass the filters, or ownership or membership. From the far end
one set for each distance tells who leads there, so that no step of the search is in vain.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from graph.queries.acts import FITS, HAPPENED
from graph.store import Store

LONGEST = 4
"""Hops in a chain."""

Chain = tuple[str, ...]
"""The IRIs between the two ends, in order."""

TIES = "OWNED_BY|PART_OF|MEMBER_OF"

_NEXT = f"""
UNWIND $iris AS iri MATCH (x:Resource:Participant {{uri: iri}})
CALL (x) {{
    MATCH (x)-[:AGENT_OF|TARGETS]-(act:Act)-[:AGENT_OF|TARGETS]-(y) WHERE {HAPPENED} AND {FITS} RETURN DISTINCT y
  UNION
    MATCH (x)-[:{TIES}]-(y:Participant) RETURN y
}}
RETURN DISTINCT y.uri AS uri
"""


def chains(
    store: Store, source: str, end: str, given: Mapping[str, Any], after: Chain | None = None
) -> Iterator[Chain]:
    """The chains from `source` to `end` that come after the given one; nobody is twice in a chain.

    `given` are the parameters of `Filters`. Neo4j is asked only as far as the iterator is read.
    """
    search = _Search(store, end, given)
    if not search.around(source):
        return
    for hops in range(1 if after is None else len(after) + 1, LONGEST + 1):
        last = after if after is not None and hops == len(after) + 1 else None
        yield from search.on((source,), hops, last)


class _Search:
    """Towards the end of that IRI."""

    def __init__(self, store: Store, end: str, given: Mapping[str, Any]) -> None:
        self._store, self._end, self._given = store, end, given
        self._around: dict[str, set[str]] = {}
        self._behind = [{end}]

    def on(self, passed: Chain, hops: int, last: Chain | None) -> Iterator[Chain]:
        """Chains that begin as `passed` and go on for that many hops, after the one that goes on as `last`."""
        here = passed[-1]
        if hops == 1:
            if last is None and (here in self.behind(1) if passed[1:] else self._end in self.around(here)):
                yield passed[1:]
            return
        for there in sorted((self.around(here) & self.behind(hops - 1)) - {self._end, *passed}):
            if last is None or there >= last[0]:
                rest = last[1:] if last is not None and there == last[0] else None
                yield from self.on((*passed, there), hops - 1, rest)

    def around(self, iri: str) -> set[str]:
        """Whom one hop leads to."""
        if iri not in self._around:
            self._around[iri] = self._next([iri])
        return self._around[iri]

    def behind(self, hops: int) -> set[str]:
        """From whom that many hops lead to the end."""
        while len(self._behind) <= hops:
            self._behind.append(self._next(self._behind[-1]))
        return self._behind[hops]

    def _next(self, iris: Collection[str]) -> set[str]:
        return {row["uri"] for row in self._store.ask(_NEXT, iris=sorted(iris), **self._given)}
