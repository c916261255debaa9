"""Words on their way to Zendesk when the ticket was closed there: nobody can hear them but in a follow-up ticket."""

from collections.abc import Iterator

from helpdesk.domain.effects import TELLING
from helpdesk.domain.moves import moved
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.marks import ended_by_marks
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Reply

_AFTER = 0.001
"""Seconds by which reopening is later than what it undoes."""


def late_words(ticket: Ticket) -> Iterator[Reply]:
    """What waits to be told to a ticket that is closed, and is a reason to open the question again.

    Whoever ended it in Slack had read what stood in the thread by then; whoever did in Zendesk had not.
    """
    link, talk = ticket.zendesk, ticket.talk
    if link is None or link.status != "closed" or link.merged_into or not talk.waiting:
        return
    if ticket.deleted or not ticket.state.ends:
        return
    read = _ended_here(ticket)
    for reply in talk.waiting:
        given_up = ticket.attempts.get(f"{TELLING}{reply.name}", Attempt()).refused is not None
        if reply.asks and reply.at > read and not given_up:
            yield reply


def _ended_here(ticket: Ticket) -> float:
    """When somebody last ended it in Slack (seconds), whatever Zendesk said to that; 0.0 when nobody did."""
    marked = ended_by_marks(ticket.marks)
    return marked if ticket.ended_in_zendesk else max(marked, ticket.current.since)


def reopened_by_late_words(ticket: Ticket) -> Ticket:
    """The ticket, opened again by words that turned out not to have come in time: its comments were read since."""
    link = ticket.zendesk
    if link is None or link.talk_stamp != link.stamp:
        return ticket
    for reply in late_words(ticket):
        ended = ticket.move.at if ticket.ended_in_zendesk and ticket.move else 0.0
        at = max(link.moved_at, ended, reply.at) + _AFTER
        return moved(ticket, Move(state=State.NEW, at=at, source="reply", by=reply.by))
    return ticket
