"""Timings: when a question was first seen, worked on, answered and resolved, how long it waited, who spoke last.

First times are the earliest by the servers' own clocks, in whatever order deliveries come. No names are in them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.domain.ticket.marks import Mark, put_on
from helpdesk.domain.ticket.states import State
from helpdesk.domain.times.working_time import Hours

SLIP = 30.0
"""Seconds: a mark taken off again within them was a slip, and no first time."""

Step = Literal["seen", "working", "resolved"]
Measure = Literal["seen", "working", "answered", "resolved"]
MEASURES: tuple[Measure, ...] = ("seen", "working", "answered", "resolved")
_STEPS: tuple[Step, ...] = ("seen", "working", "resolved")
Spans = tuple[tuple[float, float | None], ...]

_REACHED: dict[State, tuple[Step, ...]] = {
    State.SEEN: ("seen",),
    State.WORKING: ("seen", "working"),
    State.WAITING: ("seen", "working"),
    State.RESOLVED: ("seen", "working", "resolved"),
    State.DISMISSED: ("seen",),
}
"""What somebody who sets a state has done by then: who resolves at once has seen it and worked on it."""


class Timings(BaseModel):
    """Times in seconds since 1970, None for what did not happen or what nobody knows.

    `seen`, `working`, `resolved`: the first mark that stood (a slip does not count), button or move in Zendesk that
    says so or more; the requester's deletion says nothing. They stay when the question steps back or opens again.
    `answered`: the first word of somebody who may answer, other than the requester: in the thread, not thanks alone and
    not internal, or as an agent's public comment that the thread shows.
    `waits`: the spans of the state waiting, the last one open while it lasts. `asker_spoke`, `others_spoke`: the last
    such word in the thread of the requester, and of anybody else who may answer; the question itself is none.
    `moves` are the first times that came from something else than marks. `settled` are those that stay as they are,
    known or not: of a ticket that was made again, marks don't tell any more when they were put on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seen: float | None = None
    working: float | None = None
    answered: float | None = None
    resolved: float | None = None
    waits: Spans = ()
    asker_spoke: float | None = None
    others_spoke: float | None = None
    moves: dict[Step, float] = Field(default_factory=dict)
    settled: tuple[Step, ...] = ()

    @property
    def is_without_steps(self) -> bool:
        return not (self.settled or self.moves) and self.seen is self.working is self.resolved is None


def with_steps(timings: Timings, marks: Iterable[Mark], moves: Iterable[tuple[State, float]]) -> Timings:
    """With the first times that all the marks and these further moves (state, when) give."""
    moved = _earliest(timings.moves, moves)
    stood = [(mark.state, at) for mark in marks if mark.counts and (at := _stood(mark)) is not None]
    firsts = _earliest(moved, stood)
    changed = {step: firsts.get(step) for step in _STEPS if step not in timings.settled}
    return _with(timings, moves=moved, **changed)


def kept(timings: Timings) -> Timings:
    """With the first times as they are, whatever becomes of the marks that they come from."""
    firsts = {step: at for step in _STEPS if (at := getattr(timings, step)) is not None}
    return _with(timings, moves={**timings.moves, **firsts})


def _earliest(known: Mapping[Step, float], told: Iterable[tuple[State, float]]) -> dict[Step, float]:
    firsts = dict(known)
    for state, at in told:
        for step in _REACHED.get(state, ()):
            firsts[step] = min(at, firsts.get(step, at))
    return firsts


def settled(timings: Timings, states: Iterable[State], first: tuple[float | None, ...] | None) -> Timings:
    """With the steps that these states reached settled at what is known: `first` seen, worked on and resolved."""
    known = dict(zip(_STEPS, first or (None, None, None), strict=True))
    steps = {step for state in states for step in _REACHED.get(state, ())} | {s for s, at in known.items() if at}
    return _with(timings, **known, settled=tuple(step for step in _STEPS if step in steps))


def with_wait(timings: Timings, since: float) -> Timings:
    """With a span of waiting that began at `since`."""
    begun = max([since, *(end for _, end in timings.waits if end is not None)])
    return _with(timings, waits=(*timings.waits, (begun, None)))


def without_wait(timings: Timings, since: float) -> Timings:
    """With the open span of waiting ended at `since`; one that ended before it began is none."""
    begun, end = timings.waits[-1] if timings.waits else (0.0, 0.0)
    if end is not None:
        return timings
    spans = timings.waits[:-1]
    return _with(timings, waits=(*spans, (begun, since)) if since > begun else spans)


def with_word(timings: Timings, at: float, *, by_asker: bool) -> Timings:
    """With something said by the requester, or by somebody else who may answer."""
    if by_asker:
        return _with(timings, asker_spoke=max(at, timings.asker_spoke or at))
    answered = min(at, timings.answered or at)
    return _with(timings, answered=answered, others_spoke=max(at, timings.others_spoke or at))


def clock_time(timings: Timings, measure: Measure, asked: float) -> float | None:
    """Seconds from the question to that first time; None when there was none."""
    at: float | None = getattr(timings, measure)
    return None if at is None else max(at - asked, 0.0)


def working_time(timings: Timings, measure: Measure, asked: float, hours: Hours) -> float | None:
    """The same in seconds of working hours; to `resolved` without those in which it waited."""
    at: float | None = getattr(timings, measure)
    if at is None:
        return None
    waits = waited(timings, asked, at) if measure == "resolved" else ()
    return max(hours.between(asked, at) - sum(hours.between(*span) for span in waits), 0.0)


def waited(timings: Timings, start: float, end: float) -> Iterator[tuple[float, float]]:
    """The parts of the time from `start` to `end` in which the question waited."""
    for begun, over in timings.waits:
        first, last = max(begun, start), min(end if over is None else over, end)
        if first < last:
            yield first, last


def _stood(mark: Mark) -> float | None:
    """When it was first put on to stay longer than a slip; None when it never was."""
    stood = (on for on, off in put_on(mark) if off is None or off - on > SLIP)
    return next(stood, None)


def _with(timings: Timings, **changed: object) -> Timings:
    """The very same value when nothing changes."""
    after = timings.model_copy(update=changed)
    return timings if after == timings else after
