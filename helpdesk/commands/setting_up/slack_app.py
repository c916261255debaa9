"""The Slack app: made from the manifest in the browser, known to us by its tokens."""

from dataclasses import dataclass
from functools import partial

import typer

from helpdesk.commands.setting_up.asking import Question
from helpdesk.commands.setting_up.parts import Sitting
from helpdesk.settings import Settings
from helpdesk.setup import answers, looks
from helpdesk.slack.app_link import app_link, compact
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.manifest import manifest

BOT, SIGNING, APP = "HELPDESK_SLACK_BOT_TOKEN", "HELPDESK_SLACK_SIGNING_SECRET", "HELPDESK_SLACK_APP_TOKEN"
NO_ADDRESS = "none, use Socket Mode"


@dataclass(frozen=True, slots=True)
class SlackApp:
    """`address` is where Slack delivers; None with Socket Mode. `asks` is None without a bot token."""

    address: str | None
    asks: looks.InSlack | None


def set_up_slack_app(sitting: Sitting) -> SlackApp:
    ask, known, given = sitting.asker.ask, sitting.known, sitting.given
    api_url = answers.api_url(known("HELPDESK_SLACK_API_URL") or Settings.model_fields["slack_api_url"].default)
    sitting.begin("The Slack app")
    words = "Public address of this machine, if Slack can reach it (https://…)"
    address = ask(Question(words, answers.public_address, given=given.url, otherwise=NO_ADDRESS))
    if not known(BOT):
        _show_manifest(address)
    words = "Bot token (xoxb-…, under “OAuth & Permissions”; it is not shown)"
    calls = partial(SlackCalls, base_url=api_url)
    look = lambda token: looks.InSlack(calls(token)).login()  # noqa: E731 - it says what it does
    token = ask(Question(words, answers.bot_token, look, known=known(BOT), hidden=True))
    words = "Signing secret (under “Basic Information”; Slack only proves it by its first delivery)"
    secret = ask(Question(words, answers.signing_secret, known=known(SIGNING), hidden=True))
    app_token = None
    if address is None:
        words = "App-level token (xapp-…, under “Basic Information”, with connections:write)"
        opens = partial(looks.app_token, api_url=api_url)
        app_token = ask(Question(words, answers.app_token, opens, known=known(APP), hidden=True))
    sitting.keeper.variables({BOT: token, SIGNING: secret, APP: app_token})
    token = token or known(BOT)
    return SlackApp(address, looks.InSlack(calls(token)) if token else None)


def _show_manifest(address: str | None) -> None:
    described = manifest(address)
    typer.echo(f"\nMake the app with this link, which fills everything in:\n\n{app_link(described)}\n")
    typer.echo(f"If that page comes up empty, choose “From a manifest” there and paste this:\n\n{compact(described)}\n")
    typer.echo("Then, on the app's page:")
    typer.echo("  - “Install App”: install it in your workspace.")
    if address is None:
        typer.echo("  - “Basic Information”, “App-Level Tokens”: make a token with the scope connections:write.")
    typer.echo("Slack shows what is asked for now. Enter leaves a question for later.\n")
