"""What a request may look like before anybody reads it: its size, its method, its route."""

import socket
from collections.abc import Iterator

import httpx
import pytest

from helpdesk.doors.web import MOST_BYTES

from .stage import EVENTS_ROUTE, NOW, WEBHOOK, Door, slack_headers, zendesk_headers
from .test_signatures import BODIES

TAILS = {EVENTS_ROUTE: b" ", WEBHOOK: b" "}


def filled(route: str, size: int) -> bytes:
    """A readable body of exactly this size."""
    if route in TAILS:
        return BODIES[route].ljust(size)
    return BODIES[route] + b"&pad=" + b"x" * (size - len(BODIES[route]) - 5)


def in_pieces(raw: bytes) -> Iterator[bytes]:
    for start in range(0, len(raw), 65_536):
        yield raw[start : start + 65_536]


def post(door: Door, route: str, raw: bytes, chunked: bool) -> httpx.Response:
    headers = (zendesk_headers if route == WEBHOOK else slack_headers)(raw, NOW)
    return door.http.post(door.url + route, content=in_pieces(raw) if chunked else raw, headers=headers)


every_route = pytest.mark.parametrize("route", list(BODIES))
either_way = pytest.mark.parametrize("chunked", [False, True], ids=["with a length", "chunked"])


@every_route
@either_way
def test_one_mebibyte_is_taken(door: Door, route: str, chunked: bool) -> None:
    assert post(door, route, filled(route, MOST_BYTES), chunked).status_code == 200


@every_route
@either_way
def test_one_byte_more_is_too_much_and_changes_nothing(door: Door, route: str, chunked: bool) -> None:
    assert post(door, route, filled(route, MOST_BYTES + 1), chunked).status_code == 413
    assert door.store.dbsize() == 0


@either_way
def test_far_too_much_is_refused_without_a_signature_too(door: Door, chunked: bool) -> None:
    raw = b"x" * (8 * MOST_BYTES)
    answer = door.http.post(door.url + EVENTS_ROUTE, content=in_pieces(raw) if chunked else raw)
    assert answer.status_code == 413
    assert door.event({"type": "app_uninstalled"}).status_code == 200


def begun(door: Door, told: bytes) -> socket.socket:
    """A request whose body is still to be sent, by a sender that will go away after the answer."""
    url = httpx.URL(door.url)
    line = socket.create_connection((url.host, url.port), timeout=20)
    line.sendall(b"POST /slack/events HTTP/1.1\r\nHost: helpdesk\r\nConnection: close\r\n" + told + b"\r\n\r\n")
    return line


def sent(line: socket.socket, mebibytes: int, told: bytes) -> None:
    start, end = (b"100000\r\n", b"\r\n") if b"chunked" in told else (b"", b"")
    for _ in range(mebibytes):
        line.sendall(start + b"x" * MOST_BYTES + end)
    line.sendall(b"0\r\n\r\n" if b"chunked" in told else b"")


@pytest.mark.parametrize("told", [b"Content-Length: 4194304", b"Transfer-Encoding: chunked"])
def test_a_sender_that_listens_only_at_the_end_hears_that_it_was_too_much(door: Door, told: bytes) -> None:
    with begun(door, told) as line:
        sent(line, 4, told)
        assert line.recv(1024).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("told", [b"Content-Length: 99999999999", b"Transfer-Encoding: chunked"])
def test_nobody_is_listened_to_for_ever(door: Door, told: bytes) -> None:
    with begun(door, told) as line, pytest.raises(ConnectionError):
        sent(line, 100, told)


@every_route
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_post_brings_deliveries(door: Door, route: str, method: str) -> None:
    assert door.http.request(method, door.url + route).status_code == 405


@pytest.mark.parametrize("route", ["/healthz", "/readyz", "/metrics"])
def test_nothing_can_be_posted_where_things_are_read(door: Door, route: str) -> None:
    assert door.http.post(door.url + route).status_code == 405


@pytest.mark.parametrize("route", ["/", "/slack", "/slack/events/more", "/zendesk", "/slack/../etc"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_there_is_no_other_route(door: Door, route: str, method: str) -> None:
    assert door.http.request(method, door.url + route).status_code == 404
