"""The HTTP door: size, signature, then the reception.

https://docs.slack.dev/apis/events-api
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis import RedisError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from helpdesk.doors.reception import Answer, Reception, StoreAway
from helpdesk.slack.signature import is_genuine as from_slack
from helpdesk.zendesk.signature import is_genuine as from_zendesk

MOST_BYTES = 1024 * 1024

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
        return JSONResponse(answer.json) if answer.json is not None else PlainTextResponse(answer.text)


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The raw body, or None when it is too large, told beforehand or not."""
    length = headers.get(b"content-length", b"0")
    if length.isdigit() and int(length) > MOST_BYTES:
        return None
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body"):
            return body


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
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        if close:
            await close()

    def signed(path: str, check: Check, take: Take) -> Route:
        return Route(path, SignedRoute(check, take), methods=["POST"])

    return Starlette(
        lifespan=lifespan,
        routes=[
            signed("/slack/events", slack_signed, event),
            signed("/slack/interactivity", slack_signed, interaction),
            signed("/slack/commands", slack_signed, command),
            signed("/zendesk/webhook", zendesk_signed, webhook),
            Route("/healthz", _healthz),
            Route("/readyz", _readyz(reception)),
            Route("/metrics", _metrics(reception)),
        ],
    )


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


def _readyz(reception: Reception) -> Callable[[Request], Awaitable[Response]]:
    async def readyz(_: Request) -> Response:
        parts = {"store": "ok", "workers": "ok"}
        try:
            await reception.store.ping()
            if not await reception.store.workers():
                parts["workers"] = "no worker is alive"
        except (RedisError, OSError):
            parts = {"store": "does not answer", "workers": "unknown without the store"}
        ready = all(said == "ok" for said in parts.values())
        return JSONResponse({"ready": ready, **parts}, 200 if ready else 503)

    return readyz


def _metrics(reception: Reception) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_: Request) -> Response:
        return Response(generate_latest(reception.metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return metrics
