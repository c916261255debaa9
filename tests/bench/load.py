"""A load generator: keep-alive connections that send requests made beforehand. It knows nothing of Slack."""

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Volley:
    """What came of one round. `latencies` are seconds from sending to the whole answer, the shortest first."""

    seconds: float
    latencies: tuple[float, ...]
    refused: int

    @property
    def rate(self) -> float:
        """Answers of 200 per second."""
        return (len(self.latencies) - self.refused) / self.seconds

    def at(self, share: float) -> float:
        """The latency that this share of the requests did not exceed."""
        return self.latencies[min(int(len(self.latencies) * share), len(self.latencies) - 1)]


class _Caller:
    """One connection, with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._since = 0.0
        self._answer = b""

    def send(self, request: bytes) -> None:
        self._answer = b""
        self._since = time.perf_counter()
        self.socket.sendall(request)

    def heard(self) -> tuple[float, bool] | None:
        """The latency and whether it was a 200, once the answer is whole."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("The server closed a connection that was to be kept alive.")
        self._answer += part
        head, end, body = self._answer.partition(b"\r\n\r\n")
        if not end or len(body) < _length(head):
            return None
        return time.perf_counter() - self._since, head.startswith(b"HTTP/1.1 200")


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


def fire(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Volley:
    """Send the requests, each once, over so many connections, until they or the seconds run out."""
    left = iter(requests)
    callers = [_Caller(port) for _ in range(connections)]
    with selectors.DefaultSelector() as ready:
        for caller in callers:
            ready.register(caller.socket, selectors.EVENT_READ, caller)
        try:
            return _fired(ready, callers, left, seconds)
        finally:
            for caller in callers:
                caller.socket.close()


def _fired(ready: selectors.BaseSelector, callers: Sequence[_Caller], left: Iterator[bytes], seconds: float) -> Volley:
    began = time.perf_counter()
    latencies: list[float] = []
    under_way = refused = 0
    for caller, request in zip(callers, left, strict=False):
        caller.send(request)
        under_way += 1
    while under_way:
        for key, _ in ready.select(10):
            answer = key.data.heard()
            if answer is None:
                continue
            latencies.append(answer[0])
            refused += not answer[1]
            following = next(left, None) if time.perf_counter() - began < seconds else None
            if following is None:
                under_way -= 1
            else:
                key.data.send(following)
    return Volley(time.perf_counter() - began, tuple(sorted(latencies)), refused)
