"""Both stand-ins, a store and `helpdesk check` between them; a test breaks one thing and reads what is said."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from typer.testing import CliRunner, Result

from helpdesk.cli import app
from helpdesk.sandbox.slack.app import Slack, create_slack
from helpdesk.sandbox.slack.records import Channel
from helpdesk.sandbox.zendesk.app import Zendesk, create_zendesk
from helpdesk.sandbox.zendesk.records import User, Webhook
from helpdesk.sandbox.zendesk.seed import FieldSeed, Seed, StatusSeed

CHANNEL, AGENTS, GENERAL, BOT, ALEX = "C0ITHELP1", "C0ITAGENTS", "C0GENERAL1", "U0HELPBOT", "U0ITAGENT1"
GROUP, FORM, IN_THE_WORKS = 360000000001, 360000000002, 360000000777
SECRETS = {
    "HELPDESK_SLACK_BOT_TOKEN": "xoxb-bot-secret",
    "HELPDESK_SLACK_SIGNING_SECRET": "signing-secret",
    "HELPDESK_SLACK_APP_TOKEN": "xapp-app-secret",
    "HELPDESK_ZENDESK_CLIENT_SECRET": "client-secret",
    "HELPDESK_ZENDESK_WEBHOOK_SECRET": "webhook-secret",
}
CONFIGURATION = f"""
[[channels]]
name = "it-help"
id = "{CHANNEL}"
responders = ["S0ITTEAM", "{ALEX}", "{AGENTS}"]
agents_channel = "{AGENTS}"

[[channels.routes]]
words = "printer"
to = "{GENERAL}"

[channels.promises]
seen = "30m"

[zendesk]
group_id = {GROUP}
form_id = {FORM}
fallback_requester = "robin@example.com"

[zendesk.statuses]
working = {IN_THE_WORKS}

[[duty]]
team = "it"
weekly = [{{ days = "daily", from = "08:00", to = "08:00", person = "Carla" }}]
"""


@dataclass
class Side:
    """One port, behind which each test puts a stand-in of its own. It may replace headers and change answers."""

    app: ASGIApp | None = None
    headers: dict[bytes, bytes] = field(default_factory=dict)
    changes: dict[str, Callable[[dict[str, Any]], object]] = field(default_factory=dict)

    def put_on(self, app: ASGIApp) -> None:
        self.app, self.headers, self.changes = app, {}, {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            for _ in ("startup", "shutdown"):
                await send({"type": f"{(await receive())['type']}.complete"})
            return
        assert self.app is not None
        start: Message = {}
        body = b""

        async def keep(message: Message) -> None:
            nonlocal start, body
            start = message if message["type"] == "http.response.start" else start
            body += message.get("body", b"")

        await self.app(scope, receive, keep)
        change = self.changes.get(scope["path"])
        if change:
            answer = json.loads(body)
            change(answer)
            body = json.dumps(answer).encode()
        replaced = {**self.headers, b"content-length": str(len(body)).encode()}
        kept = [(name, value) for name, value in start["headers"] if name.lower() not in replaced]
        await send({**start, "headers": [*kept, *((name, value) for name, value in replaced.items() if value)]})
        await send({"type": "http.response.body", "body": body})


@dataclass
class Clinic:
    """The setup under examination: everything is well until a test breaks it."""

    slack: Slack
    zendesk: Zendesk
    store: Redis
    folder: Path
    environment: pytest.MonkeyPatch
    slack_side: Side
    zendesk_side: Side

    def check(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["check", *arguments])

    def findings(self) -> list[dict[str, Any]]:
        return list(json.loads(self.check("--json").stdout)["findings"])

    def complaints(self) -> list[dict[str, Any]]:
        """Whatever is not well."""
        return [finding for finding in self.findings() if finding["verdict"] != "ok"]

    def configure(self, before: str, after: str) -> None:
        assert before in CONFIGURATION
        (self.folder / "helpdesk.toml").write_text(CONFIGURATION.replace(before, after))

    def set(self, name: str, value: str) -> None:
        self.environment.setenv(name, value)

    @property
    def channel(self) -> Channel:
        return self.slack.workspace.channels[CHANNEL]

    @property
    def agents(self) -> Channel:
        return self.slack.workspace.channels[AGENTS]

    @property
    def bot(self) -> User:
        found = self.zendesk.account.user_by_email("helpdesk-bot@example.com")
        assert found is not None
        return found

    @property
    def webhook(self) -> Webhook:
        return next(iter(self.zendesk.account.webhooks.values()))


def local_slack(url: str) -> Slack:
    slack = create_slack(
        bot_token=SECRETS["HELPDESK_SLACK_BOT_TOKEN"],
        app_token=SECRETS["HELPDESK_SLACK_APP_TOKEN"],
        signing_secret=SECRETS["HELPDESK_SLACK_SIGNING_SECRET"],
        deliver_to=None,
        public_url=url,
    )
    slack.workspace.channels[GENERAL].members.append(BOT)
    return slack


def local_zendesk(url: str) -> Zendesk:
    return create_zendesk(
        client_id="helpdesk",
        client_secret=SECRETS["HELPDESK_ZENDESK_CLIENT_SECRET"],
        email="helpdesk-bot@example.com",
        api_token="api-token-secret",
        webhook_secret=SECRETS["HELPDESK_ZENDESK_WEBHOOK_SECRET"],
        deliver_to="https://desk.example.com",
        public_url=url,
        seed=Seed(
            statuses=[StatusSeed(label="In the works", category="open", id=IN_THE_WORKS)],
            fields=[FieldSeed(title="Impact", id=7007)],
        ),
    )
