"""The effects of promises: somebody is warned in time, a pause is shown, and what breaks is written down."""

from dataclasses import dataclass

from helpdesk.domain.ticket.reminders import AGAIN, Kind

WARNING = "slack.promise:"


@dataclass(frozen=True, slots=True)
class WarnOfPromise:
    """Tell a person or the agents' channel `to` what is due and when; nobody where that is empty.

    In `doubt` it is taken for told: better never than twice. `at` is when it is to be said.
    """

    kind: Kind
    step: int
    to: str
    due: float | None
    at: float
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        """A pause that ends is a thing of its own."""
        return f"{WARNING}{self.kind}:{self.step}" + (f":{int(self.at)}" if self.step == AGAIN else "")


@dataclass(frozen=True, slots=True)
class TellSnooze:
    """Have the warning at `channel` and `ts` say until when nothing more comes. Naturally repeatable."""

    by: str
    until: float
    channel: str
    ts: str
    doubles = False

    @property
    def key(self) -> str:
        return f"slack.snooze:{int(self.until)}"


@dataclass(frozen=True, slots=True)
class NoteBroken:
    """Write down that a promise was not kept by `due`. Nothing is done outside."""

    kind: Kind
    due: float
    doubles = False

    @property
    def key(self) -> str:
        return f"promise.broken:{self.kind}"


PromiseEffect = WarnOfPromise | TellSnooze | NoteBroken
