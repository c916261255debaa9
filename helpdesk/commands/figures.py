"""`helpdesk stats`: how many questions there were, and how long they took, as text and as JSON."""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from helpdesk.commands.printing import say
from helpdesk.commands.session import opened_with_store
from helpdesk.config import Config
from helpdesk.domain.stats import ENOUGH, Spent, Stats
from helpdesk.domain.times.periods import period
from helpdesk.stats.counting import counted, hours_of

Json = Annotated[bool, typer.Option("--json", help="Print JSON, times in seconds.")]
_MEASURES = {"seen": "seen", "working": "worked on", "answered": "first answer", "resolved": "resolved"}
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


def stats(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CHANNEL] [PERIOD]", help="A channel, and 7d, “last month” or 2026-11; 30 days if not."
        ),
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Say how many questions there were and how long they took."""
    said = words or []
    with opened_with_store() as wiring:
        channel = channel_named(wiring.config, said[0]) if said else None
        text = " ".join(said[1:] if channel else said)
        zone = hours_of(wiring.config)(channel or "").zone
        meant = period(text, time.time(), zone)
        if meant is None:
            raise typer.BadParameter(f"“{text}” is no channel and no period. Say for example 7d or “last month”.")
        found = counted(wiring.config, wiring.tickets.all(meant.start), meant, {channel} if channel else None)
    if as_json:
        typer.echo(json.dumps(_json(found), indent=2))
        return
    for line in _lines(found):
        say(line)


def channel_named(config: Config, word: str) -> str | None:
    """The id of a help channel by its name or id."""
    name = word.removeprefix("#")
    return next((channel.id for channel in config.channels if name in {channel.id, channel.name}), None)


def _lines(found: Stats) -> Iterator[str]:
    start, end = (f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC" for at in found.period)
    yield f"Questions asked from {start} to {end}: {found.asked}"
    yield ", ".join(f"{state} {count}" for state, count in found.states.items())
    yield f"Time until\tquestions\tmedian\t90 % within\tin working hours\t90 % within (- for fewer than {ENOUGH})"
    for measure, words in _MEASURES.items():
        clock, working = found.clock[measure], found.working[measure]  # type: ignore[index]
        yield "\t".join([words, str(clock.count), *_both(clock), *_both(working)])
    if found.topics:
        yield "Topic\tquestions\tpassed on by somebody\tfirst answer, median\tresolved, median"
    for topic in found.topics:
        times = (topic.answered.median, topic.resolved.median)
        yield "\t".join([topic.name or "no rule fits", str(topic.asked), str(topic.corrected), *map(lasting, times)])
    if found.other_topics:
        yield f"other topics\t{found.other_topics}"


def _both(spent: Spent) -> tuple[str, str]:
    return lasting(spent.median), lasting(spent.p90)


def lasting(seconds: float | None) -> str:
    """The two largest units; `-` for nothing."""
    if seconds is None:
        return "-"
    rest, parts = round(seconds / 60) * 60, []
    for size, unit in _UNITS:
        if rest >= size:
            parts.append(f"{rest // size} {unit}")
            rest %= size
    return " ".join(parts[:2]) or "0 min"


def _json(found: Stats) -> dict[str, Any]:
    return {**asdict(found), "period": found.period._asdict()}
