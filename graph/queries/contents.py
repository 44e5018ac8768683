"""What the graph holds: how much, and by which versions of the schema and of the registry."""

from dataclasses import dataclass

from graph.store import Store

_CONTENTS = """
OPTIONAL MATCH (s:StoreRecord)
RETURN s.schemaVersion AS schema, s.registryVersion AS registry,
  COUNT { (:Article) } AS articles, COUNT { (:Act) } AS acts,
  COUNT { (:Actor) } AS actors, COUNT { (:Measure) } AS measures
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """`measures` are policies and programmes; without a schema version the store was never used."""

    schema_version: int | None
    registry_version: str | None
    articles: int
    acts: int
    actors: int
    measures: int


def contents(store: Store) -> Contents:
    (row,) = store.ask(_CONTENTS)
    return Contents(row["schema"], row["registry"], row["articles"], row["acts"], row["actors"], row["measures"])
