"""Moves: states set by something else than marks. The later one holds."""

from collections.abc import Mapping

from helpdesk.domain.events import Button
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.states import State

BUTTON_STATES: Mapping[Button, State] = {
    "working": State.WORKING,
    "waiting": State.WAITING,
    "resolve": State.RESOLVED,
    "dismiss": State.DISMISSED,
    "reopen": State.NEW,
}


def moved(ticket: Ticket, move: Move) -> Ticket:
    """The ticket with the later of its last move and this one; of two at one time Zendesk's, then the furthest."""
    if ticket.move and _precedence(ticket.move) >= _precedence(move):
        return ticket
    return ticket.model_copy(update={"move": move})


def _precedence(move: Move) -> tuple[float, bool, int, str]:
    return move.at, move.source == "zendesk", move.state.rank, move.by or ""
