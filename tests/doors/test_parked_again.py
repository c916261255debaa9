"""A parked delivery taken once more by the door it came through, after the product has learnt to read it."""

import json
from typing import Literal

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.doors.reception import Taken
from helpdesk.store.parked import Parked
from tests.slack import interacted as i
from tests.slack import recorded as r

from .stage import NOW, Door

PLACE = Place(r.TEAM, r.HELP, r.ROOT)
Kind = Literal["slack_events", "slack_interactivity", "slack_commands", "zendesk_webhook", "mailbox"]


def again(door: Door, kind: Kind, raw: str, id_: str = "0123") -> Taken:
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
    assert again(door, kind, raw) == "taken"
    (kept,) = door.mail()
    assert isinstance(kept, event)
    assert door.parked() == []


def test_an_event_of_a_mailbox_goes_back_into_it_each_time(door: Door) -> None:
    event = e.Asked(by=r.RIO, at=1.0, subject="Fire")
    assert again(door, "mailbox", event.model_dump_json(), f"{PLACE}:0123456789abcdef") == "taken"
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
    assert again(door, kind, raw, id_) == "unreadable"
    assert door.store.dbsize() == 0


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        pytest.param("slack_commands", "command=%2Fhelpdesk&user_id=U0RIO", id="a command"),
        pytest.param("slack_interactivity", json.dumps(i.shortcut()), id="a shortcut"),
        pytest.param(
            "slack_interactivity", json.dumps(i.button("ticket:create_ticket")), id="a button that opens a form"
        ),
    ],
)
def test_what_somebody_waited_for_is_over(door: Door, kind: Kind, raw: str) -> None:
    assert again(door, kind, raw) == "too_late"
    assert door.store.dbsize() == 0
