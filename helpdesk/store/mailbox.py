"""Putting events into the mailboxes: from the async doors, and from everything else."""

import asyncio
import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import NoScriptError

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.events import EVENTS
from helpdesk.store import keys
from helpdesk.store.scripts import source

SEEN_SECONDS = 26 * 3600
"""How long a delivery id is known: Slack's delayed retries go on for 24 hours."""

HINT_MS = 4000

Sent = str | bytes | float | int


class Mailbox:
    """The mailboxes, for workers and commands."""

    def __init__(self, redis: "Redis") -> None:
        self._put = redis.register_script(source("put"))

    def put(self, delivery: Delivery, now: float) -> bool:
        """Keep the event and wake a worker; False when this delivery was kept before. Redis errors come up."""
        return bool(self._put(keys=_keys(delivery), args=_arguments(delivery, now)))


class AsyncMailbox:
    """The mailboxes, for the doors. What comes while one trip to the store is under way shares the next trip.

    A trip costs a door more than what it carries, so this is what lets one process take thousands a second.
    """

    def __init__(self, redis: "AsyncRedis") -> None:
        self._redis = redis
        self._source = source("put")
        self._sha = hashlib.sha1(self._source.encode(), usedforsecurity=False).hexdigest()
        self._waiting: list[list[Sent]] = []
        self._trip: asyncio.Task[list[int | Exception]] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def put(self, delivery: Delivery, now: float) -> bool:
        """Keep the event and wake a worker; False when this delivery was kept before. Redis errors come up."""
        seat = len(self._waiting)
        names = _keys(delivery)
        self._waiting.append([self._sha, len(names), *names, *_arguments(delivery, now)])
        if seat == 0 or self._trip is None:
            self._trip = asyncio.create_task(self._travel())
        # Shielded: who gives up waiting must not take the others' trip away.
        answer = (await asyncio.shield(self._trip))[seat]
        if isinstance(answer, Exception):
            raise answer
        return bool(answer)

    async def _travel(self) -> list[int | Exception]:
        async with self._one_at_a_time:
            puts, self._waiting = self._waiting, []
            answers = await self._answers(puts)
            unknown = [seat for seat, answer in enumerate(answers) if isinstance(answer, NoScriptError)]
            if unknown:
                await self._redis.script_load(self._source)
                again = await self._answers([puts[seat] for seat in unknown])
                for seat, answer in zip(unknown, again, strict=True):
                    answers[seat] = answer
            return answers

    async def _answers(self, puts: Sequence[Sequence[Sent]]) -> list[int | Exception]:
        async with self._redis.pipeline(transaction=False) as calls:
            for put in puts:
                calls.execute_command("EVALSHA", *put)
            answers: list[int | Exception] = await calls.execute(raise_on_error=False)
            return answers


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
    event = EVENTS.dump_json(delivery.event, exclude_defaults=False)
    return [event, now, str(delivery.place), SEEN_SECONDS, HINT_MS, secrets.token_hex(16), rq_time(now)]


def rq_time(now: float) -> str:
    """A time as RQ writes it in its jobs."""
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
