"""How many events the workers attend to a second, with no outside call to wait for."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from statistics import median

from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.events import Asked, Event, ReactionAdded, ReactionRemoved
from helpdesk.domain.place import Place
from helpdesk.store.mailbox import AsyncMailbox
from tests.bench.grounds import Run, address, performed, stored, waiting, workers
from tests.bench.report import Section
from tests.bench.slack_post import CHANNEL, QUESTIONS, RESPONDER, TEAM
from tests.waiting import until

SLACKS_LIMIT = 30_000 / 3600
"""Events a second: https://docs.slack.dev/apis/events-api (30,000 an hour, a workspace and app)."""


def attending(run: Run) -> Section:
    """Events a second with one and with two workers, on a question each and ten on each question."""
    places, rounds = (60, 1) if run.quick else (1000, 3)
    shapes = {"a question each": 1, "10 on each question": 10}
    step = run.steps("workers", rounds * 2 * len(shapes))
    rates: dict[tuple[int, str], list[float]] = {(n, shape): [] for shape in shapes for n in (1, 2)}
    with stored() as redis:
        numbers = count(QUESTIONS)
        for _ in range(rounds):
            for processes in (1, 2):
                with employed(redis, processes):
                    for shape, each in shapes.items():
                        rates[processes, shape].append(attended(redis, numbers, places, each))
                        step()
    rows = []
    for (processes, shape), found in rates.items():
        rate = median(found)
        gain = median(one / alone for one, alone in zip(found, rates[1, shape], strict=True))
        rows.append([str(processes), shape, f"{rate:,.0f}", f"{gain:.2f}", f"{rate / SLACKS_LIMIT:,.0f}"])
    columns = ["workers", "load, appendfsync always", "events/s", "÷ 1 worker", "÷ Slack's limit of 8.3/s"]
    return Section("The workers: attended events", columns, rows, words=2)


@contextmanager
def employed(redis: Redis, processes: int) -> Iterator[None]:
    """So many worker processes, alive and warm."""
    with performed(redis, *[("work",)] * processes, with_zendesk=False):
        until(lambda: workers(redis) == processes, f"{processes} workers", 30)
        attended(redis, count(int(time.time())), 20, 1)
        yield


def attended(redis: Redis, numbers: Iterator[int], places: int, each: int) -> float:
    """Put so many events on each of so many new questions; events a second until nothing is due any more."""
    deliveries = [delivery for _ in range(places) for delivery in _deliveries(next(numbers), each)]
    began = time.perf_counter()
    asyncio.run(_put(address(redis), deliveries))
    while waiting(redis):
        if time.perf_counter() - began > 300:
            raise RuntimeError("The workers did not come to rest within 5 minutes.")
        time.sleep(0.02)
    return len(deliveries) / (time.perf_counter() - began)


async def _put(url: str, deliveries: list[Delivery]) -> None:
    async with AsyncRedis.from_url(url) as redis:
        mailbox = AsyncMailbox(redis)
        for start in range(0, len(deliveries), 200):
            await asyncio.gather(*[mailbox.put(d, time.time()) for d in deliveries[start : start + 200]])


def _deliveries(number: int, each: int) -> Iterator[Delivery]:
    """A question, and then somebody's 👀 put on and taken off again."""
    place = Place(TEAM, CHANNEL, f"{number}.000100")
    for turn in range(each):
        event: Event = Asked(by="U0EMPLOYEE", at=float(number), subject="The printer on floor 2 is on fire")
        if turn:
            fact = ReactionAdded if turn % 2 else ReactionRemoved
            event = fact(person=RESPONDER, emoji="eyes", at=float(number + turn))
        yield Delivery(f"Ev{place.ts}:{turn}", place, event)
