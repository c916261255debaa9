"""The lists a question stands in, so that nobody has to read all questions to find some.

A list is named by what its questions have in common, and each stands in it at a time by which they are ordered.
"""

import re
from collections.abc import Mapping

from helpdesk.domain.left_aside import unanswered_since
from helpdesk.domain.promises import is_broken
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

OPEN = tuple(state for state in State if not state.ends)
ENDED = "ended"

_PERSON = re.compile(r"[UW][A-Z0-9]+")


def in_state(state: State, channel: str) -> str:
    """The open questions of a channel in this state, by when they were asked."""
    return f"{state}:{channel}"


def ended_in(channel: str) -> str:
    """The questions of a channel that were resolved or dismissed, by when."""
    return f"{ENDED}:{channel}"


def asked_by(person: str) -> str:
    """The open questions somebody asked, by when."""
    return f"asked:{person}"


def ended_of(person: str) -> str:
    """The questions somebody asked that were resolved or dismissed, by when."""
    return f"{ENDED}:{person}"


def taken_in(channel: str, person: str) -> str:
    """The open questions of a channel that somebody has, by when they were asked."""
    return f"taken:{channel}:{person}"


def unanswered_in(channel: str) -> str:
    """The questions of a channel that somebody has and whose requester spoke last, by when."""
    return f"unanswered:{channel}"


def overdue_in(channel: str) -> str:
    """The open questions of a channel of which a promise broke that is still to be kept, by when they were asked."""
    return f"overdue:{channel}"


def lists_of(ticket: Ticket) -> Mapping[str, float]:
    """The lists this one stands in, each with its time (seconds); none for what is no question any more."""
    if ticket.kind != "question" or ticket.deleted:
        return {}
    channel, asker, (state, since, _) = ticket.place.channel, _known(ticket.requester), ticket.current
    if state.ends:
        return {ended_in(channel): since, **({ended_of(asker): since} if asker else {})}
    taker, unanswered = _known(ticket.assignee), unanswered_since(ticket)
    return {
        in_state(state, channel): ticket.asked,
        **({asked_by(asker): ticket.asked} if asker else {}),
        **({taken_in(channel, taker): ticket.asked} if taker else {}),
        **({overdue_in(channel): ticket.asked} if is_broken(ticket) else {}),
        **({unanswered_in(channel): unanswered} if unanswered is not None else {}),
    }


def _known(person: str | None) -> str | None:
    """Nobody looks for a list of those who were forgotten."""
    return person if person and _PERSON.fullmatch(person) else None
