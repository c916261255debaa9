"""What people were told of a question's promises, and until when they want to hear no more."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["seen", "answered", "resolved"]
Delay = Literal["hour", "day", "week"]

AGAIN = -1
"""The step of a reminder that somebody asked for."""


UNKNOWN = "?"
"""In place of whoever may have been told."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reminder(_Value):
    """A warning of a promise, the `step`-th of those the channel gives; `to` is empty where nobody was there."""

    kind: Kind
    step: int
    to: str
    at: float


class Snooze(_Value):
    """`by` somebody at `at` seconds, on the message `ts` in `channel`; nothing is said before `until`.

    `said`: the message tells so.
    """

    by: str
    at: float
    until: float
    channel: str | None
    ts: str
    said: bool = False


class Reminders(_Value):
    """`sent` in their order; `broken` are the promises that were seen to break.

    What was due up to `since` is not spoken of any more: the store was lost then, and with it what was said.
    """

    sent: tuple[Reminder, ...] = ()
    broken: tuple[Kind, ...] = ()
    snooze: Snooze | None = None
    since: float = 0.0

    @property
    def told(self) -> tuple[Reminder, ...]:
        """Those that reached somebody."""
        return tuple(each for each in self.sent if each.to)

    @property
    def covered(self) -> float:
        """Up to when nothing more is to be said of what was due."""
        last = max((each.at for each in self.sent), default=0.0)
        return max(last, self.since, self.snooze.until if self.snooze else 0.0)
