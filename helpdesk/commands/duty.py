"""`helpdesk duty`: who is on duty, now or at another time."""

import json
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

import typer

from helpdesk.commands.printing import say
from helpdesk.commands.session import opened_with_store
from helpdesk.config.duty import DutyConfig
from helpdesk.domain.retry import WentWrong
from helpdesk.domain.times.duty import Duty, TeamDuty
from helpdesk.domain.times.moments import moment
from helpdesk.duty import Rotas, somebody
from helpdesk.duty_wiring import duty_round, require_duty_tokens
from helpdesk.store.duty import Duties, Facts, Swap
from helpdesk.wiring import Wiring

LEVELS = ("first", "second")
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Swaps = Annotated[bool, typer.Option("--swaps", help="Show who took the duty over from whom instead.")]


def duty(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEAM] [WHEN]", help="A team, and a moment such as “tomorrow 9:00” or 2026-12-24."),
    ] = None,
    *,
    swaps: Swaps = False,
    as_json: Json = False,
) -> None:
    """Say who is on duty."""
    with opened_with_store() as wiring:
        require_duty_tokens(wiring.settings, wiring.config)
        rotas, now = Rotas(wiring.config), time.time()
        teams, at = _meant(rotas, words or [], now)
        duty_round(wiring).run()
        facts = Duties(wiring.redis).facts()
        if swaps:
            found = [swap for swap in facts.swaps if swap.team in {team.team for team in teams}]
            _print(as_json, [swap.model_dump() for swap in found], _swap_lines(wiring, found))
            return
        answers = [rotas.who(team, facts, at, now) for team in teams]
        _print(as_json, [_json(each, facts) for each in answers], _lines(wiring, answers, facts))


def lines_now(team: DutyConfig) -> list[str]:
    """Who has this duty now, a line for each level."""
    with opened_with_store() as wiring:
        require_duty_tokens(wiring.settings, wiring.config)
        duty_round(wiring).run()
        facts, now = Duties(wiring.redis).facts(), time.time()
        return list(_lines(wiring, [Rotas(wiring.config).who(team, facts, now, now)], facts))


def _print(as_json: bool, values: list[Any], lines: Iterator[str]) -> None:
    if as_json:
        typer.echo(json.dumps(values, indent=2))
        return
    for line in lines:
        say(line)


def _meant(rotas: Rotas, words: list[str], now: float) -> tuple[list[DutyConfig], float]:
    named = rotas.team(words[0]) if words else None
    teams = [named] if named else [team for name in rotas.teams if (team := rotas.team(name))]
    if not teams:
        _end("No duty is set up. Add a [[duty]] table to the configuration: helpdesk.example.toml shows one.", 1)
    when = " ".join(words[1:] if named else words)
    at = moment(when, now, teams[0].tz) if when else now
    if at is None:
        known = ", ".join(rotas.teams)
        _end(f"{when}: neither a team ({known}) nor a moment. Say for example “tomorrow 9:00” or 2026-12-24.", 2)
    return teams, at


def _end(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def _lines(wiring: Wiring, answers: list[TeamDuty], facts: Facts) -> Iterator[str]:
    for each in answers:
        for level, found in zip(LEVELS, each.levels, strict=False):
            name = each.team if level == LEVELS[0] else f"{each.team}, second level"
            yield f"{name}: {_words(wiring, found, facts, each.zone)}"


def _words(wiring: Wiring, found: Duty, facts: Facts, zone: str) -> str:
    people, then = (", ".join(_name(wiring, who, facts) for who in each) for each in (found.people, found.then))
    until = f" until {shown(found.until, zone)}" if found.until is not None else ""
    if found.unknown:
        return "not known: the source has not answered yet"
    text = f"{people or 'nobody'}{until}"
    text += f"; next is {then}" if then else "" if until else "; nobody is planned" if not people else ""
    text += f" ({found.source.replace('_', ' ')})" if found.source else ""
    return text + (f", as it was {found.age / 60:.0f} minutes ago: the source is away" if found.age is not None else "")


def shown(at: float, zone: str) -> str:
    return datetime.fromtimestamp(at, ZoneInfo(zone)).strftime("%a %Y-%m-%d %H:%M %Z")


def _name(wiring: Wiring, who: str, facts: Facts) -> str:
    found = somebody(who, facts)
    if not found.id:
        return found.name
    try:
        name = wiring.directory.person(found.id).name
    except WentWrong:
        return found.id
    return found.id if name == found.id else f"{name} ({found.id})"


def _json(each: TeamDuty, facts: Facts) -> dict[str, Any]:
    def people(names: tuple[str, ...]) -> list[dict[str, str | None]]:
        return [{"slack": found.id or None, "name": found.name} for found in (somebody(who, facts) for who in names)]

    def moment_of(at: float | None) -> str | None:
        return datetime.fromtimestamp(at, ZoneInfo(each.zone)).isoformat() if at is not None else None

    levels = {
        name: {
            "people": people(found.people),
            "until": moment_of(found.until),
            "then": people(found.then),
            "source": found.source,
            "age_seconds": found.age,
            "known": not found.unknown,
        }
        for name, found in zip(LEVELS, each.levels, strict=False)
    }
    return {"team": each.team, "at": moment_of(each.at), **levels}


def _swap_lines(wiring: Wiring, swaps: list[Swap]) -> Iterator[str]:
    for swap in swaps:
        zone = next((team.zone for team in wiring.config.duty if team.team == swap.team), "UTC")
        before = ", ".join(swap.before) or "nobody"
        times = f"{shown(swap.since, zone)} to {shown(swap.until, zone)}"
        yield f"{swap.team}: {swap.who} for {before}, {times}, said by {swap.by}"
