"""Putting events into the mailboxes: from the async doors, and from everything else."""

import secrets
from datetime import UTC, datetime

from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.delivery import Delivery
from helpdesk.store import keys, records
from helpdesk.store.scripts import source
from helpdesk.store.trips import ScriptTrips, Sent

SEEN_SECONDS = 26 * 3600
"""How long a delivery id is known: Slack's delayed retries go on for 24 hours."""

HINT_MS = 4000


class Mailbox:
    """The mailboxes, for workers and commands."""

    def __init__(self, redis: "Redis") -> None:
        self._put = redis.register_script(source("put"))

    def put(self, delivery: Delivery, now: float) -> bool:
        """Keep the event and wake a worker; False when this delivery was kept before. Redis errors come up."""
        return bool(self._put(keys=_keys(delivery), args=_arguments(delivery, now)))


class AsyncMailbox:
    """The mailboxes, for the doors. Deliveries that come at the same time go to the store together."""

    def __init__(self, redis: "AsyncRedis") -> None:
        self._put = ScriptTrips(redis, source("put"))

    async def put(self, delivery: Delivery, now: float) -> bool:
        """Keep the event and wake a worker; False when this delivery was kept before. Redis errors come up."""
        return bool(await self._put.call(_keys(delivery), _arguments(delivery, now)))


def _keys(delivery: Delivery) -> list[str]:
    place, shard = str(delivery.place), keys.shard_of(delivery.place)
    return [
        f"{shard}seen:{delivery.id}",
        f"{shard}mail:{place}",
        keys.due(shard),
        f"{shard}hint:{place}",
        keys.QUEUE_KEY,
    ]


def _arguments(delivery: Delivery, now: float) -> list[Sent]:
    return [
        records.letter(delivery, now),
        now,
        str(delivery.place),
        SEEN_SECONDS,
        HINT_MS,
        secrets.token_hex(16),
        rq_time(now),
    ]


def rq_time(now: float) -> str:
    """A time as RQ writes it in its jobs."""
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
