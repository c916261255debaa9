"""One worker process: RQ's SimpleWorker on one queue, with the settings that make its hints cheap to lose."""

import logging
import threading
import uuid

from redis import Redis
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

from helpdesk.store.keys import QUEUE
from helpdesk.wiring import Wiring
from workers.attend import employ
from workers.schedule import keep_dropping, keep_schedule

WORKER_TTL = 30
"""Seconds. It also bounds how long an idle worker waits before it beats again."""


def work(wiring: Wiring, *, burst: bool = False) -> None:
    """Attend to places until told to stop (SIGTERM, SIGINT), or with `burst` until no hint is left.

    Each worker process keeps the schedule too, so that no single process is missed.
    """
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    employ(wiring.desk)
    stop = threading.Event()
    if burst:
        wiring.sweeper.sweep(wiring.desk.clock())
    else:
        keep_schedule(wiring.sweeper, wiring.reconciler, wiring.renew_offer, wiring.clockwork, stop)
        keep_dropping(wiring.privacy.round, wiring.clockwork, stop)
    try:
        _worker(wiring.store_url).work(burst=burst, logging_level="WARNING")
    finally:
        stop.set()


def _worker(url: str) -> SimpleWorker:
    """A random name: a static one can't come back for minutes after a kill.

    The connection is RQ's own: its blocking pop needs longer time-outs than the desk's calls.
    """
    connection = Redis.from_url(url)
    queue = Queue(QUEUE, connection=connection, serializer=JSONSerializer)
    return SimpleWorker(
        [queue],
        name=f"helpdesk-{uuid.uuid4().hex}",
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL,
        maintenance_interval=60,
        log_job_description=False,
    )
