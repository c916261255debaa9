"""What the doors acknowledged is there after the store's server was killed in the middle of taking more."""

import asyncio
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis, RedisError
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from helpdesk.domain.events import ReactionAdded
from helpdesk.store import keys
from helpdesk.store.embedded import EmbeddedStore, Fsync
from helpdesk.store.front import FrontStore
from helpdesk.store.records import Letter, read
from tests.letters import delivery, place, reaction

SENDERS = 8
BEFORE_THE_KILL = 300


@pytest.fixture(params=["always", "everysec"])
def store(request: pytest.FixtureRequest) -> Iterator[EmbeddedStore]:
    fsync: Fsync = request.param
    with tempfile.TemporaryDirectory(prefix="hd") as folder, EmbeddedStore(Path(folder), fsync) as store:
        yield store


async def until_killed(url: str, pid: int) -> set[int]:
    """Deliver as fast as the store takes it, kill its server on the way, and say which numbers were acknowledged."""
    acknowledged: set[int] = set()
    numbers = iter(range(10**9))

    async def send(front: FrontStore) -> None:
        while True:
            number = next(numbers)
            try:
                await front.put(delivery(f"Ev{number}", reaction(at=float(number)), place(number % 20)), 1.0)
            except (RedisError, OSError):
                return
            acknowledged.add(number)
            if len(acknowledged) == BEFORE_THE_KILL:
                os.kill(pid, signal.SIGKILL)

    async with AsyncRedis.from_url(url, retry=Retry(NoBackoff(), 0)) as redis:
        await asyncio.gather(*(send(FrontStore(redis)) for _ in range(SENDERS)))
    return acknowledged


def test_what_was_acknowledged_survives_kill_dash_nine_of_the_server(store: EmbeddedStore) -> None:
    with Redis.from_url(store.url) as redis:
        pid = int(redis.info("server")["process_id"])
    acknowledged = asyncio.run(until_killed(store.url, pid))
    assert len(acknowledged) >= BEFORE_THE_KILL
    assert store.ensure() is True
    kept: set[int] = set()
    with Redis.from_url(store.url) as redis:
        for number in range(20):
            for raw in redis.lrange(keys.of(place(number), "mail"), 0, -1):
                event = read(Letter, raw).event
                assert isinstance(event, ReactionAdded)
                kept.add(int(event.at))
            assert redis.zscore(keys.due(keys.shard_of(place(number))), str(place(number))) is not None
    assert acknowledged <= kept
