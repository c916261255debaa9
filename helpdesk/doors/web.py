"""The HTTP door: size, signature, then the reception.

https://docs.slack.dev/apis/events-api
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qs

from prometheus_client import CONTENT_TYPE_LATEST
from redis import RedisError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Lifespan, Receive, Scope, Send

from helpdesk.doors.reception import DONE, Answer, Reception, StoreAway
from helpdesk.slack.signature import is_genuine as from_slack
from helpdesk.zendesk.signature import is_genuine as from_zendesk

MOST_BYTES = 1024 * 1024
_MOST_HEARD = 16 * MOST_BYTES
"""How much of a body that is too large is read and thrown away: many senders look for an answer only at its end."""

_EMPTY = PlainTextResponse("")
"""The answer to nearly every delivery, made once."""

Headers = dict[bytes, bytes]
Check = Callable[[Headers, bytes], bool]
Take = Callable[[Headers, bytes], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Secrets:
    """The signing secrets. Without the webhook's, nothing from Zendesk is believed."""

    slack: str
    zendesk: str | None


@dataclass(frozen=True, slots=True)
class SignedRoute:
    """One route: reads at most 1 MiB, checks the raw bytes, and acknowledges only what was taken."""

    check: Check
    take: Take

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: Headers = dict(scope["headers"])
        raw = await _body(headers, receive)
        if raw is None:
            response: Response = PlainTextResponse("The body is larger than 1 MiB.", 413)
        elif not self.check(headers, raw):
            response = PlainTextResponse("The signature is missing, wrong or stale.", 401)
        else:
            response = await self._taken(headers, raw)
        await response(scope, receive, send)

    async def _taken(self, headers: Headers, raw: bytes) -> Response:
        try:
            answer = await self.take(headers, raw)
        except StoreAway:
            return PlainTextResponse("The store is away.", 503, {"Retry-After": "5"})
        if answer.failed:
            return PlainTextResponse("Slack could not be reached.", 503)
        if answer is DONE:
            return _EMPTY
        return JSONResponse(answer.json) if answer.json is not None else PlainTextResponse(answer.text)


class _Doors(Starlette):
    """Starlette, with one short cut: a signed delivery goes to its route without passing routing and middleware.

    They would cost as much as all that is done with it here. An error that nobody caught is a 500 either way.
    """

    def __init__(self, signed: Mapping[str, SignedRoute], routes: Sequence[Route], lifespan: Lifespan[Self]) -> None:
        here = [Route(path, route, methods=["POST"]) for path, route in signed.items()]
        super().__init__(routes=[*here, *routes], lifespan=lifespan)
        self._signed = signed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = self._signed.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        await (route or super().__call__)(scope, receive, send)


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The raw body, or None when it is too large, told beforehand or not."""
    length = headers.get(b"content-length", b"0")
    told = int(length) if length.isdigit() else 0
    body, heard = b"", 0
    while told <= _MOST_HEARD and heard <= _MOST_HEARD:
        message = await receive()
        piece = bytes(message.get("body", b""))
        heard += len(piece)
        if max(told, heard) <= MOST_BYTES:
            body += piece
        if not message.get("more_body"):
            return body if max(told, heard) <= MOST_BYTES else None
    return None


def create_app(reception: Reception, secrets: Secrets, close: Callable[[], Awaitable[None]] | None = None) -> Starlette:
    """The routes of the product. `close` is awaited at the end."""

    def slack_signed(headers: Headers, raw: bytes) -> bool:
        timestamp = headers.get(b"x-slack-request-timestamp", b"").decode("latin-1")
        signature = headers.get(b"x-slack-signature", b"").decode("latin-1")
        return from_slack(secrets.slack, timestamp, signature, raw, reception.clock())

    def zendesk_signed(headers: Headers, raw: bytes) -> bool:
        timestamp = headers.get(b"x-zendesk-webhook-signature-timestamp", b"").decode("latin-1")
        signature = headers.get(b"x-zendesk-webhook-signature", b"").decode("latin-1")
        secret = secrets.zendesk
        return bool(secret) and from_zendesk(secret or "", timestamp, signature, raw, reception.clock())

    async def event(_: Headers, raw: bytes) -> Answer:
        return await reception.slack_event(raw)

    async def interaction(_: Headers, raw: bytes) -> Answer:
        return await reception.slack_interaction(parse_qs(raw.decode(errors="replace")).get("payload", [""])[0])

    async def command(_: Headers, raw: bytes) -> Answer:
        return await reception.slack_command(raw)

    async def webhook(headers: Headers, raw: bytes) -> Answer:
        invocation = headers.get(b"x-zendesk-webhook-invocation-id")
        return await reception.zendesk_webhook(raw, invocation.decode("latin-1") if invocation else None)

    @asynccontextmanager
    async def lifespan(_: _Doors) -> AsyncIterator[None]:
        sending = asyncio.create_task(reception.metrics.keep_sending())
        yield
        sending.cancel()
        if close:
            await close()

    signed = {
        "/slack/events": SignedRoute(slack_signed, event),
        "/slack/interactivity": SignedRoute(slack_signed, interaction),
        "/slack/commands": SignedRoute(slack_signed, command),
        "/zendesk/webhook": SignedRoute(zendesk_signed, webhook),
    }
    routes = [
        Route("/healthz", _healthz),
        Route("/readyz", _readyz(reception)),
        Route("/metrics", _metrics(reception)),
    ]
    return _Doors(signed, routes, lifespan)


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


def _readyz(reception: Reception) -> Callable[[Request], Awaitable[Response]]:
    async def readyz(_: Request) -> Response:
        parts = {"store": "ok", "workers": "ok"}
        wrong: list[str] = []
        try:
            parts["store"] = await reception.store.probe() or "ok"
            if not await reception.store.workers():
                parts["workers"] = "no worker is alive"
            wrong = await reception.store.wrong()
        except (RedisError, OSError):
            parts = {"store": "does not answer", "workers": "unknown without the store"}
        ready = all(said == "ok" for said in parts.values())
        # What the self-check found is told and changes no status: another process would be no better. It names checks
        # alone, since anybody may be able to ask; `helpdesk check` says the rest.
        found = {"self_check": wrong} if wrong else {}
        return JSONResponse({"ready": ready, **parts, **found}, 200 if ready else 503)

    return readyz


def _metrics(reception: Reception) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_: Request) -> Response:
        return Response(await reception.metrics.page(reception.clock()), media_type=CONTENT_TYPE_LATEST)

    return metrics
