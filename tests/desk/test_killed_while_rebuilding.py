"""`helpdesk rebuild` killed before any of its calls to the store and run again: all is as if it had run once."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from redis import Redis

from helpdesk.domain.events import Reading, Replied
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.sight import SeenTicket
from helpdesk.domain.recorded import status_record
from helpdesk.domain.seen import SeenChannel, SeenMessage, SeenReply
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.states import State
from helpdesk.rebuild import Count, Keeper, Patience, Reader, Rebuilder
from helpdesk.rebuild.outside import SlackArchive, ZendeskArchive
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.lease import Lease, Leases
from helpdesk.store.rebuilding import Rebuilding
from helpdesk.store.tickets import Tickets
from tests.desk.fakes import ME
from tests.desk.killing import Killed, contents, done, let_go
from tests.desk.stage import RULES
from tests.letters import place, question

NOW = 1_700_000_900.0
NUMBERED = {place(3): "IT-3", place(5): "IT-9"}
OPENED = SeenTicket(Reading(id=7, status="open", stamp="1"), owner=place(4), opened_at=NOW - 500)


class Page(NamedTuple):
    tickets: tuple[SeenTicket, ...] = ()
    read: int = 0
    next: str | None = None


class Slack:
    """Seven messages: two have a status message with their number, two before and two after nothing of ours."""

    def whole(self, channel: str, me: str, read: Callable[[int], None]) -> SeenChannel:
        return SeenChannel(tuple(SeenMessage(place(n).ts, "U0RIO", latest_reply=NOW) for n in range(7)))

    def posted(self, channel: str) -> tuple[SeenReply, ...]:
        return ()

    def replies(self, place: Place) -> tuple[SeenReply, ...]:
        if place not in NUMBERED:
            return ()
        moved = Move(state=State.WORKING, at=NOW - 300, by="U0IRIS", source="button")
        ticket = question(place, NUMBERED[place]).model_copy(update={"move": moved})
        card = status_card(ticket, RULES)
        assert card
        said = Replied(by=RULES.bot_user, ts="1700000600.000100", at=1_700_000_600.0, bot=True)
        return (SeenReply(said, mark={"place": str(place), "record": status_record(ticket, card).written()}),)


class Zendesk:
    """One ticket."""

    def exported(self, since: float, cursor: str) -> Page:
        return Page((OPENED,))

    def recent(self, now: float, cursor: str) -> Page:
        return Page()

    def one(self, number: int) -> SeenTicket | None:
        return None

    def whole(self, ticket: SeenTicket) -> SeenTicket:
        return ticket

    def moved(self, number: int) -> Reading | None:
        return OPENED.reading

    def me(self) -> int:
        return ME


class Nobody:
    """Watches nothing, and is in no hurry."""

    def part(self, what: str, total: int | None = None) -> None: ...
    def step(self, count: int = 1) -> None: ...
    def waits(self, why: str, seconds: float) -> None: ...


def keeper(redis: Redis) -> Keeper:
    return Keeper(Tickets(redis), Leases(redis), Rebuilding(redis), Patience(Nobody()), lambda: NOW)


def rebuild(redis: Redis, slack: SlackArchive | None = None, zendesk: ZendeskArchive | None = None) -> Count:
    patiently = Patience(Nobody())
    return Rebuilder(
        team=lambda: place().team,
        channels=(place().channel,),
        rules=lambda _: RULES,
        reader=Reader(slack or Slack(), zendesk or Zendesk(), patiently, Nobody()),
        keeper=keeper(redis),
        clockwork=Clockwork(redis),
        watcher=Nobody(),
        clock=lambda: NOW,
    ).run()


def test_killed_anywhere_and_run_again_the_store_is_made_again(valkey: Redis, valkey_url: str) -> None:
    rebuild(valkey)  # from here on the server knows the scripts
    valkey.flushall()
    calls = done(valkey_url, 0, rebuild)
    once = contents(valkey)
    numbers = {ticket.place: ticket.number for ticket in Tickets(valkey).all()}
    assert numbers == {place(1): "IT-1", place(2): "IT-2", place(4): "IT-4", place(6): "IT-10", **NUMBERED}
    assert len(calls) > 50
    for lives in range(1, len(calls)):
        valkey.flushall()
        with pytest.raises(Killed):
            done(valkey_url, lives, rebuild)
        let_go(valkey)
        done(valkey_url, 0, rebuild)
        assert contents(valkey) == once, f"killed before call {lives}, {calls[lives]}"


class Frozen(Leases):
    """Of whoever stands still, each time a place was taken for the first time, until another may have it."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)
        self._redis = redis
        self._lost = set[Place]()

    def take(self, place: Place) -> Lease | None:
        lease = super().take(place)
        if place not in self._lost:
            self._lost.add(place)
            let_go(self._redis)
        return lease


def test_a_rebuild_that_stood_still_takes_the_question_once_more(valkey: Redis) -> None:
    one = replace(keeper(valkey), leases=Frozen(valkey), patiently=Patience(Nobody(), lambda _: None))
    one.rebuilding.begin(NOW)
    one.keep(question(place(), ""), RULES)
    again = replace(one, leases=Frozen(valkey))
    assert (again.number(lambda _: RULES), [ticket.number for ticket in Tickets(valkey).all()]) == (1, ["IT-1"])


def test_where_a_question_stood_does_not_take_its_number(valkey: Redis) -> None:
    there = place(5)
    moving = Moving(to=there.channel, by="U0IRIS", at=NOW, ts=there.ts, handed=True, told=True)
    left = Ticket(place=place(), kind="moved", number="IT-9", moving=moving)
    for ticket in (left, question(there, "IT-9")):
        keeper(valkey).keep(ticket, RULES)
    tickets = Tickets(valkey)
    assert tickets.numbered("IT-9") == there
    assert [found.number for at in (place(), there) if (found := tickets.at(at))] == ["IT-9", "IT-9"]
