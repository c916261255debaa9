"""Working time: the hours in which a channel's people are there, and reckoning with those alone."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from helpdesk.domain.times.rota import DAY, instant

MOST_DAYS_CLOSED = 400
"""After so many days in a row without an hour of work nothing more is looked for."""

NEVER = float("inf")

_Spans = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """The open spans of each weekday (Monday first), in minutes of the day on the clock of `zone`; none on days `off`.

    A span lasts from when the clock there first shows its beginning until it first shows its end, whatever the clock
    does between: where it is put back, that is an hour longer. All moments are seconds since 1970.
    """

    zone: tzinfo
    days: tuple[tuple[tuple[int, int], ...], ...]
    off: Container[date] = frozenset()
    _known: dict[date, _Spans] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out: most questions are about the same few days."""

    def between(self, start: float, end: float) -> float:
        """How many seconds of work there are from `start` to `end`."""
        worked = 0.0
        for opened, closed in self._open_after(start):
            begun = max(opened, start)
            if begun >= end:
                break
            worked += min(closed, end) - begun
        return worked

    def after(self, start: float, seconds: float) -> float:
        """The first moment at which so many seconds of work have passed since `start`; NEVER without any work."""
        if seconds <= 0:
            return start
        left = seconds
        for opened, closed in self._open_after(start):
            begun = max(opened, start)
            if left <= closed - begun:
                return begun + left
            left -= closed - begun
        return NEVER

    def is_open(self, at: float) -> bool:
        """Whether people are there."""
        return self.opens(at) == at

    def opens(self, at: float) -> float:
        """When people are there next: `at` itself while they are; NEVER without any work."""
        return max(next((opened for opened, _ in self._open_after(at)), NEVER), at)

    @property
    def usual_day(self) -> float:
        """How many seconds of work a day has, on average over the weekdays that have any."""
        open_days = [sum(end - start for start, end in spans) for spans in self.days if spans]
        return 60.0 * sum(open_days) / len(open_days) if open_days else 0.0

    def _open_after(self, at: float) -> Iterator[tuple[float, float]]:
        """The spans that end after this moment, in their order."""
        day = datetime.fromtimestamp(at, self.zone).date() - timedelta(days=1)
        last_open = day
        while (day - last_open).days <= MOST_DAYS_CLOSED:
            for opened, closed in self._open_on(day):
                if max(opened, at) < closed:
                    last_open = day
                    yield opened, closed
            day += timedelta(days=1)

    def _open_on(self, day: date) -> _Spans:
        known = self._known.get(day)
        if known is None:
            spans = self.days[day.weekday()] if day not in self.off else ()
            known = tuple((instant(day, start, self.zone), instant(day, end, self.zone)) for start, end in spans)
            self._known[day] = known
        return known


ALWAYS = Hours(UTC, (((0, DAY),),) * 7)
"""Round the clock."""
