"""How much memory the managed Neo4j gets: a share of the machine's, small enough to leave a laptop usable."""

import psutil

from graph.settings import Settings

_MIB = 1024 * 1024


def heap_mb(settings: Settings) -> int:
    """The Java heap: an eighth of the machine's memory, 512 to 2048 MiB."""
    return settings.neo4j_heap_mb or _share(8, least=512, most=2048)


def pagecache_mb(settings: Settings) -> int:
    """What of the store's files is held in memory: a sixteenth of the machine's, 128 to 1024 MiB."""
    return settings.neo4j_pagecache_mb or _share(16, least=128, most=1024)


def transaction_mb(settings: Settings) -> int:
    """What one transaction may take of the heap: an eighth of it, at least 64 MiB."""
    return settings.neo4j_transaction_mb or max(64, heap_mb(settings) // 8)


def _share(part: int, least: int, most: int) -> int:
    return max(least, min(most, psutil.virtual_memory().total // part // _MIB))
