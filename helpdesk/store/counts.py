"""What all processes count together, and how things stand now, read at a cost that no number of tickets raises."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.lease import REFUSED
from helpdesk.store.records import Letter, NewerRecord, read
from helpdesk.store.vitals import WORKERS

_LOOKED_INTO = 5
"""Mailboxes looked into in each shard, those of the places first due: what waits longest is among them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand. `overdue` and `oldest_mail` in seconds: how long the first place and event have waited.

    `crashed`: places that the helpdesk itself fails at. `heard`: when each side was last heard of, `slack` and
    `zendesk`.
    """

    counts: Mapping[str, float]
    states: Mapping[str, int]
    refused: int
    due: int
    overdue: float
    oldest_mail: float
    parked: int
    crashed: int
    queue: int
    workers: int
    heard: Mapping[str, float] = field(default_factory=dict)

    @property
    def given_up(self) -> int:
        """All that `helpdesk failed list` lists."""
        return self.refused + self.parked + self.crashed


class Counts:
    """The sums, for workers."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def add(self, news: Mapping[str, float]) -> None:
        """Add to the sums. An answer that gets lost may let it count twice: they are for watching, not for accounts."""
        with self._redis.pipeline(transaction=True) as calls:
            for name, more in news.items():
                calls.hincrbyfloat(keys.COUNTS, name, more)
            calls.execute()


class AsyncCounts:
    """The sums, for the doors, and how things stand."""

    def __init__(self, redis: "AsyncRedis") -> None:
        self._redis = redis

    async def add(self, news: Mapping[str, float]) -> None:
        """Add to the sums, as above."""
        async with self._redis.pipeline(transaction=True) as calls:
            for name, more in news.items():
                calls.hincrbyfloat(keys.COUNTS, name, more)
            await calls.execute()

    async def heard(self, sides: Mapping[str, float]) -> None:
        """When each side was last heard of here, in seconds. Other doors may have heard of it some seconds later."""
        await self._redis.hset(keys.HEARD, mapping={side: str(at) for side, at in sides.items()})

    async def standing(self, now: float) -> Standing:
        """Two trips of a few hundred small commands."""
        async with self._redis.pipeline(transaction=False) as calls:
            calls.hgetall(keys.COUNTS)
            calls.hlen(keys.PARKED)
            calls.llen(keys.QUEUE_KEY)
            calls.smembers(WORKERS)
            calls.hgetall(keys.HEARD)
            for shard in map(keys.shard, range(keys.SHARDS)):
                calls.hgetall(keys.census(shard))
                calls.zcount(keys.due(shard), "-inf", now)
                calls.zrange(keys.due(shard), 0, _LOOKED_INTO - 1, withscores=True)
                calls.hlen(keys.crashed(shard))
            counts, parked, queue, workers, heard, *shards = await calls.execute()
        census = _summed(shards[0::4])
        first = [found for page in shards[2::4] for found in page]
        oldest, alive = await self._looked_into([Place.parse(name.decode()) for name, _ in first], workers, now)
        return Standing(
            counts={name.decode(): float(value) for name, value in counts.items()},
            states={word: count for word, count in census.items() if word != REFUSED},
            refused=census[REFUSED],
            due=sum(shards[1::4]),
            overdue=max((now - at for _, at in first if at <= now), default=0.0),
            oldest_mail=oldest,
            parked=parked,
            crashed=sum(shards[3::4]),
            queue=queue,
            workers=alive,
            heard={side.decode(): float(at) for side, at in heard.items()},
        )

    async def _looked_into(self, places: list[Place], workers: Iterable[bytes], now: float) -> tuple[float, int]:
        """How long the oldest letter of these places has waited, and how many of these workers are alive."""
        async with self._redis.pipeline(transaction=False) as calls:
            for place in places:
                calls.lindex(keys.of(place, "mail"), 0)
            for worker in workers:
                calls.exists(worker)
            found = await calls.execute()
        letters = cast("list[bytes | None]", found[: len(places)])
        waited = (now - put for raw in letters if raw and (put := _put(raw)))
        return max(waited, default=0.0), sum(found[len(places) :])


def _put(raw: bytes) -> float:
    """When a letter was put; 0 when it doesn't tell us."""
    try:
        return read(Letter, raw).put
    except (ValueError, NewerRecord):
        return 0.0


def _summed(shards: Iterable[Mapping[bytes, Any]]) -> Counter[str]:
    census: Counter[str] = Counter()
    for shard in shards:
        census.update({word.decode(): int(count) for word, count in shard.items()})
    return census
