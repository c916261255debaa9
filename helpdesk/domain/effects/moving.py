"""The effects of moving a question: its message in the other channel, and what is said on both ends afterwards."""

from dataclasses import dataclass

from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.relays import Relay

MOVING = "slack.move:"
TELLING_MOVED = "slack.tell_moved:"
RELAYING = "slack.relay:"


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
    """Say in the thread where the question went."""

    moving: Moving
    doubt: bool = False
    key = TELLING_MOVED
    doubles = True


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


@dataclass(frozen=True, slots=True)
class RelayWords:
    """Have the thread say what was written in one that the question has left, as it is there now, or nothing any more.

    What an earlier try posted is looked for first when in `doubt`.
    """

    relay: Relay
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{RELAYING}{self.relay.ts}"


MovingSlackEffect = PostMoved | TellMoved | RenewMoved | RelayWords
MovingEffect = MovingSlackEffect | HandOver
