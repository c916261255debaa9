"""After a change of the configuration every open question is looked at once: wake times may be others by it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from zlib import crc32

import structlog

from helpdesk.config import Config
from helpdesk.domain.ticket import Ticket
from helpdesk.store.clockwork import Clockwork

log = structlog.get_logger()

PLANNED = "planned"
APART_SECONDS = 0.01
"""Between one question and the next, so that what people do now is not held up by it."""


@dataclass(frozen=True, slots=True)
class Replanning:
    """`live` gives the tickets that are not over. Killed on the way, it begins anew. Redis errors come up."""

    config: Config
    live: Callable[[], Iterable[Ticket]]
    clockwork: Clockwork
    clock: Callable[[], float] = time.time

    def run(self) -> None:
        """Wake them, unless they were planned with these very channels."""
        now = self.clock()
        channels = "".join(channel.model_dump_json() for channel in self.config.channels)
        fingerprint = float(crc32(channels.encode()))
        if self.clockwork.last(PLANNED) == fingerprint:
            return
        woken = count()
        for ticket in self.live():
            self.clockwork.wake(ticket.place, now + APART_SECONDS * next(woken))
        self.clockwork.done(PLANNED, fingerprint)
        log.info("planned_anew", questions=next(woken))
