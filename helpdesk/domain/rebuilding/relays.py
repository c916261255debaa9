"""What was written in threads that the question left, and what of ours shows it, as our messages say."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from helpdesk.domain.files import safe_name
from helpdesk.domain.messages import is_by_us
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.moves import PART, WRITTEN_IN, WROTE, came_from, place_in
from helpdesk.domain.rebuilding.sight import Sight
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenFile, SeenReply
from helpdesk.domain.ticket.relays import Relay, RelayedFile, Relays


class _Shown(NamedTuple):
    """Our messages in the thread at `where` that say a message of the one at `place`, by their part."""

    place: Place
    where: Place
    parts: dict[int, SeenReply]


def elsewhere(sight: Sight, relays: Relays, told: Iterable[str]) -> dict[str, Place]:
    """Message ts -> the thread it was written in, of each that was written where the question stood before.

    Of one that was told and is nowhere to be seen, the thread where the question stood then.
    """
    left = came_from(sight.root)
    found = {place.ts: place for place in left} | {relay.ts: relay.place for relay in relays}
    found |= {reply.said.ts: place for place, replies in sight.left.items() for reply in replies}
    for ts in told:
        then = [place for place in left if float(place.ts) <= float(ts) < float(sight.place.ts)]
        if then:
            found.setdefault(ts, then[-1])
    return found


def relays_of(sight: Sight, rules: Rules, gone: Collection[str]) -> Relays:
    """Each message that ours show, as it stands there now; of those that are `gone` ours are still to be taken away."""
    shown: dict[str, _Shown] = {}
    threads = {**sight.left, sight.place: sight.replies}
    for where, replies in threads.items():
        for reply in replies:
            ts, place = reply.mark.get(WROTE), place_in(reply.mark.get(WRITTEN_IN, ""))
            if ts and place and is_by_us(reply.said, rules):
                shown.setdefault(ts, _Shown(place, where, {})).parts.setdefault(int(reply.mark.get(PART) or 0), reply)
    written = {reply.said.ts: reply for replies in sight.left.values() for reply in replies}
    ours = {
        where: [file for reply in replies if is_by_us(reply.said, rules) for file in reply.files]
        for where, replies in threads.items()
    }
    return tuple(
        _with_files(_relay(ts, shown[ts], written.get(ts), gone=ts in gone), written.get(ts), ours[shown[ts].where])
        for ts in sorted(shown, key=float)
    )


def _relay(ts: str, shown: _Shown, written: SeenReply | None, *, gone: bool) -> Relay:
    """Ours show an edit when they were themselves posted or edited after it."""
    ours = [shown.parts[number] for number in sorted(shown.parts)]
    edited = written.edited if written else 0.0
    up_to_date = all(edited <= max(reply.edited, reply.said.at) for reply in ours)
    return Relay(
        ts=ts,
        place=shown.place,
        internal=written.said.internal if written else False,
        where=shown.where,
        shown=tuple(reply.said.ts for reply in ours),
        edited=edited,
        shows=edited if up_to_date else 0.0,
        gone=gone,
    )


def _with_files(relay: Relay, written: SeenReply | None, ours: list[SeenFile]) -> Relay:
    """With its files, each as that of `ours` which has its name and size; what is found is taken out of them."""
    if written is None or relay.internal:
        return relay
    files = []
    for file in written.files:
        same = next((one for one in ours if (one.name, one.size) == (safe_name(file.name), file.size)), None)
        if same:
            ours.remove(same)
        files.append(RelayedFile(id=file.id, file=same.id if same else "", there=same is not None))
    return relay.model_copy(update={"files": tuple(files)})
