"""What only the demo lets people do to the product: kill a worker, compare all sides now; and what its store tells."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from redis import Redis, RedisError
from rq import Worker

from helpdesk.sandbox.strip import Passed
from helpdesk.store.watching import Seen, watch

if TYPE_CHECKING:
    from helpdesk.sandbox.controls import Controls
    from helpdesk.sandbox.strip import Strip

_AGAIN_SECONDS = 0.5
_COMPARING_SECONDS = 60.0


class Workers:
    """The demo's own workers, as RQ knows them: nobody else's are in its store."""

    def __init__(self, redis: Redis, strip: "Strip") -> None:
        self._redis, self._strip = redis, strip
        self._killed: set[int] = set()

    def kill_one(self) -> str:
        """`kill -9` of the worker that came first; the supervisor starts another."""
        try:
            known = Worker.all(connection=self._redis)
        except (RedisError, OSError):
            return "The store does not answer just now."
        for worker in sorted(known, key=lambda each: str(each.birth_date)):
            pid = worker.pid
            if pid is None or pid in self._killed:
                continue  # RQ remembers the dead for some seconds
            self._killed.add(pid)
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue  # it has ended by itself meanwhile: the next one is as good
            self._strip.tell(Passed("attend", "product", f"worker {pid}", "killed", ok=False))
            return f"Worker {pid} is killed. Another takes over, and a new one starts."
        return "No worker is running just now: one is on its way."


def offer(controls: "Controls", store_url: str, environment: Mapping[str, str], folder: Path) -> None:
    """Give the page its levers, and the strip what happens inside the product."""
    redis = Redis.from_url(store_url)
    strip = controls.strip
    controls.offer("kill_worker", Workers(redis, strip).kill_one)
    controls.offer("reconcile", lambda: _reconcile(environment, folder))
    threading.Thread(target=_overhear, args=(store_url, strip), name="strip", daemon=True).start()


def _reconcile(environment: Mapping[str, str], folder: Path) -> str:
    """What `helpdesk reconcile` does each hour by itself, now."""
    command = [sys.executable, "-m", "helpdesk", "reconcile"]
    settings = {**os.environ, **environment}
    try:
        done = subprocess.run(
            command, env=settings, cwd=folder, capture_output=True, timeout=_COMPARING_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "Comparing takes longer than a minute: is a side away?"
    if done.returncode:
        return "Not everything could be compared: is a side away? The product does it again by itself."
    return "Compared: what had been lost is made up for."


def _overhear(store_url: str, strip: "Strip") -> None:
    """Tell the strip of mailboxes and leases; wait for the store when it is away."""

    def tell(seen: Seen) -> None:
        passed = _passed(seen)
        if passed is not None:
            strip.tell(passed)

    while True:
        try:
            watch(store_url, tell)
        except (RedisError, OSError):
            time.sleep(_AGAIN_SECONDS)


def _passed(seen: Seen) -> Passed | None:
    ms = None if seen.seconds is None else round(seen.seconds * 1000)
    match seen.what:
        case "put":
            return Passed("mailbox", "product", "event", "kept", place=seen.place)
        case "taken":
            return None  # told when it is left, with how long it took
        case "left":
            return Passed("attend", "product", "attended", "done", ms=ms, place=seen.place)
        case "expired":
            return Passed("attend", "product", "lease", "ran out", ok=False, ms=ms, place=seen.place)
