"""The three effects on Zendesk tickets, as the desk asks for them. All calls raise `TryLater` or `GiveUp` alone."""

from contextlib import suppress
from typing import TypeVar

from helpdesk.domain.effects import OpenZendeskTicket, ReadZendeskTicket, UpdateZendeskTicket
from helpdesk.domain.events import Reading, ZendeskGone, ZendeskOpened, ZendeskRead, ZendeskWritten
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.retry import WentWrong
from helpdesk.domain.transcript import Transcript
from helpdesk.zendesk.opening import Opening, Question, ZendeskDefaults
from helpdesk.zendesk.people import People
from helpdesk.zendesk.readings import Readings
from helpdesk.zendesk.transport import Transport
from helpdesk.zendesk.updating import Known, Updating

__all__ = ["ZendeskDefaults", "ZendeskTickets"]

Outcome = TypeVar("Outcome")


class ZendeskTickets:
    """Opens, reads and updates the account's tickets."""

    def __init__(self, transport: Transport, people: People, defaults: ZendeskDefaults) -> None:
        self._people = people
        self._opening = Opening(transport, people, defaults)
        self._readings = Readings(transport, people)
        self._updating = Updating(transport, people)

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
        return self._known_to_ourselves(self._opening.open(Question(effect, place, requester, assignee, thread)))

    def read(self, effect: ReadZendeskTicket) -> ZendeskRead | ZendeskGone:
        """Read the ticket; who moved its status is looked into when it is not the base's."""
        return self._known_to_ourselves(self._readings.read(effect))

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
        outcome = self._updating.update(effect, assignee, solver, Known(assigned_before, unknown_before))
        return self._known_to_ourselves(outcome)

    def many(self, numbers: list[int]) -> list[Reading]:
        """How at most 100 tickets are now, those that are still there."""
        return self._readings.many(numbers)

    def me_if_known(self) -> int | None:
        """Our own Zendesk user id, without any call; known from the first effect on."""
        return self._people.me_if_known()

    def _known_to_ourselves(self, outcome: Outcome) -> Outcome:
        """Find out once who we are; what was done in Zendesk stays done when that can't be had now."""
        with suppress(WentWrong):
            self._people.me()
        return outcome
