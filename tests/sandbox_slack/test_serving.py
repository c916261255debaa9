"""Running an ASGI application in a thread."""

import socket
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from helpdesk.sandbox.serving import Serving, drop_connection


async def hello(_request: Request) -> Response:
    return PlainTextResponse("hello")


class Dropping:
    """Answers nobody."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await drop_connection(scope, receive, send)


def test_an_application_is_served_and_stopped() -> None:
    with Serving(Starlette(routes=[Route("/", hello), Route("/drop", Dropping())])) as serving:
        assert httpx.get(serving.url, trust_env=False).text == "hello"
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            httpx.get(f"{serving.url}/drop", trust_env=False)
    serving.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(serving.url, trust_env=False)


def test_a_taken_port_is_an_error_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            Serving(Starlette(), port=taken.getsockname()[1])


def test_an_application_that_can_not_start_says_so() -> None:
    async def broken(_scope: Any, _receive: Any, _send: Any) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="did not start"):
        Serving(broken).start()
