"""Up to when a process knows what happened in a channel, so that nobody is warned of what was only missed."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from helpdesk.store.clockwork import Clockwork, compared, in_slack

FIRST_SECONDS = 600.0
"""How long after a start the first comparison may take before nobody waits for it any more."""


@dataclass(frozen=True, slots=True)
class Known:
    """Up to when it is known what happened in a channel, for a process that began at `began`: by its last comparison,
    and after a while, in which one would have been made, always. Redis errors come up.
    """  # noqa: D205 - one sentence

    clockwork: Clockwork
    began: float
    clock: Callable[[], float] = time.time

    def __call__(self, channel: str) -> float:
        if self.clock() - self.began > FIRST_SECONDS:
            return inf
        return self.clockwork.last(compared(in_slack(channel))) or 0.0
