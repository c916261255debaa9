"""What the product is told so that it works with the sandbox: its environment and its configuration file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from helpdesk.sandbox.slack.workspace import Workspace

_GRACE_SECONDS = 5
"""Short, so that people at the page see the solve reach Zendesk."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Every secret the sandbox knows. They open nothing but the sandbox, so they are the same each time."""

    bot_token: str = "xoxb-sandbox-bot-token"  # noqa: S105  the sandbox's own
    app_token: str = "xapp-sandbox-app-token"  # noqa: S105
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105
    client_id: str = "helpdesk-sandbox"
    client_secret: str = "sandbox-client-secret"  # noqa: S105
    email: str = "helpdesk-bot@example.com"
    api_token: str = "sandbox-api-token"  # noqa: S105
    webhook_secret: str = "sandbox-webhook-secret"  # noqa: S105


def environment(
    credentials: Credentials, *, slack_api_url: str, zendesk_url: str, events_to: str | None
) -> dict[str, str]:
    """Every `HELPDESK_` variable that decides whom the product talks to.

    With `events_to` the product is told to listen there; without it, to fetch events by Socket Mode. Variables
    that must not come from elsewhere are set to nothing.
    """
    variables = {
        "HELPDESK_SLACK_BOT_TOKEN": credentials.bot_token,
        "HELPDESK_SLACK_SIGNING_SECRET": credentials.signing_secret,
        "HELPDESK_SLACK_APP_TOKEN": "" if events_to else credentials.app_token,
        "HELPDESK_SLACK_API_URL": slack_api_url,
        "HELPDESK_ZENDESK_URL": zendesk_url,
        "HELPDESK_ZENDESK_CLIENT_ID": credentials.client_id,
        "HELPDESK_ZENDESK_CLIENT_SECRET": credentials.client_secret,
        "HELPDESK_ZENDESK_EMAIL": "",
        "HELPDESK_ZENDESK_API_TOKEN": "",
        "HELPDESK_ZENDESK_WEBHOOK_SECRET": credentials.webhook_secret,
    }
    address = urlsplit(events_to or "")
    if address.hostname and address.port:
        variables |= {"HELPDESK_HOST": address.hostname, "HELPDESK_PORT": str(address.port)}
    return variables


def configuration(workspace: Workspace, fields: Sequence[int] = ()) -> str:
    """The text of a `helpdesk.toml`: every public channel with the app's bot in it is a help channel.

    `fields` are asked for in the form. The first user group answers and is asked by a mention, or everyone answers
    without one; the first private channel with the bot is the agents'.
    """
    with_bot = [each for each in workspace.channels.values() if workspace.bot in each.members and not each.is_im]
    private = next((each.id for each in with_bot if each.is_private), None)
    responders = next(iter(workspace.groups), "everyone")
    tables = []
    for channel in with_bot:
        if channel.is_private:
            continue
        lines = [
            "[[channels]]",
            f"name = {_quoted(channel.name)}",
            f"id = {_quoted(channel.id)}",
            f"responders = [{_quoted(responders)}]",
            *([f"groups = [{_quoted(responders)}]"] if workspace.groups else []),
            *([f"agents_channel = {_quoted(private)}"] if private else []),
            f"grace_seconds = {_GRACE_SECONDS}",
        ]
        tables.append("\n".join(lines) + "\n")
    if fields:
        tables.append(f"[zendesk]\nfields = {list(fields)}\n")
    return "\n".join(tables)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are all TOML's as well."""
    return json.dumps(text, ensure_ascii=False)
