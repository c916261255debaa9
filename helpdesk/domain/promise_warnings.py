"""Whom to warn of a promise, when, and when no more: each warning once, only in working hours, and not too many."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, assert_never
from zlib import crc32

from helpdesk.domain import events as e
from helpdesk.domain.effects import Effect
from helpdesk.domain.effects.idle import ReleasePerson, RemindRequester, ResolveIdle
from helpdesk.domain.effects.promises import WARNING, NoteBroken, TellSnooze, WarnOfPromise
from helpdesk.domain.people import is_forgotten
from helpdesk.domain.promises import outstanding
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.reminders import AGAIN, UNKNOWN, Delay, Kind, Reminder, Snooze
from helpdesk.domain.times.rota import instant

GRACE_SECONDS = 60.0
"""How long after its time a promise is written down as broken: who kept it may not have been heard of yet."""

_LATE_SECONDS, _LOOK_AGAIN_SECONDS = 300.0, 10.0
"""So late, nobody attended at the time; and when to look whether it is known by now what happened meanwhile."""

_ONLY_AT_WORK = (WarnOfPromise, ReleasePerson, RemindRequester, ResolveIdle)

_MORNING = 8 * 60
"""The minute of the day at which a pause of days ends, or later when nobody is there yet."""


class _Rung(NamedTuple):
    kind: Kind
    step: int
    at: float
    due: float | None


def wanted(ticket: Ticket, rules: Rules) -> Iterator[tuple[WarnOfPromise | TellSnooze | NoteBroken, float]]:
    """Each with the time before which it must not be done. Of the warnings that are due at once only one is said."""
    known = ticket.reminders
    for each in outstanding(ticket, rules.promises, rules.hours):
        if each.due is not None and each.due > known.since and each.kind not in known.broken:
            yield NoteBroken(each.kind, each.due), each.due + GRACE_SECONDS
    for rung in _rungs(ticket, rules):
        yield _warning(ticket, rules, rung), rung.at
    snooze = known.snooze
    if snooze and snooze.channel and not snooze.said and not is_forgotten(snooze.by):
        yield TellSnooze(snooze.by, snooze.until, snooze.channel, snooze.ts), 0.0


def _warning(ticket: Ticket, rules: Rules, rung: _Rung) -> WarnOfPromise:
    return WarnOfPromise(rung.kind, rung.step, _addressee(ticket, rules, rung), rung.due, rung.at)


def is_passed_over(ticket: Ticket, rules: Rules, effect: Effect, now: float) -> bool:
    """Whether this warning is not to be said now: another one that is due tells enough, or it was due long ago."""
    if isinstance(effect, NoteBroken):
        return _is_long_ago(effect.due, rules, now)
    if not isinstance(effect, WarnOfPromise) or effect.at > now:
        return False
    due = [rung for rung in _rungs(ticket, rules) if rung.at <= now and not _is_long_ago(rung.at, rules, now)]
    due = [rung for rung in due if not _is_done_with(ticket, _warning(ticket, rules, rung).key)]
    chosen = [rung for rung in due if rung.kind == due[0].kind][-1:]
    return (effect.kind, effect.step) not in {(rung.kind, rung.step) for rung in chosen}


def _is_long_ago(at: float, rules: Rules, now: float) -> bool:
    """More than a working day: promises were switched on meanwhile, or nobody attended for long."""
    return rules.hours.after(at, rules.hours.usual_day) < now


def _is_done_with(ticket: Ticket, key: str) -> bool:
    attempt = ticket.attempts.get(key, Attempt())
    return attempt.refused is not None or attempt.shadowed


def start(rules: Rules, effect: Effect, not_before: float, now: float) -> float:
    """When this may be done: people are warned, reminded and released only while they are there.

    What was due while nothing ran waits until it is known what was said and done meanwhile.
    """
    at_work = isinstance(effect, _ONLY_AT_WORK)
    if not (at_work or isinstance(effect, NoteBroken)):
        return not_before
    due = rules.hours.opens(not_before) if at_work else not_before
    if due < now - _LATE_SECONDS and rules.compared < due:
        return now + _LOOK_AGAIN_SECONDS
    return rules.hours.opens(max(not_before, now)) if at_work else due


def _rungs(ticket: Ticket, rules: Rules) -> Iterator[_Rung]:
    """The warnings to come, by promise and step, and the one that somebody wants after a pause last."""
    known = ticket.reminders
    if len(known.told) >= rules.promises.most:
        return
    open_ = outstanding(ticket, rules.promises, rules.hours)
    for each in open_:
        reached = max((sent.step for sent in known.sent if sent.kind == each.kind), default=AGAIN)
        for step, at in enumerate(each.marks):
            if step > reached and at is not None and at > known.covered:
                yield _Rung(each.kind, step, at, each.due)
    snooze = known.snooze
    if open_ and snooze and snooze.until > max((sent.at for sent in known.sent), default=0.0):
        yield _Rung(open_[0].kind, AGAIN, snooze.until, open_[0].due)


def _addressee(ticket: Ticket, rules: Rules, rung: _Rung) -> str:
    """The first who is there: who has it, else who is on duty; the next time the level above; at last all agents."""
    known = ticket.reminders
    if rung.step == AGAIN and known.snooze and not is_forgotten(known.snooze.by):
        return known.snooze.by
    has_it = ticket.assignee if ticket.assignee and not is_forgotten(ticket.assignee) else None
    first, *above = rules.on_duty or ((),)
    ladder = [(has_it,) if has_it else first, *above, (rules.agents_channel,) if rules.agents_channel else ()]
    told = [sent.to for sent in known.told if sent.kind == rung.kind and sent.step != AGAIN]
    for people in ladder[len(told) :]:
        others = [person for person in people if person not in told]
        if others:  # of several one is enough, and not always the same
            return others[crc32(str(ticket.place).encode()) % len(others)]
    return ""


def learned(ticket: Ticket, event: e.PromiseLearned) -> Ticket:
    """The ticket after somebody was warned, or may have been; after a pause was shown; after a promise broke."""
    known = ticket.reminders
    match event:
        case e.PromiseWarned():
            sent = _sent(event.key, event.to, ticket.attempts.get(event.key, Attempt()))
            return _with(ticket, {"sent": tuple(dict.fromkeys((*known.sent, sent)))})
        case e.SnoozeTold():
            snooze = known.snooze
            if snooze is None or snooze.until != event.until:
                return ticket
            return _with(ticket, {"snooze": snooze.model_copy(update={"said": True})})
        case e.PromiseBroken():
            return _with(ticket, {"broken": tuple(dict.fromkeys((*known.broken, event.promise)))})
        case _:
            assert_never(event)


def perhaps_told(ticket: Ticket, dropped: Mapping[str, Attempt]) -> Ticket:
    """The ticket after these attempts were forgotten: a warning that may have come through counts as told."""
    known = {(sent.kind, sent.step, sent.at) for sent in ticket.reminders.sent}
    doubtful = {key: attempt for key, attempt in dropped.items() if key.startswith(WARNING) and attempt.doubt}
    perhaps = [_sent(key, UNKNOWN, attempt) for key, attempt in doubtful.items()]
    unknown = [sent for sent in perhaps if (sent.kind, sent.step, sent.at) not in known]
    return _with(ticket, {"sent": (*ticket.reminders.sent, *unknown)}) if unknown else ticket


def _sent(key: str, to: str, attempt: Attempt) -> Reminder:
    kind, step, *_ = key.removeprefix(WARNING).split(":")
    return Reminder.model_validate({"kind": kind, "step": int(step), "to": to, "at": attempt.began})


def snoozed(ticket: Ticket, event: e.Snoozed, rules: Rules) -> Ticket:
    """The ticket after somebody wanted a pause, who answers or was warned; the later one counts."""
    before = ticket.reminders.snooze
    people = {sent.to for sent in ticket.reminders.sent}.union(*rules.on_duty)
    if (before and event.at <= before.at) or not (rules.may(event.by) or event.by in people):
        return ticket
    until = ends(event.delay, event.at, rules)
    pause = Snooze(by=event.by, at=event.at, until=until, channel=event.channel, ts=event.ts)
    return _with(ticket, {"snooze": pause})


def ends(delay: Delay, at: float, rules: Rules) -> float:
    """When a pause is over that begins at this moment: always at a time of work."""
    if delay == "hour":
        return rules.hours.opens(at + 3600.0)
    day = datetime.fromtimestamp(at, rules.hours.zone).date() + timedelta(days=1 if delay == "day" else 7)
    return rules.hours.opens(instant(day, _MORNING, rules.hours.zone))


def _with(ticket: Ticket, update: Mapping[str, Any]) -> Ticket:
    return ticket.model_copy(update={"reminders": ticket.reminders.model_copy(update=update)})
