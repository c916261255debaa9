"""What happens by the clock: the sweeper, each second."""

import threading
import time

import structlog
from redis import RedisError

from helpdesk.store.sweep import Sweeper

log = structlog.get_logger()

SWEEP_SECONDS = 1.0


def keep_schedule(sweeper: Sweeper, stop: threading.Event) -> None:
    """Sweep each second until `stop` is set. Any number of processes may do so at once."""
    while not stop.wait(SWEEP_SECONDS):
        try:
            hinted = sweeper.sweep(time.time())
        except (RedisError, OSError) as error:
            log.warning("sweep_put_off", error=type(error).__name__)
            continue
        if hinted:
            log.info("swept", hinted=hinted)
