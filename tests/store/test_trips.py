"""The doors' mailbox: deliveries that come together share a trip to the store, and nobody's trouble is another's."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from redis import ConnectionError as RedisConnectionError
from redis import Redis, ResponseError
from redis.asyncio import Redis as AsyncRedis

from helpdesk.store import keys
from helpdesk.store.mailbox import AsyncMailbox
from tests.letters import delivery, place

NOW = 1_700_000_500.0
T = TypeVar("T")


def at_the_door(url: str, act: Callable[[AsyncMailbox], Awaitable[T]]) -> T:
    async def run() -> T:
        async with AsyncRedis.from_url(url) as client:
            return await act(AsyncMailbox(client))

    return asyncio.run(run())


def trips(valkey: Redis) -> int:
    """How often the server read from a socket: once for each pipeline that came in one piece."""
    return int(valkey.info("stats")["total_reads_processed"])


def test_deliveries_that_come_together_are_each_kept_once(valkey: Redis, valkey_url: str) -> None:
    async def many(mailbox: AsyncMailbox) -> list[bool]:
        deliveries = [delivery(f"d{number % 30}", at=place(number % 30)) for number in range(60)]
        return await asyncio.gather(*[mailbox.put(each, NOW) for each in deliveries])

    kept = at_the_door(valkey_url, many)
    assert kept == [True] * 30 + [False] * 30
    assert [valkey.llen(keys.of(place(number), "mail")) for number in range(30)] == [1] * 30


def test_deliveries_that_come_together_share_trips(valkey: Redis, valkey_url: str) -> None:
    async def many(mailbox: AsyncMailbox) -> int:
        await mailbox.put(delivery("first"), NOW)
        before = trips(valkey)
        await asyncio.gather(*[mailbox.put(delivery(f"d{number}"), NOW) for number in range(50)])
        return trips(valkey) - before

    assert at_the_door(valkey_url, many) < 50 / 2


def test_deliveries_go_on_when_the_server_forgot_the_script(valkey: Redis, valkey_url: str) -> None:
    async def around(mailbox: AsyncMailbox) -> list[bool]:
        before = await mailbox.put(delivery("d1"), NOW)
        valkey.script_flush()
        return [before, *await asyncio.gather(mailbox.put(delivery("d1"), NOW), mailbox.put(delivery("d2"), NOW))]

    assert at_the_door(valkey_url, around) == [True, False, True]


def test_a_delivery_the_store_refuses_does_not_take_the_others_along(valkey: Redis, valkey_url: str) -> None:
    valkey.set(keys.of(place(1), "mail"), "not a list")

    async def three(mailbox: AsyncMailbox) -> list[bool | BaseException]:
        puts = [mailbox.put(delivery(f"d{number}", at=place(number)), NOW) for number in range(3)]
        return await asyncio.gather(*puts, return_exceptions=True)

    first, second, third = at_the_door(valkey_url, three)
    assert (first, third) == (True, True)
    assert isinstance(second, ResponseError)


def test_who_gives_up_waiting_does_not_take_the_others_along(valkey: Redis, valkey_url: str) -> None:
    async def two(mailbox: AsyncMailbox) -> bool:
        impatient = asyncio.create_task(mailbox.put(delivery("d1"), NOW))
        patient = asyncio.create_task(mailbox.put(delivery("d2"), NOW))
        await asyncio.sleep(0)
        impatient.cancel()
        return await patient

    assert at_the_door(valkey_url, two) is True


def test_a_store_that_is_away_is_told_to_everybody_who_waits(tmp_path_factory: pytest.TempPathFactory) -> None:
    async def three(mailbox: AsyncMailbox) -> list[bool | BaseException]:
        puts = [mailbox.put(delivery(f"d{number}"), NOW) for number in range(3)]
        return await asyncio.gather(*puts, return_exceptions=True)

    nowhere = f"unix://{tmp_path_factory.mktemp('hd')}/nothing.sock"
    answers = at_the_door(nowhere, three)
    assert [isinstance(answer, RedisConnectionError) for answer in answers] == [True] * 3
