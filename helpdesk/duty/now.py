"""Who is on duty for a channel now: kept in each process for a few seconds, so that decisions don't wait for it."""

from collections.abc import Callable
from typing import NamedTuple

import structlog

from helpdesk.config import Config
from helpdesk.config.duty import DutyConfig
from helpdesk.duty import Rotas, somebody
from helpdesk.store.duty import Duties, Facts
from helpdesk.store.lease import STORE_ERRORS

log = structlog.get_logger()

FRESH_SECONDS = 5.0
"""How long what the store said is used: a swap holds everywhere after so long. Handovers are to the second."""

Levels = tuple[tuple[str, ...], ...]
"""For each level, first to last, the Slack ids of those on duty; who has no Slack is left out."""


class _Answer(NamedTuple):
    """Holds from `since` until just before `until`, or until the store is read again."""

    levels: Levels
    since: float
    until: float | None


class DutyNow:
    """Raises nothing: while the store is away, what it said last holds. A channel without duty costs nothing."""

    def __init__(self, config: Config, duties: Duties, clock: Callable[[], float]) -> None:
        self._config = config
        self._rotas = Rotas(config)
        self._duties = duties
        self._clock = clock
        self._facts = Facts({}, {}, ())
        self._read: float | None = None
        self._answers: dict[str, _Answer] = {}

    def __call__(self, channel: str) -> Levels:
        """The levels of the channel's duty; empty when it has none."""
        duty = self._config.duty_of(channel) if self._config.duty else None
        if duty is None:
            return ()
        now = self._clock()
        if self._read is None or not 0 <= now - self._read < FRESH_SECONDS:
            self._read_again(now)
        known = self._answers.get(duty.team)
        if known is None or not known.since <= now < (known.until or now + 1):
            known = self._answers[duty.team] = self._answer(duty, now)
        return known.levels

    def _read_again(self, now: float) -> None:
        self._read = now
        try:
            facts = self._duties.facts()
        except STORE_ERRORS as error:
            log.warning("duties_not_read", error=type(error).__name__)
            return
        self._facts = facts
        self._answers.clear()

    def _answer(self, duty: DutyConfig, now: float) -> _Answer:
        found = self._rotas.who(duty, self._facts, now, now).levels
        levels = tuple(
            tuple(dict.fromkeys(id_ for who in level.people if (id_ := somebody(who, self._facts).id)))
            for level in found
        )
        return _Answer(levels, now, min((level.until for level in found if level.until is not None), default=None))
