"""The steps that bring a store from one version of the schema to the next, in order.

A step may run twice: it is recorded only when it is done, and two processes may meet in it. Steps that were released
are not changed; a new version is a new step at the end.
"""

from collections.abc import Callable
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph.store.patterns import DAY


@dataclass(frozen=True, slots=True)
class Step:
    """From the version `start` to the version `end`; `does` says in a line what for.

    The statements run each in a transaction of its own, as constraints and indexes have to; so do the `updates` of what
    is stored, which an empty store does not need. Then `work` runs in the one transaction that records the version.
    """

    start: int
    end: int
    does: str
    statements: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()
    work: Callable[[ManagedTransaction], None] | None = None


STEPS = (
    Step(
        0,
        1,
        "the constraint on IRIs, and the indexes of acts, articles, names and sentences",
        (
            "CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE",
            "CREATE INDEX act_date IF NOT EXISTS FOR (a:Act) ON (a.date)",
            "CREATE INDEX act_type IF NOT EXISTS FOR (a:Act) ON (a.type)",
            "CREATE INDEX article_published IF NOT EXISTS FOR (a:Article) ON (a.published)",
            "CREATE INDEX article_sha256 IF NOT EXISTS FOR (a:Article) ON (a.sha256)",
            "CREATE FULLTEXT INDEX participant_names IF NOT EXISTS FOR (p:Participant) ON EACH [p.name, p.names]",
            "CREATE FULLTEXT INDEX sentence_text IF NOT EXISTS FOR (s:Sentence) ON EACH [s.text]",
            "CALL db.awaitIndexes(60)",
        ),
    ),
    Step(
        1,
        2,
        "the indexes of the journal of changes, of decisions and of publishers",
        (
            "CREATE INDEX named_graph_changed IF NOT EXISTS FOR (g:NamedGraph) ON (g.changed)",
            "CREATE INDEX removed_graph_changed IF NOT EXISTS FOR (g:RemovedGraph) ON (g.changed)",
            "CREATE INDEX decision_entity IF NOT EXISTS FOR (d:Decision) ON (d.entity)",
            "CREATE INDEX merge_survivor IF NOT EXISTS FOR (m:Merge) ON (m.survivor)",
            "CREATE INDEX article_publisher IF NOT EXISTS FOR (a:Article) ON (a.publisher)",
            "CALL db.awaitIndexes(60)",
        ),
    ),
    Step(
        2,
        3,
        "the day of each act, and which change brought it",
        updates=(f"MATCH (act:Act) CALL (act) {{ {DAY}, act.added = 0 }} IN TRANSACTIONS",),
    ),
)

VERSION = STEPS[-1].end
