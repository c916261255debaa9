"""Promises: by when a question is to be seen, answered and resolved, and how far that is. Everything is worked out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Due
from helpdesk.domain.ticket.form import Priority
from helpdesk.domain.ticket.reminders import Kind
from helpdesk.domain.ticket.states import State
from helpdesk.domain.times.working_time import NEVER, Hours

KINDS: tuple[Kind, ...] = get_args(Kind)

Times = Mapping[Kind, float]


class Mark(NamedTuple):
    """When to warn: after this share of the promised time, less a lead in seconds of work."""

    share: float
    lead: float = 0.0

    def of(self, promised: float) -> float:
        return self.share * promised - self.lead


@dataclass(frozen=True, slots=True)
class Promises:
    """Seconds of work by priority, None being questions without one of their own. At most `most` warnings a question.

    `warn`: when, in this order.
    """

    times: Mapping[Priority | None, Times] = field(default_factory=dict)
    warn: tuple[Mark, ...] = ()
    most: int = 0

    def of(self, priority: Priority | None) -> Times:
        return self.times.get(priority) or self.times.get(None, {})


NO_PROMISES = Promises()


class Promise(NamedTuple):
    """One promise of one question. `due` is None while it waits.

    `done`: there is nothing left to do for it, since `met` as far as that is known. `marks`: the time of each warning,
    None where there is none.
    """

    kind: Kind
    due: float | None
    done: bool
    met: float | None = None
    marks: tuple[float | None, ...] = ()


def promised(ticket: Ticket, promises: Promises, hours: Hours) -> tuple[Promise, ...]:
    """What was promised to who asked, in the order seen, answered, resolved; nothing for what is no question."""
    if ticket.kind != "question":
        return ()
    times = promises.of(priority(ticket))
    return tuple(_promise(ticket, promises, hours, kind, times[kind]) for kind in KINDS if kind in times)


def outstanding(ticket: Ticket, promises: Promises, hours: Hours) -> tuple[Promise, ...]:
    """Those still to be kept. A question that has ended or whose message is gone has none."""
    if ticket.state.ends or ticket.deleted:
        return ()
    return tuple(each for each in promised(ticket, promises, hours) if not each.done)


def due_next(ticket: Ticket, promises: Promises, hours: Hours) -> Due | None:
    """What is to be kept first, which may be late already; None while the question waits for who asked."""
    due = [Due(kind=each.kind, at=each.due) for each in outstanding(ticket, promises, hours) if each.due is not None]
    return min(due, key=lambda each: each.at, default=None)


def is_broken(ticket: Ticket) -> bool:
    """Whether a promise was seen to break that is still to be kept by now, and not by who asked."""
    open_ = not (ticket.state.ends or ticket.deleted or ticket.state is State.WAITING)
    kinds = ticket.reminders.broken if open_ else ()
    return any(_met(ticket, kind) is None and not _is_done(ticket, kind) for kind in kinds)


def priority(ticket: Ticket) -> Priority | None:
    """What is to be written to the Zendesk ticket, else what stands there, in the form, or in the rule that fits."""
    asked = ticket.escalation.details.priority if ticket.escalation else None
    chosen = ticket.details.priority if ticket.details else None
    there = ticket.zendesk.priority if ticket.zendesk else None
    routed = ticket.routing.priority if ticket.routing else None
    return chosen or there or asked or routed


def settled(before: Ticket, after: Ticket, promises: Promises, hours: Hours) -> Iterator[tuple[Kind, bool]]:
    """The promises that were kept (True) or broken between these two; each is told of once."""
    known = {each.kind for each in promised(before, promises, hours) if each.done}
    for each in promised(after, promises, hours):
        late = each.kind in after.reminders.broken
        if late and each.kind not in before.reminders.broken:
            yield each.kind, False
        elif each.met is not None and each.kind not in known and not late:
            yield each.kind, each.due is None or each.met <= each.due


def _promise(ticket: Ticket, promises: Promises, hours: Hours, kind: Kind, promised: float) -> Promise:
    def moment(seconds: float) -> float | None:
        return _moment(ticket, hours, seconds)

    met = _met(ticket, kind)
    if met is not None or _is_done(ticket, kind):
        return Promise(kind, moment(promised), done=True, met=met)
    warned = sorted(mark.of(promised) for mark in promises.warn)
    marks = tuple(moment(seconds) if seconds > 0 else None for seconds in warned)
    return Promise(kind, moment(promised), done=False, marks=marks)


def _moment(ticket: Ticket, hours: Hours, seconds: float) -> float | None:
    """When so many seconds of work have passed since it was asked, less those it waited; None while it waits."""
    at, left = ticket.asked, seconds
    for begun, ended in ticket.times.waits:
        due = hours.after(at, left)
        if due <= begun:
            return due
        left -= hours.between(at, begun)
        if ended is None:
            return None
        at = max(at, ended)
    due = hours.after(at, left)
    return None if due == NEVER else due


_DONE_BY: Mapping[Kind, tuple[Literal["seen", "working", "answered", "resolved"], ...]] = {
    "seen": ("seen", "working", "answered", "resolved"),
    "answered": ("answered", "resolved"),
    "resolved": ("resolved",),
}
"""Whoever answers has seen it, and what is resolved was answered."""


def _met(ticket: Ticket, kind: Kind) -> float | None:
    times = (getattr(ticket.times, step) for step in _DONE_BY[kind])
    return min((at for at in times if at is not None), default=None)


def _is_done(ticket: Ticket, kind: Kind) -> bool:
    """Of a ticket that was made again it is known that something happened, and not always when."""
    return any(step in ticket.times.settled for step in _DONE_BY[kind])
