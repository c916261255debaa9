"""Through restarts in every minute, changing clocks and whatever else goes wrong, nothing is said twice."""

from collections.abc import Iterable
from datetime import date
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.promises import Mark, Promises
from helpdesk.domain.times.working_time import Hours

from .promise_life import DUTY, HOUR, MINUTE, OFFICE, PROMISES, SENIOR, Life, asked, at, promising, snoozed
from .scenes import SEEN, WAITING, WORKING, off, on

RULES = promising()


def day(stops: str = "", minute: int = -1) -> Life:
    """A Tuesday with a question that is seen, put to waiting and taken up again, and never answered in time."""
    begins = at("2026-11-24 00:00")
    wrong = begins + minute * MINUTE
    life = Life(RULES, stops=lambda now: stops if wrong <= now < wrong + MINUTE else "")
    life.tell(asked("2026-11-24 08:05"))
    for when, event in (
        ("08:55", on(WORKING, at("2026-11-24 08:55"))),
        ("09:40", on(WAITING, at("2026-11-24 09:40"))),
        ("10:20", off(WAITING, at("2026-11-24 10:20"))),
    ):
        life.until(at(f"2026-11-24 {when}")).tell(event)
    return life.until(begins + 24 * HOUR)


USUAL = day()


def test_a_day_has_its_six_warnings() -> None:
    assert [f"{kind} {step}" for _, _, kind, step in USUAL.said] == [
        *(f"seen {step}" for step in range(3)),
        *(f"answered {step}" for step in range(3)),
    ]
    assert [kind for _, kind in USUAL.broken] == ["seen", "answered"]


def same_once(minutes: Iterable[int]) -> None:
    for minute in minutes:
        life = day("down", minute)
        assert [said[1:] for said in life.said] == [said[1:] for said in USUAL.said], minute
        assert all(0 <= now[0] - then[0] <= MINUTE for now, then in zip(life.said, USUAL.said, strict=True))
        assert [kind for _, kind in life.broken] == [kind for _, kind in USUAL.broken]


def never_twice(minutes: Iterable[int]) -> None:
    for minute, when in product(minutes, ("before", "after")):
        life = day(when, minute)
        said = [said[2:] for said in life.said]
        assert len(set(said)) == len(said), (minute, when)
        assert len(said) >= len(USUAL.said) - (when == "before")


TELLING = sorted(
    {int((when - at("2026-11-24 00:00")) // MINUTE) + more for when, *_ in USUAL.said for more in (-1, 0, 1)}
)
"""The minutes in which something is said, and those beside them."""


def test_a_restart_says_the_same_once() -> None:
    same_once([*TELLING, *range(0, 1440, 37)])


def test_a_worker_that_dies_says_nothing_twice() -> None:
    never_twice([*TELLING, *range(0, 1440, 37)])


@pytest.mark.long
def test_a_restart_in_any_minute_of_the_day_says_the_same_once() -> None:
    same_once(range(1440))


@pytest.mark.long
def test_a_worker_that_dies_in_any_minute_of_the_day_says_nothing_twice() -> None:
    never_twice(range(1440))


ZONES = ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu"]


@pytest.mark.parametrize("name", ZONES)
def test_through_a_year_of_changing_clocks_each_warning_is_said_once_and_in_time(name: str) -> None:
    zone = ZoneInfo(name)
    hours = Hours(zone, (((0, 360), (480, 1020)),) * 7, frozenset({date(2026, 12, 25)}))
    one = Promises({None: {"answered": 6 * HOUR}}, (Mark(0.5), Mark(1.0, 600.0)), most=4)
    by = promising(hours=hours, promises=one)
    begins = at("2026-01-01 00:00", zone)
    for number in range(366):
        life = Life(by)
        begun = begins + number * 24 * HOUR + number % 24 * HOUR
        life.tell(e.Asked(by="U0ROBIN", at=begun)).until(begun + 4 * 24 * HOUR)
        assert [said[1:] for said in life.said] == [(DUTY, "answered", 0), (SENIOR, "answered", 1)]
        worked = [hours.between(begun, when) for when, *_ in life.said]
        assert worked == [3 * HOUR, 6 * HOUR - 600.0]
        assert all(hours.is_open(when) for when, *_ in life.said)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(0, 14 * 1440), st.sampled_from(["down", "before", "after"])), max_size=12),
    st.lists(
        st.tuples(st.integers(1, 14 * 1440), st.sampled_from([SEEN, WORKING, WAITING, "off", "snooze"])), max_size=8
    ),
)
def test_whatever_goes_wrong_nothing_is_said_twice_at_night_or_too_often(
    stops: list[tuple[int, str]], happens: list[tuple[int, str]]
) -> None:
    begins = at("2026-10-19 00:00")
    wrong = dict(stops)
    life = Life(promising(promises=Promises(PROMISES.times, PROMISES.warn, most=5)))
    life.stops = lambda now: wrong.get(int((now - begins) // MINUTE), "")
    life.tell(asked("2026-10-19 00:00"))
    for minute, what in sorted(happens):
        when = begins + minute * MINUTE
        life.until(when)
        if what == "snooze":
            life.tell(snoozed("hour", when))
        else:
            life.tell(off(WAITING, when) if what == "off" else on(what, when))
    life.until(begins + 30 * 24 * HOUR)
    said = [(kind, step, when if step < 0 else 0) for when, _, kind, step in life.said]
    assert len(set(said)) == len(said)
    assert len(said) <= 5
    assert all(OFFICE.is_open(when) for when, *_ in life.said)
    assert len({kind for _, kind in life.broken}) == len(life.broken)
