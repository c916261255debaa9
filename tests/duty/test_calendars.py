"""Calendars by address and by file: what their events mean, and that no calendar can do harm."""

from datetime import datetime
from pathlib import Path

import pytest
from starlette.responses import RedirectResponse, Response

from helpdesk.domain.retry import TryLater
from helpdesk.domain.times.rota import Span
from helpdesk.oncall.calendars import Calendar

from .conftest import Keeper

SINCE, UNTIL = (datetime.fromisoformat(day).timestamp() for day in ("2026-11-27T12:00Z", "2026-12-31T12:00Z"))


def event(*lines: str, number: int = 1) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT", ""])


def calendar(*events: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


def spans(tmp_path: Path, text: bytes, zone: str = "Europe/Zurich") -> list[Span]:
    file = tmp_path / "duty.ics"
    file.write_bytes(text)
    return Calendar(str(file), zone).spans(SINCE, UNTIL)


def span(since: str, until: str, who: str) -> Span:
    return Span(datetime.fromisoformat(since).timestamp(), datetime.fromisoformat(until).timestamp(), who)


ZONED = ("DTSTART;TZID=Europe/Zurich:20261130T080000", "DTEND;TZID=Europe/Zurich:20261130T170000")
UTC_DAY = ("DTSTART:20261130T070000Z", "DTEND:20261130T160000Z")
EVENTS: dict[str, tuple[str, list[Span]]] = {
    "once, by name": (
        event(*UTC_DAY, "SUMMARY:Anna Muster"),
        [span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Anna Muster")],
    ),
    "by who is invited": (
        event(
            *UTC_DAY,
            "SUMMARY:IT duty",
            "ORGANIZER:mailto:boss@example.com",
            "ATTENDEE;PARTSTAT=DECLINED;CN=Ben:mailto:ben@example.com",
            "ATTENDEE;CUTYPE=ROOM;CN=Room:mailto:room@example.com",
            'ATTENDEE;PARTSTAT=ACCEPTED;CN="Muster, Anna":mailto:anna@example.com',
        ),
        [span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Muster, Anna <anna@example.com>")],
    ),
    "by an address in the title": (
        event(*UTC_DAY, "SUMMARY:Anna (anna@example.com)"),
        [span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Anna <anna@example.com>")],
    ),
    "whole days are days there": (
        event("DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261202", "SUMMARY:Anna"),
        [span("2026-11-30T00:00+01:00", "2026-12-02T00:00+01:00", "Anna")],
    ),
    "times without a zone are there": (
        event("DTSTART:20261130T080000", "DTEND:20261130T170000", "SUMMARY:Anna"),
        [span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Anna")],
    ),
    "each week but one, and once moved": (
        event(
            "DTSTART;TZID=Europe/Zurich:20260907T080000",
            "DTEND;TZID=Europe/Zurich:20260907T170000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO",
            "EXDATE;TZID=Europe/Zurich:20261207T080000",
            "SUMMARY:Anna",
        )
        + event(
            "RECURRENCE-ID;TZID=Europe/Zurich:20261214T080000",
            "DTSTART;TZID=Europe/Zurich:20261215T090000",
            "DTEND;TZID=Europe/Zurich:20261215T170000",
            "SUMMARY:Ben",
        ),
        [
            span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Anna"),
            span("2026-12-15T09:00+01:00", "2026-12-15T17:00+01:00", "Ben"),
            span("2026-12-21T08:00+01:00", "2026-12-21T17:00+01:00", "Anna"),
            span("2026-12-28T08:00+01:00", "2026-12-28T17:00+01:00", "Anna"),
        ],
    ),
    "one that began before": (
        event("DTSTART:20261101T070000Z", "DTEND:20261129T070000Z", "SUMMARY:Anna"),
        [span("2026-11-01T07:00Z", "2026-11-29T07:00Z", "Anna")],
    ),
    "one of twenty years": (
        event("DTSTART:20200101T070000Z", "DTEND:20400101T070000Z", "SUMMARY:Anna"),
        [span("2020-01-01T07:00Z", "2040-01-01T07:00Z", "Anna")],
    ),
    "cancelled": (event(*UTC_DAY, "STATUS:CANCELLED", "SUMMARY:Anna"), []),
    "without anybody": (event(*UTC_DAY), []),
    "long ago": (event("DTSTART:20200101T070000Z", "DTEND:20200101T080000Z", "SUMMARY:Anna"), []),
    "none": ("", []),
    "repeated on days of its own, without one, and with one moved here from elsewhere": (
        event(
            *ZONED,
            "RDATE;TZID=Europe/Zurich:20261201T080000,20261203T080000",
            "EXDATE:20261201T070000Z",
            "SUMMARY:Anna",
        )
        + event("RECURRENCE-ID:20260105T070000Z", "DTSTART:20261205T070000Z", "DTEND:20261205T160000Z", "SUMMARY:Ben"),
        [
            span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Anna"),
            span("2026-12-03T08:00+01:00", "2026-12-03T17:00+01:00", "Anna"),
            span("2026-12-05T08:00+01:00", "2026-12-05T17:00+01:00", "Ben"),
        ],
    ),
    "in a zone of the calendar's own": (
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0545\r\n"
        "TZOFFSETTO:+0545\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        + event("DTSTART;TZID=Ours:20261130T080000", "DURATION:PT9H", "SUMMARY:Anna"),
        [span("2026-11-30T08:00+05:45", "2026-11-30T17:00+05:45", "Anna")],
    ),
    "in a zone as Windows names it": (
        event('DTSTART;TZID="W. Europe Standard Time":20261130T080000', "DURATION:PT9H", "SUMMARY:Anna"),
        [span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Anna")],
    ),
    "each third week, a week long": (
        event(ZONED[0], "DURATION:P1W", "RRULE:FREQ=WEEKLY;INTERVAL=3", "SUMMARY:Anna"),
        [
            span("2026-11-30T08:00+01:00", "2026-12-07T08:00+01:00", "Anna"),
            span("2026-12-21T08:00+01:00", "2026-12-28T08:00+01:00", "Anna"),
        ],
    ),
    "for ever": (
        event("DTSTART:20200101T070000Z", "DTEND:99991231T235959Z", "SUMMARY:Anna"),
        [span("2020-01-01T07:00Z", "2999-12-31T23:59:59Z", "Anna")],
    ),
    "long lines, cut in an address": (
        event(*UTC_DAY, "SUMMARY:Anna Mu\r\n ster <anna@ex\r\n\tample.com>"),
        [span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Anna Muster <anna@example.com>")],
    ),
}


@pytest.mark.parametrize(("events", "found"), EVENTS.values(), ids=EVENTS)
def test_events_are_shifts(tmp_path: Path, events: str, found: list[Span]) -> None:
    assert spans(tmp_path, calendar(events)) == found


ZOE = calendar(event(*UTC_DAY, "SUMMARY:Zo\u00eb"))
WRITTEN = {
    "a letter cut in two": ZOE.replace(b"\xc3\xab", b"\xc3\r\n \xab"),
    "an older set of letters": ZOE.decode().encode("cp1252"),
    "a mark at the beginning": ZOE.decode().encode("utf-8-sig"),
    "lines of Unix": ZOE.replace(b"\r\n", b"\n"),
    "lines of an old Mac": ZOE.replace(b"\r\n", b"\r"),
    "empty lines between": ZOE.replace(b"\r\n", b"\r\n\r\n"),
    "a second calendar in the file": ZOE + calendar(),
    "fifteen thousand events of other years": calendar(
        *(
            event(f"DTSTART:20{year}0105T070000Z", f"DTEND:20{year}0105T160000Z", f"SUMMARY:{'x' * 150}", number=number)
            for number, year in enumerate([10, 25, 31] * 5000, start=5)
        ),
        event(*UTC_DAY, "SUMMARY:Zo\u00eb"),
    ),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_calendar_may_be_written_in_many_ways(tmp_path: Path, text: bytes) -> None:
    assert spans(tmp_path, text) == [span("2026-11-30T08:00+01:00", "2026-11-30T17:00+01:00", "Zo\u00eb")]


def test_whole_days_over_a_change_of_the_clocks_are_days_there(tmp_path: Path) -> None:
    file = tmp_path / "duty.ics"
    file.write_bytes(calendar(event("DTSTART;VALUE=DATE:20261024", "DTEND;VALUE=DATE:20261026", "SUMMARY:Anna")))
    since, until = (datetime.fromisoformat(f"2026-10-{day}T00:00Z").timestamp() for day in (20, 30))
    (found,) = Calendar(str(file), "Europe/Zurich").spans(since, until)
    assert found == span("2026-10-24T00:00+02:00", "2026-10-26T00:00+01:00", "Anna")


def test_a_shift_keeps_its_hour_when_the_clocks_change(tmp_path: Path) -> None:
    daily = event(
        "DTSTART;TZID=Europe/Zurich:20260101T080000",
        "DTEND;TZID=Europe/Zurich:20260101T090000",
        "RRULE:FREQ=DAILY",
        "SUMMARY:A",
    )
    file = tmp_path / "duty.ics"
    file.write_bytes(calendar(daily))
    since, until = (datetime.fromisoformat(f"2026-10-{day}T00:00Z").timestamp() for day in (24, 27))
    begins = [
        datetime.fromtimestamp(s.since).astimezone().timestamp() for s in Calendar(str(file), "UTC").spans(since, until)
    ]
    shown = [f"2026-10-{day}T08:00{offset}" for day, offset in ((24, "+02:00"), (25, "+01:00"), (26, "+01:00"))]
    assert begins == [datetime.fromisoformat(text).timestamp() for text in shown]


def test_a_calendar_is_fetched_also_by_a_detour(keeper: Keeper) -> None:
    keeper.answers["/secret/duty.ics"] = RedirectResponse("/moved.ics")
    keeper.answers["/moved.ics"] = Response(calendar(event(*UTC_DAY, "SUMMARY:Anna")), media_type="text/calendar")
    assert len(Calendar(f"{keeper.url}/secret/duty.ics", "UTC").spans(SINCE, UNTIL)) == 1


HOSTILE = {
    "no calendar": (b"<html>", "it is no iCalendar file"),
    "empty": (b"", "it is no iCalendar file"),
    "broken": (calendar(event("DTSTART:2026", "SUMMARY:Anna")), "the event in line 4 is broken"),
    "one broken among others": (
        calendar(event(*UTC_DAY, "SUMMARY:Anna\r\n  Muster"), event(*UTC_DAY, "RRULE:FREQ=SOMETIMES", number=2)),
        "the event in line 12 is broken (BadRuleStringFormat)",
    ),
    "cut off": (calendar(event(*UTC_DAY, "SUMMARY:Anna"))[:90], "it is cut off"),
    "cut off between events": (calendar(event(*UTC_DAY, "SUMMARY:Anna"))[:-15], "it is cut off"),
    "binary": (b"BEGIN:VCALENDAR" + bytes(range(256)) + b"\nEND:VCALENDAR", "it is broken"),
    "deep": (b"BEGIN:VCALENDAR\r\n" * 5_000, "it is cut off"),
    "each second": (calendar(event(*UTC_DAY, "RRULE:FREQ=SECONDLY", "SUMMARY:Anna")), "too long or too much memory"),
    "more shifts than there can be": (
        calendar(
            event("DTSTART:20261130T070000Z", "DTEND:20261130T070500Z", "RRULE:FREQ=MINUTELY;INTERVAL=5", "SUMMARY:A")
        ),
        "",
    ),
    "50 MB": (calendar(event(*UTC_DAY, f"DESCRIPTION:{'x' * 50_000_000}")), "is larger than 5 MiB"),
}


@pytest.mark.parametrize(("text", "why"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_calendar_costs_little_and_is_put_off(tmp_path: Path, text: bytes, why: str) -> None:
    with pytest.raises(TryLater) as wrong:
        spans(tmp_path, text)
    assert why in wrong.value.why


def test_no_more_of_a_large_answer_is_read_than_is_needed(keeper: Keeper) -> None:
    keeper.answers["/private-4711/duty.ics"] = Response(b"x" * 50_000_000)
    with pytest.raises(TryLater, match="sends more than 5 MiB") as wrong:
        Calendar(f"{keeper.url}/private-4711/duty.ics", "UTC").spans(SINCE, UNTIL)
    assert "4711" not in wrong.value.why


@pytest.mark.parametrize("address", ["nowhere.ics", ".", "http://127.0.0.1:1/x.ics", "https://[", "a\0b", "webcal://"])
def test_an_address_that_leads_nowhere_is_put_off(address: str) -> None:
    with pytest.raises(TryLater):
        Calendar(address, "UTC").spans(SINCE, UNTIL)
