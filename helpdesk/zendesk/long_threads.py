"""Writes the rest of a thread that is too long for a ticket's first comment, each part once. It makes no ticket."""

from collections.abc import Sequence
from typing import NamedTuple

from helpdesk.zendesk.comments import OPENING, Comments
from helpdesk.zendesk.html import Part
from helpdesk.zendesk.luggage import NONE, Luggage, luggage_of
from helpdesk.zendesk.payloads import TicketWritten
from helpdesk.zendesk.refusals import Refused, in_doubt
from helpdesk.zendesk.sent import NewComment, TicketChange
from helpdesk.zendesk.transport import Transport


class Rest(NamedTuple):
    """The ticket as the last part left it, what went along with the parts, and how many Zendesk refused."""

    written: TicketWritten
    luggage: Luggage = NONE
    refused: int = 0


class LongThreads:
    """Comments that continue the first one. Whatever is put off raises `TryLater` in doubt: the ticket is there."""

    def __init__(self, transport: Transport, comments: Comments) -> None:
        self._transport = transport
        self._comments = comments

    def write_rest(
        self, written: TicketWritten, parts: Sequence[Part], author: int, *, fresh: bool, public: bool
    ) -> Rest:
        """Every part after the first that isn't there yet; a `fresh` ticket has none of them."""
        if len(parts) < 2:
            return Rest(written)
        ticket, luggage = written.ticket.id, NONE
        with in_doubt():
            there = set() if fresh else {mark for comment in self._comments.all(ticket) for mark in comment.marks}
            for number, part in enumerate(parts[1:], 2):
                mark = part_mark(number)
                if mark in there:
                    continue
                mine = luggage_of(part.messages)
                comment = NewComment(html_body=part.html, public=public, author_id=author)
                try:
                    change = TicketChange(comment=mine.with_comment(comment), metadata={"slack": mark})
                    written = self._transport.update_ticket(ticket, change)
                except Refused as refused:
                    if refused.status == 401:
                        raise
                    return Rest(written, luggage, len(parts) - number + 1)
                luggage += mine
        return Rest(written, luggage)


def part_mark(number: int) -> str:
    """The mark of a part of the opening, counted from 1; the first has the opening's own."""
    return OPENING if number == 1 else f"{OPENING}/{number}"


def is_of_opening(marks: Sequence[str]) -> bool:
    return any(mark == OPENING or mark.startswith(f"{OPENING}/") for mark in marks)
