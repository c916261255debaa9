"""Makes every ticket again, and goes on where it was stopped. It writes neither to Slack nor to Zendesk."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding import caught_up, rebuilt, speaks_otherwise
from helpdesk.domain.rebuilding.numbering import likely_beginning
from helpdesk.domain.rebuilding.sight import Sight
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenChannel
from helpdesk.rebuild.keeping import Keeper, prefix_and_count
from helpdesk.rebuild.outside import Watcher
from helpdesk.rebuild.overview import Overview
from helpdesk.rebuild.reading import Reader
from helpdesk.store.clockwork import NEWS, Clockwork, compared, in_slack


class StoreNotEmpty(Exception):
    """There are tickets in the store that no rebuild made."""


@dataclass(frozen=True, slots=True)
class Count:
    """What there is now: tickets, those of them with a Zendesk ticket, and those whose number is a new one.

    `unreadable` questions are not among them.
    """

    tickets: int
    linked: int
    numbered: int
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Rebuilder:
    """Makes the tickets of the help `channels`. `since` (seconds) is when the helpdesk came, if somebody says so."""

    team: Callable[[], str]
    channels: tuple[str, ...]
    rules: Callable[[str], Rules | None]
    reader: Reader
    keeper: Keeper
    clockwork: Clockwork
    watcher: Watcher
    since: float | None = None
    clock: Callable[[], float] = field(default=time.time)

    def run(self) -> Count:
        """Make the store; StoreNotEmpty when it has tickets. Nobody may attend to a place until this has ended."""
        keeper, patiently = self.keeper, self.reader.patiently
        if keeper.rebuilding.began() is None and next(keeper.tickets.all(), None) is not None:
            raise StoreNotEmpty
        began = keeper.rebuilding.begin(self.clock())
        self.clockwork.began(began)
        self.reader.introduce()
        seen: dict[str, SeenChannel] = {}
        all_rules: dict[str, Rules] = {}
        for channel in self.channels:
            rules = patiently(lambda: self.rules(channel))  # noqa: B023 - called at once
            if rules:
                all_rules[channel], seen[channel] = rules, self.reader.channel(channel, rules)
        first = min((float(one.messages[0].ts) for one in seen.values() if one.messages), default=0.0)
        made = self.reader.made(first, self.clock())
        overview = Overview(self.team(), seen, made)
        left = [
            sight
            for channel, rules in all_rules.items()
            for sight in self._traced(channel, rules, overview, self._came(seen[channel]) or 0.0)
        ]
        self._untraced([sight for sight in left if not sight.unreadable], all_rules, seen)
        self.watcher.part("Numbers")
        numbered = keeper.number(lambda place: all_rules[place.channel])
        linked = [ticket.zendesk is not None for ticket in keeper.kept()]
        for part in (*map(in_slack, self.channels), NEWS):
            self.clockwork.done(compared(part), began)
        keeper.rebuilding.end()
        unreadable = sum(len(one.unreadable) for one in seen.values()) + sum(sight.unreadable for sight in left)
        return Count(len(linked), sum(linked), numbered, unreadable)

    def _traced(self, channel: str, rules: Rules, overview: Overview, since: float) -> Iterator[Sight]:
        """Keep every question in which the helpdesk left a trace; the other messages, and those not to be read."""
        notes, places = self.reader.notes(rules), overview.places(channel)
        self.watcher.part(f"Questions of {channel}", len(places))
        for place in places:
            if not self.keeper.rebuilding.is_done(place):
                sight = overview.sight(place, rules, notes)
                sight = self.reader.whole(sight, overview.made_for(sight), since)
                if sight.is_traced:
                    self._keep(sight, rules)
                elif sight.unreadable or sight.is_likely(rules):
                    yield sight
            self.watcher.step()

    def _came(self, seen: SeenChannel) -> float | None:
        return seen.joined if self.since is None else self.since

    def _untraced(self, left: list[Sight], all_rules: dict[str, Rules], seen: dict[str, SeenChannel]) -> None:
        """Keep the questions that nobody but people touched, as far as the helpdesk was there when they were asked."""
        known: dict[str, dict[Place, int]] = defaultdict(dict)
        traced: dict[str, list[Place]] = defaultdict(list)
        for ticket in self.keeper.kept():
            prefix, count = prefix_and_count(ticket.number) or (all_rules[ticket.place.channel].prefix, 0)
            traced[prefix].append(ticket.place)
            if count:
                known[prefix][ticket.place] = count
        for channel, rules in all_rules.items():
            prefix = rules.prefix
            alike = [sight.place for sight in left if all_rules[sight.place.channel].prefix == prefix]
            since = self._came(seen[channel])
            if since is None:
                since = likely_beginning(alike, known[prefix], traced[prefix])
            for sight in left:
                if sight.place.channel == channel and float(sight.place.ts) >= since:
                    self._keep(sight, rules)

    def _keep(self, sight: Sight, rules: Rules) -> None:
        ticket = rebuilt(sight, rules)
        if ticket.kind == "moved":  # what was said there before is in the past
            self.keeper.keep(ticket, rules)
            return
        mail_waits = self.clockwork.wakes_at(ticket.place) is not None  # which may be older than a move in Zendesk
        now = self.reader.moved(sight) if mail_waits or speaks_otherwise(ticket, rules) else None
        self.keeper.keep(caught_up(ticket, sight, now, rules), rules)
