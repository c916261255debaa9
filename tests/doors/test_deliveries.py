"""Events over HTTP: kept once and then acknowledged, passed over, or parked whole."""

import json

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.answers import Answers
from tests.slack import recorded as r

from .stage import COMMANDS, EVENTS_ROUTE, NOW, WEBHOOK, Door

ASKED = e.Asked(by=r.RIO, at=1795000000.0001, subject="The printer is on fire")


def test_an_event_is_in_the_mailbox_when_it_is_acknowledged(door: Door) -> None:
    answer = door.event(r.message())
    assert (answer.status_code, answer.content) == (200, b"")
    assert door.mail() == [ASKED]
    assert door.store.llen(keys.QUEUE_KEY) == 1
    assert (
        door.store.zscore(keys.due(keys.shard_of(Place(r.TEAM, r.HELP, r.ROOT))), f"{r.TEAM}:{r.HELP}:{r.ROOT}") == NOW
    )


def test_an_event_that_comes_twice_is_kept_once(door: Door) -> None:
    for _ in range(3):
        assert door.event(r.message()).status_code == 200
    assert door.mail() == [ASKED]
    assert door.counted() == {
        ("slack_events", "message", "kept"): 1,
        ("slack_events", "message", "repeated"): 2,
    }


def test_the_same_words_in_another_delivery_are_another_event(door: Door) -> None:
    door.event(r.reaction(), event_id="Ev1")
    door.event(r.reaction(), event_id="Ev2")
    assert len(door.mail()) == 2


@pytest.mark.parametrize("number", ["1", "2", "3", "nonsense"])
def test_a_retry_that_is_the_only_copy_is_kept(door: Door, number: str) -> None:
    raw = r.body(r.message())
    answer = door.knock(EVENTS_ROUTE, raw, x_slack_retry_num=number, x_slack_retry_reason="http_timeout")
    assert answer.status_code == 200
    assert door.mail() == [ASKED]


def test_the_challenge_is_given_back(door: Door) -> None:
    raw = b'{"token":"t","challenge":"3eZbrw1a","type":"url_verification"}'
    answer = door.knock(EVENTS_ROUTE, raw)
    assert (answer.status_code, answer.text) == (200, "3eZbrw1a")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("kind", list(r.NOT_OURS))
def test_a_kind_that_is_not_used_is_acknowledged_and_counted(door: Door, kind: str) -> None:
    told = r.NOT_OURS[kind]
    assert door.event(told).status_code == 200
    assert door.store.dbsize() == 0
    assert door.counted() == {("slack_events", told["type"], "passed"): 1}


def test_the_end_of_an_installation_without_a_workspace_is_acknowledged(door: Door) -> None:
    answer = door.event({"type": "app_uninstalled"}, team_id=None, context_team_id=None, authorizations=None)
    assert answer.status_code == 200


def test_too_many_events_are_acknowledged_and_counted(door: Door) -> None:
    raw = json.dumps({"type": "app_rate_limited", "team_id": r.TEAM, "minute_rate_limited": 1795000000}).encode()
    assert door.knock(EVENTS_ROUTE, raw).status_code == 200
    assert door.counted() == {("slack_events", "app_rate_limited", "passed"): 1}


def test_a_change_of_people_makes_answers_stale(door: Door) -> None:
    answers = Answers(door.store)
    answers.put("group:S0ITTEAM", "[]", 60)
    before = answers.generation("group:S0ITTEAM")
    assert door.event(r.GROUP_MEMBERS).status_code == 200
    assert answers.get("group:S0ITTEAM") is None
    assert answers.generation("group:S0ITTEAM") != before
    assert door.counted() == {("slack_events", "subteam_members_changed", "stale"): 1}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "json"),
        (b"\xc3\xa9", "json"),
        (b"[" * 10_000, "json"),
        (b"", "json"),
        (r.body(r.message(ts="NaN")), "ts"),
        (r.body(r.reaction(item=None)), "item"),
        (r.body(r.reaction(event_ts=10**400)), "event_ts"),
        (r.body(r.message(), event_id=None), "event_id"),
        (r.body(r.message(), team_id="<script>"), "team_id"),
    ],
)
def test_what_cant_be_read_is_parked_whole_with_the_reason(door: Door, raw: bytes, reason: str) -> None:
    for _ in range(2):
        assert door.knock(EVENTS_ROUTE, raw).status_code == 200
    (parked,) = door.parked()
    assert (parked.door, parked.at, parked.raw) == ("slack_events", NOW, raw.decode())
    assert reason in parked.why
    assert door.all_mail() == []
    assert door.counted() == {("slack_events", "unreadable", "parked"): 2}


def test_the_same_body_at_another_door_or_sent_anew_is_another(door: Door) -> None:
    door.knock(EVENTS_ROUTE, b"{")
    door.knock(COMMANDS, b"{")
    for invocation in ("01ONE", "01ONE", "01OTHER"):
        door.knock(WEBHOOK, b"{", **{"x-zendesk-webhook-invocation-id": invocation})
    assert sorted(parked.door for parked in door.parked()) == [
        *("slack_commands", "slack_events"),
        *("zendesk_webhook", "zendesk_webhook"),
    ]


def test_one_that_cant_be_read_does_not_stand_in_the_way_of_the_next(door: Door) -> None:
    door.event(r.message(ts="NaN"), event_id="Ev1")
    door.event(r.message(), event_id="Ev2")
    assert door.mail() == [ASKED]


@pytest.mark.parametrize("kind", ["x" * 10_000, 'é\n"quoted"', "", "{}", "\x00"])
def test_no_kind_breaks_the_metrics(door: Door, kind: str) -> None:
    assert door.event({"type": kind}).status_code == 200
    assert list(door.counted().values()) == [1]
    assert len(door.http.get(f"{door.url}/metrics").text) < 10_000


def test_events_of_many_places_at_once_are_all_kept(door: Door) -> None:
    for number in range(50):
        door.event(r.message(ts=f"1795000000.{number:06d}"), event_id=f"Ev{number}")
    assert len(door.all_mail()) == 50
