"""Neo4j over Bolt: the only place, beside `graph.managed`, that knows the driver.

One named graph is written in one transaction: a reader sees the old one or the new one, never a part.
"""

from graph.store.connection import Answer, Store, open_store

__all__ = ["Answer", "Store", "open_store"]
