"""Runs one ASGI application on a loopback port in a thread of its own; never listens beyond 127.0.0.1."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

DROP = "helpdesk.drop"
"""Key in `scope["extensions"]`: call the value to close the connection without an answer, then return from the app.

See `drop_connection`.
"""


async def drop_connection(scope: Scope, receive: Receive, send: Send) -> None:
    """Close the connection as a crashed server would: the client sees it end before any answer."""
    drop = scope.get("extensions", {}).get(DROP)
    if drop is None:  # another server: the best it offers is an answer cut off in the middle
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000000")]})
        return
    drop()
    while (await receive())["type"] != "http.disconnect":
        continue


async def silence(seconds: float, is_over: Callable[[], bool]) -> None:
    """Say nothing for so long, or until it is over."""
    end = time.monotonic() + seconds
    while not is_over() and (left := end - time.monotonic()) > 0:  # noqa: ASYNC110 - it ends from another thread
        await asyncio.sleep(min(left, 0.01))


class _Droppable(HttpToolsProtocol):
    """uvicorn's own protocol, lending each request the means to lose its connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        inner = self.app

        async def lending(scope: Any, receive: Any, send: Any) -> None:
            scope.setdefault("extensions", {})[DROP] = transport.abort
            await inner(scope, receive, send)

        self.app = lending


class _Server(uvicorn.Server):
    """A uvicorn server that notices within milliseconds that it shall end, and says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self._end: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def main_loop(self) -> None:
        self._end, self._loop = asyncio.Event(), asyncio.get_running_loop()
        self.ready.set()
        counter = 0
        while not await self.on_tick(counter):
            counter = (counter + 1) % 864000
            try:
                await asyncio.wait_for(self._end.wait(), 0.1)
            except TimeoutError:
                continue  # nobody ended it: the next tick

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for connection in list(self.server_state.connections):
            cycle = getattr(connection, "cycle", None)
            if cycle is not None and cycle.response_started and not cycle.response_complete:
                cycle.transport.close()  # an endless stream: it would never end by itself
        await super().shutdown(sockets)

    def end(self) -> None:
        self.should_exit = True
        if self._loop is not None and self._end is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end.set)


class Serving:
    """`with Serving(app) as serving: httpx.get(serving.url)`; port 0 takes a free one, known before the start.

    Raises OSError when the port is taken, RuntimeError when the application does not start.
    """

    def __init__(self, app: ASGIApp, *, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        """Without a slash at the end."""
        config = uvicorn.Config(
            app,
            http=_Droppable,
            interface="asgi3",
            lifespan="on",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, name=f"serving-{self.port}", daemon=True)

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._socket])
        except SystemExit:
            return  # uvicorn's way to say that the start failed; `start` raises on the caller's thread
        finally:
            self._server.ready.set()

    def start(self) -> Self:
        self._thread.start()
        self._server.ready.wait()
        if not self._server.started:
            self._socket.close()
            raise RuntimeError(f"the application on {self.url} did not start: see the error logged above")
        return self

    def stop(self) -> None:
        """Close the port and open streams, give running requests one second, run the lifespan's end. Twice is once."""
        self._server.end()
        if self._thread.ident is not None:
            self._thread.join()
        self._socket.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
