"""`helpdesk manifest`: the Slack app manifest, ready to paste."""

import json
from typing import Annotated

import typer

from helpdesk.settings import SettingsWrong, load_settings
from helpdesk.slack.manifest import manifest as slack_manifest


def manifest(
    address: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Have Slack deliver here (https://…); else Socket Mode.")
    ] = None,
) -> None:
    """Print the Slack app manifest, ready to paste at https://api.slack.com/apps."""
    load_settings()
    if address is not None and not address.startswith("https://"):
        raise SettingsWrong([f"--url is {address!r}: Slack delivers only to an address that starts with https://."])
    typer.echo(json.dumps(slack_manifest(address), indent=2))
