"""The states of a question as a chart and as a table, found by asking the product's own `decide`."""

from collections.abc import Iterable

from helpdesk.config.words import USUAL_REACTIONS
from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.moves import moved
from helpdesk.domain.place import Place
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import Status, StatusMap

_ALEX = "U0ALEX"
_RULES = Rules(
    reactions={
        name: "escalate" if meaning == "escalate" else State(meaning) for name, meaning in USUAL_REACTIONS.items()
    },
    responders=Responders(frozenset({_ALEX})),
)
SIGNS = {
    "eyes": "👀",
    "wrench": "🔧",
    "hourglass_flowing_sand": "⏳",
    "white_check_mark": "✅",
    "no_entry_sign": "🚫",
}
"""The default reactions that set a state, as people see them."""

_BUTTONS: dict[str, e.Button] = {
    "Working on it": "working",
    "Waiting": "waiting",
    "Resolve": "resolve",
    "Reopen": "reopen",
}
_STATUSES: tuple[Status, ...] = ("open", "pending", "hold", "solved")


def chart() -> str:
    """One step at a time: each mark put on in turn, then taken off again, the furthest first."""
    lines = ["```mermaid", "stateDiagram-v2", f"  [*] --> {_asked().state}: asked"]
    ticket, marks = _asked(), list(SIGNS)
    for at, emoji in enumerate(marks, start=10):
        after = _after(ticket, e.ReactionAdded(person=_ALEX, emoji=emoji, at=at))
        lines.append(f"  {ticket.state} --> {after.state}: {SIGNS[emoji]}")
        ticket = after
    for at, emoji in enumerate(reversed(marks), start=20):
        after = _after(ticket, e.ReactionRemoved(person=_ALEX, emoji=emoji, at=at))
        lines.append(f"  {ticket.state} --> {after.state}: {SIGNS[emoji]} taken off")
        ticket = after
    return "\n".join([*lines, "```"]) + "\n"


def table_of_states() -> str:
    """Where each act leads from each state that one mark, or none, stands for."""
    states = list(State)
    lines = [f"| {'act'} | {' | '.join(f'from `{state}`' for state in states)} |", "| --- |" + " --- |" * len(states)]
    for words, ends in _acts():
        shown = (f"`{end}`" if end is not state else "·" for state, end in zip(states, ends, strict=True))
        lines.append(f"| {words} | {' | '.join(shown)} |")
    return "\n".join(lines) + "\n"


def _acts() -> Iterable[tuple[str, list[State]]]:
    starts = [_marked(state) for state in State]
    for emoji, sign in SIGNS.items():
        added = e.ReactionAdded(person=_ALEX, emoji=emoji, at=10)
        yield f"{sign} put on", [_after(ticket, added).state for ticket in starts]
    yield "its mark taken off", [_bare(ticket).state for ticket in starts]
    for words, button in _BUTTONS.items():
        pressed = e.ButtonPressed(by=_ALEX, button=button, at=10)
        yield f"“{words}”", [_after(ticket, pressed).state for ticket in starts]
    for status in _STATUSES:
        yield f"Zendesk: {status}", [_set_in_zendesk(ticket, status).state for ticket in starts]


def _asked() -> Ticket:
    place = Place("T0EXAMPLE", "C0ITHELP1", "1700000000.000100")
    return _after(Ticket(place=place), e.Asked(by="U0ROBIN", at=1, subject="A question"))


def _marked(state: State) -> Ticket:
    """A question in this state by one mark, or by none."""
    emoji = _RULES.emoji(state)
    return _after(_asked(), e.ReactionAdded(person=_ALEX, emoji=emoji, at=5)) if emoji else _asked()


def _bare(ticket: Ticket) -> Ticket:
    for mark in ticket.marks:
        ticket = _after(ticket, e.ReactionRemoved(person=mark.person, emoji=mark.emoji, at=10))
    return ticket


def _set_in_zendesk(ticket: Ticket, status: Status) -> Ticket:
    means = StatusMap().means(status, None, ticket.state)
    return moved(ticket, Move(state=means, at=10, source="zendesk", by=None))


def _after(ticket: Ticket, event: e.Event) -> Ticket:
    return decide(ticket, event, _RULES)
