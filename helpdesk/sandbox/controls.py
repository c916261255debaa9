"""What lies over both sides: one stream of all news, the switches, and what a demo lets people do to the product."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, Router

from helpdesk.sandbox.overheard import from_slack, from_zendesk
from helpdesk.sandbox.slack.app import Slack
from helpdesk.sandbox.slack.driver import OnlyThisMachine
from helpdesk.sandbox.strip import Strip
from helpdesk.sandbox.switches import Switches
from helpdesk.sandbox.zendesk.app import Zendesk

CHANGES, CONTROLS = "/sandbox/changes", "/sandbox/controls"
_KEEP_ALIVE_SECONDS = 15.0
_BURST_SECONDS = 0.02

Lever = Callable[[], str]
"""Does one thing to the product and says in a sentence what; it may take some seconds. Runs in a thread of its own."""


class _Turn(BaseModel):
    """A switch to turn, or a lever to pull."""

    model_config = ConfigDict(extra="forbid")

    turn: str = ""
    on: bool = False
    pull: str = ""


class Controls:
    """Serve `asgi` on the page's port, on the loop that serves Slack."""

    def __init__(self, slack: Slack, zendesk: Zendesk) -> None:
        self._slack, self._zendesk = slack, zendesk
        self.switches = Switches(slack.faults, zendesk.faults)
        self.strip = Strip()
        self._levers: dict[str, Lever] = {}
        self._rev = 0
        self._watchers: list[Callable[[], None]] = []
        slack.journal.told = lambda entry: self.strip.tell(from_slack(entry))
        zendesk.journal.told = lambda entry: self.strip.tell(from_zendesk(entry))
        routes = [Route(CHANGES, self._changes), Route(CONTROLS, self._controls, methods=["GET", "POST"])]
        self.asgi = OnlyThisMachine(Router(routes=routes), set())

    def offer(self, name: str, lever: Lever) -> None:
        """Let the page pull this lever."""
        self._levers[name] = lever

    async def _controls(self, request: Request) -> Response:
        said = ""
        if request.method == "POST":
            try:
                said = await self._turned(_Turn.model_validate_json(await request.body()))
            except (ValidationError, KeyError):
                return JSONResponse({"ok": False, "error": "There is no such switch or lever."}, 400)
        state = {"ok": True, "on": self.switches.on, "levers": list(self._levers), "said": said}
        return JSONResponse(state)

    async def _turned(self, order: _Turn) -> str:
        if order.pull:
            return await run_in_threadpool(self._levers[order.pull])
        self.switches.turn(order.turn, on=order.on)
        self._rev += 1
        for watcher in list(self._watchers):
            watcher()
        return ""

    async def _changes(self, request: Request) -> Response:
        last = request.headers.get("last-event-id", "")
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        news = self._news(int(last) if last.isdecimal() else 0)
        return StreamingResponse(news, media_type="text/event-stream", headers=headers)

    async def _news(self, passed: int) -> AsyncIterator[str]:
        """At once what is there, then each burst of changes: `changed` names a side, `passed` is entries of the strip.

        A stream that opens again goes on after the entry it had last.
        """
        told: dict[str, int] = {}
        with self._watched() as stirred:
            while True:
                stirred.clear()
                for side, rev in self._revs().items():
                    if told.get(side) != rev:
                        told[side] = rev
                        yield f"event: changed\ndata: {json.dumps({'side': side})}\n\n"
                entries = self.strip.after(passed)
                if entries:
                    passed = entries[-1].number
                    yield f"event: passed\nid: {passed}\ndata: {json.dumps([asdict(each) for each in entries])}\n\n"
                try:
                    await asyncio.wait_for(stirred.wait(), _KEEP_ALIVE_SECONDS)
                    await asyncio.sleep(_BURST_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"

    def _revs(self) -> dict[str, int]:
        account, workspace = self._zendesk.account, self._slack.workspace
        return {"slack": workspace.rev, "zendesk": account.rev, "controls": self._rev}

    @contextmanager
    def _watched(self) -> Iterator[asyncio.Event]:
        """An event that is set by whatever happens, on whichever thread."""
        loop, stirred = asyncio.get_running_loop(), asyncio.Event()

        def stir() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(stirred.set)

        lists = (self._slack.workspace.watchers, self._zendesk.account.watchers, self.strip.watchers, self._watchers)
        for watchers in lists:
            watchers.append(stir)
        try:
            yield stirred
        finally:
            for watchers in lists:
                watchers.remove(stir)
