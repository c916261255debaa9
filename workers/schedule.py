"""What happens by the clock: the sweeper each second, reconcile and the form's offer at the start and in intervals."""

import threading
import time
from collections.abc import Callable, Sequence

import structlog
from redis import RedisError

from helpdesk.desk import where
from helpdesk.domain.budget import Urgency
from helpdesk.domain.retry import WentWrong
from helpdesk.reconcile import OVERLAP_SECONDS, SLACK, ZENDESK_NEWS, Reconciler
from helpdesk.store.budgets import spending
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.sweep import Sweeper

log = structlog.get_logger()

SWEEP_SECONDS = 1.0
COUNT_SECONDS = 5.0
LOOK_SECONDS = 5.0
OFFER_SECONDS = 3600.0
CHECK_SECONDS = 3600.0
SLACK_SECONDS = 3600.0
ZENDESK_SECONDS = 120.0
WORDS_SECONDS = 24 * 3600.0
TURN_SECONDS = 60
"""How long a reconcile belongs to the process that began it, so that several processes don't do it at once."""

PATIENCE_SECONDS = 600.0
"""How long one call of a round waits for room in a budget. These threads are no workers: nobody is held up."""


def keep_schedule(
    sweeper: Sweeper,
    reconciler: Reconciler,
    renew_offer: Callable[[], object] | None,
    clockwork: Clockwork,
    stop: threading.Event,
) -> None:
    """Keep the schedule in the background until `stop` is set. Any number of processes may do so.

    `renew_offer` asks Zendesk what there is to choose from in the form; None without Zendesk.
    """

    def sweep() -> None:
        hinted = sweeper.sweep(time.time())
        if hinted:
            log.info("swept", hinted=hinted)

    rounds = [
        _Round(
            "reconcile:slack",
            SLACK_SECONDS,
            clockwork,
            lambda: _reconciled(reconciler.run(SLACK, spared=OVERLAP_SECONDS)),
        ),
        _Round("reconcile:zendesk", ZENDESK_SECONDS, clockwork, lambda: _reconciled(reconciler.run(ZENDESK_NEWS))),
    ]
    if renew_offer:
        rounds.append(_Round("offer:zendesk", OFFER_SECONDS, clockwork, renew_offer))
    _keep(sweep, SWEEP_SECONDS, stop)
    for each in rounds:
        _keep(each.look, LOOK_SECONDS, stop)


def keep_dropping(words: Callable[[], object], clockwork: Clockwork, stop: threading.Event) -> None:
    """Drop the words that were kept long enough, each day until `stop` is set."""
    _keep(_Round("words", WORDS_SECONDS, clockwork, words, at_start=False).look, LOOK_SECONDS, stop)


def keep_checking(self_check: Callable[[], object], clockwork: Clockwork, stop: threading.Event) -> None:
    """Look each hour until `stop` is set whether it is time for the self-check, which knows that itself."""
    _keep(_Round("self-check", CHECK_SECONDS, clockwork, self_check).look, LOOK_SECONDS, stop)


def keep_counting(send_counts: Callable[[], None], stop: threading.Event) -> None:
    """Hand this process's counts to the store every few seconds until `stop` is set."""
    _keep(send_counts, COUNT_SECONDS, stop)


def _reconciled(found: Sequence[object]) -> None:
    log.info("reconciled", differences=len(found))


def _keep(what: Callable[[], None], seconds: float, stop: threading.Event) -> None:
    threading.Thread(target=_each, args=(what, seconds, stop), name="schedule", daemon=True).start()


def _each(what: Callable[[], None], seconds: float, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            what()
        except (RedisError, OSError) as error:
            log.warning("schedule_put_off", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - a surprise must not end the sweeper, or a round, for good
            log.error("schedule_crashed", error=where(error))
        stop.wait(seconds)


class _Round:
    """Something to be done when its last time is an interval ago, and with `at_start` once after a process starts."""

    def __init__(
        self, what: str, seconds: float, clockwork: Clockwork, run: Callable[[], object], *, at_start: bool = True
    ) -> None:
        self._what = what
        self._seconds = seconds
        self._clockwork = clockwork
        self._run = run
        self._since = time.time() if at_start else 0.0

    def look(self) -> None:
        """Run if it is time and nobody else's turn. What fails is tried again well before the interval is over."""
        if not self._is_due() or not self._clockwork.my_turn(self._what, TURN_SECONDS):
            return
        try:
            with spending(Urgency.REST, patience=PATIENCE_SECONDS, meanwhile=self._go_on):
                self._run()
        except WentWrong as error:
            log.warning("reconcile_put_off", round=self._what, why=error.why)
            self._go_on(max(TURN_SECONDS, int(self._seconds / 12)))
            return
        self._clockwork.done(self._what, time.time())
        log.info("round_done", round=self._what)

    def _is_due(self) -> bool:
        """Whether nobody has come through with it since this process started, or for an interval.

        A last time far ahead is that of a clock that went wrong.
        """
        last = self._clockwork.last(self._what)
        return last is None or last < self._since or abs(time.time() - last) >= self._seconds

    def _go_on(self, seconds: int = TURN_SECONDS) -> None:
        self._clockwork.still_my_turn(self._what, seconds)
