"""Stands between the local Slack and Zendesk and the product's door, and writes down what the door acknowledged."""

import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PATIENCE_SECONDS = 30.0
_NOT_FOR_THE_NEXT = {"host", "content-length", "connection", "transfer-encoding"}


class Gate:
    """`asgi` passes everything on to `door`; a door that doesn't answer is a 502, which is no acknowledgement."""

    def __init__(self, door: str) -> None:
        self._door = door
        self._client: httpx.AsyncClient | None = None
        self.taken: dict[str, list[float]] = defaultdict(list)
        """What was acknowledged, by its name (`named`): when, each time."""
        self.asgi = Starlette(routes=[Route("/{path:path}", self._pass, methods=["POST"])], lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=0)
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_SECONDS, limits=limits) as self._client:
            yield

    async def _pass(self, request: Request) -> Response:
        assert self._client is not None
        body = await request.body()
        headers = [(k, v) for k, v in request.headers.items() if k not in _NOT_FOR_THE_NEXT]
        try:
            answer = await self._client.post(f"{self._door}{request.url.path}", content=body, headers=headers)
        except httpx.HTTPError:
            return Response(status_code=502)
        if answer.is_success:
            name = named(request.url.path, body)
            if name:
                self.taken[name].append(time.time())
        after = {"Retry-After": answer.headers["Retry-After"]} if "Retry-After" in answer.headers else {}
        return Response(answer.content, answer.status_code, after, answer.headers.get("Content-Type"))

    def since(self, name: str, made: float) -> float | None:
        """When something that was done at `made` was first acknowledged; None when it never was."""
        return next((at for at in list(self.taken.get(name, ())) if at >= made), None)


def named(path: str, body: bytes) -> str | None:
    """What a delivery tells of, in the words of `message`, `reaction` and so on below."""
    if path == "/slack/events":
        event = json.loads(body).get("event") or {}
        if event.get("type") == "message" and not event.get("subtype"):
            return message(event["ts"])
        if event.get("type") in {"reaction_added", "reaction_removed"}:
            return reaction(event["type"] == "reaction_added", event["user"], event["item"]["ts"], event["reaction"])
    if path == "/zendesk/webhook":
        told = json.loads(body)
        kind = str(told.get("type", "")).rpartition(".")[2]
        if kind == "comment_added":
            return comment(int(told["event"]["comment"]["id"]))
        if kind == "status_changed":
            return status(int(told["detail"]["id"]), told["event"]["current"], int(told["detail"]["actor_id"]))
    return None


def message(ts: str) -> str:
    return f"message {ts}"


def reaction(added: bool, user: str, ts: str, name: str) -> str:
    return f"{'reaction' if added else 'no reaction'} {user} {ts} {name}"


def comment(id_: int) -> str:
    return f"comment {id_}"


def status(ticket: int, now: str, agent: int) -> str:
    return f"status {ticket} {now.lower()} {agent}"
