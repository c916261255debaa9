"""The timings of a question as far as they can be known again: from our status message, the thread and Zendesk."""

from collections.abc import Iterator

from helpdesk.domain.rebuilding.sight import Sight
from helpdesk.domain.recorded import StatusRecord
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import Spans, Timings, settled, with_word
from helpdesk.domain.timing import replied


def timings_of(ticket: Ticket, sight: Sight, record: StatusRecord | None, rules: Rules) -> Timings:
    """First times as they were recorded, and none for what was reached since: marks don't say when they were put on."""
    states = {mark.state for mark in ticket.marks} | ({ticket.move.state} if ticket.move else set())
    timings = settled(Timings(waits=_waits(ticket, record)), states, record.first if record else None)
    for reply in sight.said:
        timings = replied(timings, ticket, reply.said, rules)
    for at, by_asker in _shown(ticket, sight):
        timings = with_word(timings, at, by_asker=by_asker)
    return timings


def _waits(ticket: Ticket, record: StatusRecord | None) -> Spans:
    """Those recorded, without one that ended since then: nobody knows when."""
    spans = record.waits if record else ()
    return spans if ticket.state is State.WAITING else tuple(span for span in spans if span[1] is not None)


def _shown(ticket: Ticket, sight: Sight) -> Iterator[tuple[float, bool]]:
    """The public comments that the thread shows: when each was written, and whether by the requester."""
    for there in sight.there:
        for comment in there.comments:
            if comment.public and ticket.talk.heard.get(str(comment.id)):
                yield comment.at, comment.author is not None and comment.author == there.reading.requester_id
