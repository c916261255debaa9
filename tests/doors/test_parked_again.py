"""A parked delivery taken once more by the door it came through, after the product has learnt to read it."""

import json
from typing import Literal

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.store.parked import Parked
from tests.slack import interacted as i
from tests.slack import recorded as r

from .stage import NOW, Door

PLACE = Place(r.TEAM, r.HELP, r.ROOT)
Kind = Literal["slack_events", "slack_interactivity", "slack_commands", "zendesk_webhook", "mailbox"]


def again(door: Door, kind: Kind, raw: str, id_: str = "0123") -> bool:
    parked = Parked(id=id_, door=kind, at=NOW, why="It could not be read.", raw=raw)
    return door.entrance.run(door.reception.again(parked))


@pytest.mark.parametrize(
    ("kind", "raw", "event"),
    [
        ("slack_events", r.body(r.message()).decode(), e.Asked),
        ("slack_interactivity", json.dumps(i.form()), e.EscalationRequested),
        ("slack_interactivity", json.dumps(i.button()), e.ButtonPressed),
        ("zendesk_webhook", json.dumps({"ticket_id": 7, "external_id": PLACE.external_id}), e.ZendeskStirred),
    ],
)
def test_what_can_be_read_now_is_kept(door: Door, kind: Kind, raw: str, event: type[e.Event]) -> None:
    assert again(door, kind, raw) is True
    (kept,) = door.mail()
    assert isinstance(kept, event)
    assert door.parked() == []


def test_an_event_of_a_mailbox_goes_back_into_it_each_time(door: Door) -> None:
    event = e.Asked(by=r.RIO, at=1.0, subject="Fire")
    assert again(door, "mailbox", event.model_dump_json(), f"{PLACE}:0123456789abcdef") is True
    assert door.mail() == [event]


@pytest.mark.parametrize(
    ("kind", "raw", "id_"),
    [
        ("slack_events", "{", "0123"),
        ("slack_events", r.body(r.message(ts="NaN")).decode(), "0123"),
        ("slack_interactivity", "{", "0123"),
        ("slack_commands", "text=hello", "0123"),
        ("zendesk_webhook", "{", "0123"),
        ("mailbox", "{}", f"{PLACE}:0123"),
        ("mailbox", e.TryAgain(at=1.0).model_dump_json(), "no place"),
    ],
)
def test_what_still_cant_be_read_stays_as_it_is(door: Door, kind: Kind, raw: str, id_: str) -> None:
    assert again(door, kind, raw, id_) is False
    assert door.store.dbsize() == 0


def test_a_command_is_over_and_needs_nothing(door: Door) -> None:
    assert again(door, "slack_commands", "command=%2Fhelpdesk&user_id=U0RIO") is True
    assert door.store.dbsize() == 0
