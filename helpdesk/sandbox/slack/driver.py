"""The HTTP surface that plays the people: state, changes, acts, faults, journal. Only for this machine.

It refuses what a page from elsewhere could send: foreign origins, foreign host names, bodies that are not JSON.
"""

import ipaddress
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError, validate_call
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from helpdesk.sandbox.slack.acting import ActError
from helpdesk.sandbox.slack.acts import NAMES, Acts
from helpdesk.sandbox.slack.faults import Faults
from helpdesk.sandbox.slack.file_routes import file_response
from helpdesk.sandbox.slack.journal import Journal
from helpdesk.sandbox.slack.page_state import page_state
from helpdesk.sandbox.slack.workspace import Workspace

_KEEP_ALIVE_SECONDS = 15.0


class OnlyThisMachine:
    """Lets through what was asked of a loopback address, by nobody else's page, and with JSON where there is a body."""

    def __init__(self, app: ASGIApp, origins: set[str]) -> None:
        self._app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(Request(scope))
        await (self._app if refusal is None else PlainTextResponse(refusal, 403))(scope, receive, send)

    def _refusal(self, request: Request) -> str | None:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        if not _is_loopback(host):
            return "only this machine's own address is answered here"
        if origin is not None and urlsplit(origin).netloc != host and origin not in self._origins:
            return "another page may not drive this"
        kind = request.headers.get("content-type", "").partition(";")[0].strip()
        if request.method == "POST" and kind != "application/json":
            return "send application/json"
        return None


def _is_loopback(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class Driver:
    """All routes below `/sandbox/slack`; `mount` holds them."""

    def __init__(self, workspace: Workspace, acts: Acts, faults: Faults, journal: Journal) -> None:
        self._workspace, self._faults, self._journal = workspace, faults, journal
        self._acts = {name: validate_call(getattr(acts, name)) for name in NAMES}
        self.origins: set[str] = set()
        """Origins of pages, besides the server's own, that may use the driver."""
        routes = [
            Route("/state", self._state),
            Route("/changes", self._changes),
            Route("/act", self._act, methods=["POST"]),
            Route("/faults", self._fault, methods=["GET", "POST", "DELETE"]),
            Route("/journal", self._entries),
            Route("/files/{id}", self._file),
        ]
        self.mount = Mount("/sandbox/slack", OnlyThisMachine(Router(routes=routes), self.origins))

    async def _state(self, _request: Request) -> Response:
        return JSONResponse(page_state(self._workspace))

    async def _changes(self, _request: Request) -> Response:
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(_changes(self._workspace), media_type="text/event-stream", headers=headers)

    async def _act(self, request: Request) -> Response:
        fields = await _object(request)
        perform = self._acts.get(str(fields.pop("act", "")))
        if perform is None:
            return JSONResponse({"ok": False, "error": f"There is no such act; there are: {', '.join(NAMES)}."}, 400)
        return await _acted(perform, fields)

    async def _fault(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._faults.clear()
        elif request.method == "POST":
            try:
                self._faults.add(await _object(request))
            except ValidationError as error:
                return JSONResponse({"ok": False, "error": str(error)}, 400)
        return JSONResponse({"ok": True, **self._faults.as_json()})

    async def _entries(self, request: Request) -> Response:
        last = request.query_params.get("last", "")
        return JSONResponse({"entries": self._journal.as_json(int(last) if last.isdecimal() else None)})

    async def _file(self, request: Request) -> Response:
        found = self._workspace.files.get(request.path_params["id"])
        if found is None:
            return PlainTextResponse("not found", 404)
        answer = file_response(found)
        # an uploaded page must not run as one of this origin's
        answer.headers.update({"content-disposition": "attachment", "content-security-policy": "sandbox"})
        return answer


async def _object(request: Request) -> dict[str, Any]:
    try:
        given = json.loads(await request.body() or b"{}")
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


async def _acted(perform: Callable[..., Awaitable[dict[str, Any]]], fields: dict[str, Any]) -> Response:
    try:
        result = await perform(**fields)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        return JSONResponse({"ok": False, "error": wrong}, 400)
    except ActError as error:
        return JSONResponse({"ok": False, "error": str(error)})
    return JSONResponse({"ok": True, **result})


async def _changes(workspace: Workspace) -> AsyncIterator[str]:
    """Server-sent events: the present `rev` at once, then one `changed` for each burst of changes."""
    told = -1
    while True:
        if workspace.rev != told:
            told = workspace.rev
            yield f'event: changed\ndata: {{"rev":{told}}}\n\n'
        elif not await workspace.wait_for_change(_KEEP_ALIVE_SECONDS):
            yield ": still here\n\n"
