"""Zendesk's own deadline of a ticket: read with the ticket, told by webhooks, shown while it counts."""

from datetime import UTC, datetime

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.events import ZendeskRead
from helpdesk.zendesk.inbound import read_webhook
from helpdesk.zendesk.payloads import Slas
from helpdesk.zendesk.readings import next_breach
from helpdesk.zendesk.webhooks import SUBSCRIPTIONS

from .scene import ALEX, ROBIN, Scene, opening, read


def reading(scene: Scene, opened: e.ZendeskOpened) -> e.Reading:
    told = scene.tickets.read(read(opened))
    assert isinstance(told, ZendeskRead)
    return told.reading


def test_the_next_deadline_that_counts_is_read_with_the_ticket(scene: Scene) -> None:
    scene.zendesk.account.knobs.sla = {"first_reply_time": 30, "total_resolution_time": 480}
    begun = scene.clock[0]
    opened = scene.open(opening(), ROBIN)
    assert opened.reading.breach is None
    assert reading(scene, opened).breach == 0.0
    scene.act("set_priority", ALEX, 1, priority="high")
    first = reading(scene, opened)
    assert (first.priority, first.breach) == ("high", begun + 30 * 60)
    scene.act("comment", ALEX, 1, text="On it.")
    assert reading(scene, opened).breach == begun + 480 * 60
    scene.act("set_status", ALEX, 1, status="solved")
    assert reading(scene, opened).breach == 0.0


def test_an_account_without_agreements_has_no_deadline(scene: Scene) -> None:
    opened = scene.open(opening(), ROBIN)
    scene.act("set_priority", ALEX, 1, priority="urgent")
    assert reading(scene, opened).breach == 0.0


@pytest.mark.parametrize(
    ("metrics", "expected"),
    [
        ([], 0.0),
        ([{"stage": "paused", "breach_at": "2026-11-24T10:00:00Z"}], 0.0),
        ([{"stage": "active", "breach_at": None}], 0.0),
        ([{"stage": "active", "breach_at": "2026-11-24T10:00:00Z", "metric": "periodic_update_time", "days": 2}], 10),
        (
            [
                {"stage": "active", "breach_at": "2026-11-24T12:00:00Z"},
                {"stage": "active", "breach_at": "2026-11-24T09:00:00Z"},
                {"stage": "achieved", "breach_at": "2026-11-24T08:00:00Z"},
            ],
            9,
        ),
    ],
)
def test_what_is_paused_or_achieved_is_no_deadline(metrics: list[dict[str, object]], expected: float) -> None:
    hour = datetime(2026, 11, 24, tzinfo=UTC).timestamp()
    found = next_breach(Slas.model_validate({"policy_metrics": metrics}))
    assert found == (hour + expected * 3600 if expected else 0.0)


@pytest.mark.parametrize("kind", ["next_sla_breach_changed", "priority_changed"])
def test_a_webhook_of_it_asks_for_a_read_of_the_ticket_alone(kind: str) -> None:
    body = f'{{"type": "zen:event-type:ticket.{kind}", "id": "9", "detail": {{"id": "1", "actor_id": "-1"}}}}'
    told = read_webhook(body.encode(), None)
    assert told
    assert told.event.about == "deadline"
    assert f"zen:event-type:ticket.{kind}" in SUBSCRIPTIONS
