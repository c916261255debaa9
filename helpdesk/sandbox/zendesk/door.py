"""What every API call passes: journal, faults, authentication, limits; what a call does is decided behind it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpdesk.sandbox.serving import drop_connection, silence
from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.errors import ApiError, invalid_endpoint, rate_limited
from helpdesk.sandbox.zendesk.faults import CallFault, Faults
from helpdesk.sandbox.zendesk.journal import Call, Journal, readable_body
from helpdesk.sandbox.zendesk.limits import Limits
from helpdesk.sandbox.zendesk.records import Json, User

Authenticate = Callable[[Headers], User]


@dataclass(slots=True)
class _Captured:
    """An answer of the application behind, kept until it is decided whether it goes out."""

    start: Message = field(default_factory=dict)
    parts: list[Message] = field(default_factory=list)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.parts.append(message)

    async def __call__(self, send: Send) -> None:
        await send(self.start)
        for part in self.parts:
            await send(part)


class Door:
    """Stands before one family of routes."""

    def __init__(
        self,
        routes: Iterable[BaseRoute],
        *,
        account: Account,
        journal: Journal,
        faults: Faults,
        authenticate: Authenticate | None = None,
    ) -> None:
        self._inner = _Rooms(routes)
        self._account = account
        self._journal = journal
        self._faults = faults
        self._authenticate = authenticate
        self._limits = Limits(account)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            body = await _read(request, self._account.knobs.upload_limit)
        except ApiError as error:
            await JSONResponse(error.body, error.status)(scope, receive, send)
            return
        call = self._write_down(request, body)
        cleared = self._faults.cleared
        fault = self._faults.take_call(call.method, call.path, body)
        answer = await self._answer(request, body, call) if fault is None or fault.when == "after" else None
        if fault is not None:
            call.fault = fault.number
            await silence(fault.hang, lambda: self._faults.cleared > cleared)
            if fault.drop:
                self._journal.end(call)
                await drop_connection(scope, receive, send)
                return
            if fault.status is not None:
                answer = await _captured(_fault_response(fault), scope)
        if answer is None:
            answer = await self._answer(request, body, call)
        call.status = answer.start["status"]
        self._journal.end(call)
        await answer(send)

    def _write_down(self, request: Request, body: bytes) -> Call:
        if not self._account.public_url:
            self._account.public_url = f"{request.url.scheme}://{request.headers.get('host', '')}"
        call = Call(
            number=self._journal.next_number(),
            time=time.time(),
            method=request.method,
            path=request.url.path.removesuffix(".json"),
            query=request.url.query,
            body=readable_body(request.headers.get("content-type", ""), body),
            idempotency_key=request.headers.get("idempotency-key"),
            user_agent=request.headers.get("user-agent", ""),
        )
        self._journal.calls.append(call)
        return call

    async def _answer(self, request: Request, body: bytes, call: Call) -> _Captured:
        """Let the call through if it may; whatever comes of it is an answer."""
        headers: dict[str, str] = {}
        try:
            if self._authenticate is not None:
                user = self._authenticate(request.headers)
                call.user_id = user.id
                headers = self._limits.count(call.method, call.path, user.id, call.body)
            answer = await _captured(self._inner, _scope_within(request, call), body)
        except ApiError as error:
            headers.update(error.headers)
            answer = await _captured(JSONResponse(error.body, error.status), request.scope)
        out = MutableHeaders(raw=answer.start["headers"])
        out.update(headers)
        if call.unknown_fields:
            out["x-zendesk-api-warn"] = f"{{:allowed_parameters=>{{:unpermitted_keys=>{call.unknown_fields}}}}}"
        return answer


async def _read(request: Request, limit: int) -> bytes:
    parts, size = [], 0
    try:
        async for part in request.stream():
            parts.append(part)
            size += len(part)
            if size > limit:
                raise ApiError(413, {"error": "RequestEntityTooLarge", "description": "Attachment is too big"})
    except ClientDisconnect:
        return b""
    return b"".join(parts)


def _scope_within(request: Request, call: Call) -> Scope:
    """The scope with `.json` taken off, carrying the call for the rooms to note things in."""
    state = {**request.scope.get("state", {}), "call": call}
    return {**request.scope, "path": request.scope["path"].removesuffix(".json"), "state": state}


async def _captured(app: ASGIApp, scope: Scope, body: bytes = b"") -> _Captured:
    answer = _Captured()

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    await app(scope, receive, answer.send)
    return answer


def _fault_response(fault: CallFault) -> Response:
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    status = fault.status or 500
    if isinstance(fault.body, str):
        return Response(fault.body, status, headers, media_type="text/html")
    return JSONResponse(fault.body or _usual_body(status), status, headers)


def _usual_body(status: int) -> Json:
    if status == 429:
        return rate_limited(1).body
    if status == 409:
        return {"error": "DatabaseConflict", "description": "Database collision"}
    if status == 503:
        return {"error": "ServiceUnavailable", "description": "Database timeout"}
    return {"error": "InternalError", "description": "Something went wrong"}


class _Rooms:
    """A router that answers in Zendesk's words also when there is no such route."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._router = Router(list(routes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            # With an `app` in the scope the router raises for an unknown route or method; without, it answers in text.
            await self._router(scope, receive, send)
        except HTTPException as error:
            raise invalid_endpoint() from error
