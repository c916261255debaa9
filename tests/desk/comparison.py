"""What nobody told us is found by comparing, and becomes an ordinary event."""

from collections.abc import Collection, Iterator
from typing import Any

from redis import Redis

from helpdesk.domain.events import Event, Reading
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, WentWrong
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.states import State
from helpdesk.reconcile import BOTH, Reconciler, Sides
from helpdesk.store import keys
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.records import Letter, read
from helpdesk.store.tickets import Tickets
from tests.letters import place, question
from tests.store.test_live_tickets import keep

NOW = 1_700_000_500.0
RULES = Rules(reactions={"eyes": State.SEEN}, responders=Responders(everyone=True), zendesk=True)


class FakeHistory:
    def __init__(self) -> None:
        self.seen: list[SeenMessage] = []
        self.tombstones: list[SeenMessage] = []
        self.below: tuple[SeenReply, ...] = ()
        self.threads: dict[Place, tuple[SeenReply, ...]] = {}
        self.closed: dict[str, WentWrong] = {}
        self.broken: set[Place] = set()

    def roots(self, channel: str, oldest: float) -> Iterator[SeenMessage]:
        if channel in self.closed:
            raise self.closed[channel]
        return (s for s in self.seen if channel == place().channel and float(s.ts) >= oldest)

    def root(self, at: Place) -> SeenMessage | None:
        if at.channel in self.closed:
            raise self.closed[at.channel]
        return next((s for s in (*self.seen, *self.tombstones) if s.ts == at.ts), None)

    def replies(self, at: Place) -> tuple[SeenReply, ...]:
        if at in self.broken:
            raise GiveUp("A message can't be read.")
        return self.threads.get(at, self.below)


class FakeStatuses:
    def __init__(self) -> None:
        self.there: list[Reading] = []
        self.asked_since: list[float] = []
        self.comments: frozenset[int] = frozenset()
        self.looked_since: list[float] = []

    def unheard(self, now: Reading, known: Collection[int], since: float) -> bool:
        self.looked_since.append(since)
        return not self.comments <= set(known)

    def many(self, numbers: list[int]) -> list[Reading]:
        return [r for r in self.there if r.id in numbers]

    def changed(self, since: float) -> Iterator[tuple[str | None, Reading]]:
        self.asked_since.append(since)
        return ((None, reading) for reading in self.there)


class Bench:
    """A reconciler between two fakes, on the real store."""

    def __init__(self, valkey: Redis) -> None:
        self.valkey, self.slack, self.zendesk, self.now = valkey, FakeHistory(), FakeStatuses(), NOW
        self.channels: tuple[str, ...] = (place().channel,)
        self.tickets, self.clockwork = Tickets(valkey), Clockwork(valkey)
        self.clockwork.began(NOW - 100)

    def reconciler(self) -> Reconciler:
        return Reconciler(
            team=lambda: place().team,
            channels=self.channels,
            rules=lambda _: RULES,
            tickets=self.tickets,
            mailbox=Mailbox(self.valkey),
            clockwork=self.clockwork,
            slack=self.slack,
            zendesk=self.zendesk,
            clock=lambda: self.now,
        )

    def run(self, sides: Sides = BOTH, spared: float = 0.0) -> list[Event]:
        return [difference.event for difference in self.reconciler().run(sides, spared=spared)]

    def mail(self) -> list[Event]:
        waiting: Any = self.valkey.lrange(keys.of(place(), "mail"), 0, -1)
        return [read(Letter, raw).event for raw in waiting]


def seen(**reactions: str) -> SeenMessage:
    return SeenMessage(ts=place().ts, by="U0RIO", reactions={n: frozenset(p.split()) for n, p in reactions.items()})


def linked(bench: Bench, **changes: object) -> None:
    link = Link(id=7, status="open", stamp="S1", talk_stamp="S1")
    keep(bench.valkey, question().model_copy(update={"zendesk": link.model_copy(update=changes)}))
    bench.tickets.link(7, place())
