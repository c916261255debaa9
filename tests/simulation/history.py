"""One seed, one history: people act, everything goes wrong, the trouble ends, and then it must be quiet and right."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Self

import structlog
from redis import Redis

from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.reconcile import SLACK, ZENDESK_NEWS
from helpdesk.store.tickets import Tickets
from tests.simulation import losing, relocating
from tests.simulation.account import Account
from tests.simulation.checks import violations
from tests.simulation.closing import Closing
from tests.simulation.faults import CALM, Dice, Odds
from tests.simulation.hub import Hub
from tests.simulation.losing import Losing
from tests.simulation.merging import Merging
from tests.simulation.office import Grounds
from tests.simulation.parts import WHOLE, Parts
from tests.simulation.people import People
from tests.simulation.relocating import Relocating
from tests.simulation.scheduler import START, Scheduler
from tests.simulation.town import CHANNEL, HELP_CHANNELS
from tests.simulation.whereabouts import roots
from tests.simulation.workspace import Workspace

ACTS_END, TROUBLE_ENDS, QUIET_BY = 60.0, 85.0, 3600.0
SKEW = 3.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one seed: `story` has a line for each thing that happened."""

    seed: int
    violations: list[str]
    story: list[str]
    acts: int
    faults: Counter[str]
    writes: int

    def untold(self) -> "Outcome":
        return replace(self, story=[])

    def __str__(self) -> str:
        return "\n".join([f"Seed {self.seed}:", *self.story, *(f"VIOLATED: {one}" for one in self.violations)])


def play(seed: int, redis: "Redis", parts: Parts = WHOLE) -> Outcome:
    """The history of this seed, the same each time. The store is emptied first."""
    redis.flushdb()
    with StoryLog() as log:
        return History(seed, redis, parts, log).play()


class History:
    """All of one history, for the check at its end."""

    def __init__(self, seed: int, redis: "Redis", parts: Parts, log: "StoryLog") -> None:
        self._seed = seed
        self.redis = redis
        self._scheduler = scheduler = Scheduler()
        log.scheduler = scheduler
        self._log = log
        random = Random(f"{seed}:clocks")
        self._dice = Dice(seed, CALM if random.random() < 0.05 else Odds())
        self.workspace = Workspace(scheduler, random.uniform(-SKEW, SKEW), self._from_slack)
        self.account = Account(scheduler, random.uniform(-SKEW, SKEW), self._from_zendesk)
        relocates = relocating.is_used(seed)
        channels = HELP_CHANNELS if relocates else (CHANNEL,)
        grounds = Grounds(redis, scheduler, self._dice, self.workspace, self.account, parts, channels)
        self.hub = Hub(grounds)
        self.people = People(seed, scheduler, self.workspace, self.account, lambda: self.hub)
        self._closing = Closing(seed, scheduler, self.account, self.people)
        self._merging = Merging(seed, scheduler, self.account, self.people)
        self._relocating = Relocating(seed, scheduler, self.workspace, self.people, self.hub) if relocates else None
        self._losing = Losing(seed, self.people, self.hub, grounds) if losing.is_used(seed) else None
        self._told = 0

    def play(self) -> Outcome:
        run, scheduler, hub = self._scheduler.run_until, self._scheduler, self.hub
        hub.reconcile(SLACK | ZENDESK_NEWS)
        self.people.schedule(until=ACTS_END - 20)
        self._closing.schedule(until=ACTS_END - 20)
        self._merging.schedule(until=ACTS_END - 20)
        self.people.filing.schedule(until=ACTS_END - 20)
        if self._relocating:
            self._relocating.schedule(until=ACTS_END - 20)
        if self._losing:
            self._losing.schedule(until=ACTS_END - 20)
        for seconds in (30.0, 70.0):
            scheduler.after(seconds, lambda: hub.reconcile(ZENDESK_NEWS))
        scheduler.after(50.0, lambda: hub.reconcile(SLACK))
        run(START + TROUBLE_ENDS)
        self._dice.over()
        self._until_quiet()
        run(scheduler.now + 60)
        for sides in (SLACK, ZENDESK_NEWS, SLACK | ZENDESK_NEWS):
            run(scheduler.now + 90)
            hub.reconcile(sides)
            run(scheduler.now + 10)
            self._until_quiet()
        found = [*violations(self), *self._log.errors, *hub.crashes]
        deeds = self.people.deeds
        writes = self.workspace.writes + self.account.writes
        return Outcome(self._seed, found, scheduler.story, deeds.acts, self._dice.counted, writes)

    @property
    def ticket(self) -> Ticket | None:
        """As it is where the question stands."""
        return Tickets(self.redis).at(self.people.place)

    @property
    def known(self) -> list[Ticket]:
        """What is known of each message outside of threads."""
        found = Tickets(self.redis).many([place for place, _ in roots(self.workspace)])
        return [ticket for ticket in found.values() if ticket]

    def rules(self, channel: str) -> Rules:
        """As a worker has them that knows our own Zendesk user."""
        return self.hub.rules(channel)

    @property
    def faults(self) -> Counter[str]:
        return self._dice.counted

    def _until_quiet(self) -> None:
        while not self.hub.is_quiet and self._scheduler.now < START + QUIET_BY:
            self._scheduler.run_until(self._scheduler.now + 5)

    def _from_slack(self, event: dict[str, Any]) -> None:
        self._told += 1
        number = f"Ev{self._told}"
        self.people.told = self._deliver(number, lambda: self.hub.slack_says(event, number))

    def _from_zendesk(self, body: dict[str, Any]) -> None:
        self._deliver(body["id"], lambda: self.hub.zendesk_says(body))

    def _deliver(self, number: str, say: Callable[[], object]) -> bool:
        """Whether it comes at all."""
        arrivals = self._dice.arrivals("delivery")
        for seconds in arrivals:
            self._scheduler.after(seconds, say)
        if len(arrivals) != 1 or arrivals[0] > 1:
            self._scheduler.tell("fault", f"delivery {number} comes after {[round(each, 1) for each in arrivals]}")
        return bool(arrivals)


class StoryLog:
    """The product's log lines become lines of the story; its errors are violations."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.scheduler: Scheduler | None = None

    def __enter__(self) -> Self:
        self._before = structlog.get_config()
        structlog.configure(processors=[self._kept], cache_logger_on_first_use=False)
        return self

    def __exit__(self, *_: object) -> None:
        structlog.configure(**self._before)

    def _kept(self, _: object, level: str, line: Any) -> Any:
        words = " ".join(f"{name}={value}" for name, value in line.items() if name not in {"event", "place"})
        if self.scheduler:
            self.scheduler.tell("desk", f"{line['event']} {words}")
        if level == "error":
            self.errors.append(f"{line['event']} {words}")
        raise structlog.DropEvent
