"""One at a time, whatever process asks: for what looks first and then writes by what it saw, in other transactions.

A transaction that makes a node of a unique key locks the key until it ends, so that the next one waits. The node is
taken back and never seen by anybody.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import neo4j

from ontology.vocabulary import VOCABULARY

_KEY = VOCABULARY.resource("turn")
_LONGEST = 600.0
"""Seconds after which Neo4j lets the next one go on, though the first may still be there."""


@contextmanager
def alone(session: neo4j.Session) -> Iterator[None]:
    with session.begin_transaction(timeout=_LONGEST) as tx:
        tx.run("CREATE (:Resource {uri: $key})", key=_KEY).consume()
        try:
            yield
        finally:
            tx.rollback()
