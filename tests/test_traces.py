"""Traces of a delivery: from the door through the mailbox to each call; and none when nobody collects them."""

import asyncio
from dataclasses import replace

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import SecretStr
from redis import Redis

from helpdesk.config import Channel, Config
from helpdesk.domain.place import Place
from helpdesk.doors.opening import open_reception
from helpdesk.opentelemetry import Spans
from helpdesk.settings import Settings
from helpdesk.traces import NoTraces, Traces
from helpdesk.wiring import Wiring
from tests.desk.stage import Stage
from tests.slack import recorded as r


@pytest.fixture
def collected() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def traces(collected: InMemorySpanExporter) -> Traces:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(collected))
    return Spans(provider.get_tracer("helpdesk"))


def told(store_url: str, traces: Traces, event: r.Payload) -> None:
    """A delivery at the door of the product."""
    settings = Settings(_env_file=None, slack_bot_token=SecretStr("xoxb-test"), slack_signing_secret=SecretStr("shh"))
    parts = Wiring(settings, Config(channels=(Channel(name="house-help", id=r.HELP),)), store_url)

    async def take() -> None:
        reception, close = open_reception(parts)
        await replace(reception, traces=traces).slack_event(r.body(event))
        await close()

    asyncio.run(take())


def attended(valkey: Redis, traces: Traces) -> None:
    (name,) = (str(name.decode()) for name in valkey.keys("hd:*mail:*"))  # type: ignore[union-attr]
    place = Place.parse(name.partition("mail:")[2])
    stage = Stage(valkey)
    replace(stage.desk, traces=traces).attend(place)


def named(collected: InMemorySpanExporter) -> dict[str, ReadableSpan]:
    return {span.name: span for span in collected.get_finished_spans()}


def test_a_visit_and_its_calls_stand_below_the_delivery(
    valkey: Redis, valkey_url: str, traces: Traces, collected: InMemorySpanExporter
) -> None:
    told(valkey_url, traces, r.reaction(emoji="eyes"))
    attended(valkey, traces)
    spans = named(collected)
    delivery, visit, call = spans["delivery"], spans["attend"], spans["slack.look_up"]
    assert delivery.context
    assert visit.parent
    assert visit.context
    assert call.parent
    assert visit.parent.span_id == delivery.context.span_id
    assert call.parent.span_id == visit.context.span_id
    assert {span.context and span.context.trace_id for span in spans.values()} == {delivery.context.trace_id}
    assert call.attributes
    assert call.attributes["delivery"] == "Ev0ONE"


def test_nobody_collects_them_and_nothing_is_carried(valkey: Redis, valkey_url: str) -> None:
    told(valkey_url, NoTraces(), r.message())
    (name,) = valkey.keys("hd:*mail:*")
    assert b"trace" not in valkey.lindex(name, 0)  # type: ignore[operator]


def test_an_error_in_a_span_keeps_its_words(traces: Traces, collected: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError), traces.span("effect"):
        raise ValueError("my password is hunter2")
    assert "hunter2" not in named(collected)["effect"].to_json()


def test_a_collector_that_is_set_gets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Wiring(Settings(_env_file=None), Config(channels=(Channel(name="it-help", id="C1"),)), "unix:///nowhere")
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    assert isinstance(parts.traces, NoTraces)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
    assert isinstance(replace(parts).traces, Spans)
