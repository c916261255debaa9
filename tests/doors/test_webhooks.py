"""Zendesk's webhooks: a hint for the question a ticket belongs to, and nothing for anybody else's ticket."""

import json
from typing import Any

import httpx
import pytest

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.store.tickets import Tickets
from tests.slack import recorded as r

from .stage import WEBHOOK, Door

PLACE = Place(r.TEAM, r.HELP, r.ROOT)


def told(ticket: int = 7, external_id: str | None = None, kind: str = "status_changed", **more: Any) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/ ."""
    detail = {"id": str(ticket), "actor_id": "99", "external_id": external_id, "updated_at": "2026-11-19T10:00:00Z"}
    return {
        "type": f"zen:event-type:ticket.{kind}",
        "id": "01EVENT",
        "account_id": 1,
        "time": "2026-11-19T10:00:00Z",
        "subject": f"zen:ticket:{ticket}",
        "detail": detail,
        "event": {"current": "SOLVED", "previous": "OPEN"},
        "zendesk_event_version": "2022-11-06",
        **more,
    }


def send(door: Door, body: Any) -> httpx.Response:
    return door.knock(WEBHOOK, json.dumps(body).encode())


@pytest.fixture
def linked(door: Door) -> Door:
    """A door whose store knows that Zendesk ticket 7 is ours."""
    Tickets(door.store).link(7, PLACE)
    return door


def test_a_ticket_we_linked_is_to_be_read(linked: Door) -> None:
    assert send(linked, told()).status_code == 200
    assert linked.mail() == [e.ZendeskStirred(ticket=7, actor=99, stamp="2026-11-19T10:00:00Z", about="fields")]
    assert linked.counted() == {("zendesk_webhook", "ticket", "kept"): 1}


def test_a_ticket_says_by_itself_where_it_belongs(door: Door) -> None:
    assert send(door, told(8, PLACE.external_id)).status_code == 200
    assert [event.model_dump()["ticket"] for event in door.mail()] == [8]


def test_a_trigger_of_our_own_is_understood_too(door: Door) -> None:
    assert send(door, {"ticket_id": "8", "external_id": PLACE.external_id}).status_code == 200
    assert door.mail() == [e.ZendeskStirred(ticket=8)]


def test_a_webhook_that_comes_twice_is_kept_once(linked: Door) -> None:
    for _ in range(2):
        assert send(linked, told()).status_code == 200
    send(linked, told(id="02EVENT"))
    assert len(linked.mail()) == 2
    assert linked.counted()["zendesk_webhook", "ticket", "repeated"] == 1


@pytest.mark.parametrize(
    "external_id",
    [
        None,
        "",
        "crm:42",
        "slack:nonsense",
        "slack:T0HOUSE:C0LOUNGE:1795000000.000100",
        "slack:T0HOUSE:C0ITHELP:1795000000.000100\n",
        "Slack:T0HOUSE:C0ITHELP:1795000000.000100",
    ],
)
def test_a_ticket_of_somebody_else_is_acknowledged_and_nothing_more(door: Door, external_id: str | None) -> None:
    assert send(door, told(8, external_id)).status_code == 200
    assert door.store.dbsize() == 0
    assert door.counted() == {("zendesk_webhook", "not_ours", "passed"): 1}


@pytest.mark.parametrize("body", [{"type": "zen:event-type:user.created", "detail": {"id": "1"}}, {}])
def test_what_is_about_no_ticket_is_acknowledged(linked: Door, body: dict[str, Any]) -> None:
    assert send(linked, body).status_code == 200
    assert linked.all_mail() == []
    assert linked.parked() == []


@pytest.mark.parametrize("body", [None, [], "text", {"detail": 1}, told(detail=None), told(0), {"ticket_id": "many"}])
def test_a_webhook_that_cant_be_read_is_parked(door: Door, body: Any) -> None:
    assert send(door, body).status_code == 200
    (parked,) = door.parked()
    assert (parked.door, json.loads(parked.raw)) == ("zendesk_webhook", body)
    assert door.all_mail() == []
