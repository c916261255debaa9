"""The marks of a question as its reactions show them. When they were put on is not known again: times are chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpdesk.domain.recorded import StatusRecord
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenMessage
from helpdesk.domain.ticket import OPENED_BY_A_WORD, Ticket
from helpdesk.domain.ticket.marks import BUTTON, Mark, Marks, mark_added
from helpdesk.domain.ticket.states import State

_APART = 0.001
"""Seconds by which others come after whoever took the question."""


@dataclass(frozen=True, slots=True)
class _Put:
    person: str
    emoji: str
    state: State


def marks_of(ticket: Ticket, root: SeenMessage | None, record: StatusRecord | None, rules: Rules) -> Marks:
    """The marks, at times that give the state and the assignee that were recorded.

    Without a record nothing but marks brought the state about, so they are later than the requester's last word; the
    first in Slack's list took the question.
    """
    put = list(_counting(root, ticket, record, rules)) if root and not root.gone else []
    released = dict(record.released) if record else {}
    put, gone = _split(put, released)
    furthest = max((one.state for one in put), key=lambda state: state.rank, default=State.NEW)
    by_button = _by_button(record)
    takers = [*(one.person for one in put if one.state.takes), *(mark.person for mark in by_button)]
    first = record.assignee if record and record.assignee in takers else next(iter(takers), None)
    base = [_chosen(one, furthest, ticket, record) for one in put]
    taking = [at for at, one in zip(base, put, strict=True) if one.person == first and one.state.takes]
    taken = min((*taking, *(mark.added or 0.0 for mark in by_button if mark.person == first)), default=0.0)
    marks: Marks = by_button
    for count, (one, at) in enumerate(zip(put, base, strict=True), 1):
        later = one.state.takes and one.person != first
        added = max(at, taken) + count * _APART if later else at
        told = Mark(person=one.person, emoji=one.emoji, state=one.state, counts=True, added=added)
        marks = mark_added(marks, told)
    for one in gone:
        at = released[one.person]
        asked = min(ticket.asked, at)
        told = Mark(person=one.person, emoji=one.emoji, state=one.state, counts=True, added=asked, let_go=at)
        marks = mark_added(marks, told)
    return marks


def _split(put: list[_Put], released: Mapping[str, float]) -> tuple[list[_Put], list[_Put]]:
    """Those that count, and those by which somebody had it who was released."""
    gone = [one for one in put if one.state.takes and one.person in released]
    return [one for one in put if one not in gone], gone


def _by_button(record: StatusRecord | None) -> Marks:
    """What was taken by buttons, of those this version knows."""
    states = {f"{BUTTON}{button}": state for button, state in (("take", State.SEEN), ("working", State.WORKING))}
    known = [one for one in (record.taken if record else ()) if one[1] in states]
    marks = (Mark(person=who, emoji=name, state=states[name], counts=True, added=at) for who, name, at in known)
    return tuple(sorted(marks, key=lambda m: (m.person, m.emoji)))


def _counting(root: SeenMessage, ticket: Ticket, record: StatusRecord | None, rules: Rules) -> Iterator[_Put]:
    """Those of people who may, and of the two who may no longer but are known to have counted.

    A word of those who ask brings a state about too.
    """
    askers = {ticket.requester, record.requester if record else None}
    askers.add(ticket.escalation.requester if ticket.escalation else None)
    for emoji, people in root.reactions.items():
        state = rules.meaning(emoji)
        for person in people if isinstance(state, State) else ():
            assert isinstance(state, State)  # noqa: S101 - no people otherwise
            if rules.may(person) or (record and person not in askers and _counted(record, person, state)):
                yield _Put(person, emoji, state)


def _counted(record: StatusRecord, person: str, state: State) -> bool:
    marked = record.move is None or record.since > record.move.at
    brought = marked and person == record.by and state == record.state
    return brought or (person == record.assignee and state.takes)


def _chosen(one: _Put, furthest: State, ticket: Ticket, record: StatusRecord | None) -> float:
    """Seconds: when it must have been for what is known to hold; the question's own time where nothing is."""
    if record is None:
        return max(ticket.asked, ticket.word.at if ticket.word else 0.0)
    move = record.move
    if one.state.ends and move and record.since <= move.at:  # whatever was said by then had been read
        return max(ticket.asked, min(record.ended, move.at))
    if one.state is not furthest or (move and record.since <= move.at):
        return ticket.asked
    if record.state is furthest:
        return max(ticket.asked, record.since)
    if move and furthest in OPENED_BY_A_WORD and move.state not in OPENED_BY_A_WORD:  # the word came after these marks
        return max(ticket.asked, min(move.at + _APART, record.since))
    return ticket.asked
