"""Wake times: a place at rest, and the sweeper that hints for whatever is due and attended by nobody."""

from typing import cast

import pytest
from redis import Redis

from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.lease import Lease, Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.sweep import LONGEST_QUEUE, MOST_A_SHARD, Sweeper
from tests.letters import delivery, place

NOW = 1_700_000_500.0


def put(store: Redis, id_: str = "d1", at: Place | None = None) -> None:
    Mailbox(store).put(delivery(id_, at=at), NOW)


def emptied(store: Redis) -> tuple[Leases, Lease]:
    """A place being attended to, whose mail is absorbed."""
    put(store)
    leases = Leases(store)
    lease = leases.take(place())
    assert lease is not None
    leases.commit(lease, None, 1, [])
    return leases, lease


def wakes(store: Redis) -> float | None:
    score: float | None = store.zscore(keys.due(keys.shard_of(place())), str(place()))
    return score


def forget_hints(store: Redis) -> None:
    """What time does to the hint flags, with all jobs lost."""
    store.delete(keys.QUEUE_KEY, *store.keys("*}:hint:*"))


def hinted(store: Redis) -> list[str]:
    """The places with a job in the queue, the oldest job first."""
    jobs = cast("list[bytes]", store.lrange(keys.QUEUE_KEY, 0, -1))
    told = [cast("bytes", store.hget(f"rq:job:{job.decode()}", "description")) for job in jobs]
    return [description.decode().removeprefix("attend ") for description in told]


def test_a_place_with_nothing_to_come_sleeps_for_ever(any_store: Redis) -> None:
    leases, lease = emptied(any_store)
    assert leases.rest(lease, None) is True
    assert wakes(any_store) is None
    assert any_store.exists(keys.of(place(), "lease")) == 0


@pytest.mark.parametrize("wake", [NOW + 30, NOW - 30, 1_700_000_530.123456])
def test_a_place_wakes_when_it_wants_to(any_store: Redis, wake: float) -> None:
    leases, lease = emptied(any_store)
    assert leases.rest(lease, wake) is True
    assert wakes(any_store) == pytest.approx(wake, abs=1e-6)


def test_mail_that_came_in_the_meantime_keeps_the_lease_and_the_wake_time(any_store: Redis) -> None:
    leases, lease = emptied(any_store)
    put(any_store, "late")
    assert leases.rest(lease, NOW + 600) is False
    assert wakes(any_store) == NOW
    assert leases.take(place()) is None
    assert len(leases.again(lease).mail) == 1


def test_mail_that_can_not_be_read_now_may_wait_for_the_wake_time(any_store: Redis) -> None:
    leases, lease = emptied(any_store)
    put(any_store, "late")
    assert leases.rest(lease, NOW + 5, although_mail_waits=True) is True
    assert wakes(any_store) == NOW + 5
    assert any_store.llen(keys.of(place(), "mail")) == 1


def test_new_mail_wakes_a_sleeping_place_before_its_time(any_store: Redis) -> None:
    leases, lease = emptied(any_store)
    leases.rest(lease, NOW + 600)
    put(any_store, "late")
    assert wakes(any_store) == NOW


def test_the_sweeper_hints_for_what_is_due_and_for_nothing_else(any_store: Redis) -> None:
    leases, lease = emptied(any_store)
    leases.rest(lease, NOW + 30)
    forget_hints(any_store)
    assert Sweeper(any_store).sweep(NOW + 29.9) == 0
    assert Sweeper(any_store).sweep(NOW + 30) == 1
    assert hinted(any_store) == [str(place())]


def test_the_sweeper_leaves_a_place_alone_that_is_attended_to(any_store: Redis) -> None:
    emptied(any_store)
    put(any_store, "late")
    forget_hints(any_store)
    assert Sweeper(any_store).sweep(NOW) == 0
    any_store.delete(keys.of(place(), "lease"))
    assert Sweeper(any_store).sweep(NOW) == 1


def test_the_sweeper_hints_once_until_the_hint_is_taken_or_lost(any_store: Redis) -> None:
    put(any_store)
    sweeper = Sweeper(any_store)
    assert sweeper.sweep(NOW) == 0
    forget_hints(any_store)
    assert [sweeper.sweep(NOW) for _ in range(3)] == [1, 0, 0]
    forget_hints(any_store)
    assert sweeper.sweep(NOW) == 1


def test_after_a_flushed_queue_every_place_is_hinted_again(any_store: Redis) -> None:
    places = [place(number) for number in range(150)]
    for number, at in enumerate(places):
        put(any_store, f"d{number}", at)
    forget_hints(any_store)
    assert Sweeper(any_store).sweep(NOW) == 150
    assert sorted(hinted(any_store)) == sorted(map(str, places))


def test_the_sweeper_adds_nothing_to_a_long_queue(any_store: Redis) -> None:
    put(any_store)
    forget_hints(any_store)
    any_store.rpush(keys.QUEUE_KEY, *(["another job"] * (LONGEST_QUEUE + 1)))
    assert Sweeper(any_store).sweep(NOW) == 0
    any_store.ltrim(keys.QUEUE_KEY, 0, 9)
    assert Sweeper(any_store).sweep(NOW) == 1


def test_the_longest_due_places_of_a_shard_come_first(any_store: Redis) -> None:
    in_one_shard = [at for at in map(place, range(5000)) if keys.shard_of(at) == keys.shard_of(place())]
    due = in_one_shard[: MOST_A_SHARD + 5]
    any_store.zadd(keys.due(keys.shard_of(place())), {str(at): NOW - age for age, at in enumerate(due)})
    assert Sweeper(any_store).sweep(NOW) == MOST_A_SHARD
    assert hinted(any_store) == [str(at) for at in reversed(due[5:])]
