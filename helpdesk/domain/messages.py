"""What a ticket is after its messages changed: a reply, an edit, a deletion, of the root or in the thread."""

from typing import assert_never

from helpdesk.domain import events as e
from helpdesk.domain.effects import TELLING
from helpdesk.domain.groups import asked_by_reply
from helpdesk.domain.idle import noted
from helpdesk.domain.moves import moved
from helpdesk.domain.relaying import perhaps_left, relaying
from helpdesk.domain.rerouting import read_again
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Kind, Move, Shown, Ticket, Word, talk
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Reply


def message_told(
    ticket: Ticket, event: e.Replied | e.ReplyChanged | e.Reworded | e.Deleted | e.SpokeElsewhere, rules: Rules
) -> Ticket:
    """The ticket after the event; what Zendesk is to learn of it waits in its talk."""
    match event:
        case e.Replied():
            return _replied(ticket, event, rules)
        case e.ReplyChanged():
            return _changed(ticket, event.ts, event.at, event.by, deleted=event.deleted)
        case e.Reworded():
            return _reworded(ticket, event, rules)
        case e.SpokeElsewhere():
            return _spoke_elsewhere(ticket, event, rules)
        case e.Deleted():
            return _deleted(ticket, event, ticket.place.ts)
        case _:
            assert_never(event)


def _replied(ticket: Ticket, event: e.Replied, rules: Rules) -> Ticket:
    if is_by_us(event, rules):
        return ticket
    ticket = asked_by_reply(ticket, event, rules)
    if ticket.kind != "question":
        return ticket
    ticket = perhaps_left(ticket, event)
    if ticket.escalation:
        reply = Reply(ts=event.ts, by=event.by, at=event.at, internal=event.internal, asks=_asks(event))
        ticket = ticket.model_copy(update={"talk": talk.said(ticket.talk, reply)})
    if event.internal and event.by is not None and rules.may(event.by):
        ticket = noted(ticket, event.at)
    return _reopened(ticket, event)


def _asks(event: e.Replied) -> bool:
    return not (event.bot or event.thanks or event.internal or event.by is None)


def is_by_us(event: e.Replied, rules: Rules) -> bool:
    """Whether a message of a thread is the helpdesk's own."""
    return (event.by is not None and event.by == rules.bot_user) or (
        event.bot_id is not None and event.bot_id == rules.bot_id
    )


def _spoke_elsewhere(ticket: Ticket, event: e.SpokeElsewhere, rules: Rules) -> Ticket:
    """As if it had been said in the question's own thread; of the root only its words are the question's."""
    if ticket.kind != "question":
        return ticket
    match event.said:
        case e.Reworded() as said:
            if said.at < ticket.reworded:
                return ticket
            reworded = ticket.model_copy(update={"subject": said.subject, "reworded": said.at})
            return _changed(reworded, event.place.ts, said.at, ticket.requester, deleted=False)
        case e.Deleted() as said:
            return _deleted(ticket, said, event.place.ts)
        case e.Replied() as said if is_by_us(said, rules):
            return ticket
        case said:
            return message_told(relaying(ticket, event.place, said), said, rules)


def _deleted(ticket: Ticket, event: e.Deleted, ts: str) -> Ticket:
    """The ticket after the question's words, the message `ts`, were deleted."""
    gone = ticket.model_copy(update={"deleted": True})
    gone = moved(gone, Move(state=State.DISMISSED, at=event.at, source="deletion"))
    return _changed(gone, ts, event.at, ticket.requester, deleted=True)


def _reopened(ticket: Ticket, event: e.Replied) -> Ticket:
    """The requester's word opens a waiting or resolved question again; thanks and other people's words don't.

    After Zendesk closed the ticket anybody's word does: it can only be heard in a follow-up ticket. One that was merged
    into another has not ended.
    """
    if not _asks(event):
        return ticket
    asker = ticket.escalation.requester if ticket.escalation else None
    if event.by in {ticket.requester, asker} and (ticket.word is None or event.at > ticket.word.at):
        ticket = ticket.model_copy(update={"word": Word(at=event.at, by=event.by)})
    link = ticket.zendesk
    closed = link is not None and link.status == "closed" and not link.merged_into and ticket.state.ends
    if not closed or event.at < ticket.current.since:
        return ticket
    return moved(ticket, Move(state=State.NEW, at=event.at, source="reply", by=event.by))


def _reworded(ticket: Ticket, event: e.Reworded, rules: Rules) -> Ticket:
    if ticket.kind not in {"question", "announcement"} or event.at < ticket.reworded:
        return ticket
    if ticket.came_from:  # what is here is ours
        return ticket
    told = {"kind": _kind(ticket, event, rules), "subject": event.subject, "reworded": event.at}
    reworded = ticket.model_copy(update={**told, "routing": read_again(ticket)})
    return _changed(reworded, ticket.place.ts, event.at, ticket.requester, deleted=False)


def kind_of_root(ticket: Ticket, *, announcement: bool) -> Kind:
    """What a root message is: whatever it says, one that somebody wants a Zendesk ticket of is a question."""
    return "announcement" if announcement and ticket.escalation is None else "question"


def _kind(ticket: Ticket, event: e.Reworded, rules: Rules) -> Kind:
    """An edit may make a question of an announcement, and the other way where nothing of ours is to be seen yet."""
    if event.announcement:
        shown = ticket.escalation or ticket.lost or ticket.shown != Shown()
        return ticket.kind if shown else "announcement"
    waits = ticket.kind == "announcement" and rules.track == "first-reaction" and not ticket.marks
    return "unknown" if waits else "question"


def _changed(ticket: Ticket, ts: str, at: float, by: str | None, *, deleted: bool) -> Ticket:
    unsure = any(attempt.doubt for key, attempt in ticket.attempts.items() if key.startswith(TELLING))
    change = Reply(kind="deleted" if deleted else "edited", ts=ts, by=by, at=at, unsure=unsure)
    return ticket.model_copy(update={"talk": talk.changed(ticket.talk, change)})


def replies_found(ticket: Ticket, event: e.RepliesFound, rules: Rules) -> Ticket:
    """As if they had been told in time. What of them needs no telling is known as well from now on."""
    attempts = {key: attempt for key, attempt in ticket.attempts.items() if key != event.key}
    ticket = ticket.model_copy(update={"attempts": attempts})
    for reply in event.replies:
        ticket = message_told(ticket, reply, rules)
    found = (reply.said if isinstance(reply, e.SpokeElsewhere) else reply for reply in event.replies)
    needless = {said.ts: 0 for said in found if isinstance(said, e.Replied) and not ticket.talk.knows(said.ts)}
    known = ticket.talk.model_copy(update={"sent": {**ticket.talk.sent, **needless}})
    return ticket.model_copy(update={"talk": known})
