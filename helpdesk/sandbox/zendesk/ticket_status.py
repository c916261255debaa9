"""Which status a ticket may take and what solving demands; it changes only the draft it is given.

https://support.zendesk.com/hc/en-us/articles/4408894213018
"""

from typing import Any

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.errors import record_invalid, records_invalid
from helpdesk.sandbox.zendesk.records import STATUSES, Actor, Json, Ticket, TicketField

_FIELD_KINDS = {
    "assignee": "FieldAssignee",
    "priority": "FieldPriority",
    "tickettype": "FieldTicketType",
    "group": "FieldGroup",
    "text": "FieldText",
    "textarea": "FieldTextarea",
    "integer": "FieldInteger",
    "decimal": "FieldDecimal",
    "regexp": "FieldRegexp",
    "checkbox": "FieldCheckbox",
    "date": "FieldDate",
    "tagger": "FieldTagger",
    "multiselect": "FieldMultiselect",
}


def refuse_closed(ticket: Ticket) -> None:
    """A closed ticket takes no update at all, not even `closed` again."""
    if ticket.status == "closed":
        raise record_invalid("status", "Status: closed prevents ticket update")


def move_status(account: Account, draft: Ticket, payload: Json) -> None:
    """Apply `custom_status_id`, which wins, or `status`."""
    if payload.get("custom_status_id") is not None:
        custom = account.custom_statuses.get(payload["custom_status_id"])
        if custom is None or not custom.active:
            raise record_invalid("custom_status_id", "Custom status: is invalid", "InvalidValue")
        _move(account, draft, custom.status_category)
        draft.custom_status_id = custom.id
    elif payload.get("status") is not None:
        _move(account, draft, payload["status"])


def _move(account: Account, draft: Ticket, status: Any) -> None:
    if status not in STATUSES or (status == "hold" and not account.knobs.hold_enabled):
        raise record_invalid("status", f"Status: {status} is not a valid status", "InvalidValue")
    if status == "new" and draft.status != "new":
        raise record_invalid("status", "Status: cannot be changed back to new", "InvalidValue")
    if status != draft.status:
        set_status(account, draft, status)


def set_status(account: Account, draft: Ticket, status: str) -> None:
    """Put the draft in a status by its plain name, without asking."""
    draft.status = status
    draft.custom_status_id = account.default_status(status).id


def settle_status(account: Account, draft: Ticket, actor: Actor) -> None:
    """What follows from the rest of the draft: an assigned ticket is not new, a solved one is complete."""
    if draft.status == "new" and draft.assignee_id is not None:
        set_status(account, draft, "open")
    if draft.status == "solved":
        if draft.assignee_id is None and account.knobs.assign_tickets_upon_solve and _can_own(actor):
            draft.assignee_id = actor.user.id
            draft.group_id = draft.group_id or actor.user.default_group_id
        _demand_required_fields(account, draft)


def _can_own(actor: Actor) -> bool:
    return actor.user.is_staff and not actor.user.light


def _demand_required_fields(account: Account, draft: Ticket) -> None:
    form = account.ticket_forms[draft.ticket_form_id]
    missing = [
        {
            "description": f"{field.title}: is required when solving a ticket",
            "error": None,
            "ticket_field_id": field.id,
            "ticket_field_type": _FIELD_KINDS[field.type],
        }
        for field in account.ticket_fields.values()
        if field.required and field.active and field.id in form.ticket_field_ids and _is_empty(draft, field)
    ]
    if missing:
        raise records_invalid({"base": missing})


def _is_empty(draft: Ticket, field: TicketField) -> bool:
    value = {
        "assignee": draft.assignee_id,
        "priority": draft.priority,
        "tickettype": draft.type,
        "group": draft.group_id,
    }.get(field.type, draft.custom_fields.get(field.id))
    return value in (None, "", [], False)
