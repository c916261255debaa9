"""Where a question came from and where it went, as our messages with it say, for a store that was lost."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from helpdesk.domain.place import Place
from helpdesk.domain.seen import SeenChannel, SeenMessage, SeenReply
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


class Arrival(NamedTuple):
    """Where a question went: its message there, which is ours, and what that says with it.

    `in_vain` are others of ours that say the same, and below which nothing stands.
    """

    place: Place
    mark: Mapping[str, str]
    in_vain: tuple[Place, ...] = ()


def arrivals(team: str, channels: Mapping[str, SeenChannel]) -> dict[Place, Arrival]:
    """The place that was left -> where it went from there; where our messages say so twice, the first that went on."""
    found: dict[Place, list[tuple[SeenMessage, Place]]] = {}
    for channel, seen in channels.items():
        for message in seen.messages:
            for left in came_from(message)[-1:]:
                found.setdefault(left, []).append((message, Place(team, channel, message.ts)))
    return {left: _arrival(messages) for left, messages in found.items()}


def _arrival(messages: Iterable[tuple[SeenMessage, Place]]) -> Arrival:
    (first, place), *others = sorted(messages, key=lambda each: (not each[0].latest_reply, float(each[0].ts)))
    return Arrival(place, first.mark, tuple(where for message, where in others if not message.latest_reply))


def gone_to(
    place: Place,
    root: SeenMessage | None,
    ours: Iterable[SeenReply],
    arrival: Arrival | None = None,
    words: SeenMessage | None = None,
) -> Ticket | None:
    """What is left of a question that was moved away; None for one that is still here. `ours` are our own replies.

    Where none of them says so yet, but a message elsewhere came from here (`arrival`), the thread is still to be told.
    Whether that message shows what became of the question's own `words` nobody knows, and so it is to show it again.
    """
    left = came_from(root)
    lines = ((place_in(reply.mark.get(MOVED_TO, "")), reply) for reply in ours)
    line = next(((target, reply) for target, reply in lines if target), None)
    if line:
        went, at = Arrival(line[0], line[1].mark), line[1].said.at
    elif arrival:
        went, at = arrival, float(arrival.place.ts)
    else:
        return None
    deleted = words is not None and words.gone
    changed = max(words.edited if words else 0.0, at if deleted else 0.0)
    done = {"handed": True, "told": line is not None, "reworded": changed}
    moving = Moving(to=went.place.channel, by=went.mark.get(BY, ""), at=at, ts=went.place.ts, **done)
    ticket = Ticket(place=place, kind="moved", moving=moving, number=went.mark.get(NUMBER), deleted=deleted)
    asker = (root.mark.get(REQUESTER) if left else root.by) if root else None
    before = {"came_from": left[-1] if left else None, "earlier": left[:-1]}
    return ticket.model_copy(update={"requester": asker, **before})


def place_in(text: str) -> Place | None:
    """What our metadata names; None for anything else."""
    try:
        return Place.parse(text)
    except ValueError:
        return None
