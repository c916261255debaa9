"""`helpdesk zendesk-setup`: makes or repairs the webhook in Zendesk, and says where its secret goes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from helpdesk.commands.printing import say
from helpdesk.domain.retry import TryLater, WentWrong
from helpdesk.logs import set_up_logs
from helpdesk.settings import Settings, SettingsWrong, load_settings
from helpdesk.setup.files import text_of, with_variables, write
from helpdesk.zendesk.account import Account
from helpdesk.zendesk.oauth import is_this_machine
from helpdesk.zendesk.refusals import Refused
from helpdesk.zendesk.transport import Transport
from helpdesk.zendesk.webhooks import NAME, PATH, Step, next_step, take

SECRET = "HELPDESK_ZENDESK_WEBHOOK_SECRET"  # noqa: S105 - the variable's name
_MOST_ON_TRIAL = 10


def zendesk_setup(
    url: Annotated[
        str,
        typer.Option(
            "--url",
            metavar="URL",
            prompt="Public address of this helpdesk (https://…)",
            help="Have Zendesk deliver to this public address of the helpdesk.",
        ),
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be done, and do nothing.")] = False,
    move: Annotated[
        bool, typer.Option("--move", help="Lead a webhook of the helpdesk here that leads to another address.")
    ] = False,
    write_env: Annotated[
        Path | None, typer.Option("--write-env", metavar="FILE", help="Write the signing secret into this file.")
    ] = None,
    show_secret: Annotated[bool, typer.Option("--show-secret", help="Print the signing secret.")] = False,
) -> None:
    """Make or repair the webhook by which Zendesk tells the helpdesk of changes."""
    settings = load_settings()
    set_up_logs(settings.log_format)
    endpoint, transport = _endpoint(url), _transport(settings)
    account = Account(transport)
    there = 0
    try:
        webhooks = account.webhooks()
        there = len(webhooks)
        step = next_step(webhooks, endpoint, move=move)
        for line in _lines(step, endpoint):
            say(f"would {line}" if dry_run and step.does != "nothing" else line)
        for other in step.doubles:
            say(f"The webhook “{other.name}” ({other.id}) leads there with another secret: delete it in Zendesk.")
        if dry_run:
            return
        secret = account.signing_secret(take(transport, step, endpoint))
    except WentWrong as error:
        typer.echo(_sentence(error, there), err=True)
        raise typer.Exit(1) from None
    _hand_over(secret, settings, write_env, show=show_secret)


def _transport(settings: Settings) -> Transport:
    login, account = settings.zendesk_login, settings.zendesk_url
    if login is None or account is None:
        raise SettingsWrong(["HELPDESK_ZENDESK_URL and a login are not set: docs/configuration.md says how."])
    return Transport(account, login)


def _endpoint(url: str) -> str:
    """The webhook's address below the helpdesk's."""
    base = url.strip().rstrip("/").removesuffix(PATH)
    try:
        parts = urlsplit(base)
        secure = parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(base))
        usable = secure and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or parts.username:
        raise SettingsWrong(
            [f"--url is {url!r}: write the helpdesk's public address, such as https://helpdesk.example.com."]
        )
    return f"{base}{PATH}"


def _lines(step: Step, endpoint: str) -> Iterator[str]:
    """What is done, in words that also follow “would”."""
    webhook, change = step.webhook, step.change
    if webhook is None:
        yield f"make the webhook “{NAME}” to {endpoint}"
        for other in step.elsewhere:
            yield f"leave alone the webhook “{other.name}” to {other.endpoint}: if it is this helpdesk's, say --move"
    elif step.does == "nothing":
        yield f"The webhook “{webhook.name}” to {endpoint} is as it should be."
    else:
        if change.endpoint:
            yield f"lead the webhook “{webhook.name}” from {webhook.endpoint} to {change.endpoint}"
        if change.status:
            yield f"activate the webhook “{webhook.name}”"
        if change.subscriptions:
            new = [
                kind.rpartition(".")[2] for kind in change.subscriptions if kind not in (webhook.subscriptions or ())
            ]
            yield f"subscribe the webhook “{webhook.name}” to {', '.join(new)}"


def _sentence(error: WentWrong, there: int) -> str:
    why = error.why.rstrip(".")
    if isinstance(error, Refused) and error.status == 403:
        return (
            f"{why[0].upper()}{why[1:]}. Only admins may make webhooks: give the helpdesk's user the role of an admin"
            " in Zendesk and run this again; afterwards it can be an agent."
        )
    if isinstance(error, TryLater):
        return (
            f"{why[0].upper()}{why[1:]}. Run this again in a minute: it changes only what is not yet as it should be."
        )
    full = f" A trial account has at most {_MOST_ON_TRIAL} webhooks: delete one." if there >= _MOST_ON_TRIAL else ""
    return f"{why[0].upper()}{why[1:]}.{full}"


def _hand_over(secret: str, settings: Settings, file: Path | None, *, show: bool) -> None:
    """The secret goes into a file, or on the screen when asked for; nowhere else."""
    known = settings.zendesk_webhook_secret
    if not secret:
        typer.echo("Zendesk did not tell the webhook's signing secret: copy it from Admin Center, Webhooks.", err=True)
        raise typer.Exit(1)
    if file is not None:
        try:
            write(file, with_variables(text_of(file), {SECRET: secret}), private=True)
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is no text"
            typer.echo(f"{file} can't be written ({why}): name another file with --write-env.", err=True)
            raise typer.Exit(1) from None
        typer.echo(f"{SECRET} is written to {file}, which only you can read. Start the helpdesk anew.")
    if show:
        typer.echo(f"{SECRET}={secret}")
    if file is None and not show:
        if known is not None and known.get_secret_value() == secret:
            typer.echo(f"{SECRET} is the webhook's signing secret already.")
        else:
            typer.echo(
                f"Its signing secret is to be {SECRET}=… in .env: `--write-env .env` writes it there, `--show-secret`"
                " prints it."
            )
