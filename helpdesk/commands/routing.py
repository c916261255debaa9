"""`helpdesk route`: what the routing rules would do with a text, or would have done with the tickets there are."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import track

from helpdesk.commands.duty import lines_now
from helpdesk.commands.printing import say
from helpdesk.commands.session import opened_with_store
from helpdesk.config import Channel, Config, load_config
from helpdesk.domain.routing import Finding, Match, Reason, Route, Router
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Ticket
from helpdesk.logs import set_up_logs
from helpdesk.rulebook import router_of
from helpdesk.settings import load_settings
from helpdesk.slack.richtext.mrkdwn import from_mrkdwn
from helpdesk.slack.subjects import IDS

DAY = 86400.0
ON_DUTY = "who is on duty"
SUBJECTS_ONLY = "Only the first line of each question is kept: what came after it was not matched."
_WHY: Mapping[Reason, str] = {
    "only": "no other rule fits",
    "longer": "its phrase is longer than the runner-up's",
    "more": "more of its words were said than of the runner-up's",
    "earlier": "it was said before the runner-up's",
    "order": "it stands before the runner-up in helpdesk.toml",
}


def route(
    text: Annotated[str, typer.Argument(help="Match this text, as somebody would write it in Slack.")] = "",
    channel: Annotated[str | None, typer.Option(help="Take the rules of this channel, by name or Slack id.")] = None,
    replay: Annotated[int | None, typer.Option(min=1, help="Match the tickets of so many days instead.")] = None,
) -> None:
    """Show which routing rule fits a text, why, and which one came next."""
    settings = load_settings()
    set_up_logs(settings.log_format)
    config = load_config(settings.config)
    if bool(text.strip()) == (replay is not None):
        _misused('give a text, as in helpdesk route "my VPN is down", or --replay with a number of days')
    if replay is not None:
        chosen = config.channels if channel is None else (_named(config, channel),)
        _replay(config, [one for one in chosen if one.routes], replay)
        return
    one = _named(config, channel) if channel is not None else _with_rules(config)
    say(f"channel: {one.name}")
    finding = router_of(one).find(from_mrkdwn(text, IDS))
    for line in _facts(finding) if finding.best else _unmatched(config, one):
        say(line)


def _misused(what: str) -> NoReturn:
    raise typer.BadParameter(what)


def _named(config: Config, name: str) -> Channel:
    wanted = name.removeprefix("#")
    found = next((c for c in config.channels if wanted in {c.id, c.name.removeprefix("#")}), None)
    if found is None:
        _misused(f"{name} is no help channel; known are {', '.join(c.name for c in config.channels)}")
    return found


def _with_rules(config: Config) -> Channel:
    """The only channel with rules; with several, somebody has to say which."""
    found = [channel for channel in config.channels if channel.routes]
    if not found:
        _misused("no channel has routing rules; write [[channels.routes]] in helpdesk.toml")
    if len(found) > 1:
        _misused(f"say which channel with --channel: {', '.join(channel.name for channel in found)}")
    return found[0]


def _unmatched(config: Config, channel: Channel) -> Iterator[str]:
    yield "rule: none fits"
    duty = config.duty_of(channel.id) if channel.routes else None
    if duty is None:
        return
    yield f"to: {ON_DUTY}"
    yield from lines_now(duty)
    yield f"while nobody is: {channel.agents_channel or 'left as it is'}"


def _facts(finding: Finding) -> Iterator[str]:
    if finding.best is None:
        return
    yield f"rule: {_match(finding.best)}"
    yield from (f"{name}: {value}" for name, value in _wants(finding.best.route))
    yield f"why: {_WHY[finding.why]}"
    yield f"runner-up: {_match(finding.runner_up) if finding.runner_up else 'none'}"


def _match(match: Match) -> str:
    return f"{match.route.title} (number {match.order + 1}), by “{match.phrase}”"


def _wants(route: Route) -> Iterator[tuple[str, object]]:
    yield "to", route.to or "nobody"
    if route.group:
        yield "zendesk_group", route.group
    if route.priority:
        yield "priority", route.priority
    if route.tags:
        yield "tags", ", ".join(route.tags)


def _replay(config: Config, channels: Sequence[Channel], days: int) -> None:
    """Each ticket with what the rules would do, and where it went; then how often each rule fits."""
    routers = {channel.id: router_of(channel) for channel in channels}
    otherwise = {channel.id: ON_DUTY if config.duty_of(channel.id) else "" for channel in channels}
    counts: Counter[str] = Counter()
    with opened_with_store() as wiring:
        since = time.time() - days * DAY
        asked = [t for t in wiring.tickets.all() if t.kind == "question" and t.asked >= since]
        asked = [ticket for ticket in asked if ticket.place.channel in routers]
    console = Console(stderr=True)
    shown = track(asked, "Matching", console=console, transient=True, disable=not console.is_terminal)
    for ticket in shown:
        channel = ticket.place.channel
        rule, to = _would_go(routers[channel], ticket, otherwise[channel])
        counts[rule] += 1
        went = ticket.routing.to if ticket.routing else ""
        say(f"{ticket.number}\t{rule}\t{to or '-'}\twent: {went or '-'}\t{ticket.subject}")
    for rule, count in counts.most_common():
        say(f"{rule}: {count}")
    typer.echo(SUBJECTS_ONLY, err=True)


def _would_go(router: Router, ticket: Ticket, otherwise: str) -> tuple[str, str]:
    """The rule's name and its target."""
    if not ticket.subject:
        return "(words not kept)", ""
    best = router.find(of_text(ticket.subject)).best
    return (best.route.title, best.route.to) if best else ("(none)", otherwise)
