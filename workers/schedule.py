"""What happens by the clock: the sweeper each second, and reconcile at the start and at its intervals."""

import threading
import time
from collections.abc import Callable, Sequence

import structlog
from redis import RedisError

from helpdesk.domain.retry import WentWrong
from helpdesk.reconcile import Reconciler
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.sweep import Sweeper

log = structlog.get_logger()

SWEEP_SECONDS = 1.0
LOOK_SECONDS = 5.0
SLACK_SECONDS = 3600.0
ZENDESK_SECONDS = 120.0
TURN_SECONDS = 60
"""How long a reconcile belongs to the process that began it, so that several processes don't do it at once."""


def keep_schedule(sweeper: Sweeper, reconciler: Reconciler, clockwork: Clockwork, stop: threading.Event) -> None:
    """Keep the schedule in the background until `stop` is set. Any number of processes may do so."""

    def sweep() -> None:
        hinted = sweeper.sweep(time.time())
        if hinted:
            log.info("swept", hinted=hinted)

    slack = _Round("slack", SLACK_SECONDS, clockwork, lambda: reconciler.run(zendesk=False))
    zendesk = _Round("zendesk", ZENDESK_SECONDS, clockwork, lambda: reconciler.run(slack=False))
    for what, seconds in ((sweep, SWEEP_SECONDS), (slack.look, LOOK_SECONDS), (zendesk.look, LOOK_SECONDS)):
        threading.Thread(target=_each, args=(what, seconds, stop), name="schedule", daemon=True).start()


def _each(what: Callable[[], None], seconds: float, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            what()
        except (RedisError, OSError) as error:
            log.warning("schedule_put_off", error=type(error).__name__)
        stop.wait(seconds)


class _Round:
    """One side's reconcile: once when a process starts, then when the last one is an interval ago."""

    def __init__(self, side: str, seconds: float, clockwork: Clockwork, run: Callable[[], Sequence[object]]) -> None:
        self._what = f"reconcile:{side}"
        self._seconds = seconds
        self._clockwork = clockwork
        self._run = run
        self._starting = True

    def look(self) -> None:
        """Run if it is time and nobody else's turn."""
        last = self._clockwork.last(self._what)
        due = self._starting or last is None or time.time() - last >= self._seconds
        self._starting = False
        if not due or not self._clockwork.my_turn(self._what, TURN_SECONDS):
            return
        try:
            found = self._run()
        except WentWrong as error:
            log.warning("reconcile_put_off", round=self._what, why=error.why)
            return
        self._clockwork.done(self._what, time.time())
        log.info("reconciled", round=self._what, differences=len(found))
