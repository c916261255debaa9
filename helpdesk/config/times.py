"""Days, times of day, moments and time zones as the configuration writes them, each with its check."""

import re
from datetime import date, datetime, time
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator

from helpdesk.config.faults import shown, unlike, wrong
from helpdesk.domain.times.rota import DAY, WEEK

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)|24:00")


def days_of(said: object) -> frozenset[int]:
    """`"mon-fri"`, `"sat, sun"`, `"daily"` or a list of such, as weekdays from 0 on."""
    found: set[int] = set()
    for part in ",".join(map(str, said)).split(",") if isinstance(said, list) else str(said).split(","):
        word = part.strip().lower()
        first, _, last = ("mon-sun" if word == "daily" else word).partition("-")
        start, end = _day(first, said), _day(last or first, said)
        found.update(day % 7 for day in range(start, end + 1 + (7 if end < start else 0)))
    return frozenset(found)


def _day(word: str, said: object) -> int:
    name = word.strip()[:3]
    if name not in DAYS:
        raise wrong(f'{shown(said)} names no days; write "mon-fri", "sat,sun" or "daily"')
    return DAYS.index(name)


def minute_of(said: object) -> int:
    """The minute of the day of `"08:30"`."""
    if isinstance(said, time):
        said = said.isoformat("minutes")
    if not isinstance(said, str) or not (found := _CLOCK.fullmatch(said.strip())):
        raise wrong(f'{shown(said)} is not a time of day; write hours and minutes, as in "08:00"')
    return int(found[1]) * 60 + int(found[2]) if found[1] else DAY


def _moment(said: object) -> object:
    if isinstance(said, datetime):
        return said
    if isinstance(said, date):
        return datetime.combine(said, time())
    try:
        return datetime.fromisoformat(str(said).strip())
    except ValueError:
        raise wrong(f'{shown(said)} is not a day or moment; write one as in "2026-12-24 08:00"') from None


def _day_named(said: object) -> object:
    if isinstance(said, date):
        return said.date() if isinstance(said, datetime) else said
    try:
        return date.fromisoformat(str(said).strip())
    except ValueError:
        raise wrong(f'{shown(said)} is not a day; write one as in "2026-12-24"') from None


def _zone(said: object) -> object:
    if said not in _zones():
        raise unlike(said, sorted(_zones()), "a time zone")
    return said


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


Weekdays = Annotated[frozenset[int], BeforeValidator(days_of)]
Minute = Annotated[int, BeforeValidator(minute_of)]
Day = Annotated[date, BeforeValidator(_day_named)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Zone = Annotated[str, BeforeValidator(_zone)]


def seconds(moment: datetime, zone: str) -> float:
    """Since 1970; a moment without an offset is on the clock of this zone."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).timestamp()


def minutes_shown(start: int, end: int) -> str:
    """Minutes of the week as people write them: "mon 17:00 to tue 08:00"."""
    return " to ".join(
        f"{DAYS[minute % WEEK // DAY]} {minute % DAY // 60:02}:{minute % 60:02}" for minute in (start, end)
    )
