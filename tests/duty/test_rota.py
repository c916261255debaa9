"""Which hours a weekly rota gives to whom: handovers to the minute, clocks that jump, gaps and clashes."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.times.duty import Layer, on_duty
from helpdesk.domain.times.rota import DAY, WEEK, Clash, Gap, Shift, Span, clashes, instant, uncovered, weekly

WEEKDAYS, EVERY_DAY = frozenset(range(5)), frozenset(range(7))
ZONES = (
    *("Europe/Zurich", "Europe/Dublin", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca", "America/St_Johns", "Asia/Beirut"),
)
"""Among them clocks that jump at midnight, by half an hour, for a month only, and never."""


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("day", "minute", "zone", "shows"),
    [
        pytest.param("2026-11-28", 8 * 60, "Europe/Zurich", "2026-11-28T08:00+01:00", id="an ordinary morning"),
        pytest.param("2026-11-28", 30 * 60, "Europe/Zurich", "2026-11-29T06:00+01:00", id="the next morning"),
        pytest.param("2026-03-29", 150, "Europe/Zurich", "2026-03-29T03:00+02:00", id="in the missing hour"),
        pytest.param("2026-10-25", 150, "Europe/Zurich", "2026-10-25T02:30+02:00", id="in the doubled hour"),
        pytest.param("2026-09-06", 0, "America/Santiago", "2026-09-06T01:00-03:00", id="no midnight"),
        pytest.param("2011-12-30", 720, "Pacific/Apia", "2011-12-31T00:00+14:00", id="no such day"),
        pytest.param("2026-10-04", 135, "Australia/Lord_Howe", "2026-10-04T02:30+11:00", id="half an hour is missing"),
    ],
)
def test_a_handover_is_when_the_clock_there_first_shows_it(day: str, minute: int, zone: str, shows: str) -> None:
    assert instant(date.fromisoformat(day), minute, ZoneInfo(zone)) == at(shows)


def test_a_night_shift_belongs_to_the_day_it_begins() -> None:
    night = Shift(frozenset({4}), 22 * 60, 30 * 60, (("U1",),))
    spans = weekly([night], ZoneInfo("Europe/Zurich"), at("2026-11-28T00:00+01:00"), at("2026-11-28T01:00+01:00"))
    assert spans == [Span(at("2026-11-27T22:00+01:00"), at("2026-11-28T06:00+01:00"), "U1")]


TURNS = {
    "2026-11-17": "Anna",
    "2026-11-18": "Ben Carla",
    "2026-11-25": "",
    "2026-12-01": "",
    "2026-12-02": "Anna",
    "2026-12-08": "Anna",
    "2026-12-09": "Ben Carla",
    "2026-12-16": "",
    "2026-12-23": "Anna",
    "2027-03-31": "",
    "2027-04-07": "Anna",
}


@pytest.mark.parametrize(("day", "who"), TURNS.items())
def test_people_take_turns_that_change_on_the_weekday_on_which_they_started(day: str, who: str) -> None:
    turns = (("Anna",), ("Ben", "Carla"), ())
    shift, zone = Shift(EVERY_DAY, 9 * 60, 33 * 60, turns, date(2026, 12, 2)), ZoneInfo("Europe/Zurich")
    nine = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=zone).timestamp()
    assert [span.who for span in weekly([shift], zone, nine, nine + 60)] == who.split()
    before = weekly([shift], zone, nine - 60, nine)
    assert {span.until for span in before} <= {nine}


shifts_of_a_day = st.lists(st.integers(0, DAY - 1), min_size=1, max_size=5, unique=True).map(sorted)


@st.composite
def rotas(draw: st.DrawFn) -> list[Shift]:
    """Shifts of every day that meet or leave gaps, some over midnight, and don't clash."""
    edges = draw(shifts_of_a_day)
    ends = [*edges[1:], edges[0] + DAY]
    kept = [(start, end) for start, end in zip(edges, ends, strict=True) if draw(st.booleans())]
    return [Shift(EVERY_DAY, start, end, ((f"U{number}",),)) for number, (start, end) in enumerate(kept)]


def _by_the_clock(shifts: list[Shift], zone: ZoneInfo, since: float, minutes: int) -> list[str | None]:
    """Looks at the clock on the wall each minute; a time that it showed before counts as the latest it showed."""
    told, latest = [], datetime(1, 1, 1)  # noqa: DTZ001 - what a clock on the wall shows
    for minute in range(-2 * DAY, minutes):
        shown = datetime.fromtimestamp(since + minute * 60, zone).replace(tzinfo=None, fold=0)
        latest = max(latest, shown)
        now = latest.hour * 60 + latest.minute
        here = [s.turns[0][0] for s in shifts if s.start <= now < s.end or s.start <= now + DAY < s.end]
        if minute >= 0:
            told.append(here[0] if here else None)
    return told


@settings(max_examples=40, deadline=None)
@given(zone=st.sampled_from(ZONES).map(ZoneInfo), shifts=rotas(), day=st.integers(0, 364))
def test_three_days_of_a_year_agree_with_a_look_at_the_clock_each_minute(
    zone: ZoneInfo, shifts: list[Shift], day: int
) -> None:
    _agrees(zone, shifts, datetime(2026, 1, 1, tzinfo=UTC).timestamp() + day * 86400, 3 * DAY)


def _agrees(zone: ZoneInfo, shifts: list[Shift], since: float, minutes: int) -> None:
    told: list[str | None] = [None] * minutes
    for span in weekly(shifts, zone, since, since + minutes * 60):
        for minute in range(max(int(span.since - since) // 60, 0), min(int(span.until - since) // 60, minutes)):
            assert told[minute] is None, f"{told[minute]} and {span.who} at once"
            told[minute] = span.who
    assert told == _by_the_clock(shifts, zone, since, minutes)


@pytest.mark.long
@pytest.mark.parametrize("zone", ZONES)
def test_a_whole_year_agrees_with_a_look_at_the_clock_each_minute(zone: str) -> None:
    day, late = Shift(EVERY_DAY, 150, 13 * 60 + 1, (("U1",),)), Shift(EVERY_DAY, 13 * 60 + 1, 24 * 60, (("U2",),))
    night = Shift(EVERY_DAY, 24 * 60, 24 * 60 + 149, (("U3",),))
    for since in (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)):
        _agrees(ZoneInfo(zone), [day, late, night], since.timestamp(), 185 * DAY)


@pytest.mark.parametrize("zone", ZONES)
def test_the_weeks_of_every_clock_change_agree_with_a_look_each_minute(zone: str) -> None:
    day, night = Shift(EVERY_DAY, 150, 18 * 60, (("U1",),)), Shift(EVERY_DAY, 18 * 60, 24 * 60 + 90, (("U2",),))
    start = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    days = [start + day * 86400 for day in range(365)]
    offsets = [datetime.fromtimestamp(d, ZoneInfo(zone)).utcoffset() for d in days]
    for number in (n for n in range(1, 365) if offsets[n] != offsets[n - 1]):
        _agrees(ZoneInfo(zone), [day, night], days[number] - 2 * 86400, 4 * DAY)


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(ZONES).map(ZoneInfo), shifts=rotas(), minute=st.integers(0, 365 * DAY))
def test_what_is_told_until_a_time_is_so_just_before_and_no_more_then(
    zone: ZoneInfo, shifts: list[Shift], minute: int
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC).timestamp() + minute * 60
    horizon = now + 10 * 86400
    layers = [Layer("weekly", weekly(shifts, zone, now, horizon))]
    duty = on_duty(layers, now, horizon)
    if duty.until is None:
        assert not shifts or len({s.turns for s in shifts}) == 1
        return
    assert on_duty(layers, duty.until - 1, horizon).people == duty.people
    assert on_duty(layers, duty.until, horizon).people == duty.then != duty.people


MORNING = Shift(WEEKDAYS, 8 * 60, 12 * 60, (("U1",),))
FORTNIGHT = Shift(WEEKDAYS, 8 * 60, 12 * 60, (("U1",), ()))
CLASHES = {
    "one after the other": ([MORNING, Shift(WEEKDAYS, 12 * 60, 17 * 60, (("U2",),))], []),
    "an hour together": ([MORNING, Shift(WEEKDAYS, 11 * 60, 17 * 60, (("U2",),))], [Clash(0, 1, 660, 720)]),
    "on other days": ([MORNING, Shift(frozenset({5}), 8 * 60, 12 * 60, (("U2",),))], []),
    "over midnight into the morning": (
        [MORNING, Shift(frozenset({0}), 20 * 60, 33 * 60, (("U2",),))],
        [Clash(0, 1, DAY + 480, DAY + 540)],
    ),
    "from Sunday into Monday": (
        [MORNING, Shift(frozenset({6}), 20 * 60, 33 * 60, (("U2",),))],
        [Clash(0, 1, 480, 540)],
    ),
    "three in a row": (
        [MORNING, MORNING._replace(start=11 * 60), MORNING._replace(start=13 * 60, end=14 * 60)],
        [Clash(0, 1, 660, 720)],
    ),
    "every other week and the weeks between": ([FORTNIGHT, FORTNIGHT._replace(turns=((), ("U2",)))], []),
    "every other week, begun on another day": (
        [FORTNIGHT, FORTNIGHT._replace(turns=((), ("U2",)), first=date(1970, 1, 7))],
        [Clash(0, 1, 480, 720, always=False)],
    ),
    "every second and every third week": (
        [FORTNIGHT, FORTNIGHT._replace(turns=((), ("U2",), ()))],
        [Clash(0, 1, 4 * WEEK + 480, 4 * WEEK + 720, always=False)],
    ),
    "turns of each week": ([MORNING, MORNING._replace(turns=(("U2",), ("U3",)))], [Clash(0, 1, 480, 720)]),
}


@pytest.mark.parametrize(("shifts", "found"), CLASHES.values(), ids=CLASHES)
def test_shifts_that_share_minutes_are_found(shifts: list[Shift], found: list[Clash]) -> None:
    assert clashes(shifts) == found


GAPS = {
    "nobody at all": ([], [Gap(0, WEEK)]),
    "around the clock": ([Shift(EVERY_DAY, 480, 480 + DAY, (("U1",),))], []),
    "office hours on one day": (
        [Shift(frozenset({2}), 480, 1020, (("U1",),))],
        [Gap(2 * DAY + 1020, WEEK + 2 * DAY + 480)],
    ),
    "an hour at noon": (
        [Shift(EVERY_DAY, 780, 720 + DAY, (("U1",),))],
        [Gap(day * DAY + 720, day * DAY + 780) for day in range(7)],
    ),
    "Sunday evening alone": (
        [Shift(frozenset(range(6)), 0, DAY, (("U1",),)), Shift(frozenset({6}), 0, 1200, (("U1",),))],
        [Gap(6 * DAY + 1200, WEEK)],
    ),
    "every other Saturday": (
        [Shift(frozenset(range(6)), 0, 7 * 60, (("U1",),)), FORTNIGHT._replace(days=frozenset({5}))],
        [
            *(Gap(day * DAY + 420, (day + 1) * DAY, 2, 2) for day in range(5)),
            Gap(5 * DAY + 420, 5 * DAY + 480, 1, 2),
            Gap(5 * DAY + 420, WEEK, 1, 2),
            Gap(5 * DAY + 720, WEEK, 1, 2),
        ],
    ),
    "two that fill each other's weeks": (
        [Shift(EVERY_DAY, 480, 480 + DAY, (("U1",), ())), Shift(EVERY_DAY, 480, 480 + DAY, ((), ("U2",)))],
        [],
    ),
}


@pytest.mark.parametrize(("shifts", "found"), GAPS.values(), ids=GAPS)
def test_hours_that_nobody_has_are_found(shifts: list[Shift], found: list[Gap]) -> None:
    assert uncovered(shifts) == found


def test_turns_that_hardly_ever_repeat_are_looked_at_for_ten_years() -> None:
    shifts = [Shift(EVERY_DAY, 0, DAY, (("U1",), *[()] * (weeks - 1))) for weeks in (51, 52, 53)]
    assert {gap.out_of for gap in uncovered(shifts)} == {520}


turns_of_some = st.lists(st.sampled_from([(), ("U1",), ("U2", "U3")]), min_size=1, max_size=3).filter(any)
hours_of_some = st.tuples(st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 23), st.integers(1, 24))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(hours_of_some, turns_of_some, st.integers(0, 20)), min_size=1, max_size=3))
def test_gaps_and_clashes_agree_with_a_look_at_each_hour(
    drawn: list[tuple[tuple[frozenset[int], int, int], list[tuple[str, ...]], int]],
) -> None:
    shifts = [
        Shift(days, start * 60, (start + length) * 60, tuple(turns), date(1970, 1, 5) + timedelta(days=later))
        for (days, start, length), turns, later in drawn
    ]
    weeks, begin = 12, datetime(1970, 3, 2, tzinfo=UTC).timestamp()
    there: list[set[int]] = [set() for _ in shifts]
    for number, shift in enumerate(shifts):
        for span in weekly([shift], ZoneInfo("UTC"), begin, begin + weeks * WEEK * 60):
            there[number] |= set(range(int(span.since - begin) // 3600, int(span.until - begin) // 3600))
    open_ = [hour % 168 for hour in set(range(weeks * 168)).difference(*there)]
    gaps = Counter[int]()
    for gap in uncovered(shifts):
        for minute in range(gap.start, gap.end, 60):
            gaps[minute % WEEK // 60] += gap.weeks * weeks // gap.out_of
    assert gaps == Counter(open_)
    clash = {(c.first, c.second) for c in clashes(shifts)}
    assert clash == {(a, b) for a, b in combinations(range(len(shifts)), 2) if there[a] & there[b]}
