"""What holds for every request, around the endpoints: one layer a concern, put together here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from api.http.caching import Cached
from api.http.compression import Compressed
from api.http.conditional import Conditional
from api.http.draining import Draining, Gate
from api.http.fields import Fields
from api.http.head import Headed
from api.http.identified import HEADER, Identified
from api.http.limits import Limited
from api.http.measured import Measured
from api.http.metrics import Metrics
from api.http.pages import Linked
from api.http.security import DocsAllowed, Secured
from api.http.unexpected import Foreseen
from graph.settings import Settings

_INNER = (Foreseen, DocsAllowed, Linked, Fields, Cached, Conditional, Compressed, Limited)
"""The layers nearest to the endpoints, from the inside."""

_TELLING = (
    *("ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate"),
    *("X-Whowhom-Freshness", HEADER),
)
"""Headers that tell something to a program, which a page of another site may read as well."""


def install(app: FastAPI, settings: Settings) -> None:
    """Lay every layer around the app. The last is the outermost."""
    app.state.gate, app.state.metrics = Gate(), Metrics()
    for layer in _INNER:
        app.add_middleware(layer)
    app.add_middleware(Draining, gate=app.state.gate)
    app.add_middleware(Headed)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins.split(","),
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Authorization", "If-Match", "If-None-Match", HEADER],
            expose_headers=_TELLING,
            max_age=3600,
        )
    app.add_middleware(Secured)
    if settings.traces:
        from api.http.traces import Traced  # its libraries cost memory and time that only traces are worth

        app.add_middleware(Traced)
    app.add_middleware(Measured, metrics=app.state.metrics)
    app.add_middleware(Identified)


@contextmanager
def running(app: FastAPI, settings: Settings) -> Iterator[None]:
    """While the app runs: an open gate, and a tracer where the settings name a collector."""
    app.state.gate.closed = False
    if settings.traces is None:
        yield
        return
    from api.http.traces import tracing

    with tracing(settings.traces) as app.state.tracer:
        yield
