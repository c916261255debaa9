"""Reconcile: what Slack and Zendesk show now, compared with the store; every difference becomes an ordinary event."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, Protocol, TypeVar

import structlog

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.differences import differences, thread_differences
from helpdesk.domain.events import Deleted, Event, Reading, Reworded, ZendeskStirred
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, WentWrong
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.talk import is_later_edit
from helpdesk.store.clockwork import NEWS, Clockwork, compared, in_slack
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.tickets import Tickets

log = structlog.get_logger()

SLACK_SECONDS = 3600.0
ZENDESK_SECONDS = 120.0
"""How often the workers compare each side."""

WINDOW_SECONDS = 7 * 24 * 3600.0
OVERLAP_SECONDS = 120.0
"""A delivery may be under way while we read: what is younger than this is not called lost."""

EDIT_SECONDS = 24 * 3600.0
"""How long after its last message a thread is read for edits and deletions: a channel's history doesn't tell."""

EXPORT_OVERLAP_SECONDS = 180.0
NEWEST_SECONDS = 90.0
"""What changed so long before the last look was not shown to it for sure: the export leaves out the last minute."""


Sides = frozenset[Literal["slack", "zendesk", "zendesk-news"]]
"""What to compare: Slack, every live ticket in Zendesk, or only what changed there since the last look."""

BOTH: Sides = frozenset({"slack", "zendesk"})
SLACK: Sides = frozenset({"slack"})
ZENDESK_NEWS: Sides = frozenset({"zendesk-news"})
T = TypeVar("T")

AT_ONCE = 100
"""Tickets in one `show_many` (https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/)."""


class SlackHistory(Protocol):
    """What is read of Slack. Raises TryLater or GiveUp."""

    def roots(self, channel: str, oldest: float) -> Iterator[SeenMessage]: ...
    def root(self, place: Place) -> SeenMessage | None: ...
    def replies(self, place: Place) -> tuple[SeenReply, ...]: ...


class ZendeskStatuses(Protocol):
    """What is read of Zendesk: those of some tickets that are there, or what changed with its `external_id`.

    `unheard`: whether comments of others are there that aren't `known`, in a ticket that changed after `since`
    (seconds) or later. Raises TryLater or GiveUp.
    """

    def many(self, numbers: list[int]) -> list[Reading]: ...
    def changed(self, since: float) -> Iterator[tuple[str | None, Reading]]: ...
    def unheard(self, now: Reading, known: Collection[int], since: float) -> bool: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was never told, and where."""

    place: Place
    event: Event


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a channel: everything was the same at `since`; what is not older than `before` is left alone.

    Of what is older than `oldest` nothing is called deleted: the workspace may keep messages for a time only. A
    `thorough` look reads the thread of every escalated question that is not over.
    """

    rules: Rules
    since: float
    before: float
    oldest: float
    thorough: bool = False

    def reads(self, ticket: Ticket, seen: SeenMessage) -> bool:
        """Whether to read the thread: somebody wrote in it since, or not long ago, so that edits may be missing."""
        if seen.latest_reply >= self.since:
            return True
        lately = seen.latest_reply >= self.before - EDIT_SECONDS
        return ticket.escalation is not None and ticket.is_live and (lately or self.thorough)


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

    def run(self, sides: Sides = BOTH, *, spared: float = 0.0) -> list[Difference]:
        """Find and put; what was put. Raises TryLater or GiveUp, with all that could be found put."""
        put = []
        for difference in self._compared(sides, spared, remembers=True):
            self._put(difference)
            put.append(difference)
        return put

    def found(self, sides: Sides = BOTH, *, spared: float = 0.0) -> Iterator[Difference]:
        """The differences, without doing anything about them. At the end raises TryLater or GiveUp, as `run` does.

        Messages of the last `spared` seconds are left to their deliveries, which may be under way.
        """
        return self._compared(sides, spared, remembers=False)

    def _compared(self, sides: Sides, spared: float, *, remembers: bool) -> Iterator[Difference]:
        """Part by part, so that a channel which can't be read hides no other; the first trouble comes up at the end."""
        trouble: WentWrong | None = None
        for part, found in self._parts(sides, spared):
            began = self.clock()
            try:
                yield from found
            except WentWrong as error:
                log.warning("not_compared", part=part, why=error.why)
                trouble = trouble or error
            else:
                if remembers:
                    self.clockwork.done(compared(part), began)
        if trouble:
            raise trouble

    def _parts(self, sides: Sides, spared: float) -> Iterator[tuple[str, Iterator[Difference]]]:
        # Zendesk first: what is found in Slack is written there at once, and our own writes are no differences.
        if self.zendesk and "zendesk" in sides:
            yield "zendesk", self._in_live_tickets(self.zendesk)
        if self.zendesk and "zendesk-news" in sides:
            yield NEWS, self._in_zendesk_news(self.zendesk)
        if "slack" in sides:
            for channel in self.channels:
                before = self.clock() - spared
                yield in_slack(channel), self._in_channel(channel, before, thorough="zendesk" in sides)

    def _put(self, difference: Difference) -> None:
        place, event, now = difference.place, difference.event, self.clock()
        self.mailbox.put(Delivery(f"reconcile:{now}:{place}:{event.kind}:{hash(event):x}", place, event), now)

    def _in_channel(self, channel: str, before: float, *, thorough: bool) -> Iterator[Difference]:
        """The messages of the last days, and the older ones whose questions are not over."""
        rules = self.rules(channel)
        if rules is None:
            return
        now, team = self.clock(), self.team()
        began = self.clockwork.began(now)
        since = max(began, (self.clockwork.last(compared(in_slack(channel))) or began) - OVERLAP_SECONDS)
        look = Look(rules, since, before, now - WINDOW_SECONDS, thorough=thorough)
        there = set[Place]()
        for page in _pages(self.slack.roots(channel, look.oldest)):
            known = self.tickets.many([Place(team, channel, seen.ts) for seen in page])
            for seen in page:
                place = Place(team, channel, seen.ts)
                there.add(place)
                if place in known and known[place] is None:
                    continue  # it is known, and not to us: what is told as new would count a second time
                if place in known or began - OVERLAP_SECONDS <= float(seen.ts) < before:
                    yield from _alone(place, self._in_question(place, known.get(place), seen, look))
        for ticket in self.tickets.live(channel):
            if ticket.place not in there and float(ticket.place.ts) < now:
                yield from _alone(ticket.place, self._in_old(ticket, look))

    def _in_old(self, ticket: Ticket, look: Look) -> Iterator[Difference]:
        yield from self._in_question(ticket.place, ticket, self.slack.root(ticket.place), look)

    def _in_question(
        self, place: Place, ticket: Ticket | None, seen: SeenMessage | None, look: Look
    ) -> Iterator[Difference]:
        """What differs in one question, its thread included where anything may have happened in it."""
        if seen is None or seen.gone:
            if ticket and not ticket.deleted and float(place.ts) >= look.oldest:
                yield Difference(place, Deleted(at=look.since))
        else:
            yield from _at(place, differences(ticket, seen, look.rules, look.since))
        if ticket is None or ticket.kind != "question":
            return
        for left in ticket.left:
            yield from self._in_left(left, ticket, look)
        if seen and look.reads(ticket, seen):
            # The ticket was read before its thread: what it knows and the thread doesn't show was deleted.
            yield from _at(place, thread_differences(ticket, self.slack.replies(place), look.rules, before=look.before))

    def _in_left(self, left: Place, ticket: Ticket, look: Look) -> Iterator[Difference]:
        """What was written in a thread that the question left; nothing where the helpdesk may not read any more."""
        try:
            seen = self.slack.root(left)
            replies = self.slack.replies(left) if seen and look.reads(ticket, seen) else None
        except GiveUp as error:
            log.warning("thread_not_compared", place=str(left), why=error.why)
            return
        if left == ticket.asked_at and not ticket.deleted and float(left.ts) >= look.oldest:
            yield from _at(left, _in_own_words(ticket, seen, look))
        if replies is not None:
            yield from _at(ticket.place, thread_differences(ticket, replies, look.rules, before=look.before, left=left))

    def _in_live_tickets(self, zendesk: ZendeskStatuses) -> Iterator[Difference]:
        """Every linked ticket that is not over, a hundred in one call; one that is missing there is looked into."""
        linked = ((t, t.zendesk) for t in self.tickets.live() if t.zendesk)
        for page in _pages(linked):
            there = {r.id: r for r in zendesk.many([link.id for _, link in page])}
            for ticket, link in page:
                now = there.get(link.id)
                if now is None or self._is_news(zendesk, ticket, link, now):
                    yield Difference(ticket.place, ZendeskStirred(ticket=link.id, stamp=now.stamp if now else ""))

    def _in_zendesk_news(self, zendesk: ZendeskStatuses) -> Iterator[Difference]:
        """What changed in Zendesk since the last look, however many tickets there are.

        The export leaves out the last minute, so each look begins before the last one did.
        """
        for external_id, now in zendesk.changed(self._last_look() - EXPORT_OVERLAP_SECONDS):
            named = Place.from_external_id(external_id)
            for place in dict.fromkeys([*([named] if named else []), *self.tickets.places_of(now.id)]):
                ticket = self.tickets.many([place]).get(place)
                link = ticket.zendesk if ticket else None
                if ticket and link and link.id == now.id and self._is_news(zendesk, ticket, link, now):
                    yield Difference(place, ZendeskStirred(ticket=now.id, stamp=now.stamp))

    def _is_news(self, zendesk: ZendeskStatuses, ticket: Ticket, link: Link, now: Reading) -> bool:
        """Whether the ticket, or only its comments, were not read as they are now.

        Stamps have whole seconds: a comment of the second in which we wrote or read ourselves doesn't show in them.
        What changed since the last look is therefore looked into, once.
        """
        known = (link.stamp, link.talk_stamp, link.status, link.custom)
        if known != (now.stamp, now.stamp, now.status, now.custom):
            return True
        comments = {*map(int, ticket.talk.heard), *(comment.id for comment in ticket.talk.coming)}
        return zendesk.unheard(now, comments, self._last_look() - NEWEST_SECONDS)

    def _last_look(self) -> float:
        return self.clockwork.last(compared(NEWS)) or self.clockwork.began(self.clock())


def _in_own_words(ticket: Ticket, seen: SeenMessage | None, look: Look) -> Iterator[Event]:
    """What differs in the words of a question that moved: they stand where it was asked."""
    if seen is None or seen.gone:
        yield Deleted(at=look.since)
    elif is_later_edit(seen.edited, ticket.reworded):
        yield Reworded(subject=seen.subject, at=seen.edited, announcement=seen.announcement)


def _alone(place: Place, found: Iterator[Difference]) -> Iterator[Difference]:
    """What differs in one question; one that can't be looked at hides no other."""
    try:
        yield from found
    except GiveUp as refused:
        log.warning("question_not_compared", place=str(place), why=refused.why)


def _pages(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while page := list(islice(left, AT_ONCE)):
        yield page


def _at(place: Place, events: Iterable[Event]) -> Iterator[Difference]:
    return (Difference(place, event) for event in events)
