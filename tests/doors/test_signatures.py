"""Only what is signed, and freshly, comes in by the four routes; anything else is a 401 that changes nothing."""

import json
from collections.abc import Callable
from urllib.parse import urlencode

import httpx
import pytest

from tests.slack import interacted as i
from tests.slack import recorded as r

from .conftest import OpenDoor
from .stage import (
    COMMANDS,
    EVENTS_ROUTE,
    INTERACTIVITY,
    NOW,
    WEBHOOK,
    Door,
    slack_headers,
    zendesk_headers,
)

BODIES = {
    EVENTS_ROUTE: r.body(r.message()),
    INTERACTIVITY: urlencode({"payload": json.dumps(i.button())}).encode(),
    COMMANDS: urlencode({"command": "/helpdesk", "user_id": r.RIO, "channel_id": r.HELP}).encode(),
    WEBHOOK: json.dumps({"ticket_id": 7, "external_id": f"slack:{i.OURS}"}).encode(),
}
Headers = dict[str, str]
Tampered = Callable[[Headers], Headers | list[tuple[bytes, bytes]]]


def headers(route: str, at: float = NOW, **more: str) -> Headers:
    return (zendesk_headers if route == WEBHOOK else slack_headers)(BODIES[route], at, **more)


def names(route: str) -> tuple[str, str]:
    """The header with the time and the one with the signature."""
    if route == WEBHOOK:
        return "x-zendesk-webhook-signature-timestamp", "x-zendesk-webhook-signature"
    return "x-slack-request-timestamp", "x-slack-signature"


def post(door: Door, route: str, sent: Headers | list[tuple[bytes, bytes]], raw: bytes | None = None) -> httpx.Response:
    return door.http.post(door.url + route, content=BODIES[route] if raw is None else raw, headers=sent)


def assert_refused(door: Door, answer: httpx.Response) -> None:
    assert answer.status_code == 401
    assert door.store.dbsize() == 0
    assert door.counted() == {}


every_route = pytest.mark.parametrize("route", list(BODIES))


@every_route
@pytest.mark.parametrize("off", [0, -300, 300])
def test_a_right_signature_opens_for_five_minutes_either_way(door: Door, route: str, off: float) -> None:
    assert post(door, route, headers(route, NOW + off)).status_code == 200


@every_route
@pytest.mark.parametrize("off", [-301, 301, -86_400, 86_400])
def test_a_signature_of_another_time_is_refused(door: Door, route: str, off: float) -> None:
    assert_refused(door, post(door, route, headers(route, NOW + off)))


@every_route
def test_a_signature_by_another_secret_or_for_another_body_is_refused(door: Door, route: str) -> None:
    assert_refused(door, post(door, route, headers(route, secret="another")))
    assert_refused(door, post(door, route, headers(route), BODIES[route] + b" "))
    assert_refused(door, post(door, route, headers(route), b""))
    assert_refused(door, post(door, route, headers(route), b"\xff" + BODIES[route]))


@every_route
def test_without_either_header_nothing_is_believed(door: Door, route: str) -> None:
    assert_refused(door, post(door, route, {}))
    for name in names(route):
        right = headers(route)
        del right[name]
        assert_refused(door, post(door, route, right))


@every_route
@pytest.mark.parametrize("signature", [b"", b"v0=", b"v0=\xe9\xff", b"\xff" * 64, b"0" * 5000])
def test_a_signature_that_is_none_is_refused(door: Door, route: str, signature: bytes) -> None:
    time, sign = names(route)
    assert_refused(
        door, post(door, route, [(time.encode(), headers(route)[time].encode()), (sign.encode(), signature)])
    )


@every_route
@pytest.mark.parametrize(
    "time",
    [b"", b"abc", b"-1", b"1e9", b"NaN", b"inf", b"\xb2", b"\xd9\xa1", b"9" * 400, b"9" * 5000, b"2026-11-20"],
)
def test_a_time_that_is_none_is_refused(door: Door, route: str, time: bytes) -> None:
    name, sign = names(route)
    assert_refused(door, post(door, route, [(name.encode(), time), (sign.encode(), headers(route)[sign].encode())]))


@every_route
def test_the_time_belongs_to_the_signature(door: Door, route: str) -> None:
    time, _ = names(route)
    assert_refused(door, post(door, route, {**headers(route), time: headers(route, NOW + 1)[time]}))


def test_the_signature_of_one_sender_opens_no_door_of_the_other(door: Door) -> None:
    assert_refused(door, post(door, WEBHOOK, slack_headers(BODIES[WEBHOOK], NOW)))
    assert_refused(door, post(door, EVENTS_ROUTE, zendesk_headers(BODIES[EVENTS_ROUTE], NOW)))


@pytest.mark.parametrize("secret", [None, ""])
def test_without_a_webhook_secret_nothing_from_zendesk_is_believed(open_door: OpenDoor, secret: str | None) -> None:
    door = open_door(webhook_secret=secret)
    assert_refused(door, post(door, WEBHOOK, headers(WEBHOOK, secret="")))
    assert_refused(door, post(door, WEBHOOK, headers(WEBHOOK)))
