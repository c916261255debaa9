"""One process of the product in a simulated history, and what all of them share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from redis import Redis

from helpdesk.desk import Desk
from helpdesk.domain.place import Place
from helpdesk.hands import Files, Wings
from helpdesk.rebuild import Keeper, Patience, Reader, Rebuilder
from helpdesk.reconcile import Reconciler
from helpdesk.rulebook import Rulebook
from helpdesk.slack.directory import Directory
from helpdesk.slack.history import History
from helpdesk.slack.patient import PatientCalls
from helpdesk.store import keys
from helpdesk.store.answers import Answers
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.parked import ParkedDeliveries
from helpdesk.store.rebuilding import Rebuilding
from helpdesk.store.tickets import Tickets
from helpdesk.zendesk.people import People
from helpdesk.zendesk.tickets import ZendeskDefaults
from tests.simulation import files, slack_calls, transport
from tests.simulation.account import Account
from tests.simulation.channels import CONFIG, ZENDESK_URL
from tests.simulation.faults import Dice
from tests.simulation.parts import Parts
from tests.simulation.scheduler import START, Scheduler
from tests.simulation.store import Body, MortalTickets
from tests.simulation.town import AGENTS, CHANNEL, TEAM
from tests.simulation.wire import Wire
from tests.simulation.workspace import Workspace


@dataclass(frozen=True)
class Grounds:
    """What all of a history shares."""

    redis: Redis
    scheduler: Scheduler
    dice: Dice
    workspace: Workspace
    account: Account
    parts: Parts
    channels: tuple[str, ...] = (CHANNEL,)
    """Those that are compared: the second one only where questions move."""
    places: set[Place] = field(default_factory=set)
    """Where anything was ever told."""

    @property
    def shards(self) -> list[str]:
        """Those of the store that this history uses: the others are empty, and take time all the same."""
        return sorted({keys.shard_of(place) for place in self.places})


class Office:
    """One process: everything the product builds in it, on the wires of its own body."""

    def __init__(
        self, name: str, grounds: Grounds, mailbox: Mailbox, rested: Callable[[Place, float | None], None]
    ) -> None:
        self.body = Body(name, grounds.redis, grounds.scheduler, grounds.dice)
        self.busy = False
        self.rested = rested
        self._grounds = grounds
        self._mailbox = mailbox

    @cached_property
    def calls(self) -> slack_calls.SimulatedSlackCalls:
        return slack_calls.SimulatedSlackCalls(self._grounds.workspace, self._wire("Slack", slack_calls.TIMEOUT))

    def _wire(self, side: str, timeout: float) -> Wire:
        return Wire(side, self._grounds.scheduler, self._grounds.dice, self.body, timeout)

    @cached_property
    def answers(self) -> Answers:
        return Answers(self._grounds.redis)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.calls, self.answers)

    @cached_property
    def zendesk(self) -> Any:
        grounds = self._grounds
        wire = grounds.parts.transport(grounds.account, self._wire("Zendesk", transport.TIMEOUT))
        defaults = ZendeskDefaults(url=ZENDESK_URL)
        return grounds.parts.zendesk(wire, People(wire, self.answers), defaults, grounds.scheduler)

    @cached_property
    def _files(self) -> Files:
        grounds = self._grounds
        here, there = self._wire("Slack", slack_calls.TIMEOUT), self._wire("Zendesk", transport.TIMEOUT)
        return files.both(self.calls, grounds.workspace, here, grounds.account, there)

    @cached_property
    def rulebook(self) -> Rulebook:
        channel = CONFIG.channels[0].model_copy(update={"shadow": self._grounds.parts.shadow, "satisfaction": True})
        shadowed = CONFIG.model_copy(update={"channels": (channel, *CONFIG.channels[1:])})
        config = shadowed if self._grounds.parts.shadow else CONFIG
        return Rulebook(config, self.directory, zendesk_me=self.zendesk.me_if_known)

    @cached_property
    def desk(self) -> Desk:
        grounds = self._grounds
        slack = grounds.parts.slack(self.calls, self.directory, ZENDESK_URL, lambda _: AGENTS)
        return Desk(
            grounds.parts.leases(grounds.redis, self.body, self.rested),
            MortalTickets(grounds.redis, self.body),
            ParkedDeliveries(grounds.redis),
            self._mailbox,
            self.rulebook,
            Wings(slack, self.zendesk, self._files, self._files.slack),
            grounds.scheduler,
        )

    @property
    def reconciler(self) -> Reconciler:
        grounds = self._grounds
        return Reconciler(
            team=lambda: TEAM,
            channels=grounds.channels,
            rules=self.rulebook,
            tickets=Tickets(grounds.redis, grounds.shards),
            mailbox=self._mailbox,
            clockwork=Clockwork(grounds.redis),
            slack=History(self.calls),
            zendesk=self.zendesk,
            clock=grounds.scheduler,
        )

    @property
    def rebuilder(self) -> Rebuilder:
        """As it is wired for the command; the store's calls may die as well."""
        grounds, watcher = self._grounds, _Nobody()
        patiently = Patience(watcher, self.body.sleep)
        leases = grounds.parts.leases(grounds.redis, self.body, self.rested)
        tickets, rebuilding = MortalTickets(grounds.redis, self.body), Rebuilding(grounds.redis)
        archive = grounds.parts.history(PatientCalls(self.calls, patiently))
        return Rebuilder(
            team=lambda: TEAM,
            channels=grounds.channels,
            rules=self.rulebook,
            reader=Reader(archive, self.zendesk.archive, patiently, watcher),
            keeper=Keeper(tickets, leases, rebuilding, patiently, grounds.scheduler),
            clockwork=Clockwork(grounds.redis),
            watcher=watcher,
            since=START,
            clock=grounds.scheduler,
        )


class _Nobody:
    """Watches a rebuild."""

    def part(self, what: str, total: int | None = None) -> None: ...
    def step(self, count: int = 1) -> None: ...
    def waits(self, why: str, seconds: float) -> None: ...
