"""The effects of moving a question: its message in the other channel, and what is said on both ends afterwards."""

from dataclasses import dataclass

from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.relays import Relay, RelayedFile

MOVING = "slack.move:"
TELLING_MOVED = "slack.tell_moved:"
RELAYING = "slack.relay:"
RELAYING_FILE = "slack.relay_file:"


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


@dataclass(frozen=True, slots=True)
class RelayFile:
    """Bring a file of such a message on: upload it, which nobody sees; or post it; or take it away.

    What an earlier try posted is looked for first when in `doubt`.
    """

    relay: Relay
    file: RelayedFile
    doubt: bool = False

    @property
    def doubles(self) -> bool:
        return self.file.file != "" and not self.file.gone

    @property
    def key(self) -> str:
        step = "hide" if self.file.gone else "share" if self.file.file else "upload"
        return f"{RELAYING_FILE}{self.relay.ts}:{self.file.id}:{step}"


MovingSlackEffect = PostMoved | TellMoved | RenewMoved | RelayWords | RelayFile
MovingEffect = MovingSlackEffect | HandOver
