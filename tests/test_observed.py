"""What an operator sees: the log, the figures for Prometheus, traces at a real OTLP receiver, and the probes."""

import json
import logging
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as parsed

import graph.store.schema
from api.app import create_app
from api.http import logs, probes
from graph.errors import StoreUnreachable
from graph.settings import Settings
from tests.commands import ROOT
from tests.serving import serving


@pytest.fixture(scope="module")
def client(service):
    with httpx.Client(base_url=service, timeout=120) as client:
        yield client


# The log


@pytest.fixture
def logged(settings, capfd):
    """Lets the log be configured as the service does, and gives its lines."""
    root, ours = logging.getLogger(), logging.getLogger("whowhom")
    before = root.handlers[:], root.level, ours.level

    def configured(**changes):
        logs.configure(settings.model_copy(update=changes))
        return lines

    def lines(count):
        """So many, since the line of a request follows its answer."""
        told, end = "", time.monotonic() + 30
        while told.count("\n") < count and time.monotonic() < end:
            told += capfd.readouterr().err
            time.sleep(0.01)
        return told.splitlines()

    yield configured
    root.handlers[:], root.level = before[0], before[1]
    ours.setLevel(before[2])


def test_each_request_is_one_line_of_json(client, logged):
    lines = logged(log_format="json")
    answer = client.get("/v1/actors/person/jeff-sessions?fields=name&token=hunter2", headers={"X-Request-Id": "mine"})
    (line,) = map(json.loads, lines(1))
    assert answer.status_code == 200
    assert line.pop("milliseconds") > 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "whowhom.access",
        "request_id": "mine",
        "method": "GET",
        "route": "/v1/actors/{id}",
        "status": 200,
        "bytes": len(answer.content),
        "target": "/v1/actors/person/jeff-sessions?fields=name&token=***",
    }


def test_the_log_for_people_is_one_line_too_and_holds_no_line_break_of_the_client(client, logged):
    lines = logged(log_format="console")
    client.get("/v1/acts?agent=a%0Ab%1b[31m&type=%0d%0aevil")
    (line,) = lines(1)
    assert "whowhom.access" in line
    assert "route=/v1/acts status=422 " in line


def test_an_error_tells_where_it_was_under_the_same_id(settings, connection, logged):
    app = create_app(settings, connection)

    @app.get("/fails")
    def fails():
        password = "hunter2"  # what a frame holds stays in it
        raise RuntimeError(len(password))

    for form in ("json", "console"):
        lines = logged(log_format=form)
        with serving(app) as address:
            httpx.get(f"{address}/fails", headers={"X-Request-Id": "mine"})
        told = "\n".join(lines(2))
        assert told.count("mine") >= 2
        assert "RuntimeError: 7" in told
        assert 'value = "hunter2"' not in told


def test_below_the_level_nothing_is_logged(client, logged):
    lines = logged(log_level="warning")
    client.get("/v1/acts")
    logging.getLogger("whowhom.access").warning("the end")
    (line,) = lines(1)
    assert "the end" in line


# Figures


@pytest.fixture
def figures(client):
    def sample(name, **labels):
        families = parsed(client.get("/metrics").text)
        return sum(
            s.value for f in families for s in f.samples if s.name == name and labels.items() <= s.labels.items()
        )

    return sample


def test_requests_are_counted_by_the_route_and_not_by_the_path(client, figures):
    def seen(route, status):
        return figures("whowhom_http_requests_total", method="GET", route=route, status=status)

    before = seen("/v1/actors/{id}", "200"), seen("unknown", "404")
    client.get("/v1/actors/person/jeff-sessions")
    client.get("/v1/actors/person/donald-trump")
    for i in range(5):
        client.get(f"/nothing/{i}")
    assert (seen("/v1/actors/{id}", "200"), seen("unknown", "404")) == (before[0] + 2, before[1] + 5)
    assert figures("whowhom_http_request_duration_seconds_count", route="/v1/actors/{id}") >= 2


def test_hostile_methods_and_paths_make_no_new_series(client, figures):
    client.request("GET", "/v1/actors/person/nobody-1")
    names = {s.name for f in parsed(client.get("/metrics").text) for s in f.samples}
    count = len(client.get("/metrics").text.splitlines())
    for i in range(20):
        client.request(f"METHOD{i}", "/v1/nowhere")
        client.get(f"/v1/actors/person/nobody-{i}")
    after = client.get("/metrics").text
    assert {s.name for f in parsed(after) for s in f.samples} == names
    assert len(after.splitlines()) < count + 60
    assert "METHOD" not in after
    assert "nobody" not in after


def test_work_of_the_store_is_timed(client, figures):
    before = figures("whowhom_store_duration_seconds_count", mode="read", outcome="answered")
    client.get("/v1/acts")
    assert figures("whowhom_store_duration_seconds_count", mode="read", outcome="answered") > before
    assert figures("whowhom_http_requests_in_flight") == 1  # the question for the figures itself
    assert figures("whowhom_build_info") == 1


def test_figures_are_given_as_openmetrics_too(client):
    answer = client.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text")
    assert list(openmetrics(answer.text))


def test_each_app_has_figures_of_its_own(client, settings, connection):
    client.get("/v1/acts")
    with serving(create_app(settings, connection)) as address:
        assert "/v1/acts" not in httpx.get(f"{address}/metrics").text


# Traces


@contextmanager
def receiver() -> Iterator[tuple[str, list]]:
    """A collector that speaks OTLP over HTTP, and the spans that it got."""
    spans = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            assert self.path == "/v1/traces"
            sent = ExportTraceServiceRequest.FromString(self.rfile.read(int(self.headers["Content-Length"])))
            spans.extend(s for r in sent.resource_spans for scope in r.scope_spans for s in scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", spans
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def test_a_request_and_its_questions_are_one_trace_at_the_collector(settings, connection):
    with receiver() as (address, spans):
        app = create_app(settings.model_copy(update={"traces": address}), connection)
        with serving(app) as service:
            headers = {"traceparent": f"00-{TRACE}-{PARENT}-01"}
            assert httpx.get(f"{service}/v1/acts?agent=Jeff%20Sessions", headers=headers).status_code == 200
            assert httpx.get(f"{service}/v1/nothing").status_code == 404
        (acts,) = [s for s in spans if s.name == "GET /v1/acts"]
        assert (acts.trace_id.hex(), acts.parent_span_id.hex()) == (TRACE, PARENT)
        told = {a.key: a.value.string_value or a.value.int_value for a in acts.attributes}
        assert told["http.route"] == "/v1/acts"
        assert told["http.response.status_code"] == 200
        below = [s for s in spans if s.parent_span_id == acts.span_id]
        assert {s.name for s in below} == {"store read"}
        assert [s for s in spans if s.name == "GET unknown"]
        assert "Sessions" not in str(spans)


def test_a_collector_that_is_gone_harms_no_request(settings, connection, monkeypatch):
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    app = create_app(settings.model_copy(update={"traces": "http://127.0.0.1:1"}), connection)
    with serving(app) as service:
        assert httpx.get(f"{service}/v1/acts").status_code == 200


def test_without_the_setting_its_libraries_are_not_even_loaded():
    code = (
        "import sys; from api.app import create_app; from graph.settings import Settings; "
        "create_app(Settings(_env_file=None)); "
        "print([m for m in sys.modules if m.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))])"
    )
    env = {"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(ROOT)}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert found.stdout == "[]\n"


@pytest.mark.parametrize("name", ["WHOWHOM_TRACES", "OTEL_EXPORTER_OTLP_ENDPOINT"])
def test_both_names_of_the_collector_are_read(monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:4318/")
    assert Settings(_env_file=None).traces == "http://127.0.0.1:4318"


# Probes


def test_a_service_whose_store_is_gone_lives_but_is_not_ready(client, monkeypatch):
    def gone(*_, **__):
        raise StoreUnreachable("bolt://10.1.2.3 refused")

    assert client.get("/readyz").json() == {"status": "ok"}
    monkeypatch.setattr(probes, "contents", gone)
    assert client.get("/healthz").json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (503, "store-unreachable")


def test_a_store_that_does_not_answer_is_not_ready_within_seconds(client, monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(probes, "contents", lambda _: answered.wait(60))
    assert probes.PATIENCE <= 5
    monkeypatch.setattr(probes, "PATIENCE", 0.2)
    try:
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
    finally:
        answered.set()


def test_a_store_with_the_schema_of_another_version_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(probes, "VERSION", graph.store.schema.VERSION + 1)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (503, "wrong-schema")
    assert re.search("another version", answer.json()["title"])
