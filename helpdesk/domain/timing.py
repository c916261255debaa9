"""`timed`: a ticket's timings after something happened to it, from what it was, what happened and what it is."""

from collections.abc import Iterator

from helpdesk.domain import events as e
from helpdesk.domain.messages import is_by_us
from helpdesk.domain.moves import BUTTON_STATES
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import Timings, with_steps, with_wait, with_word, without_wait


def timed(before: Ticket, event: e.Event | e.Learned, after: Ticket, rules: Rules) -> Ticket:
    """`after` with its timings. Told twice or in another order, the same events give the same first times."""
    if after.kind in {"reply", "gone"}:
        return after
    timings = with_steps(before.times, after.marks, _moves(before, event, after, rules))
    if before.state is not after.state is State.WAITING:
        timings = with_wait(timings, after.current.since)
    if after.state is not before.state is State.WAITING:
        timings = without_wait(timings, after.current.since)
    timings = _spoken(timings, before, event, rules)
    return after if timings is after.timings else after.model_copy(update={"timings": timings})


def _moves(before: Ticket, event: e.Event | e.Learned, after: Ticket, rules: Rules) -> Iterator[tuple[State, float]]:
    """What was moved and when, even if something later holds."""
    for move in (before.move, after.move):
        if move and move.source != "deletion":
            yield move.state, move.at
    if isinstance(event, e.ButtonPressed) and event.button in BUTTON_STATES and rules.may(event.by):
        yield BUTTON_STATES[event.button], event.at


def _spoken(timings: Timings, before: Ticket, event: e.Event | e.Learned, rules: Rules) -> Timings:
    match event:
        case e.Replied():
            return replied(timings, before, event, rules)
        case e.SpokeElsewhere(said=e.Replied() as said):
            return replied(timings, before, said, rules)
        case e.RepliesFound():
            for reply in event.replies:
                timings = _spoken(timings, before, reply, rules)
            return timings
        case e.CommentShown() if event.ts:
            shown = next((c for c in before.talk.coming if c.id == event.comment and c.public and not c.gone), None)
            return with_word(timings, shown.at, by_asker=shown.by_asker) if shown else timings
        case _:
            return timings


def replied(timings: Timings, ticket: Ticket, event: e.Replied, rules: Rules) -> Timings:
    """The timings after a message in the ticket's thread."""
    heard = ticket.kind == "question" and not is_by_us(event, rules)
    if not heard or event.bot or event.thanks or event.internal or event.by is None:
        return timings
    asking = {ticket.requester, ticket.escalation.requester if ticket.escalation else None}
    if event.by in asking:
        return with_word(timings, event.at, by_asker=True)
    return with_word(timings, event.at, by_asker=False) if rules.may(event.by) else timings
