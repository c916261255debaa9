"""Dying at a chosen step: what `kill -9` does, at every place where it makes a difference."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from redis import Redis

from helpdesk.domain.history import Entry
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.store.lease import Lease, Leases
from helpdesk.store.tickets import Tickets

T = TypeVar("T")


class Killed(BaseException):
    """No code of ours may handle it, as none can handle a real kill."""


class Steps:
    """Counts the steps of everybody who shares it; dies where `deadly` says so."""

    def __init__(self, deadly: Callable[[int], bool] = lambda number: False) -> None:
        self._deadly = deadly
        self.passed = 0

    def step(self) -> None:
        self.passed += 1
        if self._deadly(self.passed):
            raise Killed

    def around(self, act: Callable[[], T]) -> T:
        """The act with a step before it and one after it, when its answer is still on the way."""
        self.step()
        answer = act()
        self.step()
        return answer


class MortalLeases(Leases):
    """Leases whose holder may die before and after each call."""

    def __init__(self, redis: "Redis", steps: Steps) -> None:
        super().__init__(redis)
        self._steps = steps

    def take(self, place: Place) -> Lease | None:
        return self._steps.around(lambda: super(MortalLeases, self).take(place))

    def again(self, lease: Lease) -> Lease:
        return self._steps.around(lambda: super(MortalLeases, self).again(lease))

    def commit(self, lease: Lease, ticket: Ticket | None, absorbed: int, history: Sequence[Entry]) -> None:
        self._steps.around(lambda: super(MortalLeases, self).commit(lease, ticket, absorbed, history))

    def rest(self, lease: Lease, wake: float | None, *, although_mail_waits: bool = False) -> bool:
        return self._steps.around(
            lambda: super(MortalLeases, self).rest(lease, wake, although_mail_waits=although_mail_waits)
        )


class MortalTickets(Tickets):
    """Tickets whose user may die before and after each write."""

    def __init__(self, redis: "Redis", steps: Steps) -> None:
        super().__init__(redis)
        self._steps = steps

    def number(self, prefix: str, place: Place) -> str:
        return self._steps.around(lambda: super(MortalTickets, self).number(prefix, place))

    def link(self, zendesk: int, place: Place) -> None:
        self._steps.around(lambda: super(MortalTickets, self).link(zendesk, place))
