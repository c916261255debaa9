"""Putting events into the mailboxes: from the async doors, and from everything else."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.events import EVENTS, Event
from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.scripts import source

SEEN_SECONDS = 26 * 3600
"""How long a delivery id is known: Slack's delayed retries go on for 24 hours."""

HINT_MS = 4000


@dataclass(frozen=True, slots=True)
class Put:
    """One event on its way to the mailbox of one place.

    `delivery` is the id under which the sender may send it again.
    """

    place: Place
    event: Event
    delivery: str

    def arguments(self, now: float) -> tuple[list[str], list[str | bytes | float | int]]:
        """Keys and arguments of `put.lua`."""
        place = self.place
        shard = keys.shard_of(place)
        names = [f"{shard}seen:{self.delivery}", f"{shard}mail:{place}", keys.due(shard), f"{shard}hint:{place}"]
        return [*names, keys.QUEUE_KEY], [
            EVENTS.dump_json(self.event),
            now,
            str(place),
            SEEN_SECONDS,
            HINT_MS,
            str(uuid.uuid4()),
            rq_time(now),
        ]


def rq_time(now: float) -> str:
    """A time as RQ writes it in its jobs."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Mailbox:
    """The mailboxes, for workers and commands."""

    def __init__(self, redis: "Redis") -> None:
        self._put = redis.register_script(source("put"))

    def put(self, put: Put, now: float) -> bool:
        """Keep the event and wake a worker; False when this delivery was kept before. Redis errors come up."""
        names, arguments = put.arguments(now)
        return bool(self._put(keys=names, args=arguments))


class AsyncMailbox:
    """The mailboxes, for the doors."""

    def __init__(self, redis: "AsyncRedis") -> None:
        self._put = redis.register_script(source("put"))

    async def put(self, put: Put, now: float) -> bool:
        """Keep the event and wake a worker; False when this delivery was kept before. Redis errors come up."""
        names, arguments = put.arguments(now)
        return bool(await self._put(keys=names, args=arguments))
