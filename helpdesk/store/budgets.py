"""Budgets that all processes share: who may call outside now, and who has to wait how long.

How urgent a call is stands in a context variable, so that it needn't be carried through every signature down to the
client: the desk sets it for each effect, the schedule and the commands for all they read.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import cast

import structlog
from redis import Redis, RedisError

from helpdesk.domain.budget import Budget, Room, Said, Urgency
from helpdesk.domain.retry import NoRoom
from helpdesk.store import keys
from helpdesk.store.scripts import source

log = structlog.get_logger()

RESERVE = {Urgency.AT_ONCE: 0.0, Urgency.STATUS: 0.0, Urgency.COMMENT: 0.2, Urgency.REST: 0.5}
"""The share of a burst that a class leaves to those that go before it."""

BEGINNING = 0.1
"""The share that the first call of an effect leaves besides, so that what was begun can be ended."""

NEARLY_USED_UP = 0.1
"""The share of a limit below which the store is told of each number that the other side says is left."""

SPREAD_SECONDS = 10.0
"""Those who wait for the same budget come again one after the other within so many seconds."""

AWAY_SECONDS = 2.0
"""A store that did not answer is not asked for so long, since every call would wait for it."""


@dataclass(slots=True)
class _Spending:
    urgency: Urgency
    patience: float = 0.0
    spent: Counter[str] = field(default_factory=Counter)
    is_piece: bool = True


_SPENDING: ContextVar[_Spending | None] = ContextVar("spending", default=None)


@contextmanager
def spending(urgency: Urgency, *, patience: float = 0.0) -> Iterator[None]:
    """All calls of this block are of this class, and of one piece: once begun, they go before others of the class.

    With `patience` a call that finds no room waits so many seconds for it: for commands and the schedule's threads. A
    worker has none, and never waits.
    """
    token = _SPENDING.set(_Spending(urgency, patience))
    try:
        yield
    finally:
        _SPENDING.reset(token)


class Budgets:
    """The budgets of one side, `slack` or `zendesk`. `urgency` is for calls outside of any `spending`.

    While the store is away every call may go: nothing else can be done then in any case, and a form still opens.
    """

    def __init__(
        self, redis: Redis, side: str, urgency: Urgency = Urgency.STATUS, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.side = side
        self._urgency = urgency
        self._sleep = sleep
        self._redis = redis
        self._away_until = 0.0
        self._spend = redis.register_script(source("spend"))
        self._close = redis.register_script(source("close"))
        self._lower = redis.register_script(source("lower"))

    def take(self, costs: Sequence[Budget]) -> Mapping[str, Room]:
        """Room for one call in all these budgets or in none; what is left in each. Raises NoRoom."""
        spending_now = _SPENDING.get() or _Spending(self._urgency, is_piece=False)
        patience = spending_now.patience
        if time.monotonic() < self._away_until:
            return {}
        try:
            while isinstance(found := self._asked(costs, spending_now), NoRoom):
                patience -= found.after
                if patience < 0:
                    raise found
                self._sleep(found.after)
        except (RedisError, OSError) as error:
            self._away_until = time.monotonic() + AWAY_SECONDS
            log.warning("budget_not_asked", side=self.side, error=type(error).__name__)
            return {}
        spending_now.spent.update(budget.name for budget in costs)
        return found

    def told(self, taken: Mapping[str, Room], said: Sequence[Said]) -> None:
        """What an answer said is left; `taken` is what `take` said before. Says nothing to the store that it knows."""
        news = [each for each in said if _is_news(taken.get(each.budget.name), each)]
        arguments = [number for each in news for number in (each.limit, each.left, each.resets)]
        if news:
            self._send(self._lower, [self._key(each.budget) for each in news], arguments)

    def close(self, costs: Sequence[Budget], seconds: float) -> None:
        """Nothing of this goes out for so many seconds, whoever wants it: the other side said 429.

        One that isn't counted for us then begins at its pace and not with a burst: it was spent faster than we knew.
        """
        log.warning("budget_closed", side=self.side, budgets=[b.name for b in costs], seconds=seconds)
        arguments = [part for b in costs for part in (b.calls, _pace(b), 0 if b.counted else b.burst, b.kind)]
        names = [keys.closings(self.side), *(self._key(budget) for budget in costs)]
        self._send(self._close, names, [seconds, *arguments])

    def left(self, costs: Sequence[Budget]) -> Mapping[str, Room]:
        """What budgets hold now, for those who watch; it takes nothing. Redis errors come up."""
        found = self._asked(costs, _Spending(Urgency.STATUS), look=True)
        return found if not isinstance(found, NoRoom) else {}

    def closings(self) -> Mapping[str, int]:
        """How often each kind of call was answered with 429 since the store began. Redis errors come up."""
        found = cast("Mapping[bytes, bytes]", self._redis.hgetall(keys.closings(self.side)))
        return {kind.decode(): int(count) for kind, count in found.items()}

    def _asked(self, costs: Sequence[Budget], by: _Spending, *, look: bool = False) -> Mapping[str, Room] | NoRoom:
        """What is left in each, or which has no room for how long."""
        how = "look" if look else "overdraw" if by.urgency is Urgency.AT_ONCE else "take"
        arguments: list[str | float] = [int(by.urgency), how, SPREAD_SECONDS]
        for budget in costs:
            run = by.spent[budget.name]
            share = RESERVE[by.urgency] + (BEGINNING if by.is_piece and not run else 0.0)
            arguments += [budget.calls, _pace(budget), budget.burst, share, run + 1]
        found = self._spend(keys=[self._key(budget) for budget in costs], args=arguments)
        numbers = [float(number) for number in found]
        if not numbers[0]:
            return NoRoom(numbers[1], costs[int(numbers[2]) - 1].name)
        return {budget.name: Room(*numbers[i * 3 + 1 : i * 3 + 4]) for i, budget in enumerate(costs)}

    def _send(self, script: Callable[..., object], names: list[str], arguments: Sequence[str | float]) -> None:
        try:
            script(keys=names, args=arguments)
        except (RedisError, OSError) as error:
            log.warning("budget_not_told", side=self.side, error=type(error).__name__)

    def _key(self, budget: Budget) -> str:
        return keys.budget(self.side, budget.name)


def _pace(budget: Budget) -> float:
    """Calls a second."""
    return budget.steady * budget.calls / budget.seconds


def _is_news(room: Room | None, said: Said) -> bool:
    """Whether the store would let more go than is left, or soon will, or doesn't know the limit."""
    return room is None or said.limit != room.limit or said.left < room.calls + NEARLY_USED_UP * said.limit
