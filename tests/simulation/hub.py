"""The product in a simulated history: its door, its workers, its sweeper and its reconcile, on one real store."""

from collections.abc import Callable
from functools import partial
from json import dumps
from typing import Any, cast

from redis import Redis

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.events import Event
from helpdesk.domain.place import Place
from helpdesk.domain.retry import WentWrong
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.reconcile import BOTH, SLACK, ZENDESK_NEWS, Difference, Sides
from helpdesk.slack.inbound import read_event
from helpdesk.store import keys
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.tickets import Tickets
from helpdesk.zendesk.inbound import read_webhook
from tests.simulation.channels import WATCHED
from tests.simulation.office import Grounds, Office
from tests.simulation.store import Body
from tests.simulation.town import TEAM
from tests.simulation.wire import Killed

WORKERS = 3
HINT_SECONDS = 4.0


class Hub:
    """Runs the product. `crashes` are errors that no part of it expected."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._scheduler = grounds.scheduler
        self._mailbox = _Watched(grounds.redis, self._put)
        self._bodies: list[Body] = []
        self._tickets = Tickets(grounds.redis)
        self._offices = [self.office(f"worker {number}") for number in range(WORKERS)]
        self._hints: dict[Place, int] = {}
        self._works = True
        self.due: dict[Place, float] = {}
        self.crashes: list[str] = []
        self._sweep()

    def office(self, name: str) -> Office:
        """A process that is new."""
        office = Office(name, self._grounds, self._mailbox, self._rested)
        self._bodies.append(office.body)
        return office

    @property
    def is_quiet(self) -> bool:
        return self._works and not self.due and not any(office.busy for office in self._offices)

    def loses_store(self) -> None:
        """All processes die with it, but the doors stay open; nobody works before somebody `starts_again`."""
        for body in self._bodies:
            body.is_gone = True
        self._grounds.redis.flushdb()
        self._works = False
        self._bodies.clear()
        self.due.clear()

    def starts_again(self) -> None:
        self._offices = [self.office(f"worker {number}") for number in range(WORKERS)]
        self._works = True
        self.reconcile(SLACK | ZENDESK_NEWS)

    # The doors.

    def slack_says(self, event: dict[str, Any], number: str) -> None:
        envelope = {"type": "event_callback", "team_id": TEAM, "event_id": number, "event": event}
        found = read_event(dumps(envelope).encode(), WATCHED).delivery
        if found:
            self._mailbox.put(found, self._scheduler.now)

    def zendesk_says(self, body: dict[str, Any]) -> None:
        stirred = read_webhook(dumps(body).encode(), None)
        if stirred is None:
            return
        named = Place.from_external_id(stirred.external_id)
        places = [*([named] if named else []), *self._tickets.places_of(stirred.event.ticket)]
        for place in dict.fromkeys(places):
            self._mailbox.put(Delivery(f"{stirred.delivery}:{place}", place, stirred.event), self._scheduler.now)

    def told(self, place: Place, event: Event, number: str) -> None:
        """A form or a button: whoever sent it sees whether it was taken."""
        self._mailbox.put(Delivery(number, place, event), self._scheduler.now)

    def ticket(self, place: Place) -> Ticket | None:
        return self._tickets.at(place)

    # Waking.

    def _put(self, place: Place) -> None:
        self._grounds.places.add(place)
        self.due[place] = min(self.due.get(place, 1e12), self._scheduler.now)
        self._pass_hints_on()

    def _rested(self, place: Place, wake: float | None) -> None:
        self._grounds.places.add(place)
        if wake is None:
            self.due.pop(place, None)
        else:
            self.due[place] = wake

    def _sweep(self) -> None:
        """Each second; where nothing is due a sweep does nothing."""
        if self._works and any(wake <= self._scheduler.now for wake in self.due.values()):
            grounds = self._grounds
            grounds.parts.sweeper(grounds.redis, grounds.shards).sweep(self._scheduler.now)
            self._pass_hints_on()
        self._scheduler.after(1.0, self._sweep)

    def _pass_hints_on(self) -> None:
        """What RQ does; a hint may be lost, or come late, or twice."""
        redis = self._grounds.redis
        while job := cast("bytes | None", redis.lpop(keys.QUEUE_KEY)):
            told = cast("bytes", redis.hget(f"rq:job:{job.decode()}", "description"))
            place = Place.parse(told.decode().removeprefix("attend "))
            self._hint_ends(place)
            for seconds in self._grounds.dice.arrivals("hint"):
                self._scheduler.after(seconds / 20, partial(self._attend, place))

    def _hint_ends(self, place: Place) -> None:
        """The flag that keeps hints to one at a time ends by simulated time too."""
        self._hints[place] = mine = self._hints.get(place, 0) + 1

        def end() -> None:
            if mine == self._hints[place]:
                self._grounds.redis.delete(keys.of(place, "hint"))

        self._scheduler.after(HINT_SECONDS, end)

    # The workers.

    def _attend(self, place: Place) -> None:
        if not self._works:
            return
        free = next((number for number, office in enumerate(self._offices) if not office.busy), None)
        if free is None:
            self._scheduler.after(0.2, lambda: self._attend(place))
            return
        self._offices[free].busy = True
        self._scheduler.spawn(lambda: self._work(free, place))

    def _work(self, number: int, place: Place) -> None:
        office = self._offices[number]
        try:
            office.desk.attend(place)
        except Killed:
            self._scheduler.tell(office.body.name, "dies")
            office.body.lease_ends()
            if office is self._offices[number]:
                self._offices[number] = self.office(office.body.name)
        except Exception as error:  # noqa: BLE001 - it is a violation, and is told as one
            self.crashes.append(f"attend crashed: {error!r}")
        office.busy = False

    def reconcile(self, sides: Sides) -> None:
        """In a process of its own, which may die of it."""
        if not self._works:
            return
        office = self.office("reconcile")

        def run() -> None:
            try:
                for found in office.reconciler.run(sides):
                    self._scheduler.tell("reconcile", f"found {found.event!r}")
            except (Killed, WentWrong) as error:
                self._scheduler.tell("reconcile", f"came to nothing: {error!r}")

        self._scheduler.spawn(run)

    def rules(self, channel: str) -> Rules:
        """As a process has them that is new and has no trouble."""
        rules = self.office("check").rulebook(channel)
        assert rules is not None
        return rules

    def differences(self) -> list[Difference]:
        """What reconcile would still find."""
        return list(self.office("check").reconciler.found(BOTH))


class _Watched(Mailbox):
    """Says where something was put."""

    def __init__(self, redis: "Redis", put: Callable[[Place], None]) -> None:
        super().__init__(redis)
        self._told = put

    def put(self, delivery: Delivery, now: float) -> bool:
        new = super().put(delivery, now)
        if new:
            self._told(delivery.place)
        return new
