"""What is left aside in a channel: the questions that wait for somebody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from helpdesk.domain.idle import last_act
from helpdesk.domain.promises import due_next
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

Group = Literal["overdue", "unseen", "unanswered"]
GROUPS: tuple[Group, ...] = ("overdue", "unseen", "unanswered")

Waiting = tuple[Ticket, float]
"""A question, and since when it waits, in seconds."""


@dataclass(frozen=True, slots=True)
class LeftAside:
    """The questions of each group that has any, those that wait longest first. Each stands in one group alone."""

    groups: Mapping[Group, tuple[Waiting, ...]]

    @property
    def total(self) -> int:
        return sum(map(len, self.groups.values()))


def left_aside(tickets: Iterable[Ticket], rules: Rules, now: float) -> LeftAside:
    """What of these tickets is left aside at `now`."""
    found: dict[Group, list[Waiting]] = {group: [] for group in GROUPS}
    for ticket in tickets:
        if ticket.kind == "question" and not ticket.deleted and ticket.number and (left := _left(ticket, rules, now)):
            group, since = left
            found[group].append((ticket, since))
    return LeftAside(
        {group: tuple(sorted(ones, key=lambda one: (one[1], one[0].place.ts))) for group, ones in found.items() if ones}
    )


def _left(ticket: Ticket, rules: Rules, now: float) -> tuple[Group, float] | None:
    due = due_next(ticket, rules.promises, rules.hours)
    if due and due.at < now:
        return "overdue", due.at
    if ticket.state is State.NEW:
        return "unseen", ticket.current.since
    since = unanswered_since(ticket)
    return ("unanswered", since) if since is not None else None


def unanswered_since(ticket: Ticket) -> float | None:
    """Since when whoever asked waits for a word or an act of who has the question; None when they don't."""
    spoke = ticket.timings.asker_spoke
    return spoke if ticket.state.takes and spoke is not None and spoke > last_act(ticket) else None
