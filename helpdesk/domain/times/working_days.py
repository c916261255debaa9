"""Working days as people count them, and the times of those days at which something is told."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from helpdesk.domain.times.rota import DAY, instant
from helpdesk.domain.times.working_time import MOST_DAYS_CLOSED, NEVER, Hours

NOON = DAY // 2


def is_worked(hours: Hours, day: date) -> bool:
    """Whether anybody is there on this day."""
    return bool(hours.days[day.weekday()]) and day not in hours.off


def days_after(hours: Hours, start: float, days: int) -> float:
    """The same time of day so many working days later, or when people come after that; NEVER without any work.

    What begins while nobody is there begins when they come. All in seconds since 1970.
    """
    begun = hours.opens(start)
    if begun == NEVER:
        return NEVER
    shown = datetime.fromtimestamp(begun, hours.zone)
    day, left, closed = shown.date(), days, 0
    while left:
        day += timedelta(days=1)
        worked = is_worked(hours, day)
        left, closed = left - worked, 0 if worked else closed + 1
        if closed > MOST_DAYS_CLOSED:
            return NEVER
    return hours.opens(instant(day, shown.hour * 60 + shown.minute, hours.zone) + begun % 60)


class Slot(NamedTuple):
    """A time at which something is told, and until when it may be told late: the end of that half day."""

    at: float
    until: float


def slot_at(times: Iterable[int], hours: Hours, now: float) -> Slot | None:
    """The last of these times (minutes of the day) that has come today, unless its half day is over or without work.

    Each comes once a day: one that the clock skips when it does so, one that it shows twice the first time.
    """
    day = datetime.fromtimestamp(now, hours.zone).date()
    come = sorted((at, minute) for minute in times if (at := instant(day, minute, hours.zone)) <= now)
    if not come:
        return None
    at, minute = come[-1]
    begun, until = (instant(day, edge, hours.zone) for edge in ((0, NOON) if minute < NOON else (NOON, DAY)))
    return Slot(at, until) if now < until and hours.between(begun, until) else None
