"""What the doors need of the store, in one call each, over an async connection."""

from collections.abc import Iterable
from typing import cast

from redis import OutOfMemoryError, ResponseError
from redis.asyncio import Redis

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.history import Entry
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.store import keys
from helpdesk.store.health import health_in
from helpdesk.store.mailbox import AsyncMailbox
from helpdesk.store.parked import Door, Parked, park
from helpdesk.store.records import read, ticket_in, unless_newer
from helpdesk.store.vitals import WORKERS

LOOKED_BACK = 50
"""How many numbers a look for the newest open question goes back."""


class FrontStore:
    """Redis errors come up from every method; the door answers them with 503."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self._mailbox = AsyncMailbox(redis)

    async def put(self, delivery: Delivery, now: float) -> bool:
        """Keep the event and wake a worker; False when this delivery was kept before."""
        return await self._mailbox.put(delivery, now)

    async def park(self, id_: str, door: Door, at: float, why: str, raw: bytes) -> None:
        """Keep a delivery that can't be read, whole."""
        await park(self._redis, Parked(id=id_, door=door, at=at, why=why, raw=raw.decode(errors="replace")))

    async def stale(self, names: Iterable[str]) -> None:
        """Forget cached answers, and those that somebody is asking for right now."""
        async with self._redis.pipeline() as calls:
            for name in names:
                answer, generation = keys.answer(name)
                calls.incr(generation)
                calls.delete(answer)
            await calls.execute()

    async def places_of(self, external_id: str | None, zendesk: int) -> list[Place]:
        """Where a Zendesk ticket belongs: told by its `external_id`, and by our index where tickets were merged."""
        named = Place.from_external_id(external_id)
        indexed = keys.places(cast("bytes | None", await self._redis.hget(keys.ZENDESK, str(zendesk))))
        return list(dict.fromkeys([*([named] if named else []), *indexed]))

    async def ticket(self, place: Place) -> Ticket | None:
        body = cast("bytes | None", await self._redis.hget(keys.of(place, "ticket"), "body"))
        return ticket_in(body, place)

    async def history(self, place: Place) -> list[Entry]:
        """What happened, the oldest first."""
        lines = cast("list[bytes]", await self._redis.lrange(keys.of(place, "history"), 0, -1))
        return [read(Entry, line) for line in lines]

    async def numbered(self, number: str) -> Place | None:
        """Where `IT-42` stands; upper and lower case are one."""
        prefix, _, count = number.upper().rpartition("-")
        if not (prefix and count.isascii() and count.isdigit()):
            return None
        found = cast("bytes | None", await self._redis.hget(keys.numbers(prefix)[1], count))
        return Place.parse(found.decode()) if found else None

    async def newest_without_ticket(self, prefix: str, channel: str) -> Place | None:
        """The newest open question of a channel that nobody made a Zendesk ticket of, among the last numbers."""
        numbers, places = keys.numbers(prefix)
        last = int(cast("bytes | None", await self._redis.hget(numbers, "next")) or 0)
        if not last:
            return None
        counts = [str(number) for number in range(last, max(last - LOOKED_BACK, 0), -1)]
        found = cast("list[bytes | None]", await self._redis.hmget(places, counts))
        here = [place for body in found if body and (place := Place.parse(body.decode())).channel == channel]
        async with self._redis.pipeline(transaction=False) as calls:
            for place in here:
                calls.hget(keys.of(place, "ticket"), "body")
            bodies = cast("list[bytes | None]", await calls.execute())
        tickets = (unless_newer(body, place) for place, body in zip(here, bodies, strict=True))
        return next((ticket.place for ticket in tickets if ticket and _is_without_ticket(ticket)), None)

    async def answer(self, name: str) -> str | None:
        """A cached answer of Slack's or Zendesk's."""
        found = cast("bytes | None", await self._redis.get(keys.answer(name)[0]))
        return found.decode() if found is not None else None

    async def probe(self) -> str:
        """Why the store takes nothing although it answers; empty when it does take something."""
        try:
            await self._redis.set(keys.PROBE, "", px=1000)
        except OutOfMemoryError:
            return "is full"
        except ResponseError:
            return "takes no writes"
        return ""

    async def wrong(self) -> list[str]:
        """The checks in which the last self-check found something wrong, each once."""
        health = health_in(cast("bytes | None", await self._redis.get(keys.HEALTH)))
        return list(dict.fromkeys(fault.check for fault in health.wrong))

    async def workers(self) -> int:
        """How many worker processes are alive: RQ keeps a key for each while it beats."""
        names = cast("set[bytes]", await self._redis.smembers(WORKERS))
        return sum([bool(await self._redis.exists(name)) for name in names])


def _is_without_ticket(ticket: Ticket) -> bool:
    asked = ticket.kind == "question" and not ticket.deleted and not ticket.state.ends
    return asked and ticket.zendesk is None and ticket.escalation is None
