"""A server for answers the local Zendesk does not give; it understands nothing of what it is asked."""

import socket
import threading
from typing import Self


class Listening:
    """Says `body` to everybody, or `posted` to a POST; `head` replaces the usual status line and headers."""

    def __init__(self, body: bytes, head: str = "", posted: bytes | None = None) -> None:
        self._answers = {"POST": _answer(body if posted is None else posted, head)}
        self._usual = _answer(body, head)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.heard: list[str] = []

    def _serve(self) -> None:
        while True:
            try:
                asked, _ = self._socket.accept()
            except OSError:
                return
            with asked:
                self.heard.append(_whole_request(asked))
                asked.sendall(self._answers.get(self.heard[-1].split(" ")[0], self._usual))

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def _answer(body: bytes, head: str) -> bytes:
    usual = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return (head or usual).encode() + b"Connection: close\r\n\r\n" + body


def _whole_request(asked: socket.socket) -> str:
    got = b""
    while b"\r\n\r\n" not in got:
        got += asked.recv(65_536)
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-l")), 0
    )
    while len(body) < length:
        body += asked.recv(65_536)
    return (head + body).decode()
