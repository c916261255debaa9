"""Working time, as people count it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from helpdesk.domain.times.working_time import ALWAYS, NEVER, Hours

MINUTE, HOUR = 60.0, 3600.0
ZURICH = ZoneInfo("Europe/Zurich")

WEEK = ((480, 720), (780, 1050))
OFFICE = Hours(ZURICH, (WEEK,) * 5 + ((),) * 2, frozenset({date(2026, 12, 25)}))
"""Monday to Friday, 8 to 12 and 13 to 17:30."""


def at(text: str, zone: ZoneInfo = ZURICH) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


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
