"""A stand-in for whoever keeps duties: it says what a test has it say, and remembers what it was asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from helpdesk.sandbox.serving import Serving, drop_connection


@dataclass
class Keeper:
    """`answers` by path; a path without one is a 404, and None is a connection that ends."""

    url: str = ""
    answers: dict[str, Response | None] = field(default_factory=dict)
    pages: list[Response] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        self.asked.append((request.url.path, dict(request.query_params), dict(request.headers)))
        answer = self.pages.pop(0) if self.pages else self.answers.get(request.url.path, JSONResponse({}, 404))
        await (drop_connection if answer is None else answer)(scope, receive, send)


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    keeper = Keeper()
    with Serving(keeper) as serving:
        keeper.url = serving.url
        yield keeper
