"""Lists of questions are kept with the questions, and read a page at a time at a cost that no number of them raises."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain import lists
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.store import keys
from helpdesk.store.lease import ENDED_KEPT, Leases
from helpdesk.store.lists import AsyncLists, Page, Wanted
from tests.letters import place, question

HERE, ELSEWHERE = place().channel, "C0ELSEWHERE"
NEW, NEW_ELSEWHERE = lists.in_state(State.NEW, HERE), lists.in_state(State.NEW, ELSEWHERE)
SEEN = lists.in_state(State.SEEN, HERE)
EVERY_LIST = (NEW, SEEN, lists.asked_by("U0RIO"), lists.ended_in(HERE), lists.ended_of("U0RIO"))


def pages(url: str, *wanted: Wanted) -> list[Page]:
    async def run() -> list[Page]:
        async with AsyncRedis.from_url(url) as client:
            return await AsyncLists(client).pages(*wanted)

    return asyncio.run(run())


def keep(valkey: Redis, tickets: Iterable[Ticket]) -> None:
    leases = Leases(valkey)
    for ticket in tickets:
        lease = leases.take(ticket.place)
        assert lease is not None
        leases.commit(lease, ticket, 0, [])
        leases.rest(lease, None)


def asked(number: int, channel: str = HERE, **more: Any) -> Ticket:
    at = Place(place().team, channel, place(number).ts)
    return question(at, f"IT-{number}").model_copy(update={"asked": float(number), **more})


def ended(number: int) -> Ticket:
    return asked(number, move=Move(state=State.RESOLVED, at=1e9 + number, source="button"))


def numbers(page: Page) -> list[int]:
    return [int(ticket.asked) for ticket in page.tickets]


def test_the_oldest_come_first_from_all_shards_with_their_total(valkey: Redis, valkey_url: str) -> None:
    keep(valkey, (asked(number, ELSEWHERE if number % 2 else HERE) for number in range(1, 101)))
    first, second, both, nothing = pages(
        valkey_url,
        Wanted([NEW], 5),
        Wanted([NEW], 5, skip=5),
        Wanted([NEW, NEW_ELSEWHERE], 4),
        Wanted([], 5),
    )
    assert (numbers(first), first.total) == ([2, 4, 6, 8, 10], 50)
    assert numbers(second) == [12, 14, 16, 18, 20]
    assert (numbers(both), both.total) == ([1, 2, 3, 4], 100)
    assert nothing == Page()


def test_of_those_that_ended_the_latest_come_first_and_old_ones_are_let_go(valkey: Redis, valkey_url: str) -> None:
    keep(valkey, (ended(number) for number in range(1, keys.SHARDS * ENDED_KEPT + 400)))
    (page,) = pages(valkey_url, Wanted([lists.ended_in(HERE)], 3, latest=True))
    last = keys.SHARDS * ENDED_KEPT + 399
    assert numbers(page) == [last, last - 1, last - 2]
    assert page.total <= keys.SHARDS * ENDED_KEPT


@pytest.mark.parametrize(
    ("after", "stands_in"),
    [
        pytest.param({"move": Move(state=State.SEEN, at=9e9, source="zendesk")}, {SEEN, EVERY_LIST[2]}, id="seen"),
        pytest.param(
            {"move": Move(state=State.RESOLVED, at=9e9, source="zendesk")}, set(EVERY_LIST[3:]), id="resolved"
        ),
        pytest.param({"requester": "somebody"}, {NEW}, id="its asker forgotten"),
        pytest.param({"deleted": True}, set(), id="deleted"),
    ],
)
def test_a_question_leaves_the_lists_it_does_not_belong_to(
    valkey: Redis, valkey_url: str, after: dict[str, Any], stands_in: set[str]
) -> None:
    for ticket in (asked(1), asked(1, **after)):
        keep(valkey, [ticket])
    found = pages(valkey_url, *(Wanted([name], 9) for name in EVERY_LIST))
    assert {name for name, page in zip(EVERY_LIST, found, strict=True) if page.total} == stands_in


def test_a_record_that_was_lost_is_counted_and_not_shown(valkey: Redis, valkey_url: str) -> None:
    keep(valkey, [asked(1), asked(2)])
    valkey.delete(keys.of(asked(1).place, "ticket"))
    (page,) = pages(valkey_url, Wanted([NEW], 9))
    assert (numbers(page), page.total) == ([2], 2)


def test_those_of_hidden_channels_are_left_out_of_the_page_and_of_the_total(valkey: Redis, valkey_url: str) -> None:
    keep(valkey, (asked(number, ELSEWHERE if number % 2 else HERE, requester="U0RIO") for number in range(1, 101)))
    of_rio = [lists.asked_by("U0RIO")]
    page, latest, count, none = pages(
        valkey_url,
        Wanted(of_rio, 3, skip=3, hidden=[ELSEWHERE]),
        Wanted(of_rio, 3, latest=True, hidden=[ELSEWHERE]),
        Wanted(of_rio, 0, hidden=[ELSEWHERE]),
        Wanted(of_rio, 3, hidden=[ELSEWHERE, HERE]),
    )
    assert (numbers(page), page.total) == ([8, 10, 12], 50)
    assert (numbers(latest), latest.total) == ([100, 98, 96], 50)
    assert count.total == 50
    assert none == Page()
