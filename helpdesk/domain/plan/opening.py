"""What a Zendesk ticket is to begin with: what somebody chose, and what a routing rule wants where nobody did."""

from helpdesk.domain import effects as fx
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.routed import Routing
from helpdesk.domain.ticket.states import State


def to_open(ticket: Ticket, rules: Rules, follows: int | None) -> fx.OpenZendeskTicket:
    """The first ticket, or the follow-up of the one it `follows`. Somebody asked for it."""
    asked = ticket.escalation
    assert asked is not None  # noqa: S101 - whoever plans asks first
    sets_status = not ticket.state.ends and ticket.state is not State.NEW
    routing = ticket.routing or Routing()
    details = routing.details.with_more(asked.details)
    return fx.OpenZendeskTicket(
        escalation=asked.model_copy(update={"details": details}),
        requester=asked.requester or ticket.requester,
        subject=asked.subject or ticket.subject,
        status=rules.statuses.wanted(ticket.state) if sets_status else None,
        assignee=ticket.assignee,
        follows=follows,
        past=ticket.past,
        number=ticket.number,
        asked=ticket.requester,
        tags=routing.tags,
    )
