"""Who has which hours of the week: a rota as spans of time. It knows no clock: whoever asks says when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

DAY = 24 * 60
WEEK = 7 * DAY
"""In minutes."""


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
    """Weekdays (Monday is 0) and minutes of the day; an `end` beyond DAY is on the next day. At most a day long."""

    days: frozenset[int]
    start: int
    end: int
    who: tuple[str, ...]


class Clash(NamedTuple):
    """Two shifts, by their positions, that both have these minutes of the week."""

    first: int
    second: int
    start: int
    end: int


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
            if day.weekday() in shift.days:
                start, end = instant(day, shift.start, zone), instant(day, shift.end, zone)
                found += [Span(start, end, who) for who in shift.who if max(start, since) < min(end, until)]
        day += timedelta(days=1)
    return found


def clashes(shifts: Sequence[Shift]) -> list[Clash]:
    """Each pair of shifts that share minutes of the week, with the first minutes that they share."""
    found = []
    for second, shift in enumerate(shifts):
        for first in range(second):
            shared = (
                (max(start, other_start), min(end, other_end))
                for start, end in _minutes(shift)
                for other_start, other_end in _minutes(shifts[first])
            )
            both = sorted(piece for piece in shared if piece[0] < piece[1])
            found += [Clash(first, second, *both[0])] if both else []
    return found


def uncovered(shifts: Iterable[Shift]) -> list[tuple[int, int]]:
    """The minutes of the week that nobody has; a last one that goes on in the next week ends beyond WEEK."""
    covered = sorted(piece for shift in shifts for piece in _minutes(shift))
    found, reached = [], 0
    for start, end in [*covered, (WEEK, WEEK)]:
        if start > reached:
            found.append((reached, start))
        reached = max(reached, end)
    if len(found) > 1 and found[0][0] == 0 and found[-1][1] == WEEK:
        (_, end), *rest, (start, _) = found
        found = [*rest, (start, WEEK + end)]
    return found


def _minutes(shift: Shift) -> Iterator[tuple[int, int]]:
    """The pieces of the week, cut at its end."""
    for day in shift.days:
        start, end = day * DAY + shift.start, day * DAY + shift.end
        if end <= WEEK:
            yield start, end
        else:
            yield start, WEEK
            yield 0, end - WEEK
