"""Reading the account back, for a store that was lost: our tickets with all that was said in them."""

from dataclasses import replace
from typing import NamedTuple, get_args

from helpdesk.domain.events import Reading, ZendeskRead
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.sight import SeenComment, SeenTicket
from helpdesk.domain.recorded import OpeningRecord
from helpdesk.domain.seen import SeenFile
from helpdesk.domain.ticket.form import Details, Priority, Type
from helpdesk.zendesk.comments import OPENING, Comments, is_blackened
from helpdesk.zendesk.erasing import still_there
from helpdesk.zendesk.long_threads import is_of_opening
from helpdesk.zendesk.merges import is_merged, targets
from helpdesk.zendesk.payloads import CommentSeen, WholeTicketSeen
from helpdesk.zendesk.people import People
from helpdesk.zendesk.readings import Moved, Readings, reading_of
from helpdesk.zendesk.redaction import messages_in
from helpdesk.zendesk.refusals import NotThere
from helpdesk.zendesk.times import seconds
from helpdesk.zendesk.transport import Transport

_RECENT_SECONDS = 600.0
"""The export leaves out the last minute, and a page of it may take long; lists show everything at once."""


class ArchivePage(NamedTuple):
    """Some of the account's tickets made for questions, still without comments; `read` counts those of others too."""

    tickets: tuple[SeenTicket, ...]
    read: int
    next: str | None


class Archive:
    """The account's tickets. Raises TryLater or GiveUp."""

    def __init__(self, transport: Transport, people: People) -> None:
        self._transport = transport
        self._people = people
        self._comments = Comments(transport)
        self._readings = Readings(transport, people, self._comments)

    def exported(self, since: float, cursor: str) -> ArchivePage:
        """A thousand tickets that changed since then (seconds), those archived and deleted too; not the last minute."""
        page = self._transport.exported(cursor=cursor) if cursor else self._transport.exported(start=int(since))
        more = None if page.end_of_stream or not page.after_cursor else page.after_cursor
        return ArchivePage(_ours(page.tickets), len(page.tickets), more)

    def recent(self, now: float, cursor: str) -> ArchivePage:
        """A hundred tickets, the latest changed first, down to those the export shows for certain."""
        page = self._transport.latest(cursor)
        fresh = [ticket for ticket in page.tickets if seconds(ticket.updated_at) >= now - _RECENT_SECONDS]
        more = page.next if len(fresh) == len(page.tickets) and fresh else None
        return ArchivePage(_ours(fresh), len(fresh), more)

    def one(self, number: int) -> SeenTicket | None:
        """Any ticket, None when it is gone."""
        try:
            found = self._transport.get(f"tickets/{number}.json")
        except NotThere:
            return None
        return _seen(WholeTicketSeen.model_validate(found.get("ticket") or {}))

    def whole(self, ticket: SeenTicket) -> SeenTicket:
        """The ticket with its comments and the names that people read; a deleted one has none."""
        try:
            read = sorted(self._comments.all(ticket.reading.id), key=lambda one: (one.created_at, one.id))
        except NotThere:
            read = []
        first = next((one for one in read if OPENING in one.marks), read[0] if read else None)
        asker, now = first.author_id if first else None, ticket.reading
        other = now.requester_id if asker and now.requester_id != asker else None
        named = {"agent": self._people.name(ticket.assignee), "requester": self._people.name(other)}
        into = self._target(read) if ticket.merged else None
        return replace(
            ticket,
            reading=now.model_copy(update=named | {"into": into}),
            opened_at=seconds(first.created_at) if first else 0.0,
            asker=asker,
            until=first.until if first else "",
            opening=OpeningRecord.read(first.metadata.custom.record) if first else None,
            comments=tuple(_comment(one) for one in read),
            unerased=tuple(ts for ts in _deleted(read) if still_there(read, ts)),
            carried=tuple(ts for one in read if is_of_opening(one.marks) for ts in messages_in(one)),
        )

    def _target(self, read: list[CommentSeen]) -> int | None:
        """The ticket that it was merged into, if that is there."""
        for number in targets(read[::-1]):
            found = self.one(number)
            if found and found.reading.status != "deleted":
                return number
        return None

    def moved(self, number: int) -> Reading | None:
        """The ticket as it is now, with who moved its status last; None when it is gone."""
        try:
            told = self._readings.told(self._transport.ticket(number))
        except NotThere:
            return None
        return told.reading if isinstance(told, ZendeskRead) else None

    def me(self) -> int:
        """Our own user there."""
        return self._people.me()


def _deleted(read: list[CommentSeen]) -> list[str]:
    """The messages of which notes say that they were deleted."""
    marks = (mark.split(":") for comment in read for mark in comment.marks)
    return [mark[1] for mark in marks if mark[0] == "deleted" and len(mark) == 3]


def _ours(tickets: list[WholeTicketSeen]) -> tuple[SeenTicket, ...]:
    seen = (_seen(ticket) for ticket in tickets)
    return tuple(ticket for ticket in seen if ticket.owner)


def _seen(ticket: WholeTicketSeen) -> SeenTicket:
    priority = ticket.priority if ticket.priority in get_args(Priority) else None
    kind = ticket.type if ticket.type in get_args(Type) else None
    fields = {field.id: field.words for field in ticket.custom_fields if field.words}
    values = {"priority": priority, "type": kind, "group": ticket.group_id, "form": ticket.ticket_form_id}
    return SeenTicket(
        reading=reading_of(ticket, Moved(), None),
        owner=Place.from_external_id(ticket.external_id),
        assignee=ticket.assignee_id,
        subject=ticket.subject,
        values=Details.model_validate({**values, "fields": fields}),
        merged=is_merged(ticket),
        changed_at=seconds(ticket.updated_at),
    )


def _comment(seen: CommentSeen) -> SeenComment:
    attached = seen.attachments if seen.marks else seen.left
    files = tuple(SeenFile(str(file.id), file.file_name, file.size) for file in attached)
    edited = seen.metadata.custom.edited
    return SeenComment(
        id=seen.id,
        at=seconds(seen.created_at),
        public=seen.public,
        marks=seen.marks,
        files=files,
        author=seen.author_id,
        black=is_blackened(seen),
        edited=float(edited) if edited.isdecimal() else None,
        redacted=tuple(file.id for file in seen.attachments if file.id and file.deleted),
    )
