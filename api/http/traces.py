"""OpenTelemetry traces: a span a request, continued from its `traceparent`, and below it one for each work of Neo4j.

Only imported where traces are wanted. Spans hold no query: a question may name a person.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode, Tracer, format_trace_id, get_tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from api.http.layer import Layer, at_start, route_of
from graph import __version__
from graph.store.watching import WATCHERS, Watcher

_PROPAGATOR = TraceContextTextMapPropagator()


@contextmanager
def tracing(collector: str) -> Iterator[Tracer]:
    """A tracer whose spans go to that OTLP/HTTP collector; what it still holds goes at the end."""
    provider = TracerProvider(resource=Resource.create({"service.name": "whowhom", "service.version": __version__}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(f"{collector}/v1/traces")))
    try:
        yield get_tracer("whowhom", __version__, provider)
    finally:
        provider.shutdown()


class Traced(Layer):
    """Attributes are named by OpenTelemetry's semantic conventions for HTTP."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        tracer: Tracer = scope["app"].state.tracer
        caller = _PROPAGATOR.extract(dict(Headers(scope=scope)))
        about = {"http.request.method": scope["method"], "url.path": scope["path"], "url.scheme": scope["scheme"]}
        with tracer.start_as_current_span(scope["method"], caller, SpanKind.SERVER, about) as span:

            def ended(status: int, _: MutableHeaders) -> None:
                span.set_attribute("http.response.status_code", status)
                if status >= 500:
                    span.set_status(StatusCode.ERROR)

            watching = WATCHERS.set((*WATCHERS.get(), _span_of(tracer)))
            try:
                with bound_contextvars(trace_id=format_trace_id(span.get_span_context().trace_id)):
                    await self.app(scope, receive, at_start(send, ended))
            finally:
                WATCHERS.reset(watching)
                route = route_of(scope)
                span.update_name(f"{scope['method']} {route}")
                span.set_attribute("http.route", route)


def _span_of(tracer: Tracer) -> Watcher:
    @contextmanager
    def spanned(mode: str) -> Iterator[None]:
        about = {"db.system.name": "neo4j", "db.operation.name": mode.lower()}
        with tracer.start_as_current_span(f"store {mode.lower()}", kind=SpanKind.CLIENT, attributes=about):
            yield

    return spanned
