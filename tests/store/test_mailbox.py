"""The mailbox: every delivery is kept once, in order, and wakes a worker."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.store import keys
from helpdesk.store.front import FrontStore
from helpdesk.store.lease import Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.records import Letter, read
from tests.letters import asked, delivery, place, reaction

NOW = 1_700_000_500.0


def test_an_event_comes_out_as_it_was_put_in(any_store: Redis) -> None:
    told = asked(subject="Ünïcode 🔥 and\nlines")
    assert Mailbox(any_store).put(delivery("d1", told), NOW)
    lease = Leases(any_store).take(place())
    assert lease is not None
    assert [read(Letter, raw).event for raw in lease.mail] == [told]


def test_a_delivery_put_twice_is_kept_once_and_wakes_once(any_store: Redis) -> None:
    mailbox = Mailbox(any_store)
    assert mailbox.put(delivery("d1"), NOW) is True
    any_store.delete(keys.of(place(), "hint"))
    assert mailbox.put(delivery("d1"), NOW) is False
    assert any_store.llen(keys.of(place(), "mail")) == 1
    assert any_store.llen(keys.QUEUE_KEY) == 1


def test_a_delivery_sent_again_after_it_was_absorbed_is_known(any_store: Redis) -> None:
    mailbox, leases = Mailbox(any_store), Leases(any_store)
    mailbox.put(delivery("d1"), NOW)
    lease = leases.take(place())
    assert lease is not None
    leases.commit(lease, None, 1, [])
    leases.rest(lease, None)
    assert mailbox.put(delivery("d1"), NOW) is False
    assert any_store.exists(keys.of(place(), "mail"), keys.due(keys.shard_of(place()))) == 0


def test_many_doors_with_the_same_delivery_keep_it_once(any_store: Redis) -> None:
    mailbox = Mailbox(any_store)
    with ThreadPoolExecutor(8) as doors:
        kept = list(doors.map(lambda number: mailbox.put(delivery(f"d{number % 5}"), NOW), range(40)))
    assert kept.count(True) == 5
    assert any_store.llen(keys.of(place(), "mail")) == 5


def test_events_are_taken_in_the_order_they_were_put(any_store: Redis) -> None:
    mailbox = Mailbox(any_store)
    told = [reaction(at=float(at)) for at in (3, 1, 2)]
    for number, event in enumerate(told):
        mailbox.put(delivery(f"d{number}", event), NOW)
    lease = Leases(any_store).take(place())
    assert lease is not None
    assert [read(Letter, raw).event for raw in lease.mail] == told


def test_a_delivery_id_is_known_for_26_hours(any_store: Redis) -> None:
    Mailbox(any_store).put(delivery("d1"), NOW)
    left = any_store.ttl(f"{keys.shard_of(place())}seen:d1")
    assert 26 * 3600 - 60 < left <= 26 * 3600


def test_mail_never_expires(any_store: Redis) -> None:
    Mailbox(any_store).put(delivery("d1"), NOW)
    assert any_store.ttl(keys.of(place(), "mail")) == -1
    assert any_store.ttl(keys.due(keys.shard_of(place()))) == -1


def test_a_place_with_mail_is_due_at_once_and_never_later_than_it_was(any_store: Redis) -> None:
    mailbox, due = Mailbox(any_store), keys.due(keys.shard_of(place()))
    any_store.zadd(due, {str(place()): NOW + 600})
    mailbox.put(delivery("d1"), NOW)
    assert any_store.zscore(due, str(place())) == NOW
    mailbox.put(delivery("d2"), NOW + 5)
    assert any_store.zscore(due, str(place())) == NOW


def test_a_place_is_hinted_once_until_it_is_taken(any_store: Redis) -> None:
    mailbox, leases = Mailbox(any_store), Leases(any_store)
    for number in range(5):
        mailbox.put(delivery(f"d{number}"), NOW)
    assert any_store.llen(keys.QUEUE_KEY) == 1
    lease = leases.take(place())
    assert lease is not None
    mailbox.put(delivery("late"), NOW)
    assert any_store.llen(keys.QUEUE_KEY) == 2


def test_places_do_not_share_hints_or_mail(any_store: Redis) -> None:
    mailbox = Mailbox(any_store)
    for number in range(3):
        mailbox.put(delivery("the same id", at=place(number)), NOW)
    assert any_store.llen(keys.QUEUE_KEY) == 3
    assert [any_store.llen(keys.of(place(number), "mail")) for number in range(3)] == [1, 1, 1]


def test_a_hint_flag_goes_by_itself_so_that_a_lost_job_is_hinted_again(any_store: Redis) -> None:
    Mailbox(any_store).put(delivery("d1"), NOW)
    assert 0 < any_store.pttl(keys.of(place(), "hint")) <= 4000


def test_the_async_door_puts_what_the_worker_takes(valkey: Redis, valkey_url: str) -> None:
    async def at_the_door() -> list[bool]:
        async with AsyncRedis.from_url(valkey_url) as client:
            front = FrontStore(client)
            return [await front.put(delivery("d1"), NOW), await front.put(delivery("d1"), NOW)]

    assert asyncio.run(at_the_door()) == [True, False]
    lease = Leases(valkey).take(place())
    assert lease is not None
    assert [read(Letter, raw).event for raw in lease.mail] == [reaction()]
