"""The doors' side of the store, and deliveries that could not be read."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from redis import Redis, RedisError
from redis.asyncio import Redis as AsyncRedis

from helpdesk.store.front import FrontStore
from helpdesk.store.lease import Leases
from helpdesk.store.parked import Parked, ParkedDeliveries
from helpdesk.store.tickets import Tickets
from tests.letters import delivery, place, question

T = TypeVar("T")


def at_the_door(url: str, what: Callable[[FrontStore], Awaitable[T]]) -> T:
    async def run() -> T:
        async with AsyncRedis.from_url(url) as client:
            return await what(FrontStore(client))

    return asyncio.run(run())


def parked(id_: str, at: float = 1.0, raw: str = "{}") -> Parked:
    return Parked(id=id_, door="slack_events", at=at, why="It has no channel.", raw=raw)


def test_a_delivery_parked_twice_is_one(any_store: Redis) -> None:
    deliveries = ParkedDeliveries(any_store)
    for _ in range(2):
        deliveries.park(parked("Ev1"))
    assert deliveries.all() == [parked("Ev1")]


def test_parked_deliveries_come_the_oldest_first_and_go_when_dropped(any_store: Redis) -> None:
    deliveries = ParkedDeliveries(any_store)
    for id_, at in (("b", 2.0), ("c", 1.0), ("a", 2.0)):
        deliveries.park(parked(id_, at))
    assert [found.id for found in deliveries.all()] == ["c", "a", "b"]
    assert deliveries.drop("a") is True
    assert deliveries.drop("a") is False
    assert deliveries.get("a") is None
    assert deliveries.get("b") == parked("b", 2.0)


def test_a_door_parks_a_delivery_whole(valkey: Redis, valkey_url: str) -> None:
    raw = b'{"text": "\xff\x00 broken"'
    at_the_door(valkey_url, lambda front: front.park("Ev1", "slack_events", 1.0, "It is no JSON.", raw))
    (found,) = ParkedDeliveries(valkey).all()
    assert (found.id, found.at, found.why) == ("Ev1", 1.0, "It is no JSON.")
    assert found.raw == raw.decode(errors="replace")


@pytest.mark.parametrize(
    ("external_id", "expected"),
    [
        (place(1).external_id, [place(1), place(2)]),
        (None, [place(2)]),
        ("", [place(2)]),
        ("another program's", [place(2)]),
        ("slack:but not a place", [place(2)]),
    ],
)
def test_a_zendesk_ticket_belongs_where_its_external_id_says_and_where_we_linked_it(
    valkey: Redis, valkey_url: str, external_id: str | None, expected: object
) -> None:
    Tickets(valkey).link(501, place(2))
    assert at_the_door(valkey_url, lambda front: front.places_of(external_id, 501)) == expected


def test_a_zendesk_ticket_of_somebody_else_belongs_nowhere(valkey: Redis, valkey_url: str) -> None:
    assert at_the_door(valkey_url, lambda front: front.places_of(None, 502)) == []


def test_a_door_reads_a_ticket(valkey: Redis, valkey_url: str) -> None:
    leases = Leases(valkey)
    lease = leases.take(place())
    assert lease is not None
    leases.commit(lease, question(number="IT-1"), 0, [])
    assert at_the_door(valkey_url, lambda front: front.ticket(place())) == question(number="IT-1")
    assert at_the_door(valkey_url, lambda front: front.ticket(place(1))) is None


def test_only_workers_that_beat_are_counted(valkey: Redis, valkey_url: str) -> None:
    valkey.sadd("rq:workers", "rq:worker:alive", "rq:worker:killed")
    valkey.hset("rq:worker:alive", "birth", "now")
    assert at_the_door(valkey_url, lambda front: front.workers()) == 1


def test_a_store_that_is_away_is_told_to_the_door() -> None:
    async def run() -> None:
        async with AsyncRedis.from_url("unix:///nonexistent/store.sock", retry=None) as client:
            await FrontStore(client).put(delivery("d1"), 1.0)

    with pytest.raises(RedisError):
        asyncio.run(run())
