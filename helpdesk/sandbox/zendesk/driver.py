"""Routes under /sandbox/zendesk by which a page or a test plays the people and the weather; not part of Zendesk."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.acts import Act, ActRefusedError, Acts
from helpdesk.sandbox.zendesk.deliveries import Deliveries
from helpdesk.sandbox.zendesk.faults import CallFault, Faults, WebhookFault
from helpdesk.sandbox.zendesk.journal import Journal
from helpdesk.sandbox.zendesk.oauth import OAuth
from helpdesk.sandbox.zendesk.records import Json
from helpdesk.sandbox.zendesk.seed import Knobs
from helpdesk.sandbox.zendesk.state import account_state

PREFIX = "/sandbox/zendesk"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_KEEP_ALIVE = 15.0
_BURST = 0.02
_Handler = Callable[[Request], Awaitable[Response]]
_FAULT: TypeAdapter[CallFault | WebhookFault] = TypeAdapter(CallFault | WebhookFault)


class Order(BaseModel):
    """What a test asks of the machinery: any of these."""

    model_config = ConfigDict(extra="forbid")

    advance: float = Field(default=0.0, ge=0)
    """Seconds to move the clock forward."""
    release: bool = False
    """Let held webhooks go."""
    reverse: bool = False
    """… the last one first."""
    revoke_tokens: bool = False
    deliver_to: str | None = None
    knobs: Json = {}


class Driver:
    def __init__(  # noqa: PLR0913 - it drives every part
        self,
        *,
        account: Account,
        acts: Acts,
        faults: Faults,
        journal: Journal,
        deliveries: Deliveries,
        oauth: OAuth,
        allowed_origins: set[str],
    ) -> None:
        self._account = account
        self._acts = acts
        self._faults = faults
        self._journal = journal
        self._deliveries = deliveries
        self._oauth = oauth
        self._allowed_origins = allowed_origins

    def routes(self) -> list[Route]:
        served: list[tuple[str, str, _Handler]] = [
            ("GET", "/state", self.state),
            ("GET", "/changes", self.changes),
            ("POST", "/act", self.act),
            ("GET", "/faults", self.faults),
            ("POST", "/faults", self.add_fault),
            ("DELETE", "/faults", self.clear_faults),
            ("GET", "/journal", self.journal),
            ("DELETE", "/journal", self.clear_journal),
            ("POST", "/machinery", self.machinery),
        ]
        return [
            Route(PREFIX + "/{rest:path}", self.preflight, methods=["OPTIONS"]),
            *(Route(PREFIX + path, self._guarded(handler), methods=[method]) for method, path, handler in served),
        ]

    def _guarded(self, handler: _Handler) -> _Handler:
        """Keep out web pages from elsewhere, also those that reach us by a name of their own."""

        async def guarded(request: Request) -> Response:
            complaint = self._complaint(request)
            if complaint is not None:
                return _refusal(complaint, 403)
            if request.method == "POST" and request.headers.get("content-type", "").split(";")[0] != "application/json":
                return _refusal("The body must be application/json.", 415)
            response = await handler(request)
            if request.headers.get("origin") in self._allowed_origins:
                response.headers.update(_cors(request.headers["origin"]))
            return response

        return guarded

    def _complaint(self, request: Request) -> str | None:
        host = request.headers.get("host", "")
        if urlsplit(f"//{host}").hostname not in _LOOPBACK:
            return "This sandbox answers on this machine only: the Host is not a loopback address."
        origin = request.headers.get("origin")
        own = f"{request.url.scheme}://{host}"
        if origin is not None and origin != own and origin not in self._allowed_origins:
            return "Pages of another origin can't drive this sandbox."
        return None

    async def preflight(self, request: Request) -> Response:
        if self._complaint(request) is not None:
            return Response(status_code=403)
        origin = request.headers.get("origin", "")
        return Response(status_code=204, headers=_cors(origin) if origin in self._allowed_origins else None)

    async def state(self, _request: Request) -> Response:
        return JSONResponse({**account_state(self._account), "webhooks_pending": self._deliveries.pending})

    async def changes(self, request: Request) -> Response:
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._changes(request), media_type="text/event-stream", headers=headers)

    async def _changes(self, request: Request) -> AsyncIterator[str]:
        """One `changed` at the start, then one for every burst of changes; a comment when it is quiet."""
        loop, stirred = asyncio.get_running_loop(), asyncio.Event()

        def stir() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(stirred.set)

        self._account.watchers.append(stir)
        try:
            yield _changed(self._account.rev)
            while not await request.is_disconnected():
                try:
                    await asyncio.wait_for(stirred.wait(), _KEEP_ALIVE)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                await asyncio.sleep(_BURST)
                stirred.clear()
                yield _changed(self._account.rev)
        finally:
            self._account.watchers.remove(stir)

    async def act(self, request: Request) -> Response:
        try:
            done = self._acts.perform(Act.model_validate_json(await request.body()))
        except ValidationError as error:
            return _refusal(_first_problem(error), 400)
        except ActRefusedError as refused:
            return _refusal(str(refused), 200)
        return JSONResponse({"ok": True, **done})

    async def faults(self, _request: Request) -> Response:
        return JSONResponse({"ok": True, "faults": self._faults.listed()})

    async def add_fault(self, request: Request) -> Response:
        try:
            number = self._faults.add(_FAULT.validate_json(await request.body()))
        except ValidationError as error:
            return _refusal(_first_problem(error), 400)
        return JSONResponse({"ok": True, "number": number})

    async def clear_faults(self, _request: Request) -> Response:
        self._faults.clear()
        return JSONResponse({"ok": True})

    async def journal(self, request: Request) -> Response:
        after = request.query_params.get("after", "0")
        return JSONResponse(self._journal.as_json(int(after) if after.isdigit() else 0))

    async def clear_journal(self, _request: Request) -> Response:
        self._journal.clear()
        return JSONResponse({"ok": True})

    async def machinery(self, request: Request) -> Response:
        try:
            order = Order.model_validate_json(await request.body())
            knobs = Knobs.model_validate({**self._account.knobs.model_dump(), **order.knobs})
        except ValidationError as error:
            return _refusal(_first_problem(error), 400)
        self._account.knobs = knobs
        self._account.clock.advance(order.advance)
        if order.revoke_tokens:
            self._oauth.revoke_all()
        if order.deliver_to is not None:
            self._deliveries.deliver_to = order.deliver_to
        released = self._deliveries.release(reverse=order.reverse) if order.release else 0
        return JSONResponse({"ok": True, "released": released, "knobs": knobs.model_dump()})


def _refusal(sentence: str, status: int) -> Response:
    return JSONResponse({"ok": False, "error": sentence}, status)


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'.'.join(str(part) for part in problem['loc']) or 'body'}: {problem['msg']}"


def _changed(rev: int) -> str:
    return f"event: changed\ndata: {json.dumps({'rev': rev})}\n\n"


def _cors(origin: str) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": "content-type",
        "Vary": "Origin",
    }
