"""One port behind which each test puts its own Slack: the local one, or one that answers from a script."""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from redis import Redis
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from helpdesk.domain.place import Place
from helpdesk.sandbox.serving import drop_connection
from helpdesk.sandbox.slack.app import Slack as LocalSlack
from helpdesk.sandbox.slack.app import create_slack
from helpdesk.sandbox.slack.journal import Call
from helpdesk.sandbox.slack.records import Channel
from helpdesk.sandbox.slack.seed import Seed
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.directory import Directory
from helpdesk.slack.history import History
from helpdesk.slack.outbound import Slack
from helpdesk.store.answers import Answers
from tests.canaries import told

TOKEN, TEAM, ZENDESK = "xoxb-test", "T0SANDBOX", "https://desk.example.com"
HELP, AGENTS, GENERAL = "C0ITHELP1", "C0ITAGENTS", "C0GENERAL1"
ROBIN, SAM, ALEX, KIM, BOT = "U0EMPLOYEE", "U0EMPLOYE2", "U0ITAGENT1", "U0ITAGENT2", "U0HELPBOT"

T = TypeVar("T")


class Swap:
    """An application that hands every request to the present test's."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            for _ in ("startup", "shutdown"):
                await send({"type": f"{(await receive())['type']}.complete"})
        elif self.app is not None:
            await self.app(scope, receive, send)


@dataclass
class Script:
    """A Slack that gives the listed answers in turn, None by ending the connection, then `{"ok": true}`."""

    answers: list[Response | None] = field(default_factory=list)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        in_json = request.headers.get("content-type", "").startswith("application/json")
        arguments = json.loads(body) if in_json else dict(parse_qsl(body.decode())) | dict(request.query_params)
        self.asked.append((request.url.path.removeprefix("/api/"), arguments))
        answer = self.answers.pop(0) if self.answers else JSONResponse({"ok": True})
        await (drop_connection if answer is None else answer)(scope, receive, send)

    def says(self, **fields: Any) -> None:
        """Add an ordinary answer."""
        self.answers.append(JSONResponse({"ok": True, **fields}))

    def refuses(self, error: str) -> None:
        self.answers.append(JSONResponse({"ok": False, "error": error}))


@dataclass
class Wing:
    """The whole Slack wing against one Slack at `url`."""

    url: str
    store: Redis

    def __post_init__(self) -> None:
        self.calls = SlackCalls(TOKEN, f"{self.url}/api/")
        self.answers = Answers(self.store)
        self.directory = Directory(self.calls, self.answers)
        self.slack = Slack(self.calls, self.directory, ZENDESK)
        self.history = History(self.calls)


class Scene(Wing):
    """The wing, and the local Slack it talks to."""

    local: LocalSlack

    def act(self, act: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(act)

    def ask(self, text: str = "My screen is black", user: str = ROBIN, **more: Any) -> Place:
        """A question in the help channel."""
        told(text)
        posted = self.act(self.local.acts.post(user=user, channel=HELP, text=text, **more))
        return Place(TEAM, HELP, str(posted["ts"]))

    def reply(self, place: Place, text: str = "Same here", user: str = SAM, **more: Any) -> str:
        told(text)
        posted = self.act(self.local.acts.post(user=user, channel=HELP, text=text, thread_ts=place.ts, **more))
        return str(posted["ts"])

    def fault(self, method: str, kind: str, **more: Any) -> None:
        self.local.faults.add({"target": "web_api", "method": method, "kind": kind, **more})

    @property
    def channel(self) -> Channel:
        return self.local.workspace.channels[HELP]

    def thread(self, place: Place) -> list[str]:
        """The texts of a thread's replies, the oldest first."""
        return [self.channel.messages[ts].text for ts in self.channel.messages[place.ts].replies]

    def called(self, method: str) -> list[Call]:
        return self.local.journal.calls(method)


def local_slack(seed: Seed | None = None) -> LocalSlack:
    return create_slack(
        bot_token=TOKEN,
        app_token="xapp-test",
        signing_secret="shh",
        deliver_to=None,
        public_url="https://sandbox.slack.example.com",
        seed=seed,
    )


def put_on(swap: Swap, url: str, store: Redis, seed: Seed | None = None) -> Scene:
    """A scene with a new local Slack behind the port."""
    scene = Scene(url, store)
    scene.local = local_slack(seed)
    swap.app = scene.local.asgi
    return scene
