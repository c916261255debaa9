"""The way of a call from a worker to the other side, with everything that can become of it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVar

from helpdesk.domain.retry import TryLater, WentWrong
from tests.simulation.faults import Dice
from tests.simulation.scheduler import Scheduler

T = TypeVar("T")


class Killed(BaseException):
    """No code of ours may handle it, as none can handle a real kill."""


class Caller(Protocol):
    """A worker: `step` is where it may die or stand still, and one that is gone doesn't wake from its `sleep`."""

    def step(self) -> None: ...
    def sleep(self, seconds: float) -> None: ...


class Wire:
    """Calls of one worker to one side; `timeout` in seconds."""

    def __init__(self, side: str, scheduler: Scheduler, dice: Dice, caller: Caller, timeout: float) -> None:
        self._side = side
        self._scheduler = scheduler
        self._dice = dice
        self._caller = caller
        self._timeout = timeout

    def call(self, name: str, act: Callable[[], T], *, writes: bool) -> T:
        self._caller.step()
        fate = self._dice.fate(writes=writes)
        wait, dice = self._caller.sleep, self._dice
        if fate != "fine":
            self._scheduler.tell("fault", f"{self._side} {name}: {fate}")
        if fate in {"late", "dead"}:
            self._lands_later(name, act, fate == "dead", writes=writes)
        self._scheduler.sleep(dice.latency())  # what is on its way arrives, whatever becomes of the worker
        match fate:
            case "away":
                raise TryLater(f"{self._side} can't be reached.")
            case "broken":
                raise TryLater(f"{self._side} has trouble of its own.", doubt=writes)
            case "limited":
                raise TryLater(f"{self._side} asks us to slow down.", after=dice.delay(1, 20))
        if fate == "lost":
            with suppress(WentWrong):
                act()
            wait(dice.delay(0, self._timeout))
            raise TryLater(f"{self._side} did not answer.", doubt=writes)
        answer = act()
        self._caller.step()
        wait(dice.latency())
        return answer

    def _lands_later(self, name: str, act: Callable[[], object], dead: bool, *, writes: bool) -> None:
        """The write takes effect after the worker gave it up, or after it died."""

        def land() -> None:
            self._scheduler.tell("zombie", f"{self._side} {name} lands")
            with suppress(WentWrong):
                act()

        given_up = 0.0 if dead else self._timeout
        if writes:
            self._scheduler.after(given_up + self._dice.delay(0.1, 15), land)
        if dead:
            raise Killed
        self._caller.sleep(given_up)
        raise TryLater(f"{self._side} did not answer.", doubt=True)
