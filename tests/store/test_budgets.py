"""Budgets shared by all workers: who may call now, who waits how long, and what closes or lowers them."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar, cast

import pytest
from redis import Redis

from helpdesk.config import Config
from helpdesk.domain.budget import Budget, Room, Said, Urgency
from helpdesk.domain.retry import NoRoom
from helpdesk.settings import Settings
from helpdesk.slack.budgets import Purse as SlackPurse
from helpdesk.store.budgets import SPREAD_SECONDS, Budgets, spending
from helpdesk.wiring import Wiring

SLOW = Budget("slow", 100, 60_000, 20)
EACH = 60_000 / 90
"""So slow that nothing comes in while a test runs: one call in eleven minutes, 20 of them at once."""

T = TypeVar("T")

OTHER = Budget("other:7", 10, 600, 3)


def budgets(store: Redis) -> Budgets:
    return Budgets(store, "zendesk")


def taken(shared: Budgets, costs: Sequence[Budget], urgency: Urgency) -> int:
    """How many calls of a class go out, one after the other, each on its own."""
    for number in range(1000):
        try:
            with spending(urgency):
                shared.take(costs)
        except NoRoom:
            return number
    raise AssertionError("there is no end to it")


def in_one_go(store: Redis, act: Callable[[], T], seconds: float = 1.0) -> T:
    """What comes of this on an empty store whose clock, while it lasts, goes on by no more than so many seconds."""
    while True:
        store.flushall()
        began, found, ended = store.time(), act(), store.time()
        if ended[0] + ended[1] / 1e6 - began[0] - began[1] / 1e6 < seconds:
            return found


def wait_of(shared: Budgets, *costs: Budget) -> float:
    with pytest.raises(NoRoom) as full:
        shared.take(costs)
    return full.value.after


def test_a_burst_goes_at_once_and_then_nothing(any_store: Redis) -> None:
    shared = budgets(any_store)
    for _ in range(20):
        shared.take([SLOW])
    assert EACH - 60 < wait_of(shared, SLOW) <= EACH


def test_each_class_leaves_its_share_to_those_before_it(any_store: Redis) -> None:
    shared = budgets(any_store)
    assert taken(shared, [SLOW], Urgency.REST) == 8
    assert taken(shared, [SLOW], Urgency.COMMENT) == 6
    assert taken(shared, [SLOW], Urgency.STATUS) == 4
    shared.take([SLOW])
    shared.take([SLOW])
    assert taken(shared, [SLOW], Urgency.STATUS) == 0


def test_what_was_begun_goes_before_what_begins(any_store: Redis) -> None:
    shared = budgets(any_store)
    with spending(Urgency.COMMENT):
        shared.take([SLOW])
        assert taken(shared, [SLOW], Urgency.COMMENT) == 13
        shared.take([SLOW])
        shared.take([SLOW])
        with pytest.raises(NoRoom):
            shared.take([SLOW])


def test_who_stopped_halfway_comes_again_when_there_is_room_for_the_whole_way(any_store: Redis) -> None:
    shared = budgets(any_store)
    with spending(Urgency.STATUS):
        for _ in range(20):
            shared.take([SLOW])
        assert wait_of(shared, SLOW) > 19 * EACH


def test_somebody_who_waits_at_this_second_may_overdraw(any_store: Redis) -> None:
    shared = budgets(any_store)
    assert taken(shared, [SLOW], Urgency.STATUS)
    with spending(Urgency.AT_ONCE):
        for _ in range(50):
            shared.take([SLOW])
    assert shared.left([SLOW])["slow"].calls < -20


def test_a_call_takes_from_all_its_budgets_or_from_none(any_store: Redis) -> None:
    shared = budgets(any_store)
    for _ in range(3):
        shared.take([SLOW, OTHER])
    wait_of(shared, SLOW, OTHER)
    rooms = shared.left([SLOW, OTHER])
    assert (round(rooms["slow"].calls), round(rooms["other:7"].calls)) == (17, 0)


def test_who_has_to_wait_learns_which_budget_is_full(any_store: Redis) -> None:
    shared = budgets(any_store)
    for _ in range(3):
        shared.take([SLOW, OTHER])
    with pytest.raises(NoRoom) as full:
        shared.take([SLOW, OTHER])
    assert (full.value.budget, full.value.doubting(True).budget) == ("other:7", "other:7")


def test_a_budget_of_one_call_has_no_reserve(any_store: Redis) -> None:
    shared = budgets(any_store)
    assert taken(shared, [Budget("one", 1, 60, 1)], Urgency.REST) == 1


def test_two_sides_and_two_names_are_different_budgets(any_store: Redis) -> None:
    for side in ("zendesk", "slack"):
        for name in ("ticket:1", "ticket:2"):
            Budgets(any_store, side).take([Budget(name, 1, 60, 1)])


def test_a_429_closes_a_budget_for_everybody_until_its_time(any_store: Redis) -> None:
    shared = budgets(any_store)
    shared.close([SLOW], 3000)
    shared.close([SLOW], 2)
    for urgency in Urgency:
        with spending(urgency), pytest.raises(NoRoom) as full:
            budgets(any_store).take([SLOW, OTHER])
        assert 2900 < full.value.after <= 3000
    shared.take([OTHER])
    assert 2900 < shared.left([SLOW])["slow"].closed <= 3000
    assert shared.closings() == {"slow": 2}


def test_after_a_429_the_budget_goes_on_at_its_pace_and_not_with_a_burst(any_store: Redis) -> None:
    shared = budgets(any_store)
    quick = Budget("quick", 600, 60, 50)

    def left() -> float:
        shared.close([quick], 0.2)
        with spending(Urgency.STATUS, patience=5):
            shared.take([quick])
        return shared.left([quick])["quick"].calls

    assert in_one_go(any_store, left, seconds=1.1) < 10


def test_after_a_429_a_budget_that_is_counted_for_us_is_as_full_as_it_is(any_store: Redis) -> None:
    shared = budgets(any_store)
    counted = replace(SLOW, counted=True)
    shared.take([counted])
    shared.close([counted], 30)
    assert round(shared.left([counted])["slow"].calls) == 19


def test_what_the_other_side_says_lowers_a_budget_and_never_raises_it(any_store: Redis) -> None:
    shared = budgets(any_store)

    def left_and_wait() -> tuple[float, float]:
        room = shared.take([SLOW])
        shared.told(room, [Said(SLOW, limit=100, left=3, resets=40)])
        shared.told({}, [Said(SLOW, limit=100, left=15, resets=40)])
        shared.told({}, [Said(SLOW, limit=100, left=99, resets=39)])
        left = shared.left([SLOW])["slow"].calls
        for _ in range(3):
            shared.take([SLOW])
        return left, wait_of(shared, SLOW)

    left, wait = in_one_go(any_store, left_and_wait)
    assert left == 3
    assert 38 < wait <= 40


def test_an_old_answer_does_not_bring_back_an_older_window(any_store: Redis) -> None:
    shared = budgets(any_store)
    shared.told({}, [Said(SLOW, limit=100, left=10, resets=55)])
    shared.told({}, [Said(SLOW, limit=100, left=0, resets=2)])
    assert shared.left([SLOW])["slow"].calls == 10
    shared.told({}, [Said(SLOW, limit=100, left=12, resets=59)])
    assert shared.left([SLOW])["slow"].calls == 12


def test_the_limit_is_learnt_from_answers(any_store: Redis) -> None:
    shared = budgets(any_store)
    room = shared.take([SLOW])
    shared.told(room, [Said(SLOW, limit=700, left=690, resets=40)])
    assert shared.left([SLOW])["slow"].limit == 700
    assert 130 < shared.left([SLOW])["slow"].calls <= 7 * 20


def test_the_store_is_not_told_what_it_knows(valkey: Redis) -> None:
    shared = budgets(valkey)
    room = shared.take([SLOW])
    before = valkey.info("commandstats")["cmdstat_evalsha"]["calls"]
    shared.told(room, [Said(SLOW, limit=100, left=80, resets=40)])
    assert valkey.info("commandstats")["cmdstat_evalsha"]["calls"] == before


def test_those_who_wait_come_again_one_after_the_other(any_store: Redis) -> None:
    shared = budgets(any_store)
    second = Budget("second", 60, 60, 1)

    def asked() -> list[float]:
        shared.take([second])
        return [wait_of(shared, second) for _ in range(20)]

    waits = in_one_go(any_store, asked, seconds=0.2)
    assert [round(wait / waits[0]) for wait in waits[:4]] == [1, 2, 3, 4]
    assert max(waits) <= SPREAD_SECONDS + waits[0]


def test_keys_of_one_side_share_a_slot_and_go_by_themselves(valkey: Redis) -> None:
    shared = budgets(valkey)
    shared.take([SLOW, OTHER])
    shared.told({}, [Said(SLOW, limit=100, left=1, resets=40)])
    shared.close([OTHER], 7200)
    names = [key for key in cast("list[bytes]", valkey.keys("hd:*")) if b"closings" not in key]
    assert len(names) == 2
    assert all(key.startswith(b"hd:{budgets:zendesk}:") for key in names)
    assert all(0 < valkey.ttl(key) < 4 * 3600 for key in names)


@pytest.mark.parametrize("workers", [8])
def test_many_workers_at_once_never_spend_more_than_there_is(valkey_url: str, valkey: Redis, workers: int) -> None:
    counted: list[int] = []

    def spend() -> None:
        with Redis.from_url(valkey_url) as own:
            counted.append(taken(Budgets(own, "zendesk"), [SLOW, Budget("wide", 1000, 60, 500)], Urgency.STATUS))

    threads = [threading.Thread(target=spend) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counted) == 18
    assert len(counted) == workers


def test_with_patience_a_call_waits_for_its_room(any_store: Redis) -> None:
    waits: list[float] = []
    patient = Budgets(any_store, "zendesk", sleep=waits.append)
    patient.close([SLOW], 50)
    with spending(Urgency.REST, patience=60), pytest.raises(NoRoom):
        patient.take([SLOW])
    assert [round(wait) for wait in waits] == [50]


def test_while_the_store_is_away_every_call_may_go(tmp_path: object) -> None:
    away = Budgets(Redis.from_url(f"unix://{tmp_path}/none.sock"), "slack", Urgency.AT_ONCE)
    assert away.take([SLOW]) == {}
    away.close([SLOW], 5)


def test_what_is_left_of_both_sides_can_be_watched(valkey_url: str, valkey: Redis) -> None:
    config = Config.model_validate({"channels": [{"name": "it-help", "id": "C0ITHELP"}]})
    wiring = Wiring(Settings(_env_file=None), config, valkey_url)
    here = wiring.slack_budgets
    assert here

    def left() -> dict[str, Mapping[str, Room]]:
        here.take(SlackPurse().costs("chat.update", {}))
        return {shared.side: shared.left(costs) for shared, costs in wiring.watched_budgets}

    rooms = in_one_go(valkey, left)
    assert 23.9 < rooms["slack"]["chat.update"].calls < 25
    assert (rooms["slack"]["views.open"].limit, rooms["zendesk"]["account"].limit) == (100, 200)
