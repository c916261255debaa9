"""`helpdesk export`: every ticket with its times, a line each, without who people are and what they wrote."""

import csv
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import Progress

from helpdesk.commands.session import opened_with_store
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.timings import MEASURES, clock_time, waited, working_time
from helpdesk.domain.times.periods import Period, period
from helpdesk.domain.times.working_time import Hours
from helpdesk.stats.counting import hours_of
from helpdesk.wiring import Wiring

Cell = str | int | None
_OBEYED = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula: https://owasp.org/www-community/attacks/CSV_Injection"""


class Format(StrEnum):
    """How the lines are written."""

    CSV = "csv"
    JSONL = "jsonl"


class Extra(StrEnum):
    """What is left out unless it is asked for."""

    PEOPLE = "people"
    SUBJECT = "subject"


COLUMNS = (
    *("ticket", "channel", "message", "state", "since", "topic", "zendesk", "satisfaction"),
    *("asked", *MEASURES),
    *(f"to_{measure}_seconds" for measure in MEASURES),
    *(f"to_{measure}_working_seconds" for measure in MEASURES),
    "waited_seconds",
)
_ADDED = {Extra.PEOPLE: ("requester", "assignee"), Extra.SUBJECT: ("subject",)}


def export(
    format_: Annotated[Format, typer.Option("--format", help="csv for a table, jsonl for an object a line.")],
    output: Annotated[Path | None, typer.Option(help="Write to this file. Without it to the terminal.")] = None,
    channel: Annotated[str | None, typer.Option(help="Only this channel, by its Slack id.")] = None,
    within: Annotated[
        str | None, typer.Option("--period", help="Only what was asked then: 7d, “last month”, 2026-11.")
    ] = None,
    also: Annotated[
        list[Extra] | None, typer.Option("--with", help="Add the Slack ids of people, or the subject they wrote.")
    ] = None,
) -> None:
    """Write every ticket and its times, one a line."""
    columns = (*COLUMNS, *(name for extra in Extra if extra in (also or []) for name in _ADDED[extra]))
    with opened_with_store() as wiring:
        chosen = _chosen(wiring, channel, _period(within))
        hours = hours_of(wiring.config)
        rows = (_row(ticket, hours(ticket.place.channel)) for ticket in chosen)
        with _written(output) as out:
            write(out, format_, columns, rows)


def write(out: TextIO, format_: Format, columns: tuple[str, ...], rows: Iterable[Mapping[str, Cell]]) -> None:
    """The rows as they come: nothing is held back."""
    if format_ is Format.JSONL:
        out.writelines(json.dumps({name: row[name] for name in columns}, ensure_ascii=False) + "\n" for row in rows)
        return
    table = csv.writer(out, lineterminator="\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([_harmless(row[name]) for name in columns])


def _harmless(cell: Cell) -> Cell:
    """With an apostrophe before what a spreadsheet would reckon out."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_OBEYED) else cell


def _period(within: str | None) -> Period | None:
    if within is None:
        return None
    found = period(within, time.time(), UTC)
    if found is None:
        raise typer.BadParameter(f"“{within}” is no period. Say for example 7d, “last month” or 2026-11.")
    return found


def _chosen(wiring: Wiring, channel: str | None, within: Period | None) -> Iterator[Ticket]:
    """With a bar on a terminal when the lines go elsewhere."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal or sys.stdout.isatty()) as progress:
        for ticket in progress.track(wiring.tickets.all(), total=wiring.tickets.count(), description="Tickets"):
            asked_then = within is None or within.start <= ticket.asked < within.end
            if ticket.kind == "question" and asked_then and channel in {None, ticket.place.channel}:
                yield ticket


@contextmanager
def _written(output: Path | None) -> Iterator[TextIO]:
    """A file appears whole, under its name, when the last line is written; its owner alone may read it."""
    if output is None:
        yield sys.stdout
        return
    part = output.with_name(f"{output.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(output)
    except OSError as error:
        raise typer.BadParameter(f"{output} can't be written: {error.strerror}.") from error


def _row(ticket: Ticket, hours: Hours) -> dict[str, Cell]:
    timings, asked = ticket.times, ticket.asked
    until = timings.resolved or time.time()
    return {
        "ticket": ticket.number,
        "channel": ticket.place.channel,
        "message": ticket.place.ts,
        "state": str(ticket.state),
        "since": _time(ticket.current.since),
        "topic": (ticket.routing.rule if ticket.routing else "") or None,
        "zendesk": ticket.zendesk.id if ticket.zendesk else None,
        "satisfaction": ticket.rating.score,
        "asked": _time(asked),
        **{measure: _time(getattr(timings, measure)) for measure in MEASURES},
        **{f"to_{measure}_seconds": _seconds(clock_time(timings, measure, asked)) for measure in MEASURES},
        **{
            f"to_{measure}_working_seconds": _seconds(working_time(timings, measure, asked, hours))
            for measure in MEASURES
        },
        "waited_seconds": _seconds(sum(end - start for start, end in waited(timings, asked, until))),
        "requester": ticket.requester,
        "assignee": ticket.assignee,
        "subject": ticket.subject,
    }


def _time(at: float | None) -> str | None:
    """ISO 8601 in UTC, to the second."""
    return None if at is None else f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _seconds(spent: float | None) -> int | None:
    return None if spent is None else round(spent)
