"""The account's clock and its way of writing time; it never sleeps."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970, which a test may move forward."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0.0

    def now(self) -> float:
        return self._source() + self._ahead

    def second(self) -> int:
        """The present as Zendesk keeps it: whole seconds."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Move forward; a negative number would break every order of events."""
        if seconds < 0:
            raise ValueError(f"the clock goes forward only, not by {seconds} s")
        self._ahead += seconds


def stamp(second: int) -> str:
    """`2026-11-22T10:36:00Z`, the only form Zendesk writes."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_stamp(text: str) -> int:
    """Whole seconds of an ISO 8601 time; raises ValueError for anything else."""
    parsed = datetime.fromisoformat(text)
    return int((parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp())
