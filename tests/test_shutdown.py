"""A service that is told to end finishes what it began, takes nothing new, closes the store and is gone in time."""

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest

from tests.commands import ROOT, environment, process

NEWS = {"text": "Chicago sued the U.S. Department of Justice on Monday.", "published": "2017-08-07", "title": "T"}
PATIENCE = 90
"""Seconds for anything here, on a machine that does much else; nothing waits for them to pass."""

SLOW = """
import socket, sys
from api.app import create_app
from api.http.server import Server
from graph.settings import Settings

app = create_app(Settings())

@app.get("/slow")
def slow() -> int:
    app.state.store.ask("UNWIND range(1, 1000000000000) AS n WITH n WHERE n < 0 RETURN count(n) AS n")
    return 0

listening = socket.create_server(("127.0.0.1", 0))
print(f"Serving at http://127.0.0.1:{listening.getsockname()[1]} /docs", file=sys.stderr, flush=True)
Server(app, app.state.settings).run(sockets=[listening])
"""


def address(service):
    found = re.search(r" at (http://127\.0\.0\.1:\d+)", service.stderr.readline())
    assert found
    return found[1]


def until(what):
    end = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def in_flight(client):
    """Whether a request is, beside this one."""
    return "whowhom_http_requests_in_flight 2.0" in client.get("/metrics").text


def refused(client):
    answer = client.get("/v1/actors")
    return answer if answer.status_code == 503 else None


@pytest.fixture
def asked_in_thread():
    threads = []

    def ask(*args, **options):
        answers = []

        def run():
            try:
                answers.append(httpx.request(*args, timeout=PATIENCE, **options))
            except httpx.TransportError as error:
                answers.append(error)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        threads.append(thread)

        def answer():
            thread.join(PATIENCE)
            return answers[0]

        return answer

    yield ask
    for thread in threads:
        thread.join(PATIENCE)


def test_what_was_begun_is_finished_and_nothing_new_is_taken(store, settings, asked_in_thread, monkeypatch):
    monkeypatch.setenv("WHOWHOM_LOG_FORMAT", "json")
    with process(settings, "serve", "--port", "0", stdout=subprocess.DEVNULL) as service:
        base = address(service)
        with httpx.Client(base_url=base, timeout=PATIENCE) as client:
            answer = asked_in_thread("POST", f"{base}/v1/articles", json=NEWS)  # loads the language model: seconds
            until(lambda: in_flight(client))
            service.send_signal(signal.SIGTERM)
            new = until(lambda: refused(client))
            assert new.json()["type"].endswith("/shutting-down")
            assert new.headers["Connection"] == "close"
            assert client.get("/readyz").status_code == 503
            assert client.get("/healthz").status_code == 200
        assert answer().status_code == 201
        assert service.wait(PATIENCE) == 0
        *lines, last = service.stderr.read().splitlines()
    with pytest.raises(httpx.ConnectError):
        httpx.get(base)
    assert store.ask("MATCH (a:Article) RETURN count(a) AS n") == [{"n": 1}]
    assert last.startswith("The service has ended")
    assert {json.loads(line)["logger"] for line in lines} == {"whowhom.access", "whowhom.api"}  # and none of uvicorn's
    assert "Server" not in new.headers


def ending(settings):
    env = {**environment(settings), "PYTHONPATH": str(ROOT), "WHOWHOM_SHUTDOWN_SECONDS": "0.3", "PATH": ""}
    return subprocess.Popen([sys.executable, "-c", SLOW], env=env, stderr=subprocess.PIPE, text=True)


def test_a_question_that_takes_longer_than_the_setting_is_broken_off(store, settings, asked_in_thread):
    with ending(settings) as service:
        base = address(service)
        with httpx.Client(base_url=base, timeout=PATIENCE) as client:
            until(lambda: client.get("/readyz").status_code == 200)
            answer = asked_in_thread("GET", f"{base}/slow")
            until(lambda: in_flight(client))
        service.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        service.wait(PATIENCE)
        assert time.monotonic() - begun < 30  # Neo4j itself would end the question after 60
        told = answer()
        assert isinstance(told, httpx.TransportError) or told.status_code >= 500


def test_a_client_that_never_sends_its_body_keeps_nobody_waiting(store, settings):
    with ending(settings) as service:
        base = address(service)
        host, port = base.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as connection:
            connection.sendall(
                b"POST /v1/articles HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                b"Content-Type: text/plain\r\nContent-Length: 9\r\n\r\n"
            )
            with httpx.Client(base_url=base, timeout=PATIENCE) as client:
                until(lambda: in_flight(client))
            service.send_signal(signal.SIGTERM)
            service.wait(PATIENCE)
