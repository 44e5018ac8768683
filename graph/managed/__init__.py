"""A real Neo4j Community that whowhom fetches, starts, watches and stops for the user, from pip alone.

`server` says how it is kept to one per home folder, `jars` how it is fetched, `configuration` how it is set up.
"""

from graph.managed.progress import Progress
from graph.managed.server import Server, ensure_running, running, stop

__all__ = ["Progress", "Server", "ensure_running", "running", "stop"]
