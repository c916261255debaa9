"""What our own messages and tickets say of a question to us, for the day when the store is lost: ids and times alone.

Every app and member of a workspace may read the metadata of messages, every agent those of tickets.
"""

from typing import Self
from zlib import crc32

from pydantic import BaseModel, ConfigDict, ValidationError

from helpdesk.domain.ticket import Escalation, Move, Ticket
from helpdesk.domain.ticket.card import Card, Copied
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.marks import ended_by_marks
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import Spans

_MOST_BYTES = 600
"""Of a record: Zendesk keeps 1 kB with a comment, marks and all; Slack doesn't say how much it keeps."""

_MOST_TAKEN = 4


class _Record(BaseModel):
    """Unknown fields are passed over: a newer version may have written it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None when it is no record of ours."""
        try:
            return cls.model_validate_json(text)
        except ValidationError:
            return None

    def written(self) -> str:
        return self.model_dump_json(exclude_defaults=True)


class StatusRecord(_Record):
    """What goes with the status message: the ticket as it was when that was last written.

    `card`: whether the message still says what it should. `assigned`, `unknown` as in `Link`, `until` as in `Talk`.
    `heard`: the newest comment up to which all were dealt with. `told`: that fields are missing, to the person `by`
    whom it was resolved. `taken`: who has it by which button, since when. `first`: when it was first seen, worked on
    and resolved; `waits` as in `Timings`.
    `released`: whose marks mean nothing since when. `ended`: when somebody last put on a mark that ends it.
    """

    number: str | None = None
    state: State = State.NEW
    since: float = 0.0
    by: str | None = None
    move: Move | None = None
    requester: str | None = None
    assignee: str | None = None
    assigned: str | None = None
    unknown: str | None = None
    zendesk: tuple[int, ...] = ()
    merged: bool = False
    lost: int | None = None
    copied: Copied | None = None
    until: str = ""
    heard: int = 0
    told: bool = False
    taken: tuple[tuple[str, str, float], ...] = ()
    released: tuple[tuple[str, float], ...] = ()
    card: int = 0
    first: tuple[float | None, float | None, float | None] = (None, None, None)
    waits: Spans = ()
    ended: float = 0.0


class OpeningRecord(_Record):
    """What goes with a Zendesk ticket's first comment: its number here, and what was chosen in the form.

    `filled_in` names the details; their values stand in the ticket. `subject`: one was given.
    """

    number: str | None = None
    by: str = ""
    at: float = 0.0
    asked: str | None = None
    requester: str | None = None
    subject: bool = False
    public: bool | None = None
    thread: bool = True
    files: bool = True
    filled_in: tuple[str, ...] = ()

    def escalation(self, subject: str, values: Details) -> Escalation:
        """The choice again, with the subject and the values that stand in the ticket now."""
        named = {name for name in self.filled_in if not name.isdecimal()}
        fields = {id_: value for id_, value in values.fields.items() if str(id_) in self.filled_in}
        chosen = {name: value for name, value in values.model_dump(exclude={"fields"}).items() if name in named}
        return Escalation(
            by=self.by,
            at=self.at,
            subject=subject if self.subject else "",
            requester=self.requester,
            details=Details.model_validate({**chosen, "fields": fields}),
            public=self.public,
            thread=self.thread,
            files=self.files,
        )


def digest(card: Card) -> int:
    return crc32(card.model_dump_json(exclude_defaults=True).encode())


def status_record(ticket: Ticket, card: Card) -> StatusRecord:
    """What to write with the status message that says `card`."""
    link, current = ticket.zendesk, ticket.current
    record = StatusRecord(
        number=ticket.number,
        state=current.state,
        since=current.since,
        by=current.by,
        move=ticket.move,
        requester=ticket.requester,
        assignee=ticket.assignee,
        assigned=link.assigned if link else None,
        unknown=link.unknown if link else None,
        zendesk=card.zendesk,
        merged=ticket.merged,
        lost=ticket.lost,
        copied=ticket.copied,
        until=ticket.talk.until,
        heard=_heard(ticket),
        told=any(notice.why == "fields_missing" for notice in ticket.notices),
        taken=_taken(ticket)[:_MOST_TAKEN],
        released=_released(ticket)[-_MOST_TAKEN:],
        card=digest(card),
        first=(ticket.times.seen, ticket.times.working, ticket.times.resolved),
        waits=ticket.times.waits,
        ended=ended_by_marks(ticket.marks),
    )
    for least in ({"waits": ()}, {"copied": None}):
        if len(record.written().encode()) > _MOST_BYTES:
            record = record.model_copy(update=least)
    return record


def _taken(ticket: Ticket) -> tuple[tuple[str, str, float], ...]:
    """The first to take it first: marks by buttons stand nowhere else in Slack."""
    marks = [m for m in ticket.marks if m.counts and m.present and not m.is_reaction]
    return tuple((m.person, m.emoji, m.added or 0.0) for m in sorted(marks, key=lambda m: m.added or 0.0))


def _released(ticket: Ticket) -> tuple[tuple[str, float], ...]:
    """Those whose marks stand there although they were released, the last one last."""
    marks = sorted((m for m in ticket.marks if m.is_let_go), key=lambda m: m.let_go or 0.0)
    return tuple({m.person: (m.person, m.let_go or 0.0) for m in marks}.values())


def _heard(ticket: Ticket) -> int:
    """What is ours is known before it is read, and so it may be newer than what waits or was not read yet."""
    first = min((comment.id for comment in ticket.talk.coming), default=None)
    read = {int(id_) for id_ in ticket.talk.heard} - set(ticket.talk.sent.values())
    return max((id_ for id_ in read if first is None or id_ < first), default=0)


def opening_record(number: str | None, asked: str | None, wanted: Escalation) -> OpeningRecord:
    """What to write with a Zendesk ticket. Many fields don't fit; what was filled in is in the ticket all the same."""
    details = wanted.details
    named = [name for name, value in details.model_dump(exclude={"fields"}).items() if value is not None]
    record = OpeningRecord(
        number=number,
        by=wanted.by,
        at=wanted.at,
        asked=asked,
        requester=wanted.requester,
        subject=bool(wanted.subject),
        public=wanted.public,
        thread=wanted.thread,
        files=wanted.files,
        filled_in=(*named, *(str(id_) for id_ in details.fields)),
    )
    fits = len(record.written().encode()) <= _MOST_BYTES
    return record if fits else record.model_copy(update={"filled_in": tuple(named)})
