"""Tells Zendesk what was said or edited in the thread: one comment, with the status where due, exactly once.

What is there already is known by the marks in the comments' metadata. Deletions are told by `erasing`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from helpdesk.domain.effects import TellZendesk
from helpdesk.domain.events import ZendeskGone, ZendeskRead, ZendeskTold
from helpdesk.domain.people import Person
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket.card import Copied
from helpdesk.domain.transcript import Message
from helpdesk.zendesk import replies_html, words
from helpdesk.zendesk.comments import Comments
from helpdesk.zendesk.luggage import NONE
from helpdesk.zendesk.payloads import CommentSeen
from helpdesk.zendesk.people import People
from helpdesk.zendesk.readings import Moved, Readings
from helpdesk.zendesk.refusals import in_doubt
from helpdesk.zendesk.replies_html import Piece, Told
from helpdesk.zendesk.transport import Transport
from helpdesk.zendesk.writing import Voice, Wish, Writing, Written

Outcome = ZendeskTold | ZendeskRead | ZendeskGone


@dataclass(frozen=True, slots=True)
class Tale:
    """The messages to be told, as far as they are still there; the replies that are `gone` need no telling."""

    told: tuple[Told, ...]
    gone: tuple[str, ...]
    edit: bool
    note: Piece | None = None

    def next(self, voice: Voice, there: Iterable[str]) -> Piece | None:
        """The first comment it takes in this voice of which not all is there yet."""
        if self.note:
            return None if set(self.note.marks) <= set(there) else self.note
        if not self.told:
            return None
        named = voice.named
        pieces = replies_html.edited(self.told[0]) if self.edit else replies_html.said(self.told, named=named)
        return next((piece for piece in pieces if not set(piece.marks) <= set(there)), None)


class Telling:
    """Writes replies and edits. Raises `TryLater` in doubt whenever a comment may be there already."""

    def __init__(
        self, transport: Transport, people: People, comments: Comments, readings: Readings, *, public: bool
    ) -> None:
        self._transport = transport
        self._people = people
        self._comments = comments
        self._readings = readings
        self._writing = Writing(transport, people, comments, readings)
        self._public = public

    def tell(self, effect: TellZendesk, author: Person | None, messages: Sequence[Message]) -> Outcome:
        """What was written; or the ticket as it is, changed meanwhile or closed, for the caller to decide anew.

        Raises `Conflict` when the ticket changed, `NotThere` when it is gone.
        """
        there: frozenset[str] = frozenset()
        if effect.doubt:
            with in_doubt():
                found = self.found(effect)
            if not isinstance(found, frozenset):
                return found
            there = found
        return self._write(effect, tale_of(effect, messages), self._voice(effect, author), there)

    def found(self, effect: TellZendesk) -> Outcome | frozenset[str]:
        """What an earlier try wrote, or the ticket if it changed since; else the marks that are there.

        The ticket is read before its comments: what is written in between shows in its stamp.
        """
        seen = self._transport.ticket(effect.id)
        carriers = _carriers(self._comments.newest(effect.id))
        names = {reply.name: carriers[reply.name] for reply in effect.replies if reply.name in carriers}
        if names:
            return _settled(self._readings.told(seen), names)
        if effect.stamp and seen.updated_at != effect.stamp:
            return self._readings.read_now(effect.id)
        return frozenset(carriers)

    def _voice(self, effect: TellZendesk, author: Person | None) -> Voice:
        """In whose name: the person's, unless Zendesk takes no such comment from them."""
        if effect.replies[0].kind in {"edited", "unshown"}:
            return Voice(self._people.me(), public=False)
        wanted = self._public if effect.public is None else effect.public
        public = wanted and not any(reply.internal for reply in effect.replies)
        writer = self._people.writer(author)
        if writer is None or (writer.private and public):
            return Voice(self._people.me(), public, named=True)
        return Voice(writer.id, public, author)

    def _write(self, effect: TellZendesk, tale: Tale, voice: Voice, there: frozenset[str]) -> Outcome:
        """Comment after comment, most often one. Once one is written, whatever goes wrong leaves a doubt."""
        last: Written | None = None
        wrote = None
        names, luggage = dict.fromkeys(tale.gone, 0), NONE
        while piece := tale.next(voice, there):
            try:
                written = self._writing.write(effect, Wish(voice, _words(tale, there, piece)))
            except TryLater as later:
                if last:
                    raise later.doubting(True) from later
                raise
            if not isinstance(written, Written):
                if last:
                    raise TryLater(words.CHANGED, doubt=True)
                return written
            names |= dict.fromkeys((mark for mark in written.piece.marks if "/" not in mark), written.comment)
            there |= frozenset(written.piece.marks)
            last, voice, wrote = written, written.voice, wrote or written.wrote
            luggage += written.luggage
            effect = replace(effect, stamp=written.reading.stamp, status=None)
        if last is None:
            return self._unsaid(effect, names)
        messages = 0 if tale.edit else len(names) - len(tale.gone)
        copied = Copied(messages=messages, files=len(luggage.uploads), left_out=luggage.reasons)
        return ZendeskTold(reading=last.reading, names=names, wrote=wrote, copied=copied)

    def _unsaid(self, effect: TellZendesk, names: dict[str, int]) -> Outcome:
        """Nothing is left to say, but perhaps the status."""
        reading = self._writing.write_status(effect)
        if reading:
            return ZendeskTold(reading=reading, names=names, wrote=effect.status)
        seen = self._transport.ticket(effect.id)
        if effect.stamp and seen.updated_at != effect.stamp:
            return self._readings.read_now(effect.id)
        return _settled(self._readings.told(seen, Moved()), names)


def tale_of(effect: TellZendesk, messages: Sequence[Message]) -> Tale:
    """What there is to tell of these messages; those of another author stay for another comment."""
    first = effect.replies[0]
    if first.kind == "unshown":
        return Tale((), (), edit=True, note=Piece(replies_html.unshown(first.why), (first.name,)))
    by_ts = {message.ts: message for message in messages}
    there = [Told(reply.name, by_ts[reply.ts]) for reply in effect.replies if reply.ts in by_ts]
    told = takewhile(lambda one: one.message.author == there[0].message.author, there)
    gone = tuple(reply.name for reply in effect.replies if reply.ts not in by_ts)
    return Tale(tuple(told), gone, first.kind == "edited")


def _settled(told: ZendeskRead | ZendeskGone, names: dict[str, int]) -> Outcome:
    return told if isinstance(told, ZendeskGone) else ZendeskTold(reading=told.reading, names=names)


def _words(tale: Tale, there: frozenset[str], piece: Piece) -> Callable[[Voice], Piece]:
    return lambda voice: tale.next(voice, there) or piece


def _carriers(comments: Iterable[CommentSeen]) -> dict[str, int]:
    """Mark -> the comment that has it."""
    return {mark: comment.id for comment in comments for mark in comment.marks}
