"""A backup: one ZIP file with every named graph of the store and what is kept beside Neo4j, and its way back.

`archive` is the file, `graphs` the graphs in it, `home` what lies beside Neo4j; `making` and `restoring` are the ways.
"""

from graph.backup.making import back_up
from graph.backup.restoring import Restore

__all__ = ["Restore", "back_up"]
