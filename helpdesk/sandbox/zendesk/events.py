"""The payloads of event webhooks, built from what happened to a ticket; sending them is done elsewhere.

https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
"""

import uuid

from helpdesk.sandbox.zendesk.account import ACCOUNT_ID, BRAND_ID, Account
from helpdesk.sandbox.zendesk.changes import Happening
from helpdesk.sandbox.zendesk.clock import stamp
from helpdesk.sandbox.zendesk.records import Actor, Json, Ticket

TYPE = "zen:event-type:ticket."
_CHANNELS = {"api": "web_service", "web": "web", "email": "email"}


def tell(account: Account, ticket: Ticket, actor: Actor, found: list[Happening]) -> None:
    """Publish the happenings of one action: they share a sequence id, and `position` is their place in it."""
    if not found:
        return
    sequence = uuid.uuid4().hex
    detail = _detail(ticket, actor)
    now = stamp(account.clock.second())
    account.publish(
        [
            {
                "account_id": ACCOUNT_ID,
                "id": str(uuid.uuid4()),
                "subject": f"zen:ticket:{ticket.id}",
                "time": now,
                "type": TYPE + happening,
                "zendesk_event_version": "2022-11-06",
                "detail": detail,
                "event": {**event, "meta": {"sequence": {"id": sequence, "position": place}}},
            }
            for place, (happening, event) in enumerate(found, start=1)
        ]
    )


def _detail(ticket: Ticket, actor: Actor) -> Json:
    """The ticket as events show it: ids are strings, enums upper case."""
    return {
        "actor_id": str(actor.user.id),
        "assignee_id": _id(ticket.assignee_id),
        "brand_id": str(BRAND_ID),
        "created_at": stamp(ticket.created_at),
        "custom_status": str(ticket.custom_status_id),
        "description": ticket.description,
        "external_id": ticket.external_id,
        "form_id": str(ticket.ticket_form_id),
        "group_id": _id(ticket.group_id),
        "id": str(ticket.id),
        "is_public": ticket.is_public,
        "organization_id": "0",
        "priority": ticket.priority and ticket.priority.upper(),
        "requester_id": str(ticket.requester_id),
        "status": ticket.status.upper(),
        "subject": ticket.subject,
        "submitter_id": str(ticket.submitter_id),
        "tags": list(ticket.tags) or None,
        "type": ticket.type and ticket.type.upper(),
        "updated_at": stamp(ticket.updated_at),
        "via": {"channel": _CHANNELS[ticket.via["channel"]]},
    }


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)
