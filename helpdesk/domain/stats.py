"""Figures over questions: how many there are, and how long it took until they were seen, answered and resolved."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import MEASURES, Measure, clock_time, working_time
from helpdesk.domain.times.periods import Period
from helpdesk.domain.times.working_time import Hours

MOST_TOPICS = 8
ENOUGH = 10
"""Of fewer, a 90th percentile says nothing: it would be the longest."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Times of `count` questions in seconds: the median, and the 90th percentile where there are `ENOUGH` of them."""

    count: int = 0
    median: float | None = None
    p90: float | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """The questions of one routing rule, or of none (`name` empty). `corrected`: those that people sent there."""

    name: str
    asked: int
    answered: Spent
    resolved: Spent
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """Of the questions asked in `period`. `clock` and `working` tell the same times, around the clock and in hours.

    `topics`: those with the most questions first; `other_topics` are the questions of all the others.
    """

    period: Period
    asked: int
    states: Mapping[State, int]
    clock: Mapping[Measure, Spent]
    working: Mapping[Measure, Spent]
    topics: Sequence[Topic] = ()
    other_topics: int = 0


@dataclass(frozen=True, slots=True)
class _Timed:
    state: State
    topic: str
    corrected: bool
    clock: Mapping[Measure, float | None]
    working: Mapping[Measure, float | None]


def stats(
    tickets: Iterable[Ticket], period: Period, hours: Callable[[str], Hours], channels: Iterable[str] | None = None
) -> Stats:
    """The figures of the questions that were asked in the period; `hours` are those of a channel, None for all."""
    wanted = None if channels is None else frozenset(channels)
    found = [
        _timed(ticket, hours(ticket.place.channel))
        for ticket in tickets
        if ticket.kind == "question"
        and period.start <= ticket.asked < period.end
        and (wanted is None or ticket.place.channel in wanted)
    ]
    counts = Counter(one.state for one in found)
    topics = _topics(found)
    return Stats(
        period,
        len(found),
        {state: counts[state] for state in State},
        {measure: spent(one.clock[measure] for one in found) for measure in MEASURES},
        {measure: spent(one.working[measure] for one in found) for measure in MEASURES},
        topics[:MOST_TOPICS],
        sum(topic.asked for topic in topics[MOST_TOPICS:]),
    )


def spent(times: Iterable[float | None]) -> Spent:
    """Median: the middle one, or between the two in the middle. 90th percentile: that within which nine of ten were.

    Those that have none are left out.
    """
    known = sorted(time for time in times if time is not None)
    if not known:
        return Spent()
    half = len(known) // 2
    median = known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2
    return Spent(len(known), median, known[math.ceil(len(known) * 0.9) - 1] if len(known) >= ENOUGH else None)


def _timed(ticket: Ticket, hours: Hours) -> _Timed:
    asked, timings = ticket.asked, ticket.times
    return _Timed(
        ticket.state,
        ticket.routing.rule if ticket.routing else "",
        bool(ticket.routing and ticket.routing.corrections),
        {measure: clock_time(timings, measure, asked) for measure in MEASURES},
        {measure: working_time(timings, measure, asked, hours) for measure in MEASURES},
    )


def _topics(found: Sequence[_Timed]) -> list[Topic]:
    """None at all where no question was routed: one topic tells nothing."""
    by_name: dict[str, list[_Timed]] = {}
    for one in found:
        by_name.setdefault(one.topic, []).append(one)
    if set(by_name) <= {""}:
        return []
    topics = [
        Topic(
            name,
            len(those),
            spent(one.clock["answered"] for one in those),
            spent(one.clock["resolved"] for one in those),
            sum(one.corrected for one in those),
        )
        for name, those in by_name.items()
    ]
    return sorted(topics, key=lambda topic: (-topic.asked, topic.name == "", topic.name))
