"""A Zendesk account of memory: tickets, comments and audits, with stamps in whole seconds, and what agents do there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from helpdesk.domain.ticket.statuses import Status
from helpdesk.zendesk.payloads import AttachmentSeen, Audit, AuditEvent, CommentSeen, TicketWritten, WholeTicketSeen
from helpdesk.zendesk.refusals import Complaint, Conflict, NotThere, Refused
from helpdesk.zendesk.sent import NewComment, NewTicket, TicketChange
from tests.simulation.scheduler import Scheduler
from tests.simulation.town import ME

Json = dict[str, Any]
BLACK = "▇"


@dataclass
class Record:
    """One ticket with all that was said and done there. `second` is its `updated_at`."""

    id: int
    external_id: str
    subject: str
    requester: int
    status: Status
    assignee: int | None
    second: int
    comments: list[CommentSeen] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)
    merged: bool = False

    def seen(self) -> WholeTicketSeen:
        return WholeTicketSeen(
            id=self.id,
            status=self.status,
            updated_at=stamp(self.second),
            assignee_id=self.assignee,
            external_id=self.external_id,
            requester_id=self.requester,
            subject=self.subject,
            tags=("closed_by_merge",) if self.merged else (),
        )


def stamp(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Account:
    """`ahead`: by how many seconds its clock is off. `emit` sends a webhook on its way."""

    def __init__(self, scheduler: Scheduler, ahead: float, emit: Callable[[Json], None]) -> None:
        self._scheduler = scheduler
        self._ahead = ahead
        self._emit = emit
        self._next = 1000
        self._remembered: dict[str, tuple[NewTicket, TicketWritten]] = {}
        self.tickets: dict[int, Record] = {}
        self._uploads: dict[str, AttachmentSeen] = {}
        self._contents: dict[int, bytes] = {}
        self.writes = 0

    def now(self) -> float:
        return self._scheduler.now + self._ahead

    def at(self, ticket: int) -> Record:
        found = self.tickets.get(ticket)
        if found is None:
            raise NotThere("It is not there.", status=404)
        return found

    # What we write.

    def create(self, new: NewTicket, key: str) -> TicketWritten:
        """The same key with the same content answers with the ticket made then."""
        if key in self._remembered:
            content, answer = self._remembered[key]
            if content != new:
                raise Refused("The key was used.", status=400, error="IdempotentRequestError")
            return answer.model_copy(update={"repeated": True})
        status: Status = new.status or ("open" if new.assignee_id else "new")
        ticket = Record(
            self._id(), new.external_id, new.subject, new.requester_id, status, new.assignee_id, int(self.now())
        )
        self.tickets[ticket.id] = ticket
        events = [AuditEvent(id=self._id(), type="Create", field_name="status")]
        events.append(self._commented(ticket, new.comment, new.metadata or {}))
        answer = self._audited(ticket, ME, events)
        self._remembered[key] = (new, answer)
        self.writes += 1
        return answer

    def change(self, number: int, change: TicketChange) -> TicketWritten:
        """A safe update is refused when the stamp is another."""
        ticket = self.at(number)
        if change.safe_update and change.updated_stamp != stamp(ticket.second):
            raise Conflict("It changed.")
        if ticket.status == "closed":
            complaint = Complaint("status", "Status: closed prevents ticket update")
            raise Refused("It is closed.", status=422, complaints=[complaint])
        events: list[AuditEvent] = []
        if change.comment:
            events.append(self._commented(ticket, change.comment, change.metadata or {}))
        if "assignee_id" in change.model_fields_set:
            events += self._assigned(ticket, change.assignee_id)
        if change.status:
            events += self._moved(ticket, change.status, ME)
        ticket.subject = change.subject or ticket.subject
        self.writes += 1
        return self._audited(ticket, ME, events)

    # What agents do.

    def moves(self, ticket: Record, status: Status, agent: int) -> float:
        """When, as Zendesk keeps it."""
        self._audited(ticket, agent, self._moved(ticket, status, agent))
        return float(ticket.second)

    def closes(self, ticket: Record) -> None:
        """Time does, by a rule of the account."""
        self._audited(ticket, -1, self._moved(ticket, "closed", -1))

    def assigns(self, ticket: Record, whom: int | None, agent: int) -> None:
        self._audited(ticket, agent, self._assigned(ticket, whom))

    def says(self, ticket: Record, text: str, agent: int, *, public: bool, files: Sequence[str] = ()) -> int:
        event = self._said(ticket, text, agent, public=public, files=files)
        self._audited(ticket, agent, [event])
        assert event.id is not None
        return event.id

    def _said(self, ticket: Record, text: str, agent: int, *, public: bool, files: Sequence[str] = ()) -> AuditEvent:
        comment = NewComment(html_body=f"<p>{text}</p>", public=public, author_id=agent)
        if files:
            comment = comment.model_copy(update={"uploads": tuple(self.uploaded(n, n.encode()) for n in files)})
        return self._commented(ticket, comment, {})

    def uploaded(self, name: str, content: bytes) -> str:
        """A token that one comment may use; used up, it brings nothing along."""
        id_ = self._id()
        self._contents[id_] = content
        url = f"https://house.example.com/attachments/{id_}"
        self._uploads[f"token-{id_}"] = AttachmentSeen(id=id_, file_name=name, size=len(content), content_url=url)
        return f"token-{id_}"

    def content(self, attachment: int) -> bytes | None:
        return self._contents.get(attachment)

    def calls(self, text: str, status: Status, agent: int, ago: int) -> Record:
        """A ticket of a call that an agent wrote down so many seconds ago."""
        ticket = Record(self._id(), "", "A call", agent, status, None, int(self.now()) - ago)
        made = AuditEvent(id=self._id(), type="Create", field_name="status")
        ticket.audits.append(Audit(id=self._id(), author_id=agent, created_at=stamp(ticket.second), events=(made,)))
        self.tickets[ticket.id] = ticket
        self._said(ticket, text, agent, public=True)
        ticket.comments = [c.model_copy(update={"created_at": stamp(ticket.second)}) for c in ticket.comments]
        return ticket

    def merges(self, source: Record, target: Record, words: tuple[str, str], agent: int, *, public: bool) -> int:
        """One ticket into another, with words in both; the comment that closed the source."""
        said = self._said(source, f"{words[0]} closed and merged into request #{target.id}", agent, public=public)
        source.merged = True
        self._audited(source, agent, [said, *self._moved(source, "closed", agent)])
        self._tell(source, agent, "merged", {"target_ticket_id": str(target.id)})
        self.says(target, f"{words[1]} request #{source.id} was merged into this", agent, public=public)
        assert said.id is not None
        return said.id

    def takes_back(self, ticket: Record, comment: int, agent: int, *, whole: bool) -> None:
        """Redacted, or made private."""
        if whole:
            self._replace(ticket, comment, html_body=BLACK, plain_body=BLACK)
        else:
            self._replace(ticket, comment, public=False)
        kind = "comment_redacted" if whole else "comment_made_private"
        self._audited(ticket, agent, [AuditEvent(id=comment, type=kind)])

    # What follows.

    def _commented(self, ticket: Record, comment: NewComment, marks: dict[str, str]) -> AuditEvent:
        said = CommentSeen(
            id=self._id(),
            author_id=comment.author_id,
            public=comment.public,
            created_at=stamp(int(self.now())),
            html_body=comment.html_body,
            attachments=tuple(self._uploads.pop(token) for token in comment.uploads or () if token in self._uploads),
            metadata={"custom": marks},
        )
        ticket.comments.append(said)
        return AuditEvent(id=said.id, type="Comment", public=said.public)

    def _replace(self, ticket: Record, comment: int, **fields: Any) -> None:
        ticket.comments = [c.model_copy(update=fields) if c.id == comment else c for c in ticket.comments]

    def redacted(self, comment: int, ticket: int, html: str, files: Sequence[str]) -> None:
        """Black instead of the words that were marked; files go."""
        seen = next(c for c in self.at(ticket).comments if c.id == comment)
        left = tuple(a.model_copy(update={"deleted": a.deleted or a.address in files}) for a in seen.attachments)
        self._replace(self.at(ticket), comment, html_body=html, attachments=left)
        self._audited(self.at(ticket), ME, [AuditEvent(id=comment, type="comment_redacted")])
        self.writes += 1

    def _assigned(self, ticket: Record, whom: int | None) -> list[AuditEvent]:
        if whom == ticket.assignee:
            return []
        ticket.assignee = whom
        events = [AuditEvent(id=self._id(), type="Change", field_name="assignee_id")]
        return events + (self._moved(ticket, "open", 0) if whom and ticket.status == "new" else [])

    def _moved(self, ticket: Record, status: Status, actor: int) -> list[AuditEvent]:
        """A solved ticket without an assignee becomes that of whoever solved it."""
        if status == ticket.status:
            return []
        before, ticket.status = ticket.status, status
        events = [AuditEvent(id=self._id(), type="Change", field_name="status", previous_value=before)]
        if status == "solved" and ticket.assignee is None:
            events += self._assigned(ticket, actor)
        return events

    def _audited(self, ticket: Record, actor: int, events: list[AuditEvent]) -> TicketWritten:
        """Even an update that changes nothing gets a new stamp."""
        ticket.second = int(self.now())
        audit = Audit(id=self._id(), author_id=actor, created_at=stamp(ticket.second), events=tuple(events))
        ticket.audits.append(audit)
        for event in events:
            self._webhook(ticket, actor, event)
        return TicketWritten(ticket=ticket.seen(), audit=audit)

    def _webhook(self, ticket: Record, actor: int, event: AuditEvent) -> None:
        kind = {"Comment": "comment_added", "Create": "created"}.get(event.type, event.type)
        if event.type == "Change":
            kind = "status_changed" if event.field_name == "status" else "agent_assignment_changed"
        self._tell(ticket, actor, kind, {"comment": {"id": str(event.id)}} if "comment" in kind else {})

    def _tell(self, ticket: Record, actor: int, kind: str, about: Json) -> None:
        detail = {
            "id": str(ticket.id),
            "actor_id": str(actor),
            "external_id": ticket.external_id,
            "updated_at": stamp(ticket.second),
        }
        number = f"zd-{self._id()}"
        self._emit({"type": f"zen:event-type:ticket.{kind}", "id": number, "detail": detail, "event": about})

    def _id(self) -> int:
        self._next += 1
        return self._next
