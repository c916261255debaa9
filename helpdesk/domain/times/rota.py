"""Who has which hours of the week: a rota as spans of time. It knows no clock: whoever asks says when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from math import lcm
from typing import NamedTuple

DAY = 24 * 60
WEEK = 7 * DAY
"""In minutes."""

_MONDAY = date(1970, 1, 5)
_MOST_WEEKS = 520
"""How far gaps are looked for when turns repeat after a longer time only."""


class Span(NamedTuple):
    """From `since` until just before `until`, in seconds.

    `who` is an id of Slack's, an e-mail address, a name, or a name with an address: `Anna Muster <anna@example.com>`.
    """

    since: float
    until: float
    who: str


def named(name: str, email: str) -> str:
    """Write somebody down by what is known of them; at least something is said."""
    plain = name.translate({ord("<"): " ", ord(">"): " "}).strip()
    return f"{plain} <{email}>" if plain and email else email or plain or "?"


def name_and_email(who: str) -> tuple[str, str]:
    """The name people read, and the address, empty without one."""
    name, _, rest = who.partition(" <")
    if rest.endswith(">") and "@" in rest:
        return name, rest[:-1]
    return who, who if "@" in who and " " not in who else ""


class Shift(NamedTuple):
    """Weekdays (Monday is 0) and minutes of the day; an `end` beyond DAY is on the next day. At most a day long.

    Each of the `turns` is a week, and may be nobody's. The first one's begins on the day `first`, or any number of
    whole rounds before or after it.
    """

    days: frozenset[int]
    start: int
    end: int
    turns: tuple[tuple[str, ...], ...]
    first: date = _MONDAY

    def who(self, day: date) -> tuple[str, ...]:
        """Those who have the shift that begins on this day."""
        return self.turns[(day - self.first).days // 7 % len(self.turns)] if day.weekday() in self.days else ()


class Clash(NamedTuple):
    """Two shifts, by their positions, that both have these minutes of the week: of each one, or of some."""

    first: int
    second: int
    start: int
    end: int
    always: bool = True


class Gap(NamedTuple):
    """Minutes of the week, in `weeks` out of so many; an `end` beyond WEEK is in the next one."""

    start: int
    end: int
    weeks: int = 1
    out_of: int = 1


def instant(day: date, minute: int, zone: tzinfo) -> float:
    """When the clock there first shows this minute of this day, in seconds; a later one if it skips this one.

    So a shift that begins in the hour that spring takes away begins when the clock jumps, and one that ends in the
    hour that autumn gives twice ends in the first of the two.
    """
    days, minute = divmod(minute, DAY)
    shown = datetime.combine(day + timedelta(days=days), time(*divmod(minute, 60)), zone)
    once, again = shown.timestamp(), shown.replace(fold=1).timestamp()
    return once if once <= again else _jump(again, once, zone)


def _jump(before: float, after: float, zone: tzinfo) -> float:
    """The second in which the clock jumps between these two."""
    offset = _offset(after, zone)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == offset:
            after = middle
        else:
            before = middle
    return after


def _offset(at: float, zone: tzinfo) -> timedelta | None:
    return datetime.fromtimestamp(at, zone).utcoffset()


def weekly(shifts: Iterable[Shift], zone: tzinfo, since: float, until: float) -> list[Span]:
    """The spans of the shifts that touch this time, whole."""
    day = datetime.fromtimestamp(since, zone).date() - timedelta(days=2)
    last = datetime.fromtimestamp(until, zone).date()
    shifts, found = tuple(shifts), []
    while day <= last:
        for shift in shifts:
            if people := shift.who(day):
                start, end = instant(day, shift.start, zone), instant(day, shift.end, zone)
                found += [Span(start, end, who) for who in people if max(start, since) < min(end, until)]
        day += timedelta(days=1)
    return found


def clashes(shifts: Sequence[Shift]) -> list[Clash]:
    """Each pair of shifts that share minutes of a week, with the first minutes that they share."""
    found = []
    for second, shift in enumerate(shifts):
        for first in range(second):
            weeks = _round((shift, shifts[first]))
            both = _shared(_minutes(shifts[first], weeks), _minutes(shift, weeks))
            found += [Clash(first, second, *both, always=weeks == 1)] if both else []
    return found


def uncovered(shifts: Iterable[Shift]) -> list[Gap]:
    """The minutes of the week that nobody has."""
    shifts = tuple(shifts)
    weeks = min(_round(shifts), _MOST_WEEKS)
    covered = sorted(piece for shift in shifts for piece in _minutes(shift, weeks))
    found, reached = [], 0
    for start, end in [*covered, (weeks * WEEK, weeks * WEEK)]:
        if start > reached:
            found.append((reached, start))
        reached = max(reached, end)
    if len(found) > 1 and found[0][0] == 0 and found[-1][1] == weeks * WEEK:
        (_, end), *rest, (start, _) = found
        found = [*rest, (start, weeks * WEEK + end)]
    alike = Counter((start % WEEK, start % WEEK + end - start) for start, end in found)
    return [Gap(start, end, count, weeks) for (start, end), count in sorted(alike.items())]


def _round(shifts: Iterable[Shift]) -> int:
    """Weeks after which the same hours are nobody's again. Whose they are else makes no difference to gaps."""
    return lcm(*(len(shift.turns) for shift in shifts if not all(shift.turns)))


def _minutes(shift: Shift, weeks: int) -> list[tuple[int, int]]:
    """The pieces of so many weeks, in order, the last one cut at their end."""
    pieces, whole = [], weeks * WEEK
    for day in range(weeks * 7):
        if shift.who(_MONDAY + timedelta(days=day)):
            start, end = day * DAY + shift.start, day * DAY + shift.end
            pieces += [(start, min(end, whole)), *([(0, end - whole)] if end > whole else [])]
    return sorted(pieces)


def _shared(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first minutes that are in both."""
    pieces, others = list(reversed(one)), list(reversed(other))
    while pieces and others:
        start, end = max(pieces[-1][0], others[-1][0]), min(pieces[-1][1], others[-1][1])
        if start < end:
            return start, end
        (pieces if pieces[-1][1] <= others[-1][1] else others).pop()
    return None
