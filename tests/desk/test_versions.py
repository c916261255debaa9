"""Records of other versions: older ones are read and written anew, newer ones are left alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from redis import Redis

from helpdesk.domain.events import ButtonPressed, ReactionAdded
from helpdesk.domain.history import Entry
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.store import keys, records
from helpdesk.store.parked import Parked, ParkedDeliveries
from helpdesk.store.records import Letter, NewerRecord
from tests.desk.stage import Stage
from tests.letters import asked, delivery, place, question, reaction

FOLDER = Path(__file__).parent / "records"
"""What real versions wrote. Never change a file here: add one when `records.VERSION` rises."""

MAIL = keys.of(place(), "mail")


def stored_by_version_0(valkey: Redis) -> Stage:
    """A desk on what the last version before `v` left behind: a ticket in Zendesk, three events, a parked one."""
    old = json.loads((FOLDER / "version_0.json").read_text())
    valkey.hset(keys.of(place(), "ticket"), mapping=old["ticket"])
    valkey.rpush(keys.of(place(), "history"), *old["history"])
    valkey.rpush(MAIL, *old["mail"])
    valkey.hset(keys.PARKED, mapping=old["parked"])
    stage = Stage(valkey)
    stage.clock.now = 1_700_000_150.0
    return stage


def version_of(raw: Any) -> int:
    return int(json.loads(raw)["v"])


def test_what_version_0_left_is_read(valkey: Redis) -> None:
    stage = stored_by_version_0(valkey)
    ticket = stage.ticket
    assert (ticket.number, ticket.state, ticket.assignee) == ("IT-1", State.WORKING, "U0IRIS")
    assert ticket.zendesk
    assert (ticket.zendesk.id, ticket.zendesk.status) == (501, "open")
    assert stage.history()[:2] == ["asked", "reaction_added"]
    (parked,) = stage.parked.all()
    assert json.loads(parked.raw)["kind"] == "asked"
    assert [records.read(Letter, raw).event.kind for raw in valkey.lrange(MAIL, 0, -1)] == [  # type: ignore[arg-type]
        *("zendesk_stirred", "reaction_added", "button_pressed"),
    ]


def test_a_worker_goes_on_with_it_and_writes_it_anew(valkey: Redis) -> None:
    stage = stored_by_version_0(valkey)
    stage.desk.attend(place())
    assert stage.ticket.state == State.WAITING
    assert valkey.llen(MAIL) == 0
    assert version_of(valkey.hget(keys.of(place(), "ticket"), "body")) == records.VERSION
    assert version_of(valkey.lindex(keys.of(place(), "history"), -1)) == records.VERSION
    assert len(stage.parked.all()) == 1


@pytest.mark.parametrize(
    "record",
    [
        question(number="IT-1", subject='With "quotes" and ü'),
        Entry(at=5.0, what="asked", by="U0RIO"),
        Parked(id="1", door="mailbox", at=5.0, why="No.", raw="{}"),
    ],
    ids=lambda record: type(record).__name__,
)
def test_every_record_says_its_version_and_is_read_back(record: Ticket | Entry | Parked) -> None:
    raw = records.written(record)
    assert version_of(raw) == records.VERSION
    assert records.read(type(record), raw) == record


@pytest.mark.parametrize("event", [reaction(), asked(subject='"'), ButtonPressed(by="U0IRIS", button="reopen", at=1.0)])
def test_a_letter_says_by_which_delivery_and_when_it_came(event: ReactionAdded) -> None:
    raw = records.letter(delivery('Ev"1"', event), 1_700_000_000.25)
    assert records.read(Letter, raw) == Letter(delivery='Ev"1"', put=1_700_000_000.25, event=event)
    assert version_of(raw) == records.VERSION
    assert b"null" not in raw


NEWER = {
    "a higher version": lambda fields: {**fields, "v": records.VERSION + 1},
    "a field of later": lambda fields: {**fields, "mood": "bright"},
}


@pytest.mark.parametrize("change", NEWER.values(), ids=NEWER)
def test_a_newer_ticket_is_left_as_it_is_for_some_seconds(stage: Stage, change: Any) -> None:
    stage.tell(asked())
    stage.attend()
    key = keys.of(place(), "ticket")
    newer = json.dumps(change(json.loads(stage.valkey.hget(key, "body") or "")))
    stage.valkey.hset(key, "body", newer)
    stage.marks("ticket")
    assert stage.valkey.hget(key, "body") == newer.encode()
    assert (stage.valkey.llen(MAIL), stage.parked.all(), stage.slack.calls) == (1, [], [])
    assert stage.wakes() == stage.clock() + 5
    assert not stage.valkey.exists(keys.of(place(), "lease"))
    with pytest.raises(NewerRecord):
        stage.tickets.at(place())


LATER_EVENTS = {
    "a kind of later": {"v": 1, "event": {"kind": "praised", "at": 5.0}},
    "a word of later": {"v": 1, "event": {"kind": "button_pressed", "by": "U0IRIS", "button": "snooze", "at": 5.0}},
    "a field of later": {"v": 1, "event": {"kind": "deleted", "at": 5.0, "by": "U0IRIS"}},
    "a higher version": {"v": 2, "what": "ever"},
    "from before there were versions": {"kind": "praised", "at": 5.0},
}


@pytest.mark.parametrize("letter", LATER_EVENTS.values(), ids=LATER_EVENTS)
def test_an_event_of_later_waits_with_all_after_it_and_those_before_it_count(stage: Stage, letter: Any) -> None:
    stage.tell(asked())
    stage.valkey.rpush(MAIL, json.dumps(letter))
    stage.marks("ticket")
    assert (stage.ticket.number, stage.ticket.marks) == ("IT-1", ())
    assert [json.loads(raw) for raw in stage.valkey.lrange(MAIL, 0, 0)] == [letter]
    assert (stage.valkey.llen(MAIL), stage.parked.all()) == (2, [])
    assert stage.wakes() == stage.clock() + 5


def test_a_newer_worker_goes_on_where_an_older_one_left_it(stage: Stage) -> None:
    stage.tell(asked())
    stage.valkey.rpush(MAIL, json.dumps(LATER_EVENTS["a kind of later"]))
    stage.marks("eyes")
    stage.valkey.lset(MAIL, 0, records.letter(delivery("Ev9", reaction(emoji="wrench", person="U0IVAN")), 5.0).decode())
    stage.later(5)
    assert stage.ticket.state == State.WORKING


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"v":1}', b'{"v":1,"event":{"kind":"deleted","at":"now"}}', b"\xff"])
def test_what_no_version_wrote_is_no_newer_record(raw: bytes) -> None:
    with pytest.raises((ValidationError, ValueError)):
        records.read(Letter, raw)


def test_a_newer_parked_delivery_is_told_of_in_words(valkey: Redis) -> None:
    valkey.hset(keys.PARKED, "1", '{"v":2}')
    with pytest.raises(NewerRecord, match="newer version of the helpdesk"):
        ParkedDeliveries(valkey).all()
