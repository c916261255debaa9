"""`/metrics`: what all processes counted, how things stand in the store now, and this process's own needs."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import structlog
from prometheus_client import CollectorRegistry, Metric, PlatformCollector, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from redis import RedisError
from starlette.concurrency import run_in_threadpool

from helpdesk.domain.budget import Budget
from helpdesk.metrics import Metrics
from helpdesk.store.budgets import Budgets
from helpdesk.store.counts import AsyncCounts, Standing

log = structlog.get_logger()

SEND_SECONDS = 5.0


class _Read(Collector):
    """Metrics that were read before."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return self._families


def _own() -> CollectorRegistry:
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    return registry


@dataclass(frozen=True, slots=True)
class DoorMetrics:
    """What a door counts, sent to the store now and then; and the page that shows what the store knows.

    `budgets` are those of each service, with the calls to show. `heard`: when a side was last heard of, untold yet.
    """

    counts: AsyncCounts
    metrics: Metrics
    budgets: Sequence[tuple[Budgets, Sequence[Budget]]]
    own: CollectorRegistry = field(default_factory=_own)
    heard: dict[str, float] = field(default_factory=dict)

    async def page(self, now: float) -> bytes:
        """The Prometheus text. While the store is away, only `helpdesk_store_up` 0 and this process are told of."""
        shown = CollectorRegistry()
        try:
            await self.send()
            standing = await self.counts.standing(now)
            limits = await run_in_threadpool(_limits, self.budgets)
            shown.register(_Read([*_gauges(standing), *limits, *self.metrics.summed(standing.counts)]))
        except (RedisError, OSError) as error:
            log.warning("metrics_without_store", error=type(error).__name__)
            shown.register(_Read([_gauge("helpdesk_store_up", "Whether the store answers.", 0)]))
        return generate_latest(shown) + generate_latest(self.own)

    async def send(self) -> None:
        """Hand what was counted to the store; kept for the next time when it is away."""
        with self.metrics.news() as news:
            if news:
                await self.counts.add(news)
        if self.heard:
            sides = dict(self.heard)
            await self.counts.heard(sides)
            for side in [side for side, at in self.heard.items() if at == sides.get(side)]:
                del self.heard[side]

    async def keep_sending(self) -> None:
        """Hand over what was counted, every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(SEND_SECONDS)
            await self.send_if_possible()

    async def send_if_possible(self) -> None:
        """The same as `send`, for when nobody asked."""
        try:
            await self.send()
        except (RedisError, OSError) as error:
            log.warning("counts_not_sent", error=type(error).__name__)


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(name, says, value=value)


def _limits(budgets: Sequence[tuple[Budgets, Sequence[Budget]]]) -> tuple[Metric, Metric]:
    labels = ["service", "call"]
    left = GaugeMetricFamily(
        "helpdesk_budget_left", "Calls that may go out at once, below 0 when overdrawn.", labels=labels
    )
    limited = CounterMetricFamily("helpdesk_rate_limited", "How often an answer of 429 closed a budget.", labels=labels)
    for shared, costs in budgets:
        for call, room in shared.left(costs).items():
            left.add_metric((shared.side, call), room.calls)
        for call, count in shared.closings().items():
            limited.add_metric((shared.side, call), count)
    return left, limited


def _gauges(standing: Standing) -> Iterator[Metric]:
    yield _gauge("helpdesk_store_up", "Whether the store answers.", 1)
    tickets = GaugeMetricFamily("helpdesk_tickets", "Questions by the state they are in.", labels=["state"])
    for state, count in sorted(standing.states.items()):
        tickets.add_metric([state], count)
    yield tickets
    yield _gauge("helpdesk_workers", "Worker processes that are alive.", standing.workers)
    yield _gauge("helpdesk_places_due", "Places whose wake time has come.", standing.due)
    yield _gauge("helpdesk_overdue_seconds", "How long the first of them has waited for a worker.", standing.overdue)
    yield _gauge("helpdesk_mailbox_age_seconds", "How long the oldest event has waited.", standing.oldest_mail)
    yield _gauge("helpdesk_hints_queued", "Wake-up hints that no worker took yet.", standing.queue)
    yield _gauge("helpdesk_refused_effects", "Effects that were given up, on all tickets.", standing.refused)
    yield _gauge("helpdesk_parked_deliveries", "Deliveries that could not be read.", standing.parked)
    yield _gauge("helpdesk_crashed_places", "Questions that the helpdesk itself fails at.", standing.crashed)
