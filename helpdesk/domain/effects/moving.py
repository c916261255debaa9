"""The effects of moving a question: its message in the other channel, and what is said on both ends."""

from dataclasses import dataclass

from helpdesk.domain.ticket.moved import Moving, Pointer

MOVING = "slack.move:"
TELLING_MOVED = "slack.tell_moved:"


@dataclass(frozen=True, slots=True)
class PostMoved:
    """Post the question in the other channel; look for it first when in `doubt`."""

    moving: Moving
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{MOVING}{self.moving.to}"


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give the ticket to the place where the question stands now. It stays within the store. Naturally repeatable."""

    key = "hand_over"
    doubles = False


@dataclass(frozen=True, slots=True)
class TellMoved:
    """Say in the thread where the question went; with a `pointer`, in the other one that somebody wrote here."""

    moving: Moving
    pointer: Pointer | None = None
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{TELLING_MOVED}{self.pointer.ts if self.pointer else ''}"


@dataclass(frozen=True, slots=True)
class RenewMoved:
    """Edit the message in the other channel after the question's own words were edited, or `deleted`.

    Naturally repeatable.
    """

    moving: Moving
    deleted: bool
    doubles = False

    @property
    def key(self) -> str:
        return f"slack.renew_moved:{self.moving.reworded:.6f}"


MovingSlackEffect = PostMoved | TellMoved | RenewMoved
MovingEffect = MovingSlackEffect | HandOver
