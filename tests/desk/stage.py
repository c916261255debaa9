"""A desk on a real store, with wings of memory and a clock that only we move."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from redis import Redis

from helpdesk.desk import Desk
from helpdesk.domain.events import Event, ReactionAdded, ReactionRemoved
from helpdesk.domain.place import Place
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.hands import Files, Wings
from helpdesk.metrics import Metrics
from helpdesk.store import keys
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.parked import ParkedDeliveries
from helpdesk.store.tickets import Tickets
from tests.desk.fakes import ME, FakeSlack, FakeZendesk
from tests.desk.files import FakeSlackFiles, FakeZendeskFiles
from tests.desk.posted import Posted
from tests.desk.steps import MortalLeases, MortalTickets, Steps
from tests.letters import delivery, place

START = 1_700_000_100.0
GRACE = 30.0

RULES = Rules(
    reactions={
        "eyes": State.SEEN,
        "wrench": State.WORKING,
        "hourglass": State.WAITING,
        "white_check_mark": State.RESOLVED,
        "no_entry_sign": State.DISMISSED,
        "ticket": "escalate",
    },
    responders=Responders(frozenset({"U0IRIS", "U0IVAN"})),
    grace=GRACE,
    zendesk=True,
    bot_user="U0BOT",
    zendesk_me=ME,
)


@dataclass
class Clock:
    now: float = START

    def __call__(self) -> float:
        return self.now


def no_deaths() -> Steps:
    return Steps()


@dataclass
class Stage:
    """One desk and all around it. `rules` may be replaced by anything the desk may meet."""

    valkey: Redis
    steps: Steps = field(default_factory=no_deaths)
    clock: Clock = field(default_factory=Clock)
    rules: Callable[[str], Rules | None] = field(default=lambda _: RULES)
    is_outside: Callable[[str], bool] = field(default=lambda _: False)

    def __post_init__(self) -> None:
        self.slack = FakeSlack(self.steps)
        self.zendesk = FakeZendesk(self.steps)
        self.slack_files, self.zendesk_files = FakeSlackFiles(self.steps), FakeZendeskFiles(self.steps)
        self.tickets = Tickets(self.valkey)
        self.parked = ParkedDeliveries(self.valkey)
        self.metrics = Metrics()
        self._mailbox = Mailbox(self.valkey)
        self._delivered = 0

    @property
    def desk(self) -> Desk:
        return Desk(
            MortalLeases(self.valkey, self.steps),
            MortalTickets(self.valkey, self.steps),
            self.parked,
            self._mailbox,
            self.rules,
            Wings(self.slack, self.zendesk, Files(self.slack_files, self.zendesk_files), self.slack_files),
            self.clock,
            self.metrics,
            is_outside=self.is_outside,
        )

    def tell(self, *events: Event, at: Place | None = None) -> None:
        """Deliver the events, each once."""
        for event in events:
            self._delivered += 1
            self._mailbox.put(delivery(f"Ev{self._delivered}", event, at), self.clock())

    def marks(self, emoji: str, person: str = "U0IRIS", at: Place | None = None) -> None:
        """A person puts a reaction on, a second after whatever was before, and the desk attends."""
        self.marks_come(emoji, person, at)
        self.attend(at)

    def marks_come(self, emoji: str, person: str = "U0IRIS", at: Place | None = None) -> None:
        self.clock.now += 1
        self.tell(ReactionAdded(person=person, emoji=emoji, at=self.clock()), at=at)

    def unmarks(self, emoji: str, person: str = "U0IRIS") -> None:
        self.clock.now += 1
        self.tell(ReactionRemoved(person=person, emoji=emoji, at=self.clock()))
        self.attend()

    def attend(self, at: Place | None = None) -> None:
        self.desk.attend(at or place())

    def later(self, seconds: float) -> None:
        """Time passes, and the sweeper wakes the place if it wants to be woken."""
        self.clock.now += seconds
        wake = self.wakes()
        if wake is not None and wake <= self.clock():
            self.attend()

    def settle(self) -> None:
        """Time passes until the place sleeps for ever."""
        self.settle_until(lambda: self.wakes() is None)

    def settle_until(self, settled: Callable[[], bool]) -> None:
        """Time passes, from one wake time to the next."""
        for _ in range(200):
            if settled():
                return
            self.clock.now = max(self.clock.now, self.wakes() or 0.0)
            self.attend()
        raise AssertionError("the place never comes to rest")

    def dies(self) -> None:
        """A worker is gone, and its lease runs out."""
        self.valkey.delete(keys.of(place(), "lease"))

    def wakes(self, at: Place | None = None) -> float | None:
        at = at or place()
        score: float | None = self.valkey.zscore(keys.due(keys.shard_of(at)), str(at))
        return score

    @property
    def ticket(self) -> Ticket:
        found = self.tickets.at(place())
        assert found is not None
        return found

    @property
    def message(self) -> Posted:
        """The one status message."""
        (message,) = self.slack.posted
        return message

    def history(self) -> list[str]:
        """What happened, in its names."""
        return [line.what for line in self.tickets.history(place())]


def without_zendesk(channel: str) -> Rules:
    return replace(RULES, zendesk=False)
