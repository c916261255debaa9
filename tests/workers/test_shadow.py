"""The daily summary of shadow mode: once a day, for what was not told yet, to whoever is to read it."""

from collections.abc import Callable

import pytest
from redis import Redis

from helpdesk.domain.history import Entry
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.shadow import Shadow
from helpdesk.slack.announcing import Announcement
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets
from tests.letters import place

NOW = 1_795_000_000.0
Said = list[tuple[Announcement, bool]]


def shadow(valkey: Redis, say: Callable[[Announcement, bool], None], to: str | None = "C0AGENTS") -> Shadow:
    tickets, clockwork = Tickets(valkey), Clockwork(valkey)
    return Shadow(
        place().channel, to, Speech(), tickets, clockwork, say, lambda _: "https://x.example.com", lambda: NOW
    )


def happened(valkey: Redis, *at: float) -> None:
    """A question with something that would have been done at each of these times."""
    number = Tickets(valkey).number("IT", place())
    lease = Leases(valkey).take(place())
    assert lease is not None
    ticket = Ticket(place=place(), kind="question", number=number, asked=NOW - 90_000)
    entries = [Entry(at=when, what="would_have", detail="zendesk.open") for when in at]
    Leases(valkey).commit(lease, ticket, 0, entries)


def test_it_tells_what_would_have_been_done_since_the_last_time(valkey: Redis) -> None:
    said: Said = []
    each = shadow(valkey, lambda announcement, doubt: said.append((announcement, doubt)))
    happened(valkey, NOW - 7200, NOW - 60)
    each.clockwork.done(each.round, NOW - 3600)
    each.tell()
    ((announcement, looks),) = said
    assert (announcement.channel, looks) == ("C0AGENTS", True)
    assert "made one Zendesk ticket (<https://x.example.com|IT-1>)" in announcement.text
    assert "0 questions" in announcement.text


@pytest.mark.parametrize("at", [(), (NOW - 90_000,)])
def test_a_day_on_which_nothing_would_have_been_done_is_not_told(valkey: Redis, at: tuple[float, ...]) -> None:
    said: Said = []
    each = shadow(valkey, lambda announcement, doubt: said.append((announcement, doubt)))
    happened(valkey, *at)
    each.tell()
    assert said == []


def test_nobody_is_told_where_nobody_is_named(valkey: Redis) -> None:
    said: Said = []
    each = shadow(valkey, lambda announcement, doubt: said.append((announcement, doubt)), to=None)
    happened(valkey, NOW - 60)
    each.tell()
    assert said == []


@pytest.mark.parametrize(
    ("to", "doubt", "again"), [("C0AGENTS", True, True), ("U0BOSS", True, False), ("U0BOSS", False, True)]
)
def test_what_may_have_been_said_is_looked_for_or_taken_for_said(
    valkey: Redis, to: str, doubt: bool, again: bool
) -> None:
    def say(announcement: Announcement, looks: bool) -> None:
        assert looks is (to == "C0AGENTS")
        raise TryLater("The answer was lost.", doubt=doubt)

    happened(valkey, NOW - 60)
    each = shadow(valkey, say, to)
    if again:
        with pytest.raises(TryLater):
            each.tell()
    else:
        each.tell()
