"""Two free ports on the loopback address: those of last time, else Neo4j's usual ones, else any."""

import os
import socket

LOOPBACK = "127.0.0.1"
_USUAL_BOLT, _USUAL_HTTP = 7687, 7474


def choose(last_bolt: int | None, last_http: int | None) -> tuple[int, int]:
    """Ports for Bolt and HTTP. They may be taken by others before Neo4j binds them: a start copes with that."""
    bolt = _first_free(last_bolt, _USUAL_BOLT)
    http = _first_free(last_http, _USUAL_HTTP)
    while http == bolt:
        http = _any()
    return bolt, http


def choose_unusual() -> tuple[int, int]:
    """Any two free ports, for when the preferred ones turned out to be taken."""
    return choose(_any(), _any())


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


def _first_free(*preferred: int | None) -> int:
    return next((port for port in preferred if port and _is_free(port)), None) or _any()


def _is_free(port: int) -> bool:
    # Binding alone is not enough: macOS lets 127.0.0.1 be bound beside a listener on 0.0.0.0 (a container's, say).
    if answers(port):
        return False
    with socket.socket() as probe:
        if os.name == "posix":  # a port in TIME_WAIT is free, as Java sees it; on Windows the option means stealing
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def _any() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
