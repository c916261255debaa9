"""A question that is moved to another help channel: what is wanted, what goes along, what was done."""

from typing import Literal

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.ticket import Ticket


class MoveWanted(Fact):
    """Somebody wants the question in another help channel."""

    kind: Literal["move_wanted"] = "move_wanted"
    by: str
    to: str
    at: float


class MovedHere(Fact):
    """The question stood elsewhere until now, as `ticket` says. Its message here is ours."""

    kind: Literal["moved_here"] = "moved_here"
    ticket: Ticket

    @property
    def at(self) -> float:
        """When it was to be moved (seconds)."""
        return self.ticket.moving.at if self.ticket.moving else 0.0

    @property
    def by(self) -> str | None:
        """Who wanted it here."""
        return self.ticket.moving.by if self.ticket.moving else None


class SpokeElsewhere(Fact):
    """Somebody wrote in the thread that the question was moved from."""

    kind: Literal["spoke_elsewhere"] = "spoke_elsewhere"
    by: str
    at: float
    thanks: bool = False


class MovedPosted(Fact):
    """The question has its message `ts` in the other channel."""

    ts: str


class HandedOver(Fact):
    """The other place has what goes along."""


class MovedTold(Fact):
    """The thread says where the question went; or, with a `ts`, the other thread says that this reply was written."""

    ts: str = ""


class MovedRenewed(Fact):
    """The message in the other channel shows the question as it was edited or deleted `at` seconds."""

    at: float


MovingLearned = MovedPosted | HandedOver | MovedTold | MovedRenewed
