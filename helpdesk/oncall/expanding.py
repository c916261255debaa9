"""The process that reads one calendar: iCalendar on its standard input, spans as JSON on its standard output.

https://www.rfc-editor.org/rfc/rfc5545
"""

import contextlib
import json
import re
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from helpdesk.domain.times.rota import Span, instant, named

CPU_SECONDS = 4
MOST_MEMORY = 1024**3
MOST_SHIFTS = 3000
_LINES = re.IGNORECASE | re.MULTILINE
_EVENT = re.compile(r"^BEGIN:VEVENT *\n.*?^END:VEVENT *(?:\n|\Z)", _LINES | re.DOTALL)
_BEGIN = re.compile(rb"^BEGIN:VEVENT", _LINES)
_REPEATS = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID|DURATION)\b", _LINES)
_BEGINS, _ENDS = (re.compile(rf"^{name}(?:;[^:\n]*)?:(\d{{8}})", _LINES) for name in ("DTSTART", "DTEND"))
_FOR_EVER = re.compile(r"^(DTEND(?:;[^:\n]*)?:)[3-9][0-9]{3}", _LINES)
"""The libraries can't go back as far as such an event is long."""

_EMAIL = re.compile(r"[^@\s<>()\[\]:;,\"]+@[^@\s<>()\[\]:;,\"]+\.[^@\s<>()\[\]:;,.\"]+")


class _NotACalendar(Exception):
    """The message says in a few words what is wrong, without what the calendar says."""


def limit() -> None:
    """End this process by a signal when it works or takes more than it may, where the system can do so."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def shifts(text: bytes, zone: str, since: float, until: float) -> list[Span]:
    """The events that touch this time, repetitions, exceptions and all, oldest first."""
    whole = _unfolded(text)
    begun, ended = (len(re.findall(rf"^{edge}:VCALENDAR", whole, _LINES)) for edge in ("BEGIN", "END"))
    if not begun:
        raise _NotACalendar("it is no iCalendar file")
    if begun != ended:
        raise _NotACalendar("it is cut off")
    here = ZoneInfo(zone)
    start, end = (datetime.fromtimestamp(at, here) for at in (since, until))
    try:
        events = _events(_of_then(whole, start, end), start - timedelta(days=1), end)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - both libraries raise many things at what is broken
        where = _broken_line(text, whole, start, end)
        raise _NotACalendar(f"{where or 'it'} is broken ({type(error).__name__})") from None
    if len(events) > MOST_SHIFTS:
        raise _NotACalendar(f"it has more than {MOST_SHIFTS} shifts in {(end - start).days} days")
    found = (_span(event, here) for event in events)
    return sorted(span for span in found if span and span.until > since and span.since < until)


def _unfolded(text: bytes) -> str:
    """Long lines are cut anywhere, also inside a letter: they are joined before letters are read."""
    joined = re.sub(rb"\n[ \t]", b"", text.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    try:
        return joined.decode("utf-8-sig")
    except UnicodeDecodeError:
        return joined.decode("cp1252", errors="replace")


def _of_then(text: str, start: datetime, end: datetime) -> str:
    """Without single events that are over before or begin after this time: calendars keep those of all years."""
    first, last = (f"{day:%Y%m%d}" for day in (start - timedelta(days=3), end + timedelta(days=3)))

    def kept(event: re.Match[str]) -> str:
        if _REPEATS.search(event[0]):
            return event[0]
        begins, ends = (max(at.findall(event[0]), default="") for at in (_BEGINS, _ENDS))
        return "" if (ends and max(begins, ends) < first) or begins > last else event[0]

    return _FOR_EVER.sub(r"\g<1>2999", _EVENT.sub(kept, text))


def _events(text: str, start: datetime, end: datetime) -> list[Any]:
    import recurring_ical_events  # noqa: PLC0415 - this process alone needs it
    from icalendar import Calendar  # noqa: PLC0415

    calendars = Calendar.from_ical(text, multiple=True)
    return [event for calendar in calendars for event in recurring_ical_events.of(calendar).between(start, end)]


def _broken_line(text: bytes, whole: str, start: datetime, end: datetime) -> str:
    """The first event that can't be read alone either, by its line in the file; empty when each can."""
    lines = [text.count(b"\n", 0, begin.start()) + 1 for begin in _BEGIN.finditer(text)]
    for line, event in zip(lines, _EVENT.finditer(whole), strict=False):
        try:
            _events(f"BEGIN:VCALENDAR\n{event[0]}END:VCALENDAR\n", start, end)
        except Exception:  # noqa: BLE001
            return f"the event in line {line}"
    return ""


def _span(event: Any, zone: ZoneInfo) -> Span | None:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    who = _who(event)
    return Span(_at(event.start, zone), _at(event.end, zone), who) if who else None


def _at(moment: date | datetime, zone: ZoneInfo) -> float:
    """All-day events begin and end at midnight there; times without a zone are of the clock there."""
    if not isinstance(moment, datetime):
        return instant(moment, 0, zone)
    if moment.tzinfo is None:
        return instant(moment.date(), moment.hour * 60 + moment.minute, zone)
    return moment.astimezone(UTC).timestamp()


def _who(event: Any) -> str:
    """An address in the title, else the one who was invited and didn't decline, else the title."""
    title = " ".join(str(event.get("SUMMARY", "")).split())
    written = _EMAIL.search(title)
    if written:
        return named(title[: written.start()].strip(" <(:-"), written[0])
    invited = event.get("ATTENDEE", [])
    for each in invited if isinstance(invited, list) else [invited]:
        address = _EMAIL.search(str(each))
        is_person = str(each.params.get("CUTYPE", "INDIVIDUAL")).upper() == "INDIVIDUAL"
        if address and is_person and str(each.params.get("PARTSTAT", "")).upper() != "DECLINED":
            return named(str(each.params.get("CN", "")).strip('"'), address[0])
    return title[:200]


def main() -> int:
    """0 with the spans, 1 with one line of why not."""
    limit()
    zone, since, until = sys.argv[1:4]
    try:
        spans = shifts(sys.stdin.buffer.read(), zone, float(since), float(until))
    except _NotACalendar as why:
        print(why, file=sys.stderr)  # noqa: T201 - read by who started this
        return 1
    except MemoryError:
        print("it takes too much memory", file=sys.stderr)  # noqa: T201
        return 1
    except Exception as error:  # noqa: BLE001 - both libraries raise many things at what is broken
        print(f"it is broken ({type(error).__name__})", file=sys.stderr)  # noqa: T201
        return 1
    json.dump(spans, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
