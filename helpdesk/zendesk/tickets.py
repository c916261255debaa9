"""The effects on Zendesk tickets, as the desk asks for them. All calls raise `TryLater` or `GiveUp` alone."""

import time
from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from helpdesk.domain.effects import FollowTicket, OpenZendeskTicket, ReadZendeskTicket, TellZendesk, UpdateZendeskTicket
from helpdesk.domain.events import (
    Reading,
    ZendeskFollowed,
    ZendeskGone,
    ZendeskOpened,
    ZendeskRead,
    ZendeskTold,
    ZendeskWritten,
)
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.text.document import plain
from helpdesk.domain.ticket.form import FormOffer
from helpdesk.domain.transcript import Message, Spoken, Transcript
from helpdesk.zendesk.account import Account
from helpdesk.zendesk.archive import Archive
from helpdesk.zendesk.comments import Comments
from helpdesk.zendesk.details import Detailing
from helpdesk.zendesk.erasing import Erasing
from helpdesk.zendesk.files import attachment_of
from helpdesk.zendesk.following import Following
from helpdesk.zendesk.html_reading import document_from_html
from helpdesk.zendesk.offering import Offering
from helpdesk.zendesk.opening import Opening, ZendeskDefaults
from helpdesk.zendesk.people import People
from helpdesk.zendesk.question import Question
from helpdesk.zendesk.readings import Readings
from helpdesk.zendesk.redaction import is_black
from helpdesk.zendesk.refusals import Conflict, NotThere, in_doubt
from helpdesk.zendesk.telling import Telling
from helpdesk.zendesk.transport import Transport
from helpdesk.zendesk.updating import Known, Updating

__all__ = ["ZendeskDefaults", "ZendeskTickets"]

Outcome = TypeVar("Outcome")


class ZendeskTickets:
    """Opens, reads and updates the account's tickets, and carries the conversation."""

    def __init__(
        self,
        transport: Transport,
        people: People,
        defaults: ZendeskDefaults,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._people = people
        self._comments = comments = Comments(transport, clock)
        self._readings = readings = Readings(transport, people, comments)
        self._offering = Offering(Account(transport), people.memory)
        detailing = Detailing(self._offering)
        self._opening = Opening(transport, people, defaults, readings, detailing)
        self._updating = Updating(transport, people, readings, detailing)
        self._telling = Telling(transport, people, comments, readings, public=defaults.replies_public)
        self._erasing = Erasing(transport, people, comments, readings)
        self._following = Following(transport, comments, readings)
        self.archive = Archive(transport, people)

    def open(
        self,
        effect: OpenZendeskTicket,
        place: Place,
        requester: Person | None,
        assignee: Person | None,
        thread: Transcript,
    ) -> ZendeskOpened:
        """Make the ticket, or find the one an earlier try made.

        A requester Zendesk won't have is replaced by the fallback requester, else by our own user, and named in the
        text. An assignee it doesn't know comes back as `unknown`.
        """
        self._know_ourselves()
        return self._opening.open(Question(effect, place, requester, assignee, thread))

    def adopt(
        self, effect: OpenZendeskTicket, place: Place, requester: Person | None, assignee: Person | None
    ) -> ZendeskOpened | None:
        """The ticket an earlier try made of a thread that can't be read any more, if there is one."""
        self._know_ourselves()
        return self._opening.found(Question(effect, place, requester, assignee, Transcript("", ())))

    def form_offer(self, asked: tuple[int, ...] = ()) -> FormOffer:
        """What there is to choose from for a ticket; remembered for the doors, which never ask Zendesk.

        `asked` are the custom fields that the configuration names.
        """
        return self._offering.read(asked)

    def read(self, effect: ReadZendeskTicket) -> ZendeskRead | ZendeskGone:
        """Read the ticket, and its comments when asked for; who moved its status when it is not the base's."""
        self._know_ourselves()
        return self._readings.read(effect)

    def follow(self, effect: FollowTicket) -> ZendeskFollowed | ZendeskGone:
        """Read the ticket that ours was merged into, with what was said there already and what is news."""
        self._know_ourselves()
        return self._following.follow(effect)

    def update(
        self,
        effect: UpdateZendeskTicket,
        assignee: Person | None,
        solver: Person | None,
        *,
        assigned_before: str | None = None,
        unknown_before: str | None = None,
    ) -> ZendeskWritten | ZendeskRead | ZendeskGone:
        """Write status and assignee; `ZendeskRead` when the ticket changed since the stamp, or is closed.

        `assigned_before` and `unknown_before` are the link's `assigned` and `unknown`: they come back in
        `ZendeskWritten` unless this update changes them.
        """
        self._know_ourselves()
        return self._updating.update(effect, assignee, solver, Known(assigned_before, unknown_before))

    def tell(
        self,
        effect: TellZendesk,
        author: Person | None,
        messages: tuple[Message, ...],
        carrier: int | None,
    ) -> ZendeskTold | ZendeskRead | ZendeskGone:
        """Write one comment with what was said, edited or deleted, and the status where it is due.

        `messages` are those of the replies that are still there. `carrier` is the comment that holds the message that
        was deleted, 0 for the opening's. `ZendeskRead` when the ticket changed since the stamp, or is closed; replies
        that didn't fit are missing from the names told. A status Zendesk refuses is left out (`wrote` is None).
        """
        self._know_ourselves()
        try:
            if effect.replies[0].kind == "deleted":
                return self._erasing.erase(effect, author, carrier)
            return self._telling.tell(effect, author, messages)
        except NotThere:
            return ZendeskGone(id=effect.id)
        except Conflict:
            return self._readings.read_now(effect.id)

    def look_for(self, effect: TellZendesk) -> ZendeskTold | ZendeskRead | ZendeskGone | None:
        """What an earlier try of `tell` wrote, or the ticket if it changed since; None when nothing was written."""
        try:
            with in_doubt():
                found = self._telling.found(effect)
        except NotThere:
            return ZendeskGone(id=effect.id)
        return None if isinstance(found, frozenset) else found

    def comment(self, ticket: int, comment: int) -> Spoken | None:
        """A comment as it reads in Slack; None when it is gone or was redacted wholly."""
        try:
            seen = self._comments.one(ticket, comment)
        except NotThere:
            return None
        body = document_from_html(seen.html_body if seen else "")
        if seen is None or is_black(plain(body)):
            return None
        return Spoken(
            author=self._people.name(seen.author_id) or "",
            picture=self._people.picture(seen.author_id),
            body=body,
            public=seen.public,
            files=tuple(attachment_of(file.model_dump()) for file in seen.files),
        )

    def many(self, numbers: list[int]) -> list[Reading]:
        """How at most 100 tickets are now, those that are still there."""
        return self._readings.many(numbers)

    def changed(self, since: float) -> Iterator[tuple[str | None, Reading]]:
        """Every ticket that changed since then (seconds), with its `external_id`; the last minute is not told yet."""
        return self._readings.changed(since)

    def unheard(self, now: Reading, known: Collection[int], since: float) -> bool:
        """Whether there are comments of others that aren't `known`; only asked of tickets that changed after `since`.

        A ticket that is gone by now has none.
        """
        return self._readings.has_unheard(now, known, since)

    def me_if_known(self) -> int | None:
        """Our own Zendesk user id, without any call; known from the first effect on."""
        return self._people.me_if_known()

    def _know_ourselves(self) -> None:
        """Before a call whose answer says who moved a status: ours must not be taken for an agent's."""
        self._people.me()
