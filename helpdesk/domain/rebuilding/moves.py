"""Where a question came from and where it went, as our messages with it say, for a store that was lost."""

from collections.abc import Iterable

from helpdesk.domain.place import Place
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.moved import Moving

MOVED_FROM, EARLIER, MOVED_TO = "moved_from", "earlier", "moved_to"
NUMBER, REQUESTER, BY = "number", "requester", "by"
"""What our metadata says: with the message in the new channel, and with the line in the thread that was left."""

WROTE, WRITTEN_IN, RELAYED_TO, PART = "wrote", "written_in", "relayed_to", "part"
"""What it says with words that were written in such a thread."""


def came_from(root: SeenMessage | None) -> tuple[Place, ...]:
    """Where it stood before, the place it was asked at first, as our own message says."""
    last = place_in(root.mark.get(MOVED_FROM, "")) if root else None
    if root is None or last is None:
        return ()
    earlier = map(place_in, root.mark.get(EARLIER, "").split())
    return (*filter(None, earlier), last)


def gone_to(place: Place, root: SeenMessage | None, ours: Iterable[SeenReply]) -> Ticket | None:
    """What is left of a question that was moved away; None for one that is still here. `ours` are our own replies."""
    left = came_from(root)
    for reply in ours:
        target = place_in(reply.mark.get(MOVED_TO, ""))
        if target:
            by, at = reply.mark.get(BY, ""), reply.said.at
            done = {"handed": True, "told": True, "reworded": at, "renewed": at}
            moving = Moving(to=target.channel, by=by, at=at, ts=target.ts, **done)
            ticket = Ticket(place=place, kind="moved", moving=moving, number=reply.mark.get(NUMBER))
            asker = (root.mark.get(REQUESTER) if left else root.by) if root else None
            before = {"came_from": left[-1] if left else None, "earlier": left[:-1]}
            return ticket.model_copy(update={"requester": asker, **before})
    return None


def place_in(text: str) -> Place | None:
    """What our metadata names; None for anything else."""
    try:
        return Place.parse(text)
    except ValueError:
        return None
