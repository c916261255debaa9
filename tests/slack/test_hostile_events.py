"""Payloads that don't fit, by mistake or by malice: Unreadable, and never another exception."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.delivery import Unreadable
from helpdesk.domain.events import EVENTS
from helpdesk.domain.place import Place
from helpdesk.slack.inbound import read_event

from . import recorded as r
from .mutating import HOSTILE, HUGE, mutated, paths, replaced

KINDS = [
    *(r.message(), r.reply(), r.broadcast(), r.by_app(), r.by_webhook(), r.with_file(), r.edited(), r.tombstone()),
    *(r.deleted(), r.reaction(), r.reaction("reaction_removed"), r.GROUP_MEMBERS, r.GROUP_UPDATED, r.JOINED),
    *(r.USER_CHANGED, r.RENAMED),
]


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(r.message(ts="NaN"), id="a ts that is no number"),
        pytest.param(r.message(ts=None), id="no ts"),
        pytest.param(r.message(ts=1795000000.0001), id="a ts as a number"),
        pytest.param(r.message(ts="१७९५.१"), id="digits of another script"),
        pytest.param(r.message(thread_ts=[]), id="a list as thread_ts"),
        pytest.param(r.message(text={"a": 1}), id="an object as text"),
        pytest.param(r.message(files={}), id="an object as files"),
        pytest.param(r.message(channel=[]), id="a list as channel"),
        pytest.param(r.message(channel={}), id="an object as channel"),
        pytest.param(r.message(subtype={}), id="an object as subtype"),
        pytest.param({**r.edited(), "message": []}, id="a list as message"),
        pytest.param({**r.edited(), "message": None}, id="null as message"),
        pytest.param({**r.deleted(), "deleted_ts": None}, id="null as deleted_ts"),
        pytest.param(r.reaction(event_ts=HUGE), id="a time of 400 digits"),
        pytest.param(r.reaction(event_ts="9" * 400), id="a time of 400 digits in text"),
        pytest.param(r.reaction(event_ts=1e300), id="a time beyond all ages"),
        pytest.param(r.reaction(event_ts=-1), id="a time before 1970"),
        pytest.param(r.reaction(event_ts=None), id="no time"),
        pytest.param(r.reaction(item=[]), id="a list as item"),
        pytest.param(r.reaction(item=None), id="null as item"),
        pytest.param(r.reaction(item={"type": "message"}), id="an item that names no message"),
        pytest.param(r.reaction(item={"type": "message", "channel": r.HELP, "ts": "1"}), id="an item with half a ts"),
        pytest.param(r.reaction(reaction=7), id="a number as emoji"),
        pytest.param(r.reaction(user="somebody"), id="a name as user"),
        pytest.param({**r.JOINED, "channel": None}, id="a member of no channel"),
        pytest.param({**r.GROUP_UPDATED, "subteam": []}, id="a list as group"),
        pytest.param({**r.USER_CHANGED, "user": 7}, id="a number as user"),
    ],
)
def test_a_known_kind_that_does_not_fit_is_unreadable(told: r.Payload) -> None:
    with pytest.raises(Unreadable):
        read_event(r.body(told), r.WATCHED)


@pytest.mark.parametrize(
    "more",
    [
        {"event_id": None},
        {"event_id": ""},
        {"event_id": 7},
        {"event": []},
        {"event": "message"},
        {"type": None},
        {"type": {}},
        {"authorizations": {}},
        {"team_id": 7},
        {"team_id": "not a team"},
        {"team_id": None, "context_team_id": None, "authorizations": []},
        {"team_id": None, "context_team_id": None, "authorizations": None},
    ],
)
def test_an_envelope_that_does_not_fit_is_unreadable(more: r.Payload) -> None:
    with pytest.raises(Unreadable):
        read_event(json.dumps({**r.envelope(r.message()), **more}).encode(), r.WATCHED)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"\xff\xfe",
        b'{"type": "event_callback"} and more',
        b"[" * 10_000 + b"]" * 10_000,
        b'{"type":"event_callback","event_id":"Ev1","event":' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
        b'{"type": "\\ud800"}',
        b"payload=%7B%7D",
    ],
)
def test_what_is_no_delivery_is_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_event(raw, r.WATCHED)


def test_the_reason_names_the_fields_and_not_what_people_wrote() -> None:
    with pytest.raises(Unreadable) as error:
        read_event(r.body(r.message("my password is hunter2", ts="hunter2", files="hunter2")), r.WATCHED)
    assert "message" in str(error.value)
    assert "ts" in str(error.value)
    assert "files" in str(error.value)
    assert "hunter2" not in str(error.value)


def read(raw: bytes) -> None:
    """Read it; what comes of it can be kept, found again and read again."""
    with contextlib.suppress(Unreadable):
        delivery = read_event(raw, r.WATCHED).delivery
        if delivery is not None:
            assert Place.parse(str(delivery.place)) == delivery.place
            assert EVENTS.validate_json(EVENTS.dump_json(delivery.event)) == delivery.event


@settings(max_examples=400, deadline=None)
@given(mutated([r.envelope(kind) for kind in KINDS]))
def test_no_payload_brings_the_reader_down(payload: Any) -> None:
    read(json.dumps(payload).encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_bring_the_reader_down(raw: bytes) -> None:
    read(raw)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.get("subtype") or kind["type"]))
def test_no_hostile_value_in_any_field_brings_the_reader_down(kind: r.Payload) -> None:
    for path in paths(kind):
        for value in HOSTILE:
            read(json.dumps(r.envelope(replaced(kind, path, value))).encode())
