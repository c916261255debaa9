"""What is told and learned of promises."""

from typing import Literal

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.ticket.reminders import Delay, Kind


class Snoozed(Fact):
    """Somebody wants no warning for a while, by a button on the message `ts` in `channel`."""

    kind: Literal["snoozed"] = "snoozed"
    by: str
    delay: Delay
    at: float
    channel: str
    ts: str

    @property
    def detail(self) -> str:
        return self.delay


class PromiseWarned(Fact):
    """`to` was told that a promise is to be kept soon, or may have been; empty where nobody was there to be told."""

    key: str
    to: str

    @property
    def detail(self) -> str:
        """The promise, and who was told."""
        return f"{self.key.split(':')[1]} {self.to}".rstrip()


class SnoozeTold(Fact):
    """The warning says until when nothing more comes."""

    until: float


class PromiseBroken(Fact):
    """A promise was not kept in time."""

    promise: Kind

    @property
    def detail(self) -> str:
        return self.promise


PromiseLearned = PromiseWarned | SnoozeTold | PromiseBroken
