"""Questions that nothing happens to: whoever has one is released, who asked is reminded, and then it is resolved."""

from collections.abc import Iterator
from typing import assert_never

from helpdesk.domain import events as e
from helpdesk.domain.effects import Effect
from helpdesk.domain.effects.idle import (
    IdleEffect,
    ReleasePerson,
    RemindRequester,
    ResolveIdle,
    TellRelease,
    TellResolved,
)
from helpdesk.domain.moves import moved
from helpdesk.domain.people import is_forgotten
from helpdesk.domain.rules import Rules
from helpdesk.domain.satisfaction import asker
from helpdesk.domain.second_looks import LATEST_SECONDS
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.idle import Idle, Release, Reminder
from helpdesk.domain.ticket.marks import changed_since, let_go, touched
from helpdesk.domain.ticket.states import State
from helpdesk.domain.times.working_days import days_after
from helpdesk.domain.times.working_time import NEVER

_STALE_DAYS = 5
"""Working days after which the thread alone is told that somebody was to be released."""


def wanted_for_idle(ticket: Ticket, rules: Rules) -> Iterator[tuple[IdleEffect, float]]:
    """Each with the time before which it must not be done."""
    if ticket.deleted:
        return
    for effect, not_before in _wanted(ticket, rules):
        yield effect, max(not_before, _certain_at(ticket, effect))


def _wanted(ticket: Ticket, rules: Rules) -> Iterator[tuple[IdleEffect, float]]:
    yield from _releasing(ticket, rules)
    yield from _tellings(ticket)
    yield from _waiting(ticket, rules)


def _certain_at(ticket: Ticket, effect: IdleEffect) -> float:
    """When a look tells surely whether an earlier try came through: nothing here is so urgent that it can't wait."""
    attempt = ticket.attempts.get(effect.key, Attempt())
    return attempt.began + LATEST_SECONDS if attempt.doubt else 0.0


def is_stale(effect: Effect, rules: Rules, now: float) -> bool:
    """Whether whoever had a question needs no word any more: a rule that is new finds many old ones at once."""
    if not (isinstance(effect, TellRelease) and effect.to == "person"):
        return False
    return rules.hours.after(effect.release.at, _STALE_DAYS * rules.hours.usual_day) < now


def last_act(ticket: Ticket) -> float:
    """When something was last done about a question: a mark put on or taken off, a button, a word of who answers, a
    move in Zendesk, another target. What the requester says is none.
    """  # noqa: D205 - one sentence
    corrected = (correction.at for correction in (ticket.routing.corrections if ticket.routing else ()))
    return max(
        ticket.asked,
        touched(ticket.marks),
        ticket.move.at if ticket.move else 0.0,
        ticket.escalation.at if ticket.escalation else 0.0,
        ticket.timings.others_spoke or 0.0,
        *corrected,
    )


def noted(ticket: Ticket, at: float) -> Ticket:
    """The ticket after somebody who answers wrote something that the person who asked may not read."""
    return _with(ticket, ticket.idle.model_copy(update={"noted": max(at, ticket.idle.noted)}))


def _begun(ticket: Ticket) -> float:
    """Since when nothing is done, as far as that is known."""
    return max(last_act(ticket), ticket.idle.noted, ticket.reminders.since)


def _releasing(ticket: Ticket, rules: Rules) -> Iterator[tuple[ReleasePerson, float]]:
    person, days = ticket.assignee, rules.idle.release
    if days is None or person is None or not ticket.state.takes:
        return
    at = days_after(rules.hours, _begun(ticket), days)
    if at != NEVER:
        yield ReleasePerson(person, at, days), at


def _tellings(ticket: Ticket) -> Iterator[tuple[TellRelease, float]]:
    """Whoever takes it anew knows by then; and what somebody else took since needs no word."""
    for release in ticket.idle.releases:
        again = any(m.person == release.person and (m.added or 0.0) > release.at for m in ticket.marks)
        if not (release.told or again or is_forgotten(release.person)):
            yield TellRelease(release, "person"), 0.0
        if not (release.thread or ticket.state.ends or touched(ticket.marks) > release.at):
            yield TellRelease(release, "thread", ticket.assignee), 0.0


def _waiting(ticket: Ticket, rules: Rules) -> Iterator[tuple[IdleEffect, float]]:
    person, days, reminder = asker(ticket), rules.idle, ticket.idle.reminder
    if person is None:
        return
    resolved = ticket.move if ticket.move and ticket.move.source == "idle" else None
    if resolved and _is_untold(ticket, resolved):
        yield TellResolved(person, resolved.at), 0.0
    if ticket.state is not State.WAITING or days.remind is None:
        return
    since = max(_begun(ticket), ticket.current.since, ticket.timings.asker_spoke or 0.0)
    if reminder is None or reminder.since < since:
        at = days_after(rules.hours, since, days.remind)
        if at != NEVER:
            yield RemindRequester(person, since, days.resolve), at
    elif days.resolve is not None:
        at = days_after(rules.hours, reminder.at, days.resolve)
        if at != NEVER:
            yield ResolveIdle(at), at


def _is_untold(ticket: Ticket, resolved: Move) -> bool:
    """Whether it holds and the thread does not know."""
    holds = ticket.state is State.RESOLVED and not changed_since(ticket.marks, resolved.at)
    return holds and ticket.idle.resolved < resolved.at


def idle_learned(ticket: Ticket, event: e.IdleLearned) -> Ticket:
    """The ticket after that. Learned twice, it changes nothing the second time."""
    idle = ticket.idle
    match event:
        case e.Released():
            release = Release(person=event.person, at=event.at, days=event.days)
            untold = tuple(one for one in idle.releases if not (one.told and one.thread) and one.at != event.at)
            marks = let_go(ticket.marks, event.person, event.at)
            released = ticket.model_copy(update={"marks": marks})
            return _with(released, idle.model_copy(update={"releases": (*untold, release)}))
        case e.ReleaseTold():
            told = {"told": True} if event.to == "person" else {"thread": True}
            after = (one.model_copy(update=told) if one.at == event.of else one for one in idle.releases)
            return _with(ticket, idle.model_copy(update={"releases": tuple(after)}))
        case e.RequesterReminded():
            return _with(ticket, idle.model_copy(update={"reminder": Reminder(since=event.since, at=event.at)}))
        case e.IdleResolved():
            return moved(ticket, Move(state=State.RESOLVED, at=event.at, source="idle"))
        case e.IdleResolvedTold():
            return _with(ticket, idle.model_copy(update={"resolved": event.of}))
        case _:
            assert_never(event)


def _with(ticket: Ticket, idle: Idle) -> Ticket:
    return ticket.model_copy(update={"idle": idle})
