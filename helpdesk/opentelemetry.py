"""Traces by OpenTelemetry, which only the `otel` extra brings: wiring imports this room when a collector is set.

The exporter reads its own variables: https://opentelemetry.io/docs/specs/otel/protocol/exporter/
"""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_HEADER = "traceparent"


class Spans:
    """Spans of one tracer. Errors are not recorded: their words may be words of people."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer
        self._propagator = TraceContextTextMapPropagator()

    @contextmanager
    def span(self, name: str, below: str = "", **facts: str) -> Iterator[None]:
        context = self._propagator.extract({_HEADER: below}) if below else None
        with self._tracer.start_as_current_span(
            name, context, attributes=facts, record_exception=False, set_status_on_exception=False
        ):
            yield

    def carried(self) -> str:
        carrier: dict[str, str] = {}
        self._propagator.inject(carrier)
        return carrier.get(_HEADER, "")


def collected() -> Spans:
    """Spans for the collector that the OTEL_ variables name."""
    named = Resource({"service.name": "helpdesk"}).merge(OTELResourceDetector().detect())
    provider = TracerProvider(resource=named)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Spans(provider.get_tracer("helpdesk"))
