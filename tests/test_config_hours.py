"""The table of working hours: what it makes, and each slip in it with the sentence it is told in."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helpdesk.config import ConfigWrong, load_config
from helpdesk.domain.times.working_time import Hours

CHANNEL = '[[channels]]\nname = "it-help"\nid = "C0ITHELP1"\n[channels.hours]\n'
DAYS = 'days = { mon-fri = "08:00-12:00 13:00-17:30" }\n'


def hours(folder: Path, text: str) -> Hours:
    path = folder / "helpdesk.toml"
    path.write_text(CHANNEL + text, encoding="utf-8")
    found = load_config(path).channels[0].hours
    assert found
    return found.hours


def at(text: str, zone: str = "Europe/Zurich") -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


def test_days_are_named_alone_or_as_ranges(tmp_path: Path) -> None:
    made = hours(tmp_path, 'days = { mon-wed = "8:00 - 12:00, 13:00-17:00", fri = "09:00-24:00", sun = "" }')
    usual = ((480, 720), (780, 1020))
    assert made.days == (usual, usual, usual, (), ((540, 1440),), (), ())
    assert made.is_open(datetime(2026, 11, 27, 23, 59, tzinfo=UTC).timestamp())


def test_holidays_of_a_region_are_closed_there_alone(tmp_path: Path) -> None:
    zurich = 'zone = "Europe/Zurich"\n' + DAYS
    saint_joseph = at("2026-03-19 09:00")
    assert not hours(tmp_path, zurich + 'holidays = "CH-TI"').is_open(saint_joseph)
    assert hours(tmp_path, zurich + 'holidays = "CH-ZH"').is_open(saint_joseph)
    assert not hours(tmp_path, zurich + 'holidays = ["CH-ZH", "CH-TI"]').is_open(saint_joseph)


def test_the_holidays_of_a_market_are_closed(tmp_path: Path) -> None:
    made = hours(tmp_path, 'zone = "America/New_York"\nholidays = "XNYS"\n' + DAYS)
    assert not made.is_open(at("2026-04-03 09:00", "America/New_York"))


def test_own_days_are_closed_and_a_holiday_may_be_worked(tmp_path: Path) -> None:
    own = 'zone = "Europe/Zurich"\nholidays = "CH"\nclosed = ["2026-12-24", 2026-12-31]\nopen = ["2027-01-01"]\n'
    made = hours(tmp_path, own + DAYS)
    assert [date(2026, 12, 24) in made.off, date(2026, 12, 31) in made.off] == [True, True]
    assert [date(2026, 12, 25) in made.off, date(2027, 1, 1) in made.off] == [True, False]


WRONG = {
    "an unknown holiday code": (
        DAYS + 'holidays = "CH-TX"',
        'line 6, [channels.hours]: holidays: "CH-TX" is not a calendar of holidays; the nearest known is "CH-T',
    ),
    "a code in small letters": (
        DAYS + 'holidays = ["CH", "ch-ti"]',
        '"ch-ti" is not a calendar of holidays; the nearest known is "CH-TI".',
    ),
    "a code like no other": (
        DAYS + 'holidays = "0000000"',
        '"0000000" is not a calendar of holidays; write a country, as in "CH", or a region, as in "CH-TI".',
    ),
    "an unknown zone": (
        'zone = "Europe/Zurch"\n' + DAYS,
        'line 5, [channels.hours]: zone: "Europe/Zurch" is not a time zone; the nearest known is "Europe/Zurich".',
    ),
    "no days": ("", "line 4, [channels.hours]: days is missing; add a line days = …"),
    "days without hours": ('days = { mon = "" }', "line 5, [channels.hours]: days: no day has any hours"),
    "an unknown day": (
        '[channels.hours.days]\nmnday = "08:00-12:00"',
        'line 6, [channels.hours.days]: mnday: "mnday" names no days',
    ),
    "a day twice": (
        '[channels.hours.days]\nmon-fri = "08:00-12:00"\nwed = "09:00-12:00"',
        "line 7, [channels.hours.days]: wed: wed has hours in another line too",
    ),
    "overlapping hours": (
        '[channels.hours.days]\nmon = "08:00-12:00 11:30-17:00"',
        'line 6, [channels.hours.days]: mon: "11:30-17:00" begins before the span in front of it ends',
    ),
    "backward hours": ('days = { mon = "17:00-08:00" }', 'line 5, [channels.hours.days]: mon: "17:00-08:00" ends'),
    "a time alone": ('days = { mon = "08:00" }', 'mon: "08:00" has no end; write from and to'),
    "no time": ('days = { mon = "08:00-25:00" }', 'mon: "25:00" is not a time of day'),
    "a number for hours": ("days = { mon = 8 }", "mon: 8 is not a text of hours"),
    "a text for days": ('days = "08:00-12:00"', 'days: "08:00-12:00" is no table'),
    "a closed day that is none": (
        DAYS + 'closed = ["24.12.2026"]',
        'line 6, [channels.hours]: closed: "24.12.2026" is not a day; write one as in "2026-12-24".',
    ),
    "a day both open and closed": (
        DAYS + 'closed = ["2026-12-24"]\nopen = ["2026-12-23", "2026-12-24"]',
        "line 7, [channels.hours]: open: 2026-12-24 is closed too",
    ),
    "an unknown key": (
        DAYS + 'holiday = "CH"',
        'line 6, [channels.hours]: holiday is not a known key; the nearest known is "holidays".',
    ),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_names_the_line_and_the_fix(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigWrong) as caught:
        hours(tmp_path, text)
    assert len(caught.value.faults) == 1
    assert says in caught.value.faults[0]


def test_a_week_whose_days_are_all_closed_is_no_week(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    coming = [(today + timedelta(days=number)).isoformat() for number in range(-2, 450)]
    with pytest.raises(ConfigWrong, match=r"line 5.*every day with hours is a holiday or closed"):
        hours(tmp_path, f"{DAYS}closed = {coming}")
