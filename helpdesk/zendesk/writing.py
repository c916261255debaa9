"""Writes one comment, with the status where that is due, in one safe update. It decides no word of what is said."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from helpdesk.domain.effects import TellZendesk
from helpdesk.domain.events import Reading, ZendeskGone, ZendeskRead
from helpdesk.domain.people import Person
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket.statuses import Status
from helpdesk.zendesk import words
from helpdesk.zendesk.comments import Comments
from helpdesk.zendesk.luggage import NONE, Luggage, luggage_of
from helpdesk.zendesk.payloads import AuditEvent, TicketWritten
from helpdesk.zendesk.people import People
from helpdesk.zendesk.readings import Readings
from helpdesk.zendesk.refusals import NotThere, Refused, in_doubt
from helpdesk.zendesk.replies_html import Piece
from helpdesk.zendesk.sent import NewComment, TicketChange, status_field
from helpdesk.zendesk.transport import Transport

_TURNS = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """Who writes a comment, for whom; `person` when it is somebody else than ourselves, else `named` in the text."""

    id: int
    public: bool
    person: Person | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A comment that was written, in which voice, and the ticket as that left it; `wrote` is the status, if any."""

    reading: Reading
    comment: int
    piece: Piece
    voice: Voice
    wrote: Status | int | None = None
    luggage: Luggage = NONE


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written: who begins, the words by who writes them, and the ticket's new subject if any."""

    voice: Voice
    words: Callable[[Voice], Piece]
    subject: str | None = None


class Writing:
    """Writes comments. Raises `Conflict` when the ticket changed, `NotThere` when it is gone."""

    def __init__(self, transport: Transport, people: People, comments: Comments, readings: Readings) -> None:
        self._transport = transport
        self._people = people
        self._comments = comments
        self._readings = readings

    def write(self, effect: TellZendesk, wish: Wish) -> Written | ZendeskRead | ZendeskGone:
        """The comment written; the ticket as it is when that is closed.

        Where Zendesk refuses the author, we write it ourselves; where it refuses the status, the comment goes alone.
        The files are brought to Zendesk only now, and once.
        """
        voice, status = wish.voice, effect.status
        for _ in range(_TURNS):
            piece = wish.words(voice)
            luggage = luggage_of(piece.messages)
            comment = luggage.with_comment(NewComment(html_body=piece.html, public=voice.public, author_id=voice.id))
            try:
                change = _change(effect, wish.subject, comment, piece, status)
                written = self._transport.update_ticket(effect.id, change)
            except NotThere:
                raise
            except Refused as refused:
                if refused.status == 401:
                    raise
                if status is not None and (voice.person is None or _is_about_status(refused)):
                    status = None
                elif voice.person and not refused.is_about("status"):
                    voice = self._other(voice, voice.person, refused)
                else:
                    return self._readings.read_if_closed(effect.id, refused)
                continue
            return replace(self._written(effect, written, piece, voice, status), luggage=luggage)
        raise TryLater(words.CHANGED)

    def write_status(self, effect: TellZendesk) -> Reading | None:
        """The status without any comment; None where none is due, or Zendesk refuses it."""
        fields = status_field(effect.status)
        if not fields:
            return None
        try:
            change = TicketChange.since(effect.stamp, **fields)
            return self._readings.after_write(self._transport.update_ticket(effect.id, change), effect.stamp)
        except NotThere:
            raise
        except Refused as refused:
            if refused.status == 401:
                raise
            return None

    def _other(self, voice: Voice, person: Person, refused: Refused) -> Voice:
        """The same person under another id, if Zendesk merged them; else ourselves."""
        self._people.forget(person.email or "")
        if refused.is_about("author") and not refused.is_suspended():
            writer = self._people.writer(person)
            if writer and writer.id != voice.id and not (writer.private and voice.public):
                return replace(voice, id=writer.id)
        return Voice(self._people.me(), voice.public, named=True)

    def _written(
        self, effect: TellZendesk, written: TicketWritten, piece: Piece, voice: Voice, status: Status | int | None
    ) -> Written:
        event = next((e for e in written.audit.events if e.type == "Comment"), None) if written.audit else None
        self._learn(event, voice)
        number = event.id if event and event.id else self._found(effect.id, piece)
        return Written(self._readings.after_write(written, effect.stamp), number, piece, voice, status)

    def _learn(self, event: AuditEvent | None, voice: Voice) -> None:
        """Zendesk makes every comment of some agents internal; the next one is written by us."""
        if event and event.public is False and voice.public and voice.person and voice.person.email:
            self._people.writes_in_private(voice.person.email, voice.id)

    def _found(self, ticket: int, piece: Piece) -> int:
        """The comment's id where the answer doesn't tell it."""
        with in_doubt():
            for comment in self._comments.newest(ticket):
                if set(piece.marks) <= set(comment.marks):
                    return comment.id
            raise TryLater(words.UNREADABLE)


def _change(
    effect: TellZendesk, subject: str | None, comment: NewComment, piece: Piece, status: Status | int | None
) -> TicketChange:
    return TicketChange.since(
        effect.stamp,
        comment=comment,
        metadata={"slack": " ".join(piece.marks), "edited": f"{int(piece.edited)}"},
        **status_field(status),
        **({"subject": subject} if subject else {}),
    )


def _is_about_status(refused: Refused) -> bool:
    return refused.is_about("status", "custom_status") or bool(refused.missing_fields()) or refused.lacks_assignee()
