"""What a ticket is after a user group was asked by a mention, and after one of the group took it."""

from collections.abc import Iterable

from helpdesk.domain import events as e
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.marks import BUTTON, Mark, mark_added, mark_removed
from helpdesk.domain.ticket.requests import Request, Requests, asked_too
from helpdesk.domain.ticket.states import State

_BUTTONS = {State.SEEN: "take", State.WORKING: "working"}
"""What a mark on the mention itself is as good as: on the question nobody sees it, as with these buttons."""


def asked_of(ticket: Ticket, groups: Iterable[str], by: str | None, ts: str, rules: Rules) -> Ticket:
    """The ticket after somebody mentioned user groups in the message `ts`; those of the channel are asked."""
    asked = tuple(_requests(groups, by, ts, rules))
    return ticket.model_copy(update={"requests": asked_too(ticket.requests, asked)}) if asked else ticket


def asked_by_reply(ticket: Ticket, event: e.Replied, rules: Rules) -> Ticket:
    """Only people ask; an announcement asks nothing."""
    if event.bot or ticket.kind not in {"unknown", "question"}:
        return ticket
    return asked_of(ticket, event.groups, event.by, event.ts, rules)


def _requests(groups: Iterable[str], by: str | None, ts: str, rules: Rules) -> Iterable[Request]:
    for group in groups:
        known = rules.groups.get(group)
        if known:
            yield Request(group=group, name=known.name, people=tuple(sorted(known.people)), by=by, ts=ts)


def taken_at_mention(ticket: Ticket, event: e.ReplyMarked, rules: Rules) -> Ticket | None:
    """The ticket after somebody marked the very message that asks their group; None for every other mark."""
    asked = any(event.ts == request.ts and event.by in request.people for request in ticket.requests)
    state = rules.meaning(event.emoji)
    if not asked or not isinstance(state, State) or not state.takes or not rules.may(event.by):
        return None
    mark = Mark(person=event.by, emoji=f"{BUTTON}{_BUTTONS[state]}", state=state, counts=True)
    if event.removed:
        marks = mark_removed(ticket.marks, mark.model_copy(update={"removed": event.at}))
    else:
        marks = mark_added(ticket.marks, mark.model_copy(update={"added": event.at}))
    return ticket.model_copy(update={"marks": marks})


def rebuilt_requests(root: SeenMessage | None, replies: Iterable[SeenReply], rules: Rules) -> Requests:
    """As the message and its thread show them; `people` are those who are in the group now."""
    asked = list(_requests(root.groups, root.by, root.ts, rules)) if root else []
    for said in (reply.said for reply in replies if not reply.said.bot):
        asked += _requests(said.groups, said.by, said.ts, rules)
    return asked_too((), asked)
