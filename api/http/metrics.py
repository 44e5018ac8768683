"""What Prometheus asks for. Labels have few values: route templates and never paths, known methods only."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from graph import __version__

_METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The figures of one app, in a registry of its own."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self._requests = Counter(
            "whowhom_http_requests", "Requests that were answered.", ["method", "route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "whowhom_http_request_duration_seconds",
            "From a request's first byte to its answer's last.",
            ["method", "route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.in_flight = Gauge(
            "whowhom_http_requests_in_flight", "Requests that are being answered.", registry=registry
        )
        self._questions = Histogram(
            "whowhom_store_duration_seconds",
            "Work of Neo4j for requests.",
            ["mode", "outcome"],
            buckets=_SECONDS,
            registry=registry,
        )
        Gauge("whowhom_build_info", "The version that runs.", ["version"], registry=registry).labels(__version__).set(1)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, status).inc()
        self._seconds.labels(known, route).observe(seconds)

    @contextmanager
    def question(self, mode: str) -> Iterator[None]:
        """Times work of the store."""
        begun, outcome = time.perf_counter(), "failed"
        try:
            yield
            outcome = "answered"
        finally:
            self._questions.labels(mode.lower(), outcome).observe(time.perf_counter() - begun)
