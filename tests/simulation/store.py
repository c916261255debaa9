"""The real store, with a chance to die or to stand still around each call, and leases that end by simulated time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from redis import Redis

from helpdesk.domain.history import Entry
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.store import keys
from helpdesk.store.lease import Lease, Leases
from helpdesk.store.tickets import Tickets
from tests.simulation.faults import Dice
from tests.simulation.scheduler import Scheduler
from tests.simulation.wire import Killed


class Body:
    """One worker process: where it may die or freeze, and the lease it holds. `name` is for the story.

    Once it `is_gone`, it does nothing any more.
    """

    def __init__(self, name: str, redis: "Redis", scheduler: Scheduler, dice: Dice) -> None:
        self.name = name
        self.lease: Lease | None = None
        self.is_gone = False
        self._redis = redis
        self._scheduler = scheduler
        self._dice = dice

    def step(self) -> None:
        if self.is_gone or self._dice.dies():
            raise Killed
        frozen = self._dice.frozen_for()
        if frozen:
            self._scheduler.tell(self.name, f"stands still for {frozen:.1f} s")
            self.lease_ends(within=frozen)
            self.sleep(frozen)

    def sleep(self, seconds: float) -> None:
        self._scheduler.sleep(seconds)
        if self.is_gone:
            raise Killed

    def lease_ends(self, within: float = 60.0) -> None:
        """Nobody renews it any more, at least for that many seconds."""
        lease, left = self.lease, self._dice.lease_left()
        if lease is None or left > within:
            return

        def end() -> None:
            key = keys.of(lease.place, "lease")
            if self._redis.get(key) == lease.token.encode():
                self._redis.delete(key)

        self._scheduler.after(left, end)


class SimulatedLeases(Leases):
    """`rested` is told of each wake time written."""

    def __init__(self, redis: "Redis", body: Body, rested: Callable[[Place, float | None], None]) -> None:
        super().__init__(redis)
        self.redis = redis
        self._body = body
        self._rested = rested

    def take(self, place: Place) -> Lease | None:
        self._body.step()
        self._body.lease = lease = super().take(place)
        self._body.step()
        return lease

    def again(self, lease: Lease) -> Lease:
        self._body.step()
        again = super().again(lease)
        self._body.step()
        return again

    def commit(self, lease: Lease, ticket: Ticket | None, absorbed: int, history: Sequence[Entry]) -> None:
        self._body.step()
        super().commit(lease, ticket, absorbed, history)
        self._body.step()

    def rest(self, lease: Lease, wake: float | None, *, although_mail_waits: bool = False) -> bool:
        self._body.step()
        rests = super().rest(lease, wake, although_mail_waits=although_mail_waits)
        if rests:
            self._rested(lease.place, wake)
        self._body.step()
        return rests

    @contextmanager
    def kept(self, lease: Lease, on_trouble: Callable[[str], None]) -> Iterator[None]:
        """Renewed for as long as the body lives and moves."""
        yield


class UnfencedLeases(SimulatedLeases):
    """Every commit is taken, whoever holds the lease by now."""

    def commit(self, lease: Lease, ticket: Ticket | None, absorbed: int, history: Sequence[Entry]) -> None:
        self.redis.set(keys.of(lease.place, "lease"), lease.token, px=5000)
        lease.rev = int(self.redis.hget(keys.of(lease.place, "ticket"), "rev") or 0)
        super().commit(lease, ticket, absorbed, history)


class MortalTickets(Tickets):
    def __init__(self, redis: "Redis", body: Body) -> None:
        super().__init__(redis)
        self._body = body

    def number(self, prefix: str, place: Place) -> str:
        self._body.step()
        return super().number(prefix, place)

    def link(self, zendesk: int, place: Place) -> None:
        self._body.step()
        super().link(zendesk, place)
        self._body.step()
