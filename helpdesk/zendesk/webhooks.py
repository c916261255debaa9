"""The webhook by which Zendesk tells of changes: what it must be like, and the steps that make it so.

https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from helpdesk.zendesk.payloads import WebhookSeen
from helpdesk.zendesk.sent import NewWebhook, WebhookChange
from helpdesk.zendesk.transport import Transport

PATH = "/zendesk/webhook"
NAME = "Slack helpdesk"
BY_TRIGGER = "conditional_ticket_events"
"""The subscription of a webhook that triggers call; such a one can't have event types."""

_TICKET = "zen:event-type:ticket."
EVENT_TYPES = tuple(
    _TICKET + happening
    for happening in (
        "agent_assignment_changed",
        "attachment_redacted_from_comment",
        "comment_added",
        "comment_made_private",
        "comment_redacted",
        "custom_status_changed",
        "merged",
        "permanently_deleted",
        "soft_deleted",
        "status_changed",
        "undeleted",
    )
)
"""What the webhook must be subscribed to.

https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
"""

SUBSCRIPTIONS = (
    *EVENT_TYPES,
    *(
        _TICKET + happening
        for happening in (
            "attachment_linked_to_comment",
            "next_sla_breach_changed",
            "priority_changed",
            "requester_changed",
        )
    ),
)
"""What one of our making is subscribed to. Each type tells of every ticket of the account, so none is idle."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done to `webhook`; with None one is to be made.

    `elsewhere`: others of our name or path. `doubles` lead to the same address: what they bring bears another secret.
    """

    does: Literal["create", "repair", "nothing"]
    webhook: WebhookSeen | None
    change: WebhookChange
    elsewhere: tuple[WebhookSeen, ...] = ()
    doubles: tuple[WebhookSeen, ...] = ()


def next_step(there: Sequence[WebhookSeen], endpoint: str, *, move: bool = False) -> Step:
    """The one step to a working webhook. One that triggers call is left alone: it can't be subscribed to events.

    One that leads elsewhere may be another helpdesk's: only with `move`, and when it is the only one, it is led here.
    """
    events = [each for each in there if BY_TRIGGER not in (each.subscriptions or ())]
    here = [each for each in events if each.endpoint.rstrip("/") == endpoint]
    elsewhere = tuple(e for e in events if e not in here and urlsplit(e.endpoint).path.rstrip("/").endswith(PATH))
    ours = [each for each in elsewhere if each.name == NAME] or list(elsewhere)
    if not here and move and len(ours) == 1:
        here, elsewhere = ours, tuple(each for each in elsewhere if each not in ours)
    if not here:
        return Step("create", None, WebhookChange(), elsewhere)
    best = min(here, key=lambda each: (each.status != "active", len(_missing(each))))
    change = WebhookChange(
        endpoint=None if best.endpoint.rstrip("/") == endpoint else endpoint,
        subscriptions=(*(best.subscriptions or ()), *_missing(best)) if _missing(best) else None,
        status=None if best.status == "active" else "active",
    )
    doubles = tuple(each for each in here if each is not best)
    return Step("nothing" if change == WebhookChange() else "repair", best, change, elsewhere, doubles)


def _missing(webhook: WebhookSeen) -> tuple[str, ...]:
    return tuple(kind for kind in SUBSCRIPTIONS if kind not in (webhook.subscriptions or ()))


def take(transport: Transport, step: Step, endpoint: str) -> WebhookSeen:
    """Do it, and say which webhook is ours now. Raises TryLater, in doubt after a lost answer, or Refused."""
    if step.webhook is None:
        new = NewWebhook(
            name=NAME,
            endpoint=endpoint,
            subscriptions=SUBSCRIPTIONS,
            description="Tells the Slack helpdesk of changed tickets. Made by `helpdesk zendesk-setup`.",
        )
        return transport.create_webhook(new)
    if step.does == "repair":
        transport.change_webhook(step.webhook.id, step.change)
    return step.webhook
