"""`whowhom serve`: the service on this machine, until Ctrl-C."""

import signal
import socket
from contextlib import suppress
from typing import Annotated

import typer

from graph.cli.output import note
from graph.cli.session import connected
from graph.errors import BadSettings
from graph.registry import Registry
from graph.settings import Settings


def serve_command(
    host: Annotated[str | None, typer.Option(help="Address to listen on. [default: WHOWHOM_HOST, 127.0.0.1]")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; 0 takes any. [default: WHOWHOM_PORT, 8000]")
    ] = None,
) -> None:
    """Serve the REST interface and its documentation; Ctrl-C ends it.

    Example: whowhom serve --port 8080
    """
    from api.app import create_app  # these take a second to import
    from api.http import logs
    from api.http.server import Server

    chosen = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    settings = Settings().model_copy(update=chosen)
    listening = _listen(settings.host, settings.port)
    with listening, connected(settings) as store:
        store.prepare(Registry.read())
        address = _address(listening)
        note(f"Serving {store.where} at {address} (the interface: {address}/docs). Ctrl-C ends it.")
        logs.configure(settings)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # uvicorn raises it again when it has ended in order
        server = Server(create_app(settings, store), settings)
        with suppress(KeyboardInterrupt):  # uvicorn ends in order, then raises what interrupted it
            server.run(sockets=[listening])
    note("The service has ended." if settings.neo4j_uri else "The service has ended; Neo4j runs on: whowhom neo4j stop")


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the first address of that host. Raises `BadSettings`."""
    listening = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()  # so that whoever reads the address can connect at once
    except (OSError, UnicodeError) as error:
        if listening:
            listening.close()
        raise BadSettings(f"{host} port {port} cannot be listened on: {error}; choose --host and --port") from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
