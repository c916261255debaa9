"""Working time, against a slow look at each minute, in zones that change their clocks in every way there is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.times.working_time import ALWAYS, NEVER, Hours

MINUTE, HOUR = 60.0, 3600.0
ZURICH = ZoneInfo("Europe/Zurich")

WEEK = ((480, 720), (780, 1050))
OFFICE = Hours(ZURICH, (WEEK,) * 5 + ((),) * 2, frozenset({date(2026, 12, 25)}))
"""Monday to Friday, 8 to 12 and 13 to 17:30."""

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


def at(text: str, zone: ZoneInfo = ZURICH) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


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


def test_a_night_and_a_weekend_do_not_count() -> None:
    assert OFFICE.between(at("2026-11-27 17:00"), at("2026-11-30 08:45")) == 1.25 * HOUR
    assert OFFICE.after(at("2026-11-27 17:00"), 1.25 * HOUR) == at("2026-11-30 08:45")


def test_a_holiday_does_not_count() -> None:
    assert OFFICE.between(at("2026-12-24 17:00"), at("2026-12-28 09:00")) == 1.5 * HOUR


def test_what_is_due_with_the_last_minute_is_due_at_the_close() -> None:
    assert OFFICE.after(at("2026-11-27 17:00"), 0.5 * HOUR) == at("2026-11-27 17:30")
    assert OFFICE.after(at("2026-11-28 10:00"), 0) == at("2026-11-28 10:00")


def test_the_close_itself_is_closed_and_the_opening_open() -> None:
    assert OFFICE.is_open(at("2026-11-27 08:00"))
    assert not OFFICE.is_open(at("2026-11-27 12:00"))
    assert OFFICE.opens(at("2026-11-27 12:00")) == at("2026-11-27 13:00")
    assert OFFICE.opens(at("2026-11-27 11:59")) == at("2026-11-27 11:59")


def test_a_night_shift_is_an_hour_longer_or_shorter_when_the_clock_changes() -> None:
    nights = Hours(ZURICH, (((0, 360),),) * 7)
    whole_day = 24 * HOUR
    spring, autumn = at("2026-03-29 00:00"), at("2026-10-25 00:00")
    assert nights.between(spring, spring + whole_day - HOUR) == 5 * HOUR
    assert nights.between(autumn, autumn + whole_day + HOUR) == 7 * HOUR


def test_nothing_counts_backwards() -> None:
    assert OFFICE.between(at("2026-11-27 11:00"), at("2026-11-27 10:00")) == 0


def test_round_the_clock_every_second_counts() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    assert ALWAYS.between(start, start + 366 * 24 * HOUR + 7) == 366 * 24 * HOUR + 7
    assert ALWAYS.after(start, 100 * HOUR) == start + 100 * HOUR
    assert ALWAYS.opens(start + 1) == start + 1


def test_a_usual_day_is_the_average_of_those_with_hours() -> None:
    friday_short = Hours(ZURICH, (((480, 1020),),) * 4 + (((480, 720),), (), ()))
    assert OFFICE.usual_day == 8.5 * HOUR
    assert friday_short.usual_day == 8 * HOUR
    assert ALWAYS.usual_day == 24 * HOUR


def test_without_any_hours_nothing_is_ever_due() -> None:
    closed = Hours(ZURICH, ((),) * 7)
    assert closed.after(0, 1) == NEVER
    assert closed.opens(5) == NEVER
    assert closed.between(0, 9e8) == 0
    assert closed.usual_day == 0
    assert not closed.is_open(5)
