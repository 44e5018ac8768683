"""The service as its users meet it: uvicorn on a free port of this machine."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from api.http.server import Server


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of the running app."""
    ours = hasattr(app.state, "settings")
    plain = uvicorn.Config(app, port=0, log_config=None)
    server = Server(app, app.state.settings) if ours else uvicorn.Server(plain)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the service did not start"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the service did not stop"


def wait_for(what: Callable[[], object], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)
