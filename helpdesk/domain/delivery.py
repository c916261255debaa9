"""An event on its way to the mailbox of one place."""

from dataclasses import dataclass

from helpdesk.domain.events import Event
from helpdesk.domain.place import Place


@dataclass(frozen=True, slots=True)
class Delivery:
    """`id` is the one under which the sender may send the same event again; `trace` where its trace goes on from."""

    id: str
    place: Place
    event: Event
    trace: str = ""


class Unreadable(ValueError):
    """A delivery that should be understood and isn't; the message says why, without text of people."""
