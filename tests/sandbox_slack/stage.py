"""A local Slack and an app that listens to it, both served on loopback ports. It tests nothing itself."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import parse_qs

import httpx
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.slack.app import Slack, create_slack
from tests.waiting import PATIENCE

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-sandbox", "xapp-sandbox", "sandbox-signing-secret"
HELP, AGENTS, GENERAL = "C0ITHELP1", "C0ITAGENTS", "C0GENERAL1"
ROBIN, SAM, ALEX, KIM, BOT = "U0EMPLOYEE", "U0EMPLOYE2", "U0ITAGENT1", "U0ITAGENT2", "U0HELPBOT"

T = TypeVar("T")


@dataclass
class Heard:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = self.body["event"]
        return found

    @property
    def retry(self) -> tuple[str | None, str | None]:
        return self.headers.get("x-slack-retry-num"), self.headers.get("x-slack-retry-reason")


@dataclass
class App:
    """The receiving app. `answers` are used up first, then everything is answered 200 with nothing."""

    heard: list[Heard] = field(default_factory=list)
    answers: list[Callable[[Heard], Response]] = field(default_factory=list)
    verifier: SignatureVerifier = field(default_factory=lambda: SignatureVerifier(SECRET))
    unsigned: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        if not self.verifier.is_valid_request(body, dict(request.headers)):
            self.unsigned += 1
        heard = Heard(request.url.path, dict(request.headers), _read(request, body))
        self.heard.append(heard)
        answer = self.answers.pop(0)(heard) if self.answers else Response()
        await answer(scope, receive, send)

    def events(self, kind: str | None = None) -> list[dict[str, Any]]:
        found = [each.event for each in self.heard if each.path == "/slack/events" and "event" in each.body]
        return [each for each in found if kind in {None, each["type"], each.get("subtype")}]

    def last(self) -> dict[str, Any]:
        return self.heard[-1].body


def _read(request: Request, body: bytes) -> dict[str, Any]:
    if request.url.path == "/slack/events":
        found: dict[str, Any] = json.loads(body)
        return found
    fields = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields


class Stage:
    """One port for the local Slack and one for the app, kept for all tests; what is behind them is new for each."""

    def __init__(self) -> None:
        self._slack_app: ASGIApp = Starlette()
        self._receiver: ASGIApp = Starlette()
        self._lifespan: AbstractAsyncContextManager[Any] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.slack_serving = Serving(self._to_slack)
        self.app_serving = Serving(self._to_receiver)
        # No TLS here: spares reading the certificates each time.
        self.http = httpx.Client(trust_env=False, verify=False, timeout=PATIENCE)

    async def _to_slack(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self._loop = asyncio.get_running_loop()
            await _no_lifespan(receive, send)
        else:
            await self._slack_app(scope, receive, send)

    async def _to_receiver(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _no_lifespan(receive, send)
        else:
            await self._receiver(scope, receive, send)

    def on_loop(self, coroutine: Coroutine[Any, Any, T]) -> T:
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(PATIENCE)

    def open(self) -> "Scene":
        app = App()
        slack = create_slack(
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            signing_secret=SECRET,
            deliver_to=self.app_serving.url,
            public_url=self.slack_serving.url,
            retry_scale=0.0001,
        )
        slack.deliveries.ack_seconds = slack.workspace.trigger_seconds = PATIENCE / 2
        self._receiver, self._slack_app = app, slack.asgi
        self._lifespan = slack.asgi.router.lifespan_context(slack.asgi)
        self.on_loop(self._lifespan.__aenter__())
        return Scene(slack, app, self.slack_serving.url, self.http)

    def close(self) -> None:
        assert self._lifespan is not None
        self.on_loop(self._lifespan.__aexit__(None, None, None))


async def _no_lifespan(receive: Receive, send: Send) -> None:
    while True:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return


@dataclass
class Scene:
    """One test's Slack and app."""

    slack: Slack
    app: App
    url: str
    http: httpx.Client

    @cached_property
    def client(self) -> WebClient:
        return WebClient(BOT_TOKEN, base_url=f"{self.url}/api/", retry_handlers=[])

    def act(self, act: Coroutine[Any, Any, T]) -> T:
        """Perform an act, and wait until the app has heard of it."""
        result = asyncio.run(act)
        assert self.slack.settled()
        return result

    def drive(self, path: str, **fields: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.http.post(f"{self.url}/sandbox/slack/{path}", json=fields).json()
        return answer

    def ask(self, text: str = "My screen is black", user: str = ROBIN, **more: Any) -> str:
        """Post a question in the help channel; returns its ts."""
        return str(self.act(self.slack.acts.post(user=user, channel=HELP, text=text, **more))["ts"])

    def settle(self) -> None:
        assert self.slack.settled()

    def call(self, method: str, **args: Any) -> dict[str, Any]:
        """A bare call with form arguments; no client in between that would raise."""
        headers = {"authorization": f"Bearer {BOT_TOKEN}"}
        answer: dict[str, Any] = self.http.post(f"{self.url}/api/{method}", data=args, headers=headers).json()
        return answer


def answering(body: Any = None, status: int = 200, **headers: str) -> Callable[[Heard], Response]:
    """An answer for `App.answers`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _heard: Response(status_code=status, headers=named) if body is None else JSONResponse(body, status)
