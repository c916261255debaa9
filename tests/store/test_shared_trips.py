"""Many deliveries at one door at once: they share trips to the store, and nobody's answer goes to somebody else."""

import asyncio
import contextlib
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest
from redis import Redis, RedisError
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.events import ReactionAdded
from helpdesk.store import keys
from helpdesk.store.mailbox import AsyncMailbox
from helpdesk.store.records import Letter, read
from tests.letters import delivery, place, reaction

NOW = 1_700_000_500.0

T = TypeVar("T")


def at_the_door(url: str, act: Callable[[AsyncMailbox], Awaitable[T]]) -> T:
    async def run() -> T:
        async with AsyncRedis.from_url(url, retry=None) as client:
            return await act(AsyncMailbox(client))

    return asyncio.run(run())


def kept(store: Redis, number: int = 0) -> list[float]:
    letters = cast("list[bytes]", store.lrange(keys.of(place(number), "mail"), 0, -1))
    events = [read(Letter, letter).event for letter in letters]
    return [event.at for event in events if isinstance(event, ReactionAdded)]


def test_each_of_many_gets_its_own_answer_and_all_are_kept_in_order(valkey: Redis, valkey_url: str) -> None:
    mail = [delivery(f"d{number % 150}", reaction(float(number)), place(number % 3)) for number in range(200)]
    answers = at_the_door(valkey_url, lambda door: asyncio.gather(*(door.put(letter, NOW) for letter in mail)))
    assert answers == [number < 150 for number in range(200)]
    assert [kept(valkey, place_) for place_ in range(3)] == [
        [float(number) for number in range(150) if number % 3 == place_] for place_ in range(3)
    ]


def test_who_comes_during_a_trip_takes_another(valkey: Redis, valkey_url: str) -> None:
    async def in_waves(door: AsyncMailbox) -> list[bool]:
        puts = []
        for number in range(60):
            puts.append(asyncio.create_task(door.put(delivery(f"d{number}", reaction(float(number))), NOW)))
            for _ in range(number % 5):
                await asyncio.sleep(0)
        return list(await asyncio.gather(*puts))

    assert all(at_the_door(valkey_url, in_waves))
    # Trips under way at once may overtake each other, as deliveries do on their way here.
    assert sorted(kept(valkey)) == [float(number) for number in range(60)]


def test_who_comes_at_the_same_time_shares_a_trip(valkey: Redis, valkey_url: str) -> None:
    def reads() -> int:
        return int(valkey.info("stats")["total_reads_processed"])

    async def at_once(door: AsyncMailbox) -> int:
        await door.put(delivery("first"), NOW)
        before = reads()
        await asyncio.gather(*(door.put(delivery(f"d{number}"), NOW) for number in range(50)))
        return reads() - before

    assert at_the_door(valkey_url, at_once) < 10


def test_who_gives_up_waiting_does_not_take_the_others_along(valkey: Redis, valkey_url: str) -> None:
    async def one_gives_up(door: AsyncMailbox) -> list[bool]:
        puts = [asyncio.create_task(door.put(delivery(f"d{number}"), NOW)) for number in range(9)]
        await asyncio.sleep(0)
        puts[0].cancel()
        puts[4].cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await puts[0]
        return list(await asyncio.gather(*puts[1:4], *puts[5:]))

    assert at_the_door(valkey_url, one_gives_up) == [True] * 7
    assert len(kept(valkey)) == 9


def test_a_script_the_server_forgot_is_loaded_again(valkey: Redis, valkey_url: str) -> None:
    async def forgetting(door: AsyncMailbox) -> list[bool]:
        first = await door.put(delivery("d1"), NOW)
        await asyncio.to_thread(valkey.script_flush)
        return [first, *await asyncio.gather(*(door.put(delivery(f"d{number}"), NOW) for number in (1, 2, 3)))]

    assert at_the_door(valkey_url, forgetting) == [True, False, True, True]
    assert len(kept(valkey)) == 3


def test_one_that_the_store_refuses_does_not_hold_back_the_others(valkey: Redis, valkey_url: str) -> None:
    valkey.set(keys.of(place(1), "mail"), "not a list")
    mail = [delivery(f"d{number}", at=place(number)) for number in range(3)]

    async def all_three(door: AsyncMailbox) -> list[bool | BaseException]:
        return list(await asyncio.gather(*(door.put(letter, NOW) for letter in mail), return_exceptions=True))

    first, second, third = at_the_door(valkey_url, all_three)
    assert (first, third) == (True, True)
    assert isinstance(second, RedisError)


def test_a_store_that_is_away_is_told_to_everybody_who_waits() -> None:
    async def nobody_there(door: AsyncMailbox) -> list[bool | BaseException]:
        puts = [door.put(delivery(f"d{number}"), NOW) for number in range(3)]
        return list(await asyncio.gather(*puts, return_exceptions=True))

    answers = at_the_door("unix:///nonexistent/store.sock", nobody_there)
    assert len(answers) == 3
    assert all(isinstance(answer, RedisError) for answer in answers)


def test_a_door_goes_on_when_the_store_is_back(valkey: Redis, valkey_url: str) -> None:
    async def away_and_back(socket: Path) -> bool:
        async with AsyncRedis.from_url(f"unix://{socket}", retry=None) as client:
            door = AsyncMailbox(client)
            with pytest.raises(RedisError):
                await door.put(delivery("d1"), NOW)
            await asyncio.to_thread(socket.symlink_to, valkey_url.removeprefix("unix://"))
            return await door.put(delivery("d1"), NOW)

    with tempfile.TemporaryDirectory() as folder:
        assert asyncio.run(away_and_back(Path(folder) / "store.sock")) is True
    assert len(kept(valkey)) == 1
