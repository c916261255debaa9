"""What these tests have in common: a local Zendesk, a receiver of its webhooks, and real zenpy pointed at it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import requests
from requests.adapters import HTTPAdapter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from urllib3.util.retry import Retry
from zenpy import Zenpy

from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.zendesk.acts import Act
from helpdesk.sandbox.zendesk.app import Zendesk, create_zendesk
from helpdesk.sandbox.zendesk.deliveries import sign
from helpdesk.sandbox.zendesk.records import Json
from helpdesk.sandbox.zendesk.seed import Knobs, Seed
from tests.waiting import PATIENCE, until

BOT = "helpdesk-bot@example.com"
SECRET = "a-signing-secret"


class Rewriting(HTTPAdapter):
    """Sends what is meant for the account's real address to the stand-in, and never anything twice."""

    def __init__(self, url: str) -> None:
        super().__init__(max_retries=Retry(total=None, connect=0, read=0, status=0, redirect=0, other=0))
        self._place = urlsplit(url)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        meant = request.url or ""
        request.url = urlunsplit(urlsplit(meant)._replace(scheme=self._place.scheme, netloc=self._place.netloc))
        answer = super().send(request, *args, **kwargs)
        request.url = answer.url = meant
        return answer


@dataclass
class Receiver:
    """A product's webhook door: checks signatures on the raw bytes and keeps what was rightly signed."""

    events: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    badly_signed: int = 0
    answers: list[Response] = field(default_factory=list)
    """Answered in turn, then 200s."""

    async def receive(self, request: Request) -> Response:
        body = await request.body()
        stamp = request.headers["x-zendesk-webhook-signature-timestamp"]
        self.headers.append(dict(request.headers))
        self.bodies.append(body)
        if sign(SECRET, stamp, body) != request.headers["x-zendesk-webhook-signature"]:
            self.badly_signed += 1
            return Response(status_code=401)
        if self.answers:
            return self.answers.pop(0)
        self.events.append(await request.json())
        return Response(status_code=200)

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/zendesk/webhook", self.receive, methods=["POST"])])

    def types(self) -> list[str]:
        return [event["type"].removeprefix("zen:event-type:ticket.") for event in self.events]


@dataclass
class Stand:
    zendesk: Zendesk
    receiver: Receiver
    http: httpx.Client
    url: str

    def zenpy(self) -> Any:
        session = requests.Session()
        session.trust_env = False
        session.mount("https://sandbox.zendesk.com", Rewriting(self.url))
        return Zenpy(
            subdomain="sandbox", email=BOT, token="token", session=session, disable_cache=True, ratelimit_budget=1
        )

    def person(self, email: str) -> int:
        user = self.zendesk.account.user_by_email(email)
        assert user is not None
        return user.id

    def create(self, **fields: Any) -> Json:
        ticket = {"subject": "Printer", "comment": {"html_body": "<p>It is stuck.</p>", "public": True}, **fields}
        answer = self.http.post("/api/v2/tickets.json", json={"ticket": ticket})
        assert answer.status_code == 201, answer.text
        made: Json = answer.json()["ticket"]
        return made

    def put(self, ticket_id: int, **fields: Any) -> httpx.Response:
        return self.http.put(f"/api/v2/tickets/{ticket_id}.json", json={"ticket": fields})

    def ticket(self, ticket_id: int) -> Json:
        answer: Json = self.http.get(f"/api/v2/tickets/{ticket_id}.json").json()["ticket"]
        return answer

    def act(self, act: str, by: str = "alex@example.com", **fields: Any) -> Json:
        return self.zendesk.acts.perform(Act.model_validate({"act": act, "as": self.person(by), **fields}))

    def fault(self, **fault: Any) -> None:
        answer = self.http.post("/sandbox/zendesk/faults", json=fault)
        assert answer.status_code == 200, answer.text

    def settle(self) -> None:
        """Wait until no webhook is under way."""
        until(lambda: self.zendesk.deliveries.pending == 0, "no webhook under way")


class _Switch:
    """One server for all tests: each request goes to the application of the test under way."""

    def __init__(self) -> None:
        self.current: ASGIApp = Starlette()
        self.serving = Serving(Starlette(routes=[Mount("/", app=self)], lifespan=self._lifespan)).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.current(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        yield

    def run(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something in the server's loop and wait for it."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)


@cache
def _servers() -> tuple[_Switch, _Switch]:
    # They end with the process: their threads are daemons.
    return _Switch(), _Switch()


@contextmanager
def standing(seed: Seed | None = None, *, clock: Callable[[], float] = time.time) -> Iterator[Stand]:
    account, listening = _servers()
    receiver = Receiver()
    zendesk = create_zendesk(
        client_id="client",
        client_secret="secret",
        email=BOT,
        api_token="token",
        webhook_secret=SECRET,
        deliver_to=listening.serving.url,
        public_url=account.serving.url,
        seed=seed or Seed(knobs=Knobs(export_lag=0)),
        retry_scale=0.001,
        clock=clock,
    )
    account.current, listening.current = zendesk.asgi, receiver.app()
    lifespan = zendesk.asgi.router.lifespan_context(zendesk.asgi)
    account.run(lifespan.__aenter__())
    try:
        login, url = (f"{BOT}/token", "token"), account.serving.url
        with httpx.Client(base_url=url, auth=login, verify=False, timeout=PATIENCE) as http:
            yield Stand(zendesk, receiver, http, account.serving.url)
    finally:
        account.run(lifespan.__aexit__(None, None, None))
