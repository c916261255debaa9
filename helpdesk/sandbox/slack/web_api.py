"""The door of the Web API: who calls, with what arguments, which method, and in which way it goes wrong today."""

import json
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from helpdesk.sandbox.serving import drop_connection, silence
from helpdesk.sandbox.slack import (
    app_methods,
    chat_methods,
    conversation_methods,
    file_methods,
    people_methods,
    reaction_methods,
    view_methods,
)
from helpdesk.sandbox.slack.faults import Faults, WebApiFault
from helpdesk.sandbox.slack.journal import Call, Journal
from helpdesk.sandbox.slack.method import Arguments, Method, SlackError
from helpdesk.sandbox.slack.records import Payload
from helpdesk.sandbox.slack.workspace import Workspace

METHODS: dict[str, Method] = {
    **app_methods.METHODS,
    **chat_methods.METHODS,
    **conversation_methods.METHODS,
    **file_methods.METHODS,
    **people_methods.METHODS,
    **reaction_methods.METHODS,
    **view_methods.METHODS,
}

SCOPES = (
    "app_mentions:read,channels:history,channels:join,channels:read,chat:write,chat:write.customize,commands,"
    "emoji:read,files:read,files:write,groups:history,groups:read,im:history,im:write,reactions:read,reactions:write,team:read,"
    "usergroups:read,users:read,users:read.email"
)


@dataclass(frozen=True, slots=True)
class _Request:
    """One call as it came. `refusal` is set when its body can't be read."""

    name: str
    method: Method | None
    args: Payload
    token: str
    refusal: str = ""
    began: float = field(default_factory=time.perf_counter)

    def entry(self, *, ok: bool, took_effect: bool, error: str = "", fault: str = "") -> Call:
        """What the journal says of it."""
        ms = round((time.perf_counter() - self.began) * 1000)
        return Call(self.name, self.args, ok=ok, error=error, fault=fault, took_effect=took_effect, ms=ms)


class _TooManyCallsError(SlackError):
    """Beyond the limit: HTTP 429, `ratelimited`, and Retry-After in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after


class WebApi:
    """An ASGI application for `/api/{method}`."""

    def __init__(
        self, workspace: Workspace, faults: Faults, journal: Journal, *, bot_token: str, app_token: str
    ) -> None:
        self._workspace, self._faults, self._journal = workspace, faults, journal
        self._tokens = {bot_token: "bot", app_token: "app"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = await _read(Request(scope, receive))
        fault = self._faults.for_call(call.name)
        response = self._perform(call, "") if fault is None else await self._go_wrong(call, fault)
        if response is None:
            await drop_connection(scope, receive, send)
        else:
            await response(scope, receive, send)

    async def _go_wrong(self, call: _Request, fault: WebApiFault) -> Response | None:
        """The answer of a call that meets a fault; None when the connection shall just end."""
        cleared = self._faults.cleared

        async def hang() -> None:
            await silence(fault.seconds, lambda: self._faults.cleared > cleared)

        if fault.kind == "hang" and not fault.after:
            await hang()
        answer: Response | None = None
        if fault.after or fault.kind == "hang":
            answer = self._perform(call, f"{fault.kind} {'after' if fault.after else 'before'}")
        else:
            self._journal.write(call.entry(ok=False, fault=fault.kind, took_effect=False))
        match fault.kind:
            case "hang":
                if fault.after:
                    await hang()
                return answer
            case "drop":
                return None
            case "rate_limited":
                return _refused(_TooManyCallsError(fault.retry_after))
            case "http_error":
                return PlainTextResponse("upstream connect error", fault.status, _headers())
            case "error":
                return _refused(SlackError(fault.error))

    def _perform(self, call: _Request, fault: str) -> Response:
        """Let the method act, and write down what became of it."""
        try:
            answer = self._admitted(call).act(self._workspace, Arguments(call.args))
        except SlackError as refusal:
            self._journal.write(call.entry(ok=False, error=refusal.code, fault=fault, took_effect=False))
            return _refused(refusal)
        self._journal.write(call.entry(ok=True, fault=fault, took_effect=True))
        return JSONResponse(answer, headers=_headers())

    def _admitted(self, call: _Request) -> Method:
        """The method, when this caller may call it now."""
        if call.method is None:
            raise SlackError("unknown_method")
        if call.refusal:
            raise SlackError(call.refusal)
        if call.method.caller != "anybody":
            self._check_caller(call.token, call.method.caller)
        if self._faults.limits is not None:
            wait = self._faults.limits.refusal(call.name, call.method.tier, str(call.args.get("channel", "")))
            if wait is not None:
                raise _TooManyCallsError(wait)
        return call.method

    def _check_caller(self, token: str, wanted: str) -> None:
        if not token:
            raise SlackError("not_authed")
        if token not in self._tokens:
            raise SlackError("invalid_auth")
        if not self._workspace.installed:
            raise SlackError("account_inactive")
        if self._tokens[token] != wanted:
            raise SlackError("not_allowed_token_type")


async def _read(request: Request) -> _Request:
    name = str(request.path_params["method"])
    method = METHODS.get(name)
    args: Payload = dict(request.query_params)
    kind, refusal = request.headers.get("content-type", "").partition(";")[0].strip(), ""
    if kind == "application/json":
        body = await request.body()
        refusal, sent = _json_object(body) if body else ("", {})
        # a method that reads no JSON sees nothing of it
        args |= sent if method is not None and method.json else {}
    elif kind == "multipart/form-data":
        async with request.form() as form:
            args |= {key: value for key, value in form.items() if isinstance(value, str)}
    else:
        args |= dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))
    token = str(args.pop("token", "") or "")
    header = request.headers.get("authorization", "")
    return _Request(name, method, args, header.removeprefix("Bearer ").strip() or token, refusal)


def _json_object(body: bytes) -> tuple[str, Payload]:
    try:
        sent = json.loads(body)
    except ValueError:
        return "invalid_json", {}
    return ("", sent) if isinstance(sent, dict) else ("json_not_object", {})


def _headers() -> dict[str, str]:
    return {"x-slack-req-id": secrets.token_hex(16), "x-oauth-scopes": SCOPES}


def _refused(refusal: SlackError) -> Response:
    if isinstance(refusal, _TooManyCallsError):
        headers = _headers() | {"retry-after": str(refusal.retry_after)}
        return JSONResponse(refusal.answer(), status_code=429, headers=headers)
    return JSONResponse(refusal.answer(), headers=_headers())
