"""Deliveries that should be understood and aren't: kept whole, with the reason, until somebody looks."""

from typing import Literal, cast

from pydantic import BaseModel, ConfigDict
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.place import Place
from helpdesk.store import keys, records
from helpdesk.store.tickets import Tickets

Door = Literal["slack_events", "slack_interactivity", "slack_commands", "zendesk_webhook", "mailbox", "ticket"]
"""Where it came in; `mailbox` for an event that could not be absorbed, `ticket` for a ticket's record."""

RECORD = "ticket:"
"""How the id of a ticket's record begins; its place follows."""


class Parked(BaseModel):
    """One delivery. `raw` is its body as it came; `at` in seconds; `id` the delivery id or a hash of the body."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    door: Door
    at: float
    why: str
    raw: str


class ParkedDeliveries:
    """The parked deliveries, for commands and workers."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def park(self, parked: Parked) -> None:
        """Keep it under its id; the same delivery parked twice is one."""
        self._redis.hset(keys.PARKED, parked.id, records.written(parked))

    def all(self) -> list[Parked]:
        """The oldest first."""
        found = cast("dict[bytes, bytes]", self._redis.hgetall(keys.PARKED))
        return sorted((records.read(Parked, raw) for raw in found.values()), key=lambda p: (p.at, p.id))

    def unread(self, tickets: Tickets) -> list[Parked]:
        """All but records that can be read by now."""
        found = self.all()
        broken = {parked.id: Place.parse(parked.id.removeprefix(RECORD)) for parked in found if parked.door == "ticket"}
        known = tickets.many(list(broken.values()))
        return [parked for parked in found if parked.id not in broken or known.get(broken[parked.id]) is None]

    def get(self, id_: str) -> Parked | None:
        raw = cast("bytes | None", self._redis.hget(keys.PARKED, id_))
        return records.read(Parked, raw) if raw else None

    def drop(self, id_: str) -> bool:
        """False when there is no such delivery."""
        return bool(self._redis.hdel(keys.PARKED, id_))


async def park(redis: "AsyncRedis", parked: Parked) -> None:
    """Keep it under its id, from a door."""
    await redis.hset(keys.PARKED, parked.id, records.written(parked))
