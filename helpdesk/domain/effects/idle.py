"""The effects of idleness: whoever has a question is released, the requester reminded, the question resolved."""

from dataclasses import dataclass
from typing import Literal

from helpdesk.domain.ticket.idle import Release

Told = Literal["person", "thread"]

RELEASED, REMINDING, RESOLVED = "slack.released:", "slack.remind:", "slack.idle_resolved:"
LINES = (f"{RELEASED}thread:", REMINDING, RESOLVED)
"""How the keys of what is said in threads begin."""


@dataclass(frozen=True, slots=True)
class ReleasePerson:
    """Take the question from who has it as of `at`. Nothing is done outside."""

    person: str
    at: float
    days: int
    doubles = False

    @property
    def key(self) -> str:
        return f"idle.release:{self.at:.0f}"


@dataclass(frozen=True, slots=True)
class TellRelease:
    """Say so to who had it, in private, or in the thread, where `next` has it now; look for it first in `doubt`."""

    release: Release
    to: Told
    next: str | None = None
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{RELEASED}{self.to}:{self.release.at:.0f}"


@dataclass(frozen=True, slots=True)
class RemindRequester:
    """Ask `person` in the thread whether they still need help; look for it first when in `doubt`.

    `since` is when something last happened, `days` after how many working days more it is resolved, None for never.
    """

    person: str
    since: float
    days: int | None
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{REMINDING}{self.since:.0f}"


@dataclass(frozen=True, slots=True)
class ResolveIdle:
    """Resolve the question as of `at`, for want of an answer. Nothing is done outside."""

    at: float
    doubles = False

    @property
    def key(self) -> str:
        return f"idle.resolve:{self.at:.0f}"


@dataclass(frozen=True, slots=True)
class TellResolved:
    """Tell `person` in the thread that it was resolved at `at`, and how it is opened again; look first in `doubt`."""

    person: str
    at: float
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{RESOLVED}{self.at:.0f}"


IdleTelling = TellRelease | RemindRequester | TellResolved
IdleEffect = ReleasePerson | ResolveIdle | IdleTelling
