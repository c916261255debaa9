"""What each act of people means for the state."""

from helpdesk.domain.events import Button
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import Status
from tests.simulation.channels import CONFIG

MEANINGS = {name: State(word) for name, word in CONFIG.channels[0].reactions.items() if word != "escalate"}
ESCALATES = next(name for name, word in CONFIG.channels[0].reactions.items() if word == "escalate")
BUTTONS: dict[Button, frozenset[State] | None] = {  # what each may rightly leave, where that is known
    "take": None,
    "working": frozenset({State.WORKING}),
    "waiting": frozenset({State.WAITING}),
    "resolve": frozenset({State.RESOLVED}),
    "dismiss": frozenset({State.DISMISSED}),
    "give_back": None,
    "reopen": frozenset({State.NEW, State.WORKING}),
}
TAKING: dict[Button, State] = {"take": State.SEEN, "working": State.WORKING}
STATUSES: tuple[Status, ...] = ("open", "pending", "hold", "solved")

OPENED_BY_A_WORD = frozenset({State.WAITING, State.RESOLVED})
"""A word of the requester's after the mark that remains goes on."""

LEAVES: dict[Status, frozenset[State]] = {
    "open": frozenset({State.NEW, State.SEEN, State.WORKING}),
    "pending": frozenset({State.WAITING}),
    "hold": frozenset({State.WAITING}),
    "solved": frozenset({State.RESOLVED, State.DISMISSED}),
}
