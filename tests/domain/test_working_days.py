"""Working days are counted as people count them, and each time of a day comes once, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpdesk.domain.times.working_days import Slot, days_after, slot_at
from helpdesk.domain.times.working_time import ALWAYS, NEVER, Hours

OFFICE = (((8 * 60, 12 * 60), (13 * 60, 17 * 60)),) * 5 + ((),) * 2
ZURICH = ZoneInfo("Europe/Zurich")
CLOSED = frozenset({date(2026, 12, 24), date(2026, 12, 25)})
HERE = Hours(ZURICH, OFFICE, CLOSED)
LISTS = (9 * 60, 15 * 60)


def at(text: str, zone: str = "Europe/Zurich", fold: int = 0) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-24 10:00:30", 1, "2026-11-25 10:00:30"),
        ("2026-11-26 10:00", 3, "2026-12-01 10:00"),
        ("2026-11-28 15:00", 1, "2026-12-01 08:00"),
        ("2026-11-24 20:00", 1, "2026-11-26 08:00"),
        ("2026-11-24 12:30", 1, "2026-11-25 13:00"),
        ("2026-12-23 16:00", 1, "2026-12-28 16:00"),
        ("2026-10-23 09:00", 1, "2026-10-26 09:00"),
        ("2027-03-26 09:00", 1, "2027-03-29 09:00"),
    ],
)
def test_so_many_working_days_later_it_is_the_same_time_of_day(start: str, days: int, end: str) -> None:
    assert days_after(HERE, at(start), days) == at(end)


def test_round_the_clock_every_day_is_one() -> None:
    assert days_after(ALWAYS, 1_795_000_000.25, 3) == 1_795_000_000.25 + 3 * 86400


def test_where_nobody_ever_works_nothing_comes() -> None:
    closed = Hours(ZURICH, ((),) * 7)
    assert days_after(closed, at("2026-11-24 10:00"), 1) == NEVER
    once = frozenset(date(2026, 11, 25) + timedelta(days=n) for n in range(1500))
    assert days_after(Hours(ZURICH, OFFICE, once), at("2026-11-24 10:00"), 1) == NEVER


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-24 08:59:59", None),
        ("2026-11-24 09:00", "09:00"),
        ("2026-11-24 11:59:59", "09:00"),
        ("2026-11-24 12:00", None),
        ("2026-11-24 14:59:59", None),
        ("2026-11-24 15:00", "15:00"),
        ("2026-11-24 23:59:59", "15:00"),
        ("2026-11-25 00:00", None),
        ("2026-11-28 09:30", None),
        ("2026-12-24 09:30", None),
        ("2026-11-27 09:30", "09:00"),
        ("2026-11-27 15:30", None),
    ],
)
def test_a_time_may_be_late_for_as_long_as_its_half_day(now: str, slot: str | None) -> None:
    short = Hours(ZURICH, (*OFFICE[:4], OFFICE[4][:1], *OFFICE[5:]), CLOSED)
    found = slot_at(LISTS, short, at(now))
    assert (found.at if found else None) == (at(f"{now[:10]} {slot}") if slot else None)


def test_of_two_times_that_were_missed_the_later_is_told() -> None:
    found = slot_at((8 * 60, 10 * 60), HERE, at("2026-11-24 10:30"))
    assert found == Slot(at("2026-11-24 10:00"), at("2026-11-24 12:00"))


def test_a_time_that_comes_twice_is_told_the_first_time() -> None:
    every_day = Hours(ZURICH, (((0, 24 * 60),),) * 7)
    again = at("2026-10-25 02:10", fold=1)
    found = slot_at((2 * 60 + 30,), every_day, again)
    assert found is not None
    assert datetime.fromtimestamp(found.at, UTC).hour == 0
