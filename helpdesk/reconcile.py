"""Reconcile: what Slack and Zendesk show now, compared with the store; every difference becomes an ordinary event."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.differences import SeenMessage, differences
from helpdesk.domain.events import Event, Reading, ZendeskStirred
from helpdesk.domain.place import Place
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Link, Ticket
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.tickets import Tickets

log = structlog.get_logger()

WINDOW_SECONDS = 7 * 24 * 3600.0
OVERLAP_SECONDS = 120.0
"""A delivery may be under way while we read: what is younger than this is not called lost."""

AT_ONCE = 100
"""Tickets in one `show_many` (https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/)."""


class SlackHistory(Protocol):
    """What is read of Slack. Raises TryLater or GiveUp."""

    def roots(self, channel: str, oldest: float) -> Iterator[SeenMessage]: ...
    def root(self, place: Place) -> SeenMessage | None: ...


class ZendeskStatuses(Protocol):
    """What is read of Zendesk: those of the tickets that are still there. Raises TryLater or GiveUp."""

    def many(self, numbers: list[int]) -> list[Reading]: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was never told, and where."""

    place: Place
    event: Event


@dataclass(frozen=True, slots=True)
class Reconciler:
    """Finds differences, and puts them in the mailboxes. `channels` are the ids of the help channels."""

    team: Callable[[], str]
    channels: tuple[str, ...]
    rules: Callable[[str], Rules | None]
    tickets: Tickets
    mailbox: Mailbox
    clockwork: Clockwork
    slack: SlackHistory
    zendesk: ZendeskStatuses | None
    clock: Callable[[], float] = field(default=time.time)

    def run(self, *, slack: bool = True, zendesk: bool = True) -> list[Difference]:
        """Find and put; what was put. Raises TryLater or GiveUp, with what was found so far put."""
        put = []
        for difference in self.found(slack=slack, zendesk=zendesk):
            self._put(difference)
            put.append(difference)
        for what in [f"slack:{c}" for c in self.channels if slack]:
            self.clockwork.done(what, self.clock() - OVERLAP_SECONDS)
        return put

    def found(self, *, slack: bool = True, zendesk: bool = True) -> Iterator[Difference]:
        """The differences, without doing anything about them."""
        known = list(self.tickets.all())
        if slack:
            for channel in self.channels:
                yield from self._in_channel(channel, [t for t in known if t.place.channel == channel])
        if zendesk and self.zendesk:
            yield from self._in_zendesk(known)

    def _put(self, difference: Difference) -> None:
        event = difference.event
        now = self.clock()
        self.mailbox.put(Delivery(f"reconcile:{now}:{event.kind}:{hash(event):x}", difference.place, event), now)

    def _in_channel(self, channel: str, known: list[Ticket]) -> Iterator[Difference]:
        rules = self.rules(channel)
        if rules is None:
            return
        now, team = self.clock(), self.team()
        began = self.clockwork.began(now)
        since = self.clockwork.last(f"slack:{channel}") or began
        oldest = now - WINDOW_SECONDS
        by_ts = {ticket.place.ts: ticket for ticket in known}
        for seen in self.slack.roots(channel, oldest):
            ticket = by_ts.pop(seen.ts, None)
            if ticket or float(seen.ts) >= began - OVERLAP_SECONDS:
                yield from _at(Place(team, channel, seen.ts), differences(ticket, seen, rules, since))
        for ticket in by_ts.values():
            if float(ticket.place.ts) < oldest and not ticket.state.ends:
                found = self.slack.root(ticket.place)
                if found:
                    yield from _at(ticket.place, differences(ticket, found, rules, since))

    def _in_zendesk(self, known: list[Ticket]) -> Iterator[Difference]:
        """Linked tickets that are not closed, a hundred in one call; one that is missing there is looked into."""
        linked = [(t, t.zendesk) for t in known if t.zendesk and t.zendesk.status != "closed"]
        for start in range(0, len(linked), AT_ONCE):
            page = linked[start : start + AT_ONCE]
            assert self.zendesk is not None  # noqa: S101 - `found` asks first
            there = {r.id: r for r in self.zendesk.many([link.id for _, link in page])}
            for ticket, link in page:
                now = there.get(link.id)
                if now is None or _is_news(link, now):
                    yield Difference(ticket.place, ZendeskStirred(ticket=link.id, stamp=now.stamp if now else ""))


def _is_news(link: Link, now: Reading) -> bool:
    """Whether the ticket, or only its comments, were not read as they are now."""
    known = (link.stamp, link.talk_stamp, link.status, link.custom)
    return known != (now.stamp, now.stamp, now.status, now.custom)


def _at(place: Place, events: Iterable[Event]) -> Iterator[Difference]:
    return (Difference(place, event) for event in events)
