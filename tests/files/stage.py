"""A server that answers from a script and writes down what it was asked; it knows neither Slack nor Zendesk."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from helpdesk.domain.files import Attachment, SlackFile
from helpdesk.sandbox.serving import drop_connection

TOKEN = "xoxb-test"
PNG = b"\x89PNG" + bytes(range(256)) * 40
LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `length` of its body in bytes, below zero when it broke off, and the beginning of it."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    length: int
    body: bytes


@dataclass
class Script:
    """Gives the answers in turn, None by ending the connection; those given as functions see the request."""

    url: str = ""
    answers: list[ASGIApp | None] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            for _ in ("startup", "shutdown"):
                await send({"type": f"{(await receive())['type']}.complete"})
            return
        request, length, body = Request(scope, receive), 0, b""
        try:
            async for part in request.stream():
                length, body = length + len(part), (body + part)[:1000]
        except ClientDisconnect:
            length = -length
        path, query = request.url.path, request.url.query
        self.asked.append(Asked(request.method, path, query, dict(request.headers), length, body))
        answer = self.answers.pop(0) if self.answers else Response(status_code=599)
        await (drop_connection if answer is None else answer)(scope, receive, send)

    def says(self, content: bytes | str | dict[str, Any], status: int = 200, **headers: str) -> None:
        self.answers.append(self.answer(content, status, **headers))

    @staticmethod
    def answer(content: bytes | str | dict[str, Any], status: int = 200, **headers: str) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        make: Callable[..., Response] = JSONResponse if isinstance(content, dict) else Response
        return make(content, status, named)

    def sends_on(self, url: str) -> None:
        self.says(b"", 302, location=url)

    def breaks_off(self, content: bytes, length: int) -> None:
        """Announce more than comes."""

        async def chunks() -> AsyncIterator[bytes]:
            yield content
            raise ConnectionResetError

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            try:
                await StreamingResponse(chunks(), headers={"content-length": str(length)})(scope, receive, send)
            except ConnectionResetError:
                await drop_connection(scope, receive, send)

        self.answers.append(answer)


def slack_file(url: str, **more: Any) -> SlackFile:
    return SlackFile(**{"id": "F1", "name": "a.png", "size": len(PNG), "mimetype": "image/png", "url": url, **more})


def attachment(url: str, **more: Any) -> Attachment:
    return Attachment(**{"id": 1, "name": "a.png", "size": len(PNG), "content_type": "image/png", "url": url, **more})


def pieces(content: bytes, size: int = 1000) -> Iterable[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))
