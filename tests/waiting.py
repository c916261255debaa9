"""Waiting for a fact, for as long as a machine that is busy with other things may take."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 60.0
"""Seconds until a test gives up; some hundredths suffice on a quiet machine."""

T = TypeVar("T")


def until(seen: Callable[[], T | None], what: str, seconds: float = PATIENCE) -> T:
    """The first true answer; an assertion that says what was waited for when there is none in time."""
    end, pause = time.monotonic() + seconds, 0.005
    while True:
        answer = seen()
        if answer:
            return answer
        assert time.monotonic() < end, f"never seen: {what}"
        time.sleep(pause)
        pause = min(1.5 * pause, 0.05)  # whoever waits long looks seldom: looking takes time from what is waited for
