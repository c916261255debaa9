"""Takes words deleted in Slack, and their files, out of a Zendesk ticket for good, and leaves a note that it did.

The note comes first: when the redaction is put off, the next try finds the note and only redacts.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from helpdesk.domain.effects import TellZendesk
from helpdesk.domain.events import Reading, ZendeskGone, ZendeskRead, ZendeskTold
from helpdesk.domain.people import Person
from helpdesk.domain.ticket.talk import Reply
from helpdesk.zendesk import redaction, replies_html, words
from helpdesk.zendesk.comments import OPENING, Comments
from helpdesk.zendesk.long_threads import is_of_opening
from helpdesk.zendesk.payloads import CommentSeen
from helpdesk.zendesk.people import People
from helpdesk.zendesk.readings import Readings
from helpdesk.zendesk.redaction import Erasure
from helpdesk.zendesk.refusals import NotThere, in_doubt
from helpdesk.zendesk.replies_html import Piece
from helpdesk.zendesk.sent import Redaction
from helpdesk.zendesk.transport import Transport
from helpdesk.zendesk.writing import Voice, Wish, Writing, Written

Outcome = ZendeskTold | ZendeskRead | ZendeskGone


class _Found(NamedTuple):
    """A comment with words of the message, of which ticket, and what is to be redacted in it."""

    ticket: int
    comment: CommentSeen
    erasure: Erasure


class Erasing:
    """Redacts. Raises `TryLater` in doubt once the note is there."""

    def __init__(self, transport: Transport, people: People, comments: Comments, readings: Readings) -> None:
        self._transport = transport
        self._people = people
        self._comments = comments
        self._readings = readings
        self._writing = Writing(transport, people, comments, readings)

    def erase(self, effect: TellZendesk, author: Person | None, carrier: int | None) -> Outcome:
        """Write the note, then redact whatever comment holds words of the message; `carrier` as the talk has it.

        A closed ticket takes no note, yet a redaction. Raises `Conflict` when the ticket changed, `NotThere` when it
        is gone.
        """
        reply = effect.replies[0]
        comments = list(self._carrying(effect.id, reply, carrier))
        note = next((comment.id for comment in comments if reply.name in comment.marks), None)
        found = [one for comment in comments for one in _words_in(effect.id, comment, reply.ts)]
        found += [one for ticket in effect.past for one in self._found_in_past(ticket, reply, carrier)]
        # A note in any case where the words may still be under way: on a ticket that changed they are refused.
        if note is not None or not (found or reply.unsure):
            return self._redacted(found, effect, self._reading(effect), note or 0)
        voice = Voice(self._people.me(), public=False)
        piece = Piece(replies_html.deleted(author.name if author else ""), (reply.name,))
        written = self._writing.write(effect, Wish(voice, lambda _: piece, self._new_subject(effect, found)))
        match written:
            case ZendeskGone():
                return written
            case ZendeskRead():
                return self._redacted(found, effect, written.reading, 0)
            case Written():
                with in_doubt():
                    told = self._redacted(found, effect, written.reading, written.comment)
                return told.model_copy(update={"wrote": written.wrote})

    def _redacted(self, found: list[_Found], effect: TellZendesk, reading: Reading, note: int) -> ZendeskTold:
        for ticket, comment, erasure in found:
            if erasure.is_nothing:
                continue
            files = erasure.files or None
            with suppress(NotThere):  # a comment that is gone holds no words any more
                self._transport.redact(
                    comment.id,
                    Redaction(ticket_id=ticket, html_body=erasure.html, external_attachment_urls=files),
                )
        return ZendeskTold(reading=reading, names={effect.replies[0].name: note})

    def _reading(self, effect: TellZendesk) -> Reading:
        told = self._readings.told(self._transport.ticket(effect.id))
        if isinstance(told, ZendeskGone):
            raise NotThere(words.NOT_THERE, status=404)
        return told.reading

    def _found_in_past(self, ticket: int, reply: Reply, carrier: int | None) -> list[_Found]:
        """The same of an older ticket, closed or merged; one that was deleted holds no words any more."""
        try:
            comments = list(self._carrying(ticket, reply, carrier))
        except NotThere:
            return []
        return [one for comment in comments for one in _words_in(ticket, comment, reply.ts)]

    def _carrying(self, ticket: int, reply: Reply, carrier: int | None) -> Iterator[CommentSeen]:
        """The newest comments, down to the one that carries the message, or to the first of several."""
        for comment in self._comments.all(ticket):
            yield comment
            is_last = comment.id == carrier and not _is_continued(comment, reply.ts)
            if is_last or replies_html.piece_mark(reply.ts, 1) in comment.marks:
                return

    def _new_subject(self, effect: TellZendesk, found: list[_Found]) -> str | None:
        """Another subject for a ticket whose subject is the first line of the message deleted."""
        mine = (one for one in found if one.ticket == effect.id)
        opening = next((one for one in mine if OPENING in one.comment.marks), None)
        if opening is None or not redaction.begins_with(opening.comment, effect.replies[0].ts):
            return None
        seen = self._transport.ticket(effect.id)
        return words.SUBJECT if _bare(seen.subject) in _bare(opening.erasure.text) else None


def still_there(comments: Iterable[CommentSeen], ts: str) -> bool:
    """Whether any of these comments of one ticket still says words of a message."""
    found = (one for comment in comments for one in _words_in(0, comment, ts))
    return any(not one.erasure.is_nothing for one in found)


def _words_in(ticket: int, comment: CommentSeen, ts: str) -> Iterator[_Found]:
    """What of a comment is the message's: its part, or all when the comment is about nothing else."""
    mine = [mark for mark in comment.marks if mark == ts or mark.startswith((f"{ts}/", f"edited:{ts}:"))]
    part = redaction.part(comment, ts) if is_of_opening(comment.marks) or len(mine) < len(comment.marks) else None
    if part:
        yield _Found(ticket, comment, part)
    elif mine:
        yield _Found(ticket, comment, redaction.whole(comment))


def _is_continued(comment: CommentSeen, ts: str) -> bool:
    return any(mark.startswith(f"{ts}/") for mark in comment.marks)


def _bare(text: str) -> str:
    """Letters and digits alone: a subject has neither the message's formatting nor its emoji."""
    return re.sub(r":[\w+-]+:|\W", "", text).casefold()
