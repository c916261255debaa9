"""What passes between Slack, Zendesk and the product, as the strip on the page shows it. It asks nobody."""

import itertools
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

Lane = Literal["door", "mailbox", "attend", "call"]
Side = Literal["slack", "zendesk", "product"]


@dataclass(frozen=True, slots=True)
class Passed:
    """One thing that passed: a delivery to a door, an event in a mailbox, an attending, a call.

    `place` is `team:channel:ts` where it is known; `ms` is how long it took, None where nothing took time.
    `number` is given by the strip.
    """

    lane: Lane
    side: Side
    what: str
    status: str = ""
    ok: bool = True
    ms: int | None = None
    place: str = ""
    time: float = field(default_factory=time.time)
    number: int = 0


class Strip:
    """The last entries, oldest first. Safe to use from any thread; `watchers` are called with each entry."""

    def __init__(self, keep: int = 400) -> None:
        self._entries: deque[Passed] = deque(maxlen=keep)
        self._numbers = itertools.count(1)
        self.watchers: list[Callable[[], None]] = []

    def tell(self, passed: Passed) -> None:
        self._entries.append(replace(passed, number=next(self._numbers)))
        for watcher in list(self.watchers):
            watcher()

    def after(self, number: int) -> list[Passed]:
        """All of them when the number is of a strip that was before this one."""
        entries = list(self._entries)
        is_known = bool(entries) and number <= entries[-1].number
        return [each for each in entries if not is_known or each.number > number]
