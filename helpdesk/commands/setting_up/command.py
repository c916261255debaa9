"""`helpdesk init`: asks for what a new helpdesk needs, checks it live, and writes it down."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from helpdesk.commands import checking
from helpdesk.commands.setting_up.asking import Asker
from helpdesk.commands.setting_up.channel import set_up_channel
from helpdesk.commands.setting_up.keeping import Keeper
from helpdesk.commands.setting_up.parts import Given, Sitting
from helpdesk.commands.setting_up.slack_app import APP, BOT, SIGNING, set_up_slack_app
from helpdesk.commands.setting_up.terminal import every_ctrl_c_heard
from helpdesk.commands.setting_up.zendesk import offer_webhook, set_up_zendesk
from helpdesk.logs import set_up_logs
from helpdesk.settings import SettingsWrong, said_so_far

_WELCOME = """\
This sets up a helpdesk in this folder. Each answer is checked at once, and written when its part is done.
Ctrl-C stops it, and `helpdesk init` goes on from there."""
_IN_ENV = "in the environment or in .env"


def init(  # noqa: PLR0913 - each is an option
    *,
    channel: Annotated[str, typer.Option(metavar="ID", help="Help in this channel (its id or a link to it).")] = "",
    responders: Annotated[
        str, typer.Option(metavar="WHO", help="Let these answer: @group, ids or everyone, with commas between.")
    ] = "",
    agents_channel: Annotated[
        str, typer.Option(metavar="ID", help="Tell trouble and private things in this channel (id or link).")
    ] = "",
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="Have Slack deliver here (https://…); else Socket Mode.")
    ] = "",
    zendesk_url: Annotated[str, typer.Option(metavar="URL", help="Make tickets in this Zendesk account.")] = "",
    zendesk_user: Annotated[
        str, typer.Option(metavar="ID", help="Log in there by this OAuth client, or by this agent's e-mail.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Change files that are there without asking.")] = False,
) -> None:
    """Set up a new helpdesk: ask, check each answer, write helpdesk.toml and .env.

    Run it again to go on, or to change an answer.

    Tokens and secrets are asked for, or taken from the environment or .env.
    """
    set_up_logs(None)
    known = said_so_far(os.environ)
    asker = Asker(attended=sys.stdin.isatty(), may_change=yes)
    environment = frozenset(name.upper() for name, value in os.environ.items() if value)
    keeper = Keeper(asker, Path(known.get("HELPDESK_CONFIG", "helpdesk.toml")), known, environment)
    sitting = Sitting(asker, keeper, Given(channel, responders, agents_channel, url, zendesk_url, zendesk_user))
    keeper.require_room()
    if asker.attended:
        typer.echo(_WELCOME)
    else:
        _require(sitting)
    try:
        with every_ctrl_c_heard():
            left = list(_all_parts(sitting))
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("\nStopped. What was written stays: `helpdesk init` goes on from there.", err=True)
        raise typer.Exit(1) from None
    _end(left)


def _require(sitting: Sitting) -> None:
    """Nobody can be asked: all that is missing is named at once."""
    given = sitting.given
    missing = [f"{name}, {_IN_ENV}" for name in (BOT, SIGNING) if not sitting.known(name)]
    if not given.url and not sitting.known(APP):
        missing.append(f"--url, or {APP} for Socket Mode, {_IN_ENV}")
    if not given.channel and not sitting.keeper.channel_there().get("id"):
        missing.append("--channel")
    if missing:
        raise SettingsWrong(
            ["Standard input is no terminal, so nobody can be asked. Missing:", *(f"- {each}" for each in missing)]
        )


def _all_parts(sitting: Sitting) -> Iterator[str]:
    """Goes through the parts, and gives what is left to do, in the order in which it is to be done."""
    app = set_up_slack_app(sitting)
    has_channel = set_up_channel(sitting, app.asks)
    has_zendesk = set_up_zendesk(sitting)
    told = has_zendesk and offer_webhook(sitting, app.address)
    if app.asks is None or not has_channel:
        yield "Run `helpdesk init` again for what you left out: it asks only for Enter where it knows the answer."
    if app.address:
        if sitting.known(APP):
            yield f"Take {APP} out of .env: while it is set, Slack's deliveries are fetched by Socket Mode."
        yield f"See that {app.address} leads to HELPDESK_PORT (3000) of this machine, over https."
    if has_zendesk and not told and app.address:
        yield f"Have Zendesk tell of changes: helpdesk zendesk-setup --url {app.address} --write-env .env"
    elif has_zendesk and not told:
        yield (
            "If Zendesk can reach this machine, have it tell of changes: helpdesk zendesk-setup --write-env .env"
            " (without it they are seen after up to two minutes)."
        )
    if has_zendesk:
        yield "Keep Zendesk from sending mail that repeats what is said in Slack: docs/set-up-zendesk.md"
    yield "Start it: helpdesk up"
    if app.address:
        yield "Let Slack verify the address: “Event Subscriptions” on the app's page."


def _end(left: list[str]) -> None:
    typer.echo("\nWhat is left to do:")
    for number, step in enumerate(left, start=1):
        typer.echo(f"  {number}. {step}")
    typer.echo("\n`helpdesk check` says:")
    checking.check()
