"""What the status message says."""

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.ticket.reminders import Kind
from helpdesk.domain.ticket.states import State


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Copied(_Value):
    """What went to Zendesk, and what did not.

    `left_out`: why, a `WhyNot` for each file; `parts`: how many Zendesk took of a long thread when it took not all, and
    of how many; `masked`: kinds of secrets.
    """

    messages: int = 0
    files: int = 0
    left_out: tuple[str, ...] = ()
    parts: tuple[int, int] | None = None
    masked: tuple[str, ...] = ()


class Due(_Value):
    """What is promised next, and by when (seconds)."""

    kind: Kind
    at: float


class Card(_Value):
    """What the status message says. `zendesk` are the ticket numbers, the oldest first; `lost` was deleted there.

    `since` (seconds) is when the state began, `taken`: the assignee took it by a button alone. `unsolved`: it has ended
    here, and not yet in Zendesk. `unshown`: why comments or files are not here, `unhidden`: why some still are.
    `asked_of`: handles of the user groups that were asked. `moved_to`: the channel where the question is now.
    `due`: what is promised next; `breach` (seconds): when Zendesk's own service level agreement is broken next.
    """

    state: State
    assignee: str | None = None
    zendesk: tuple[int, ...] = ()
    closed: bool = False
    lost: int | None = None
    merged: bool = False
    agent: str | None = None
    requester: str | None = None
    copied: Copied | None = None
    unknown_agent: str | None = None
    since: int = 0
    taken: bool = False
    unsolved: bool = False
    trouble: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()
    unhidden: tuple[str, ...] = ()
    asked_of: tuple[str, ...] = ()
    due: Due | None = None
    moved_to: str | None = None
    breach: int = 0
