"""What is read of Zendesk: a ticket as it is, and a comment in it."""

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.ticket.form import Priority
from helpdesk.domain.ticket.statuses import Status


class Reading(Fact):
    """A Zendesk ticket as it was read or as it was after our write.

    `moved_at` and `moved_by` (a Zendesk user id, 0 for its own rules) tell of the last change of status, when known.
    `was` is the status that our write replaced, and `was_at` the second of the stamp it was sent with. `into` is the
    ticket it was merged into, as far as can be seen there. `breach` is when
    Zendesk's own service level agreement is broken next, 0 without one, None where that was not read.
    """

    id: int
    status: Status
    custom: int | None = None
    stamp: str = ""
    moved_at: float = 0.0
    moved_by: int | None = None
    was: Status | None = None
    was_at: float = 0.0
    agent: str | None = None
    requester_id: int | None = None
    requester: str | None = None
    into: int | None = None
    priority: Priority | None = None
    breach: float | None = None


class HeardComment(Fact):
    """A comment that the Zendesk user `author` wrote; `ours` when we did, `files` the ids of its attachments.

    `tells` are the names of the replies that it holds.
    """

    id: int
    at: float
    public: bool
    ours: bool = False
    files: tuple[int, ...] = ()
    author: int | None = None
    tells: tuple[str, ...] = ()
