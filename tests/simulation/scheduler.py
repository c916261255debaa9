"""Simulated time: things happen one after the other, each at its moment; workers are greenlets that wait for theirs."""

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from greenlet import getcurrent, greenlet

START = 1_700_000_000.0
"""When every history begins, in seconds since 1970."""


class Scheduler:
    """Only one thing runs at a time, so that the same seed is the same history."""

    def __init__(self) -> None:
        self.now = START
        self.story: list[str] = []
        self._waiting: list[tuple[float, int, Callable[[], object]]] = []
        self._order = count()
        self._main = getcurrent()

    def __call__(self) -> float:
        return self.now

    def at(self, when: float, what: Callable[[], object]) -> None:
        heappush(self._waiting, (max(when, self.now), next(self._order), what))

    def after(self, seconds: float, what: Callable[[], object]) -> None:
        self.at(self.now + seconds, what)

    def spawn(self, run: Callable[[], object]) -> None:
        """Run this now until it sleeps for the first time. To be called by the main loop alone."""
        greenlet(run).switch()

    def sleep(self, seconds: float) -> None:
        """Let the others go on; for what was spawned."""
        self.after(seconds, getcurrent().switch)
        self._main.switch()

    def run_until(self, end: float) -> None:
        while self._waiting and self._waiting[0][0] <= end:
            self.now, _, what = heappop(self._waiting)
            what()
        self.now = max(self.now, end)

    def tell(self, who: str, what: str) -> None:
        """One line of the story."""
        self.story.append(f"{self.now - START:8.3f}  {who:<10} {what}")
