"""A channel's `[channels.hours]` table: when its people are there. Holidays come from the `holidays` library."""

import re
import time
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helpdesk.config.faults import shown, wrong
from helpdesk.config.times import DAYS, Day, Zone, days_of, minute_of
from helpdesk.config.words import listed
from helpdesk.domain.times.working_time import NEVER, Hours

Spans = tuple[tuple[int, int], ...]

_EXAMPLE = 'as in "08:00-12:00 13:00-17:30"'


def _spans(said: object) -> Spans:
    """Minutes of the day, in their order; no text, no span."""
    if not isinstance(said, str):
        raise wrong(f"{shown(said)} is not a text of hours; write them {_EXAMPLE}")
    found: list[tuple[int, int]] = []
    for part in re.sub(r"\s*-\s*", "-", said).replace(",", " ").split():
        first, dash, last = part.partition("-")
        if not dash:
            raise wrong(f"{shown(part)} has no end; write from and to, {_EXAMPLE}")
        start, end = minute_of(first), minute_of(last)
        if end <= start:
            raise wrong(f"{shown(part)} ends before it begins; what goes on after midnight is hours of the next day")
        if found and start < found[-1][1]:
            raise wrong(f"{shown(part)} begins before the span in front of it ends; write them apart and in order")
        found.append((start, end))
    return tuple(found)


def _week(said: object) -> object:
    """From `{ mon = …, tue-thu = … }` the spans of each weekday."""
    if not isinstance(said, dict):
        raise wrong(f'{shown(said)} is no table; write {{ mon-fri = "08:00-17:00" }}')
    week: dict[int, Spans] = {}
    for name, hours in said.items():
        try:
            days, spans = days_of(name), _spans(hours)
        except ValueError as fault:
            raise wrong(str(fault), name) from None
        for day in sorted(days):
            if day in week:
                raise wrong(f"{DAYS[day]} has hours in another line too; write each day once", name)
            week[day] = spans
    if not any(week.values()):
        raise wrong('no day has any hours, so nobody would ever be there; write { mon-fri = "08:00-17:00" }')
    return tuple(week.get(day, ()) for day in range(len(DAYS)))


@cache
def _codes() -> Mapping[str, tuple[str, str | None]]:
    """Each code with its country or market, and its region."""
    import holidays as calendars  # noqa: PLC0415 - takes as long as a third of a process start

    found: dict[str, tuple[str, str | None]] = {}
    for country, regions in calendars.list_supported_countries().items():
        found[country] = (country, None)
        found.update({f"{country}-{region}": (country, region) for region in regions})
    return found | {market: (market, None) for market in calendars.list_supported_financial()}


def _code(said: object) -> object:
    if said not in _codes():
        near = get_close_matches(str(said).upper(), _codes(), n=1, cutoff=0.6)
        fix = f'the nearest known is "{near[0]}"' if near else 'write a country, as in "CH", or a region, as in "CH-TI"'
        raise wrong(f"{shown(said)} is not a calendar of holidays; {fix}")
    return said


Week = Annotated[tuple[Spans, ...], BeforeValidator(_week)]
Code = Annotated[str, BeforeValidator(_code)]


@dataclass(frozen=True)
class DaysOff:
    """The holidays and the days closed, but for those open all the same."""

    calendars: tuple[Container[date], ...]
    closed: frozenset[date]
    open: frozenset[date]

    def __contains__(self, day: object) -> bool:
        return day not in self.open and (day in self.closed or any(day in each for each in self.calendars))


class HoursConfig(BaseModel):
    """When a channel's people are there. Promises count these hours alone; without the table, round the clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: Zone = Field(default="UTC", description="the time zone of its times, such as `Europe/Zurich`")
    days: Week = Field(
        description='the hours of each day: `{ mon-thu = "08:00-12:00 13:00-17:30", fri = "08:00-16:00" }`; a day that'
        " is not named is closed; required"
    )
    holidays: Annotated[tuple[Code, ...], BeforeValidator(listed)] = Field(
        default=(),
        description='days off by law: the code of a country (`"CH"`), a region (`"CH-TI"`) or a market (`"XNYS"`) in'
        " the [holidays](https://holidays.readthedocs.io) library, or a list of these",
    )
    closed: tuple[Day, ...] = Field(default=(), description='your own days off, as in `["2026-12-24"]`')
    open: tuple[Day, ...] = Field(default=(), description="days that are worked although they are holidays")

    @model_validator(mode="after")
    def _some_day_is_open(self) -> Self:
        both = sorted(set(self.closed) & set(self.open))
        if both:
            raise wrong(f"{both[0]} is closed too; keep it in one of the two", "open", self.open.index(both[0]))
        if self.hours.opens(time.time()) == NEVER:
            raise wrong("every day with hours is a holiday or closed; name other days", "days")
        return self

    @property
    def hours(self) -> Hours:
        """Ready to reckon with. Each is made anew, and holidays are found out when they are first asked for."""
        off = DaysOff(tuple(map(_calendar, self.holidays)), frozenset(self.closed), frozenset(self.open))
        return Hours(ZoneInfo(self.zone), self.days, off)


def _calendar(code: str) -> Container[date]:
    import holidays as calendars  # noqa: PLC0415 - as above

    name, region = _codes()[code]
    if name in calendars.list_supported_financial():
        return calendars.financial_holidays(name)
    return calendars.country_holidays(name, subdiv=region)
