"""What becomes of a question that nothing happens to: after how many working days, and what was done about it."""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict


@dataclass(frozen=True, slots=True)
class IdleDays:
    """Working days, None for never: without an act until whoever has a question is released from it; of waiting until
    the requester is reminded; from there until it is resolved.
    """  # noqa: D205 - one sentence

    release: int | None = None
    remind: int | None = None
    resolve: int | None = None


NEVER_IDLE = IdleDays()


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Release(_Value):
    """`person` was released at `at` seconds, after so many working days; whether they and the thread were told."""

    person: str
    at: float
    days: int
    told: bool = False
    thread: bool = False


class Reminder(_Value):
    """The requester was reminded at `at` seconds, nothing having happened `since` then."""

    since: float
    at: float


class Idle(_Value):
    """`releases` are those that somebody is still to be told of, and the last one.

    `noted`: when somebody who answers last wrote where the person who asked doesn't read it, or in Zendesk at all.
    `resolved`: when it was last resolved for want of an answer, as far as the thread was told so.
    """

    releases: tuple[Release, ...] = ()
    reminder: Reminder | None = None
    noted: float = 0.0
    resolved: float = 0.0
