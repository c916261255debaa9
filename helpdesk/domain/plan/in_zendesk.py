"""What a question's Zendesk ticket still wants: read it, follow it, open it, write to it."""

from collections.abc import Iterator
from dataclasses import replace

from helpdesk.domain import effects as fx
from helpdesk.domain.late_words import late_words
from helpdesk.domain.plan.opening import to_open
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import Status
from helpdesk.domain.ticket.talk import Reply, together

JOIN_SECONDS = 1.5
"""How long the first of several replies waits for the others: each update counts (30 in 10 minutes for a ticket)."""


def wanted_in_zendesk(ticket: Ticket, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    """Each effect in Zendesk with the time (seconds) before which it must not be done; none unless one is asked for."""
    link = ticket.zendesk
    if not rules.zendesk or ticket.escalation is None:
        return
    if link is None:
        yield to_open(ticket, rules, None), 0.0
    elif link.merged_into:
        yield fx.FollowTicket(link.merged_into, link.id, _known_comments(ticket)), 0.0
    elif link.stirred:
        yield _reading(ticket, link, rules, talk=link.talked), 0.0
    elif link.status == "closed":
        yield from _erasures(ticket, link)
        yield from _follow_up(ticket, link, rules)
    else:
        yield from _writes(ticket, link, rules)


def _reading(ticket: Ticket, link: Link, rules: Rules, *, talk: bool) -> fx.ReadZendeskTicket:
    moved = link.acted or not rules.statuses.says(link.status, link.custom, ticket.state)
    known = _known_comments(ticket)
    return fx.ReadZendeskTicket(link.id, link.status, link.custom, talk, known, link.asker, moved)


def _known_comments(ticket: Ticket) -> frozenset[int]:
    return frozenset(int(id_) for id_ in ticket.talk.heard) | {comment.id for comment in ticket.talk.coming}


def _erasures(ticket: Ticket, link: Link) -> Iterator[tuple[fx.Effect, float]]:
    """What was deleted in the thread goes from a closed ticket too: that takes no words, yet a redaction."""
    for reply in ticket.talk.waiting:
        if reply.kind == "deleted":
            yield fx.TellZendesk(link.id, link.stamp, (reply,), past=ticket.past), 0.0


def _follow_up(ticket: Ticket, link: Link, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    """A new ticket, if only because it may be there already; before that, what was said last in the closed one.

    That tells too whether the last replies came in time.
    """
    opening = to_open(ticket, rules, link.id)
    over = ticket.state.ends and not ticket.attempts.get(opening.key, Attempt()).doubt
    if over and not any(late_words(ticket)):
        return
    if link.talk_stamp != link.stamp:
        yield _reading(ticket, link, rules, talk=True), 0.0
    if over:
        return
    if link.talk_stamp == link.stamp or ticket.attempts.get(fx.READING, Attempt()).refused is not None:
        yield opening, 0.0


def _writes(ticket: Ticket, link: Link, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    """Status and assignee go in one update, replies and the status in one; what ends a question waits for the grace.

    A status that goes along with replies is not wanted on its own any more when they have gone.
    """
    state, since, by = ticket.current
    wanted = rules.statuses.wanted(state)
    status = None if rules.statuses.says(link.status, link.custom, state) or wanted == link.untaken else wanted
    assign = _is_to_be_assigned(ticket.assignee, link, state)
    reopens = status is not None and not state.ends and _is_untried(ticket, link, status)
    runs = tuple(_runs(ticket))
    for run in runs:
        tell = fx.TellZendesk(
            id=link.id,
            stamp=link.stamp,
            replies=run,
            status=status if reopens else None,
            past=ticket.past,
            public=ticket.escalation.public if ticket.escalation else None,
        )
        yield tell, run[0].at + JOIN_SECONDS
    if status is None and not assign and ticket.details is None:
        return
    write = fx.UpdateZendeskTicket(
        id=link.id,
        stamp=link.stamp,
        status=status,
        assign=assign,
        assignee=ticket.assignee,
        solver=by if state.ends else None,
        details=ticket.details,
    )
    after_grace = since + rules.grace if state.ends and status is not None else 0.0
    if after_grace and runs:
        after_grace = max(after_grace, runs[0][0].at + JOIN_SECONDS)
    yield write, after_grace if ticket.details is None else 0.0
    if (status is not None or assign) and _is_refused_for_details(ticket, write):
        yield replace(write, details=None), after_grace


def _is_refused_for_details(ticket: Ticket, write: fx.UpdateZendeskTicket) -> bool:
    """What somebody filled in wrongly doesn't hold the rest back; what still wants filling in does."""
    attempt = ticket.attempts.get(write.key, Attempt())
    return write.details is not None and attempt.refused is not None and not attempt.fields


def _runs(ticket: Ticket) -> Iterator[tuple[Reply, ...]]:
    """The replies that go together now, then each that was given up: it is wanted still, and holds nothing back.

    One that may be there already goes first: it has to be looked for.
    """
    tries = [(reply, ticket.attempts.get(f"{fx.TELLING}{reply.name}", Attempt())) for reply in ticket.talk.waiting]
    waiting = tuple(reply for reply, attempt in tries if attempt.refused is None)
    first = next((reply for reply, attempt in tries if attempt.refused is None and attempt.doubt), None)
    run = together(waiting[waiting.index(first) :] if first else waiting, ticket.talk.elsewhere)
    if run:
        yield run
    yield from ((reply,) for reply, attempt in tries if attempt.refused is not None)


def _is_untried(ticket: Ticket, link: Link, status: Status | int) -> bool:
    """A status that was refused or failed doesn't hold the replies back."""
    prefix = f"{fx.UPDATING}{link.id}:{status}:"
    return not any(key.startswith(prefix) and attempt.tries for key, attempt in ticket.attempts.items())


def _is_to_be_assigned(person: str | None, link: Link, state: State) -> bool:
    """A solved ticket keeps its assignee, and somebody Zendesk doesn't know is tried once."""
    if person is None:
        return link.assigned is not None and not state.ends
    return person not in {link.assigned, link.unknown}
