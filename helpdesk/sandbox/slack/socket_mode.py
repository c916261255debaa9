"""Delivery over Socket Mode: the WebSockets the app has opened, one envelope on any one of them, its acknowledgement.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import itertools
import json
import uuid
from typing import Any, Literal

from starlette.websockets import WebSocket, WebSocketDisconnect

from helpdesk.sandbox.slack.parcel import Outcome, Parcel
from helpdesk.sandbox.slack.records import Payload
from helpdesk.sandbox.slack.workspace import Workspace

_SOCKETS = 10
Reason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


class SocketMode:
    """All open sockets of the app. An acknowledgement counts on whichever socket it comes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._open: list[WebSocket] = []
        self._waiting: dict[str, tuple[WebSocket, asyncio.Future[Outcome]]] = {}
        self._turn = itertools.count()
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> int:
        return len(self._open)

    async def serve(self, socket: WebSocket) -> None:
        """The endpoint behind the address that apps.connections.open gives out."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._workspace.socket_tickets:
            await socket.close(4401)
            return
        self._workspace.socket_tickets.discard(ticket)
        await socket.accept()
        if len(self._open) >= _SOCKETS:
            await self._say_goodbye(socket, "too_many_websockets")
            return
        self._open.append(socket)
        try:
            await socket.send_json(self._hello())
            while True:
                self._hear(await socket.receive_text())
        except WebSocketDisconnect:
            self._gone(socket)
        finally:
            self._leave(socket)

    def _hello(self) -> Payload:
        debug = {"host": "applink-sandbox", "build_number": 10, "approximate_connection_time": 18060}
        info = {"app_id": self._workspace.app.app_id}
        return {"type": "hello", "num_connections": self.connected, "debug_info": debug, "connection_info": info}

    def _hear(self, text: str) -> None:
        try:
            said: Any = json.loads(text)
        except ValueError:
            return  # not an acknowledgement; Slack says nothing to it
        if not isinstance(said, dict) or said.get("envelope_id") not in self._waiting:
            return
        answer = said.get("payload")
        _, future = self._waiting[said["envelope_id"]]
        if not future.done():
            given = answer if isinstance(answer, dict) else {}
            future.set_result(Outcome(ok=True, status="ack", via="socket", answer=given))

    def _leave(self, socket: WebSocket) -> None:
        if socket in self._open:
            self._open.remove(socket)

    def _gone(self, socket: WebSocket) -> None:
        """What waits on a socket that ended fails, unless the acknowledgement still comes on another one."""
        self._leave(socket)
        if self._open:
            return
        for waiting_on, future in list(self._waiting.values()):
            if waiting_on is socket and not future.done():
                future.set_result(_not_acknowledged("socket closed"))

    async def carry(self, parcel: Parcel, seconds: float) -> Outcome:
        if not self._open:
            return _not_acknowledged("no socket")
        socket = self._open[next(self._turn) % len(self._open)]
        envelope_id = str(uuid.uuid4())
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = (socket, future)
        try:
            async with asyncio.timeout(seconds):
                await socket.send_text(json.dumps(parcel.envelope(envelope_id)))
                return await future
        except TimeoutError:
            return _not_acknowledged("timeout")
        except (WebSocketDisconnect, RuntimeError):  # what Starlette raises on sending into a closed socket
            self._leave(socket)
            return _not_acknowledged("socket closed")
        finally:
            del self._waiting[envelope_id]

    async def disconnect(self, reason: Reason = "refresh_requested", after_seconds: float = 1.0) -> int:
        """Tell every socket to go: nothing new is sent on it, its acknowledgements count until it closes."""
        leaving, self._open = self._open, []
        for socket in leaving:
            await self._say_goodbye(socket, reason, after_seconds)
        return len(leaving)

    async def _say_goodbye(self, socket: WebSocket, reason: Reason, after_seconds: float = 0) -> None:
        await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sandbox"}})
        if after_seconds:
            asyncio.get_running_loop().call_later(after_seconds, self._close_in_background, socket)
        else:
            await _close(socket)

    def _close_in_background(self, socket: WebSocket) -> None:
        task = asyncio.get_running_loop().create_task(_close(socket))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def cut(self) -> int:
        """Close every socket without a word, as a network that breaks."""
        lost, self._open = self._open, []
        for socket in lost:
            await _close(socket)
        return len(lost)


def _not_acknowledged(status: str) -> Outcome:
    return Outcome(ok=False, status=status, via="socket", reason="http_timeout")


async def _close(socket: WebSocket) -> None:
    try:
        await socket.close(1000)
    except RuntimeError:
        return  # the app was faster
