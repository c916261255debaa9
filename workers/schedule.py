"""What happens by the clock: the sweeper each second, reconcile and others at the start and in intervals."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import structlog
from redis import RedisError

from helpdesk.domain.budget import Urgency
from helpdesk.domain.place import Place, permalink
from helpdesk.domain.retry import WentWrong
from helpdesk.duty_wiring import duty_round, swap_round
from helpdesk.languages.speech import Speech
from helpdesk.left_aside import ListRound, Lists
from helpdesk.reconcile import OVERLAP_SECONDS, SLACK, SLACK_SECONDS, ZENDESK_NEWS, ZENDESK_SECONDS, Sides
from helpdesk.replanning import Replanning
from helpdesk.shadow import DAY_SECONDS, Shadow
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.left_aside import AsideTelling
from helpdesk.slack.readers import Readers
from helpdesk.stats_wiring import stats_round
from helpdesk.store.budgets import spending
from helpdesk.store.clockwork import Clockwork
from helpdesk.surprises import where
from helpdesk.wiring import Wiring

log = structlog.get_logger()

SWEEP_SECONDS = 1.0
STATS_SECONDS = 2.0
COUNT_SECONDS = 5.0
LOOK_SECONDS = 5.0
OFFER_SECONDS = 3600.0
CHECK_SECONDS = 3600.0
TURN_SECONDS = 60.0
"""How long a round belongs to the process that began it when that one is killed; one that lives keeps it.

The turn is not given back, so that processes which start together make it once: no round comes more often.
"""

PATIENCE_SECONDS = 600.0
"""How long one call of a round waits for room in a budget. These threads are no workers: nobody is held up."""

SHORT_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Round:
    """Something to be done by one of all processes when its last time is `seconds` ago, or before `since`."""

    what: str
    seconds: float
    clockwork: Clockwork
    run: Callable[[], object]
    since: float = 0.0
    clock: Callable[[], float] = time.time
    turn_seconds: float = TURN_SECONDS

    def look(self) -> None:
        """Run if it is time and nobody else's turn. What fails is tried again well before the interval is over."""
        turn = self.clockwork.turn(self.what, self.turn_seconds) if self._is_due() else None
        if turn is None:
            return
        try:
            with turn.kept(self.turn_seconds), spending(Urgency.REST, patience=PATIENCE_SECONDS):
                self.run()
        except WentWrong as error:
            log.warning("round_put_off", round=self.what, why=error.why)
            turn.keep(max(self.turn_seconds, self.seconds / 12))
            return
        self.clockwork.done(self.what, self.clock())
        log.info("round_done", round=self.what)

    def _is_due(self) -> bool:
        """Whether nobody has come through with it for an interval. A last time far ahead is of a clock gone wrong."""
        last = self.clockwork.last(self.what)
        return last is None or last < self.since or abs(self.clock() - last) >= self.seconds


def keep_schedule(wiring: Wiring, stop: threading.Event, self_check: Callable[[], object] | None = None) -> None:
    """Keep the schedule in the background until `stop` is set. Any number of processes may do so."""

    def sweep() -> None:
        hinted = wiring.sweeper.sweep(time.time())
        if hinted:
            log.info("swept", hinted=hinted)

    _keep(sweep, SWEEP_SECONDS, stop)
    _keep(wiring.send_counts, COUNT_SECONDS, stop)
    _keep(_patient(stats_round(wiring).run), STATS_SECONDS, stop)
    for each in _rounds(wiring, self_check):
        _keep(each.look, LOOK_SECONDS, stop)


def _patient(run: Callable[[], None]) -> Callable[[], None]:
    """What somebody waits for, though not at a door: a while for room, and that after what is to be there for all."""

    def run_patiently() -> None:
        with spending(Urgency.REST, patience=SHORT_PATIENCE_SECONDS):
            run()

    return run_patiently


def _rounds(wiring: Wiring, self_check: Callable[[], object] | None) -> Iterator[Round]:
    """What is done in intervals. The self-check is looked at each hour, and knows itself whether it is time."""
    start, clockwork, renew_offer = time.time(), wiring.clockwork, wiring.renew_offer

    def reconcile(sides: Sides, spared: float = 0.0) -> None:
        log.info("reconciled", differences=len(wiring.reconciler.run(sides, spared=spared)))

    yield Round("reconcile:slack", SLACK_SECONDS, clockwork, lambda: reconcile(SLACK, OVERLAP_SECONDS), start)
    yield Round("reconcile:zendesk", ZENDESK_SECONDS, clockwork, lambda: reconcile(ZENDESK_NEWS), start)
    yield Round("words", DAY_SECONDS, clockwork, wiring.privacy.round)
    if wiring.config.duty:
        yield Round("duty", TURN_SECONDS, clockwork, duty_round(wiring).run, start)
        yield Round("swaps", TURN_SECONDS, clockwork, swap_round(wiring).run)
    yield Round("replanning", DAY_SECONDS, clockwork, _replanning(wiring).run, start)
    if any(channel.lists for channel in wiring.config.channels):
        yield Round("lists", TURN_SECONDS, clockwork, _lists(wiring).run)
    if renew_offer:
        yield Round("offer:zendesk", OFFER_SECONDS, clockwork, renew_offer, start)
    for each in _shadows(wiring):
        yield Round(each.round, DAY_SECONDS, clockwork, each.tell)
    if self_check:
        yield Round("self-check", CHECK_SECONDS, clockwork, self_check, start)


def _replanning(wiring: Wiring) -> Replanning:
    return Replanning(wiring.config, wiring.tickets.live, wiring.clockwork)


def _lists(wiring: Wiring) -> ListRound:
    """The lists of every channel that wants some."""
    directory, rules = wiring.directory, wiring.rulebook
    telling = AsideTelling(wiring.slack_calls(), directory, Readers(directory, wiring.config.language))
    live, clockwork = wiring.tickets.live, wiring.clockwork
    return ListRound(
        [
            Lists(channel.id, channel.lists.at, channel.working_hours, rules, live, clockwork, telling)
            for channel in wiring.config.channels
            if channel.lists
        ]
    )


def _shadows(wiring: Wiring) -> Iterator[Shadow]:
    """The channels in shadow mode, each with who reads its summary."""

    def say(announcement: Announcement, doubt: bool) -> None:
        announce(wiring.slack_calls(), announcement, doubt=doubt)

    def link(place: Place) -> str:
        return permalink(wiring.directory.myself().url, place.channel, place.ts)

    for channel in wiring.config.channels:
        if channel.shadow:
            to, speech = channel.agents_channel or channel.shadow_to, Speech(channel.language)
            yield Shadow(channel.id, to, speech, wiring.tickets, wiring.clockwork, say, link)


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
