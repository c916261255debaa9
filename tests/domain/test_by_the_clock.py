"""Working hours and times of day against a slow look at the clock, in zones that change it in every way there is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.times.working_days import slot_at
from helpdesk.domain.times.working_time import NEVER, Hours

MINUTE, HOUR = 60.0, 3600.0

CHANGES = {
    "Europe/Zurich": ["2026-03-29", "2026-10-25"],
    "America/New_York": ["2026-03-08", "2026-11-01"],
    "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],  # half an hour
    "America/Santiago": ["2026-04-05", "2026-09-06"],  # at midnight
    "Africa/Casablanca": ["2026-02-15", "2026-03-22"],  # for Ramadan
    "Asia/Kathmandu": ["2026-06-01"],  # never, and 5:45 ahead
    "Pacific/Apia": ["2011-12-30", "2010-09-26"],  # a day that there never was
    "America/St_Johns": ["2008-03-09", "2008-11-02"],  # at one minute past midnight
}
"""Days around which the clocks there are changed."""


def slowly_open(hours: Hours, start: float, minutes: int) -> list[bool]:
    """Whether each minute is open, by looking at the clock there minute by minute, from two days before on."""
    shown: dict[date, int] = {}
    found = []
    for number in range(-2 * 1440, minutes):
        local = datetime.fromtimestamp(start + number * MINUTE, hours.zone)
        day, minute = local.date(), local.hour * 60 + local.minute
        for earlier in [each for each in shown if each < day]:
            shown[earlier] = 1440
        shown[day] = max(shown.get(day, 0), minute)
        is_open = any(
            begin <= reached < end
            for each, reached in shown.items()
            if each not in hours.off
            for begin, end in hours.days[each.weekday()]
        )
        if number >= 0:
            found.append(is_open)
    return found


@st.composite
def spans(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    edges = sorted(draw(st.sets(st.integers(0, 96).map(lambda quarter: quarter * 15), min_size=2, max_size=4)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Hours, float]:
    """Hours, and a moment near a change of the clock."""
    name = draw(st.sampled_from(sorted(CHANGES)))
    zone, change = ZoneInfo(name), date.fromisoformat(draw(st.sampled_from(CHANGES[name])))
    week = tuple(draw(st.lists(st.one_of(spans(), st.just(())), min_size=7, max_size=7)))
    off = frozenset({change + timedelta(days=draw(st.integers(-2, 3)))} if draw(st.booleans()) else ())
    start = datetime.combine(change, datetime.min.time(), zone).timestamp() // MINUTE * MINUTE
    return Hours(zone, week, off), start + draw(st.integers(-1440, 1440)) * MINUTE


@settings(max_examples=150, deadline=None)
@given(scenes())
def test_each_minute_is_open_or_not_as_the_clock_there_shows(scene: tuple[Hours, float]) -> None:
    hours, start = scene
    minutes = slowly_open(hours, start, 2880)
    end = start + len(minutes) * MINUTE
    assert hours.between(start, end) == sum(minutes) * MINUTE
    edges = [number for number in range(1, len(minutes)) if minutes[number] != minutes[number - 1]]
    for number in {0, len(minutes) - 1, *edges, *(number - 1 for number in edges)}:
        assert hours.is_open(start + number * MINUTE) == minutes[number]
    if any(minutes):
        assert hours.opens(start) == start + minutes.index(True) * MINUTE


@settings(max_examples=300, deadline=None)
@given(scenes(), st.floats(0, 10 * 24 * HOUR), st.floats(1, 40 * HOUR))
def test_after_and_between_are_each_others_inverse(scene: tuple[Hours, float], later: float, seconds: float) -> None:
    hours, start = scene
    reached = hours.after(start, seconds)
    if not any(hours.days):
        assert reached == NEVER
        return
    assert hours.between(start, reached) == pytest.approx(seconds, abs=0.001)
    end = start + later
    again = hours.after(start, hours.between(start, end))
    assert again <= end + 0.001
    assert hours.between(again, end) == pytest.approx(0, abs=0.001)


@settings(max_examples=100, deadline=None)
@given(scenes(), st.floats(0, 30 * HOUR), st.floats(0, 30 * HOUR))
def test_two_spells_after_each_other_count_as_one(scene: tuple[Hours, float], one: float, two: float) -> None:
    hours, start = scene
    whole = hours.between(start, start + one) + hours.between(start + one, start + one + two)
    assert hours.between(start, start + one + two) == pytest.approx(whole, abs=0.001)


@pytest.mark.parametrize(
    "zone", ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "America/Santiago", "UTC"]
)
def test_in_a_year_each_time_comes_once_a_day_whatever_the_clock_does(zone: str) -> None:
    every_day = Hours(ZoneInfo(zone), (((0, 24 * 60),),) * 7)
    times = (0, 30, 2 * 60 + 10, 9 * 60, 15 * 60)
    start = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).timestamp()
    found = {slot_at(times, every_day, start + minute * 60) for minute in range(0, 365 * 1440, 10)} - {None}
    slots = sorted(slot for slot in found if slot)
    days = [datetime.fromtimestamp(slot.at, ZoneInfo(zone)) for slot in slots]
    usual = [day for day in days if day.hour * 60 + day.minute in times]
    assert len({day.date() for day in days}) == 365
    assert len(slots) in {365 * len(times), 365 * len(times) - 1}, "two times that one jump skips come as one"
    assert len(slots) - len(usual) <= 1, "a time that the clock skips comes when it does so"
