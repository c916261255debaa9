"""Channels and Zendesk tickets as a whole, before any question is read by itself."""

from collections.abc import Iterator, Mapping

from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.moves import arrivals, came_from
from helpdesk.domain.rebuilding.sight import SeenTicket, Sight, gone_from
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenChannel
from helpdesk.rebuild.reading import Made


class Overview:
    """`channels` by their id, `made` the Zendesk tickets by the question they were made for."""

    def __init__(self, team: str, channels: Mapping[str, SeenChannel], made: Made) -> None:
        self._channels = channels
        self._made = made
        self._roots = {Place(team, id_, m.ts): m for id_, seen in channels.items() for m in seen.messages}
        self._went = arrivals(team, channels)
        self._unreadable = {Place(team, id_, ts) for id_, seen in channels.items() for ts in seen.unreadable}

    def places(self, channel: str) -> list[Place]:
        """Where there is or was a root message, the oldest first; without those in vain and that can't be read."""
        in_vain = {place for arrival in self._went.values() for place in arrival.in_vain}
        known = {*self._roots, *self._made, *self._went} - self._unreadable - in_vain
        return sorted((place for place in known if place.channel == channel), key=lambda place: float(place.ts))

    def sight(self, place: Place, rules: Rules, notes: Mapping[str, Mapping[int, str]]) -> Sight:
        """What there is to be seen of one from here; `notes` by question are its own wherever it stood by then."""
        root = self._roots.get(place)
        first, *_ = stood = (*came_from(root), place)
        mine = {comment: ts for one in stood for comment, ts in notes.get(str(one), {}).items()}
        own = self._roots.get(first, gone_from(first)) if self._is_read(first) else None
        return Sight(place, root, rules.bot_user, notes=mine, arrival=self._went.get(place), own=own)

    def made_for(self, sight: Sight) -> dict[int, SeenTicket]:
        """The Zendesk tickets of a question, wherever it stood when they were made."""
        return dict(self._made_at(*came_from(sight.root), sight.place))

    def _made_at(self, *places: Place) -> Iterator[tuple[int, SeenTicket]]:
        for place in places:
            yield from self._made.get(place, {}).items()

    def _is_read(self, place: Place) -> bool:
        return place.channel in self._channels and place not in self._unreadable
