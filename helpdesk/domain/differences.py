"""What was never told: a message as Slack shows it now against what we know, as ordinary events."""

from collections.abc import Collection, Iterable, Iterator

from helpdesk.domain.decide import decide
from helpdesk.domain.events import (
    Asked,
    Event,
    ReactionAdded,
    ReactionRemoved,
    Replied,
    ReplyChanged,
    Reworded,
    SpokeElsewhere,
)
from helpdesk.domain.people import is_forgotten
from helpdesk.domain.place import Place
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.marks import Mark
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import is_later_edit

_NEVER = float("inf")
_AFTER = 0.001
"""Seconds by which a change must be later than the one it undoes."""


def differences(ticket: Ticket | None, seen: SeenMessage, rules: Rules, since: float) -> Iterator[Event]:
    """The events that make the ticket what Slack shows.

    Slack doesn't say when a reaction was put on or taken off, so each gets the earliest time it may have happened:
    `since`, when everything was last known to be the same. What Zendesk did after that stands.
    """
    at = float(seen.ts)
    if ticket is None or ticket.kind == "unknown":
        if seen.by and rules.track == "every-message":
            yield _asked(seen)
            yield from _reworded(0.0, seen)
        elif seen.by and rules.groups.keys() & set(seen.groups):
            yield _asked(seen)
        marks: tuple[Mark, ...] = ticket.marks if ticket else ()
    elif ticket.kind in {"question", "announcement"}:
        marks = ticket.marks
        yield from _reworded(max(ticket.reworded, ticket.talk.edits.get(seen.ts, 0.0)), seen)
    else:
        return
    since = max(since, at)
    yield from _put_on(marks, seen, rules, since)
    yield from _taken_off(marks, seen, since)
    yield from _escalated(ticket, seen, rules, since)


def _asked(seen: SeenMessage) -> Asked:
    said = {"subject": seen.subject, "announcement": seen.announcement, "groups": seen.groups}
    return Asked(by=seen.by, at=float(seen.ts), **said)


def _reworded(known: float, seen: SeenMessage) -> Iterator[Event]:
    if is_later_edit(seen.edited, known):
        yield Reworded(subject=seen.subject, at=seen.edited, announcement=seen.announcement)


def _put_on(marks: tuple[Mark, ...], seen: SeenMessage, rules: Rules, since: float) -> Iterator[Event]:
    known = {(m.person, m.emoji): m for m in marks}
    for emoji, people in sorted(seen.reactions.items()):
        if not isinstance(rules.meaning(emoji), State):
            continue
        unknown = _unknown(marks, emoji, people)
        for person in sorted(set(people) - set(unknown[: len(_of_forgotten(marks, emoji))])):
            mark = known.get((person, emoji))
            if rules.may(person) and not (mark and mark.stands_there):
                removed = mark.removed if mark and mark.removed is not None else 0.0
                yield ReactionAdded(person=person, emoji=emoji, at=max(since, removed + _AFTER))


def _taken_off(marks: tuple[Mark, ...], seen: SeenMessage, since: float) -> Iterator[Event]:
    for mark in (m for m in marks if m.is_reaction):
        people = seen.reactions.get(mark.emoji, ())
        if is_forgotten(mark.person):
            others = _of_forgotten(marks, mark.emoji)
            there = mark in others[: len(_unknown(marks, mark.emoji, people))]
        else:
            there = mark.person in people
        if mark.stands_there and not there:
            yield ReactionRemoved(person=mark.person, emoji=mark.emoji, at=max(since, (mark.added or 0.0) + _AFTER))


def _of_forgotten(marks: tuple[Mark, ...], emoji: str) -> list[Mark]:
    return [m for m in marks if m.emoji == emoji and m.stands_there and is_forgotten(m.person)]


def _unknown(marks: tuple[Mark, ...], emoji: str, people: Collection[str]) -> list[str]:
    """Those who never put this emoji there as far as we know. The first of them are whom we forgot, if we did."""
    return sorted(set(people) - {m.person for m in marks if m.emoji == emoji})


def _escalated(ticket: Ticket | None, seen: SeenMessage, rules: Rules, since: float) -> Iterator[Event]:
    """🎫 is one-way: it asks once, and not again for a ticket that was deleted in Zendesk."""
    if not rules.zendesk or (ticket and (ticket.escalation or ticket.lost)):
        return
    for emoji, people in sorted(seen.reactions.items()):
        asking = next((p for p in sorted(people) if rules.may(p)), None)
        if rules.meaning(emoji) == "escalate" and asking:
            yield ReactionAdded(person=asking, emoji=emoji, at=since)
            return


def thread_differences(
    ticket: Ticket, replies: Iterable[SeenReply], rules: Rules, *, before: float = _NEVER, left: Place | None = None
) -> Iterator[Event]:
    """The events that make the ticket know a thread, all of it: what was said, edited and deleted `before` (seconds).

    It is the question's own, or one that it has `left`. A deletion has no time of its own; any will do.
    """
    talk, there = ticket.talk, {(left or ticket.place).ts}
    relayed = {relay.ts for relay in talk.relays}
    for reply in replies:
        said, ts = reply.said, reply.said.ts
        there.add(ts)
        if said.at < before and _is_to_be_told(ticket, said, left) and decide(ticket, _in(left, said), rules) != ticket:
            yield _in(left, said)
        known = not said.bot and (talk.has_told(ts) or ts in relayed)
        if known and _is_news(reply.edited, talk.edits.get(ts, 0.0), before):
            yield _in(left, ReplyChanged(ts=ts, by=said.by, at=reply.edited))
    for ts in dict.fromkeys((*talk.sent, *relayed)):
        if talk.elsewhere.get(ts) == left and ts not in there and ts not in talk.gone:
            yield _in(left, ReplyChanged(ts=ts, at=float(ts) + _AFTER, deleted=True))


def _in(left: Place | None, said: Replied | ReplyChanged) -> Event:
    return SpokeElsewhere(place=left, said=said) if left else said


def _is_to_be_told(ticket: Ticket, said: Replied, left: Place | None) -> bool:
    """Of words in a thread that was left, those written since then are shown as well; the others stand in the past."""
    untold = not ticket.talk.knows(said.ts)
    if left is None:
        return untold
    went_to = (*ticket.left, ticket.place)[ticket.left.index(left) + 1]
    unshown = all(relay.ts != said.ts for relay in ticket.talk.relays)
    return (unshown and float(said.ts) > float(went_to.ts)) or (untold and ticket.escalation is not None)


def _is_news(edited: float, known: float, before: float) -> bool:
    return edited < before and is_later_edit(edited, known)
