"""The lists of what is left aside: told at their times, each once however often this is killed, or not at all."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from helpdesk.domain.left_aside import left_aside
from helpdesk.domain.retry import GiveUp, WentWrong
from helpdesk.domain.rules import Rules
from helpdesk.domain.second_looks import LATEST_SECONDS
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.times.working_days import Slot, slot_at
from helpdesk.domain.times.working_time import Hours
from helpdesk.slack.left_aside import AsideList
from helpdesk.store.clockwork import Clockwork

log = structlog.get_logger()

DAY_SECONDS = 24 * 3600.0


class Telling(Protocol):
    """Says it to one reader, once. TryLater or GiveUp when it could not be said."""

    def tell(self, reader: str, said: AsideList) -> None: ...


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one channel, at `times` in minutes of the day on the clock of its `hours`.

    `rules` may raise TryLater; `live` gives the tickets of a channel that are not over.
    """

    channel: str
    times: Sequence[int]
    hours: Hours
    rules: Callable[[str], Rules | None]
    live: Callable[[str], Iterable[Ticket]]
    clockwork: Clockwork
    telling: Telling
    clock: Callable[[], float] = time.time

    def look(self) -> None:
        """Tell the list whose time has come, unless it was. Raises TryLater or GiveUp, and Redis errors."""
        now = self.clock()
        slot = slot_at(self.times, self.hours, now)
        if slot is None or not self._is_due(slot) or self._may_be_under_way(now):
            return
        rules = self.rules(self.channel)
        if rules is None:
            return
        found = left_aside(self.live(self.channel), rules, now)
        log.info("left_aside", channel=self.channel, questions=found.total, shadow=rules.shadow)
        if found.groups and not rules.shadow:
            self._tell(AsideList(self.channel, slot.at, found, self.hours, now), slot, rules)
        self.clockwork.done(self._name, slot.at)

    @property
    def _name(self) -> str:
        return f"lists:{self.channel}"

    def _is_due(self, slot: Slot) -> bool:
        """Whether none has come since. A last one far ahead is of a clock gone wrong."""
        last = self.clockwork.last(self._name)
        return last is None or last < slot.at or last > slot.at + DAY_SECONDS

    def _may_be_under_way(self, now: float) -> bool:
        """Whether a try was begun that may still come through: until then a look doesn't tell."""
        tried = self.clockwork.last(f"{self._name}:tried")
        return tried is not None and 0 <= now - tried < LATEST_SECONDS

    def _tell(self, said: AsideList, slot: Slot, rules: Rules) -> None:
        """To those who read it; the agents read what somebody on duty can't be told."""
        readers = self._readers(slot, rules)
        self.clockwork.done(f"{self._name}:tried", said.now)
        for reader in readers:
            if not self._told(reader, said) and rules.agents_channel not in {None, reader}:
                self._told(str(rules.agents_channel), said)

    def _told(self, reader: str, said: AsideList) -> bool:
        """Whether it could be said."""
        try:
            self.telling.tell(reader, said)
        except GiveUp as refused:
            log.warning("list_not_told", channel=self.channel, why=refused.why)
            return False
        return True

    def _readers(self, slot: Slot, rules: Rules) -> list[str]:
        """Whoever is on duty, else the agents' channel. Who it was when it was begun reads it, whoever is on later."""
        on_duty = rules.on_duty[0] if rules.on_duty else ()
        wanted = " ".join(on_duty or filter(None, [rules.agents_channel]))
        return self.clockwork.settled(f"{self._name}:{slot.at:.0f}", wanted, DAY_SECONDS).split() if wanted else []


@dataclass(frozen=True, slots=True)
class ListRound:
    """Looks at the lists of all channels; one that can't be told now holds up no other."""

    lists: Sequence[Lists]

    def run(self) -> None:
        for each in self.lists:
            try:
                each.look()
            except WentWrong as wrong:
                log.warning("list_put_off", channel=each.channel, why=wrong.why)
