"""What the status message of a ticket has to say, if there is to be one."""

from helpdesk.domain.dead_letters import HIDDEN_BY, SHOWN_BY, dead
from helpdesk.domain.promises import due_next
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Card, Copied

_TRIES_BEFORE_A_WORD = 3


def status_card(ticket: Ticket, rules: Rules) -> Card | None:
    """The card a ticket needs; None for a question that people only marked with reactions."""
    trouble = _trouble(ticket)
    link = ticket.zendesk
    otherwise = ticket.set_otherwise or ticket.move or ticket.taken_by_button or ticket.is_let_go
    taken = any(request.taker(ticket.marks) for request in ticket.requests)
    if not (link or ticket.lost or otherwise or ticket.shown.message or trouble or taken):
        return None
    return Card(
        state=ticket.state,
        assignee=ticket.assignee,
        zendesk=(*ticket.past, link.id) if link else ticket.past,
        closed=link is not None and link.status == "closed",
        lost=ticket.lost,
        merged=ticket.merged,
        agent=link.agent if link and link.assigned is None else None,
        requester=link.requester if link else None,
        copied=_copied(ticket.copied) if link else None,
        unknown_agent=link.unknown if link and rules.zendesk else None,
        since=_since(ticket),
        taken=ticket.taken_by_button,
        unsolved=bool(trouble) and _is_unsolved(ticket, rules),
        trouble=trouble,
        unshown=_reasons(ticket, SHOWN_BY),
        unhidden=_reasons(ticket, HIDDEN_BY),
        asked_of=tuple(request.name for request in ticket.requests),
        due=due_next(ticket, rules.promises, rules.hours),
        breach=int(link.breach) if link and not ticket.state.ends else 0,
    )


def _since(ticket: Ticket) -> int:
    """Since when people read of this state: brought about once more, it is no reason to edit the message."""
    card = ticket.shown.card
    return card.since if card and card.since and card.state is ticket.state else int(ticket.since)


def _copied(copied: Copied | None) -> Copied | None:
    """What is worth a line: where all went along as it was, another reply is no reason to edit the message."""
    if copied is None or copied.left_out or copied.parts:
        return copied
    return Copied(masked=copied.masked) if copied.masked else None


def _is_unsolved(ticket: Ticket, rules: Rules) -> bool:
    link, state = ticket.zendesk, ticket.state
    if link is None or not state.ends or link.status == "closed":
        return False
    return not rules.statuses.says(link.status, link.custom, state)


def _trouble(ticket: Ticket) -> tuple[str, ...]:
    """What to tell people of Zendesk: what it refused, and what it has not taken after several tries."""
    told = []
    for key, attempt in sorted(ticket.attempts.items()):
        if not key.startswith("zendesk.") or attempt.dropped:
            continue
        if attempt.refused is not None:
            told.append(attempt.refused)
        elif attempt.tries >= _TRIES_BEFORE_A_WORD and attempt.trouble:
            told.append(attempt.trouble)
    return tuple(told)


def _reasons(ticket: Ticket, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Why what Zendesk wants shown or hidden in Slack was given up."""
    return tuple(attempt.refused or "" for key, attempt in sorted(dead(ticket).items()) if key.startswith(kinds))
