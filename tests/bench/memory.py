"""What a ticket costs in the store: bytes of memory by kind, and how that grows with their number."""

import random

from redis import Redis

from helpdesk.store import keys
from tests.bench.filling import ENTRIES, PREFIX, fill, place_of, remember_deliveries
from tests.bench.grounds import Run, stored
from tests.bench.report import Goal, Section

MOST = 4096
_SAMPLE = 200


def memory(run: Run) -> Section:
    """Bytes per open ticket at each size of the store."""
    sizes = (1_000, 5_000) if run.quick else (1_000, 10_000, 100_000)
    step = run.steps("memory", 2 * sum(-(-(b - a) // 500) for a, b in zip((0, *sizes), sizes, strict=False)))
    rows, whole = [], []
    with stored("everysec") as redis:
        empty = used(redis)
        before, ids = 0, 0
        for size in sizes:
            fill(redis, before + 1, size, step)
            ticket = (used(redis) - empty - ids) / size
            remembered = used(redis)
            remember_deliveries(redis, before + 1, size, step)
            ids += used(redis) - remembered
            parts = _parts(redis, size)
            rows.append([f"{size:,}", *(f"{b:,.0f}" for b in (*parts, ticket, ids / size, ticket + ids / size))])
            whole.append(ticket + ids / size)
            before = size
    growth = whole[-1] / whole[0]
    goals = [
        Goal(
            f"bytes per open ticket, {ENTRIES} entries of history",
            f"under {MOST:,}",
            f"{whole[-1]:,.0f}",
            whole[-1] < MOST,
        ),
        Goal(f"from {sizes[0]:,} to {sizes[-1]:,} tickets", "flat", f"x {growth:.2f}", growth < 1.25),
    ]
    columns = ["open tickets", "ticket", "history", "indexes", "in all", "delivery ids of 26 h", "with them"]
    return Section("The store: bytes per open ticket", columns, rows, goals)


def used(redis: Redis) -> int:
    """Bytes in use, as the server counts them."""
    return int(redis.info("memory")["used_memory"])


def _parts(redis: Redis, size: int) -> tuple[float, float, float]:
    """Mean bytes of the ticket itself, of its history, and of its share of the indexes."""
    numbers = random.Random(size).sample(range(1, size + 1), _SAMPLE)

    def mean(what: str) -> float:
        return sum(_bytes(redis, keys.of(place_of(number), what)) for number in numbers) / _SAMPLE

    indexes = sum(_bytes(redis, key) for key in (*keys.numbers(PREFIX), keys.ZENDESK)) / size
    return mean("ticket"), mean("history"), indexes


def _bytes(redis: Redis, key: str) -> int:
    return int(redis.memory_usage(key, samples=0) or 0)
