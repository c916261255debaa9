"""What a rebuild asks of Slack and Zendesk and tells its watcher, and how it waits for what is put off."""

import time
from collections.abc import Callable
from typing import Protocol, TypeVar

from helpdesk.domain.events import Reading
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.sight import SeenTicket
from helpdesk.domain.retry import TRIES, NoRoom, TryLater, wait_before
from helpdesk.domain.seen import SeenChannel, SeenReply

T = TypeVar("T")


class SlackArchive(Protocol):
    """What is read of Slack, each call waited for as long as Slack asks. Raises TryLater or GiveUp in the end."""

    def whole(self, channel: str, me: str, read: Callable[[int], None]) -> SeenChannel: ...
    def posted(self, channel: str) -> tuple[SeenReply, ...]: ...
    def replies(self, place: Place) -> tuple[SeenReply, ...]: ...


class Page(Protocol):
    """Some tickets made for questions; `read` counts all that were gone through."""

    @property
    def tickets(self) -> tuple[SeenTicket, ...]: ...
    @property
    def read(self) -> int: ...
    @property
    def next(self) -> str | None: ...


class ZendeskArchive(Protocol):
    """What is read of Zendesk. Raises TryLater or GiveUp."""

    def exported(self, since: float, cursor: str) -> Page: ...
    def recent(self, now: float, cursor: str) -> Page: ...
    def one(self, number: int) -> SeenTicket | None: ...
    def whole(self, ticket: SeenTicket) -> SeenTicket: ...
    def moved(self, number: int) -> Reading | None: ...
    def me(self) -> int: ...


class Watcher(Protocol):
    """Who is told how it goes."""

    def part(self, what: str, total: int | None = None) -> None: ...
    def step(self, count: int = 1) -> None: ...
    def waits(self, why: str, seconds: float) -> None: ...


class Patience:
    """Calls that are put off are waited for; the watcher is told why."""

    def __init__(self, watcher: Watcher, sleep: Callable[[float], object] = time.sleep) -> None:
        self._watcher = watcher
        self._sleep = sleep

    def __call__(self, call: Callable[[], T]) -> T:
        """What the call says at last; TryLater after as many tries as an effect has."""
        tries = 1
        while True:
            try:
                return call()
            except TryLater as later:
                if tries >= TRIES:
                    raise
                seconds = later.after if isinstance(later, NoRoom) else wait_before(tries, later.after)
                tries += not isinstance(later, NoRoom)
                self._watcher.waits(later.why, seconds)
                self._sleep(seconds)
