"""What Slack and Zendesk show of a question, for the day when the store is lost."""

from dataclasses import replace
from typing import Any

from helpdesk.domain import events as e
from helpdesk.domain.rebuilding.sight import SeenComment, SeenTicket, Sight
from helpdesk.domain.recorded import opening_record, status_record
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Escalation, Ticket

from .scenes import (
    ALEX,
    ASKED,
    BOT,
    PLACE,
    ROBIN,
    RULES,
    reading,
    told,
)

T0 = float(PLACE.ts)


def later(event: Any) -> Any:
    """The same event, as many seconds after the question as it says since 1970."""
    return event.model_copy(update={"at": event.at + T0}) if hasattr(event, "at") else event


def sight(ticket: Ticket, *, recorded: bool = True, there: tuple[SeenTicket, ...] = ()) -> Sight:
    """What Slack shows of a ticket whose status message was written as it is now."""
    reactions: dict[str, list[str]] = {}
    for mark in sorted(ticket.marks, key=lambda mark: mark.added or 0.0):
        if mark.stands_there and mark.is_reaction:
            reactions.setdefault(mark.emoji, []).append(mark.person)
    card = status_card(ticket, RULES)
    replies: tuple[SeenReply, ...] = ()
    if card and recorded:
        said = e.Replied(by=BOT, ts=f"{T0 + 900:.6f}", at=T0 + 900, bot=True)
        noted = {"place": str(PLACE), "record": status_record(ticket, card).written()}
        replies = (SeenReply(said, mark=noted),)
    root = None if ticket.deleted else SeenMessage(PLACE.ts, ROBIN, ASKED.subject, reactions, latest_reply=T0 + 900)
    return Sight(PLACE, root, BOT, replies, there)


def zendesk(status: Any = "open", *marks: str, **more: Any) -> SeenTicket:
    record = opening_record("IT-7", ROBIN, Escalation(by=ALEX, at=T0 + 2))
    first = SeenComment(70, T0 + 3, True, ("opening",))
    comments = (first, *(SeenComment(71 + n, T0 + 20 + n, True, (mark,)) for n, mark in enumerate(marks)))
    told = SeenTicket(reading(status), PLACE, opened_at=T0 + 3, until=PLACE.ts, opening=record, comments=comments)
    return replace(told, **more)


def escalated(*happened: Any) -> Ticket:
    opened = e.ZendeskOpened(reading=reading("open"), until=PLACE.ts)
    asked = e.EscalationRequested(by=ALEX, at=T0 + 2)
    return told([ASKED.model_copy(update={"at": T0}), asked, opened, *happened]).model_copy(update={"number": "IT-7"})
