"""Pages of the lists that the commit keeps, in two trips however many questions there are."""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from redis.asyncio import Redis

from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.store import keys
from helpdesk.store.records import unless_newer
from helpdesk.store.scripts import source
from helpdesk.store.trips import ScriptTrips, Sent


@dataclass(frozen=True, slots=True)
class Wanted:
    """`most` questions of several lists together after the first `skip`, the oldest first or the `latest`.

    Those of the `hidden` channels are left out.
    """

    lists: Sequence[str]
    most: int
    skip: int = 0
    latest: bool = False
    hidden: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The questions of a page in their order, and how many there are in all."""

    tickets: tuple[Ticket, ...] = ()
    total: int = 0


class AsyncLists:
    """The lists, for the doors. Redis errors come up."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self._list = ScriptTrips(redis, source("list"))

    async def pages(self, *wanted: Wanted) -> list[Page]:
        """A page for each. A record that can't be read here is counted and not shown."""
        calls = [self._list.call(*_sent(each, shard)) for each in wanted if each.lists for shard in keys.EVERYWHERE]
        answers = iter(await asyncio.gather(*calls))
        found = [_placed(each, list(islice(answers, keys.SHARDS)) if each.lists else []) for each in wanted]
        tickets = await self._read(list(dict.fromkeys(place for places, _ in found for place in places)))
        return [Page(tuple(tickets[p] for p in places if p in tickets), total) for places, total in found]

    async def totals(self, *lists: Sequence[str]) -> list[int]:
        """How many questions stand in each of several lists together."""
        return [page.total for page in await self.pages(*(Wanted(names, 0) for names in lists))]

    async def _read(self, places: list[Place]) -> dict[Place, Ticket]:
        if not places:
            return {}
        async with self._redis.pipeline(transaction=False) as calls:
            for place in places:
                calls.hget(keys.of(place, "ticket"), "body")
            bodies = cast("list[bytes | None]", await calls.execute())
        found = {place: unless_newer(body, place) for place, body in zip(places, bodies, strict=True)}
        return {place: ticket for place, ticket in found.items() if ticket}


def _sent(wanted: Wanted, shard: str) -> tuple[list[str], list[Sent]]:
    names = [keys.lists(shard) + name for name in wanted.lists]
    return names, [wanted.skip + wanted.most, int(wanted.latest), *sorted(wanted.hidden)]


def _placed(wanted: Wanted, answers: Sequence[Any]) -> tuple[list[Place], int]:
    """The places of a page, from the first of each shard, and how many there are in all shards."""
    found = (pair for _, flat in answers for pair in _pairs(flat))
    ordered = sorted(((float(time), place.decode()) for place, time in found), reverse=wanted.latest)
    page = ordered[wanted.skip : wanted.skip + wanted.most]
    return [Place.parse(place) for _, place in page], sum(total for total, _ in answers)


def _pairs(flat: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Two by two."""
    return zip(flat[::2], flat[1::2], strict=True)
