"""One worker process: RQ's SimpleWorker on one queue, with the settings that make its hints cheap to lose."""

import logging
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Event
from types import FrameType
from typing import Any

import structlog
from redis import Redis, RedisError, ResponseError
from redis.backoff import ExponentialBackoff
from redis.retry import Retry
from rq import Queue, SimpleWorker
from rq.exceptions import StopRequested
from rq.serializers import JSONSerializer

from helpdesk.store.keys import QUEUE
from helpdesk.supervisor import ignore_signals, leave_in_time, stop_on_signals
from helpdesk.wiring import Wiring
from workers.attend import employ
from workers.schedule import keep_schedule

log = structlog.get_logger()

REFUSED_SECONDS = 2.0
"""How long a worker waits before it asks a store again that took nothing."""

WORKER_TTL = 30
"""Seconds. It also bounds how long an idle worker waits before it beats again."""


def work(wiring: Wiring, *, burst: bool = False, self_check: Callable[[], object] | None = None) -> None:
    """Attend to places until told to stop (SIGTERM, SIGINT), or with `burst` until no hint is left.

    Told to stop, it ends the call under way and hands the place back. A call that hangs is left in doubt, and its
    place to the end of its lease. Each worker process keeps the schedule too, so that no single process is missed.
    """
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    stop = stop_on_signals()
    leave_in_time(stop, wiring.leave_store)
    employ(replace(wiring.desk, is_stopping=stop.is_set))
    if burst:
        wiring.sweeper.sweep(wiring.desk.clock())
    else:
        keep_schedule(wiring, stop, self_check)
    try:
        _attend_until(stop, wiring.store_url, burst=burst)
    finally:
        stop.set()
        with suppress(RedisError, OSError):
            wiring.send_counts()


def _attend_until(stop: Event, url: str, *, burst: bool) -> None:
    """Without a stop: a store that is full, or can't write to its disk, ends RQ's worker, and the next one tries."""
    while not stop.is_set():
        try:
            _worker(url, stop).work(burst=burst, logging_level="WARNING")
        except StopRequested:
            return  # the signal came just before RQ's loop, or just after it
        except ResponseError as error:
            if burst:
                raise
            log.error("store_takes_nothing", error=type(error).__name__)
            with suppress(StopRequested):  # RQ's handler of signals is still there
                stop.wait(REFUSED_SECONDS)
        except RedisError:
            # RQ takes leave in the store at the end. Without a store there is nothing to take leave of.
            if not stop.is_set():
                raise
        else:
            return


class _Worker(SimpleWorker):
    """Says so at once when it is told to stop, so that a long job comes to an early end; and hears it once.

    RQ would break off the call under way at the second signal.
    """

    # RQ would wait twice as long each time the store is not there, up to a minute; it is back in a second.
    exponential_backoff_factor = 1.0

    def __init__(self, *args: Any, stop: Event, **more: Any) -> None:
        super().__init__(*args, **more)
        self._stop_event = stop

    def _install_signal_handlers(self) -> None:
        """From here on RQ hears of signals; of those that came before it would not know."""
        super()._install_signal_handlers()  # type: ignore[no-untyped-call]
        self._stop_requested = self._stop_event.is_set()

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self._stop_event.set()
        try:
            super().request_stop(signum, frame)  # type: ignore[no-untyped-call]
        finally:
            ignore_signals()

    def procline(self, message: str) -> None:
        """Keep the name that the process has: RQ would show a queue and a job there, which say nothing."""


def _worker(url: str, stop: Event) -> SimpleWorker:
    """A random name: a static one can't come back for minutes after a kill.

    The connection is RQ's own: its blocking pop needs longer time-outs than the desk's calls. A store that is started
    again is looked for all the time, for 1.5 s; a hint that is popped twice or lost meanwhile is made up for.
    """
    connection = Redis.from_url(url, retry=Retry(ExponentialBackoff(cap=0.2), 10))
    queue = Queue(QUEUE, connection=connection, serializer=JSONSerializer)
    return _Worker(
        [queue],
        stop=stop,
        name=f"helpdesk-{uuid.uuid4().hex}",
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL,
        maintenance_interval=60,
        log_job_description=False,
    )
