"""What is counted, and under which names. Each process counts for itself; the store adds up what all send it."""

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, Metric
from prometheus_client.samples import Sample

from helpdesk.domain import events as e
from helpdesk.domain.effects import Effect
from helpdesk.domain.promises import settled
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.timings import MEASURES, clock_time

_WAITS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds, for what should be over in a moment and may take minutes when something is away."""


_LONG_WAITS = (60.0, 300.0, 900.0, 1800.0, 3600.0, 7200.0, 14400.0, 28800.0, 86400.0, 172800.0, 604800.0)
"""Seconds, for what people take their time for."""


class Metrics:
    """The counters and histograms of one process. Safe to use from several threads."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._sent: dict[str, float] = {}
        self._lock = threading.Lock()
        self.deliveries = self._counter(
            "helpdesk_deliveries", "Deliveries by door, kind and what became of them.", "door", "kind", "outcome"
        )
        self.events = self._counter("helpdesk_events", "Events by what became of them in their mailbox.", "outcome")
        self.effects = self._counter("helpdesk_effects", "Tries of effects by kind and outcome.", "kind", "outcome")
        self.reroutes = self._counter("helpdesk_reroutes", "Questions that somebody sent elsewhere.", "channel")
        self.retries = self._counter("helpdesk_effect_retries", "Tries after the first, by kind.", "kind")
        self.ratings = self._counter(
            "helpdesk_ratings", "Answers to how the help was; a changed one counts again.", "score"
        )
        self.question_seconds = self._histogram(
            "helpdesk_question_seconds",
            "From a question until it was first seen, worked on, answered and resolved, by channel and which.",
            *("channel", "until"),
            buckets=_LONG_WAITS,
        )
        self.promises = self._counter(
            "helpdesk_promises", "Promises that were kept or broken.", "channel", "promise", "outcome"
        )
        self.leases_lost = self._counter("helpdesk_leases_lost", "Places that another worker took over meanwhile.")
        self.effect_seconds = self._histogram("helpdesk_effect_seconds", "How long a try of an effect took.", "kind")
        self.absorbed_seconds = self._histogram(
            "helpdesk_absorbed_seconds", "From the door until an event is absorbed."
        )
        self.wake_lag_seconds = self._histogram(
            "helpdesk_wake_lag_seconds", "From a place's wake time until a worker attends to it."
        )

    def absorbed(self, before: Ticket, after: Ticket) -> None:
        """Count what people corrected between these two, and what was done for the first time."""
        known, now = (ticket.routing.corrections if ticket.routing else () for ticket in (before, after))
        if len(now) > len(known):
            self.reroutes.labels(after.place.channel).inc(len(now) - len(known))
        if after.timings is not before.timings and after.kind == "question":
            self._timed(before, after)

    def _timed(self, before: Ticket, after: Ticket) -> None:
        for measure in MEASURES:
            was = getattr(before.times, measure)
            took = clock_time(after.timings, measure, after.asked)
            if was is None and took is not None:
                self.question_seconds.labels(after.place.channel, measure).observe(took)

    def promised(self, before: Ticket, after: Ticket, rules: Rules) -> None:
        """Count the promises that were kept or broken between these two."""
        if before is not after:
            for kind, kept in settled(before, after, rules.promises, rules.hours):
                self.promises.labels(after.place.channel, kind, "kept" if kept else "broken").inc()

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(name, says, labels, registry=self._registry)

    def _histogram(self, name: str, says: str, *labels: str, buckets: tuple[float, ...] = _WAITS) -> Histogram:
        return Histogram(name, says, labels, buckets=buckets, registry=self._registry)

    @contextmanager
    def news(self) -> Iterator[dict[str, float]]:
        """What was counted since the last time, by sample; counted as news again when the block fails."""
        with self._lock:
            now = {_named(sample): sample.value for sample in self._samples()}
            news = {name: value - self._sent.get(name, 0.0) for name, value in now.items()}
            news = {name: more for name, more in news.items() if more}
            self._sent.update(now)
        try:
            yield news
        except BaseException:
            with self._lock:
                for name, more in news.items():
                    self._sent[name] -= more
            raise

    def _samples(self) -> Iterator[Sample]:
        for metric in self._registry.collect():
            yield from (sample for sample in metric.samples if not sample.name.endswith("_created"))

    def summed(self, totals: Mapping[str, float]) -> Iterator[Metric]:
        """The same metrics with the values of all processes, as the store added them up."""
        found = sorted(_told(totals), key=_order)
        for metric in self._registry.collect():
            family = Metric(metric.name, metric.documentation, metric.type)
            names = {f"{metric.name}{end}" for end in ("_total", "_bucket", "_count", "_sum")}
            family.samples = [sample for sample in found if sample.name in names]
            yield family


def _named(sample: Sample) -> str:
    return json.dumps([sample.name, sample.labels], separators=(",", ":"), sort_keys=True)


def _told(totals: Mapping[str, float]) -> Iterable[Sample]:
    for named, value in totals.items():
        name, labels = json.loads(named)
        yield Sample(name, labels, value)


def _order(sample: Sample) -> tuple[list[tuple[str, str]], str, float]:
    """The buckets of one histogram stand together, the smallest first."""
    others = sorted((name, value) for name, value in sample.labels.items() if name != "le")
    return others, sample.name, float(sample.labels.get("le", "0"))


def kind_of(effect: Effect) -> str:
    """An effect's name without what tells it from others of its kind."""
    return effect.key.partition(":")[0]


def outcome_of(learned: e.Learned) -> str:
    match learned:
        case e.Failed():
            return "put_off"
        case e.PutOff():
            return "no_room"
        case e.Refused():
            return "refused"
        case e.WouldHave():
            return "would_have"
        case _:
            return "done"
