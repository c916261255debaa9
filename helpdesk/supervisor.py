"""Keeps a set of child processes alive: one that dies is started again, and all end with their parent."""

import atexit
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import structlog
from setproctitle import setproctitle

from helpdesk.surprises import where

log = structlog.get_logger()

LOOK_SECONDS = 0.1
STOP_SECONDS = 8.0
"""How long the children may take to end; the store is stopped after them."""

ALL_SECONDS = 9.5
"""How long their parent takes with all of that at most."""

LEAVE_SECONDS = 6.5
LAST_SECONDS = 2.5
"""What is left of the 10 s for the very last thing."""

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_PAUSES = (0.1, 0.1, 0.3, 1.0, 2.0, 5.0)
_STEADY_SECONDS = 5.0
"""Who lived so long had begun to work: its death is no reason to wait before the next start."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something to be kept running in a process of its own. `run` is a function of a module: it may be pickled."""

    name: str
    run: Callable[[], None]


@dataclass
class Child:
    """A part and the process that runs it, if one does."""

    part: Part
    process: BaseProcess | None = None
    deaths: int = 0
    started: float = 0.0
    not_before: float = 0.0


@dataclass
class Supervisor:
    """Starts the parts, and starts them again. `look_after` is called at each look."""

    parts: Sequence[Part]
    environment: Mapping[str, str]
    look_after: Callable[[], None] = field(default=lambda: None)
    folder: Path | None = None

    def run(self, stop: threading.Event) -> None:
        """Keep the parts running until `stop` is set, then end them in good order."""
        # What is there now stays where it is, so that copies go on sharing its memory.
        gc.collect()
        gc.freeze()
        children = [Child(part) for part in self.parts]
        try:
            while True:
                for child in children:
                    self._tend(child)
                if stop.wait(LOOK_SECONDS):
                    return
                with _leaving_on_signals():
                    if not stop.is_set():
                        self.look_after()
        finally:
            threading.Thread(target=_leave_at_last, daemon=True).start()  # no copy is made any more
            _end([child.process for child in children if child.process])

    def _tend(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None:
            code = child.process.exitcode
            if code is None:
                return
            child.deaths = child.deaths + 1 if now - child.started < _STEADY_SECONDS else 0
            child.not_before = now + _PAUSES[min(child.deaths, len(_PAUSES) - 1)]
            log.warning("process_ended", command=child.part.name, code=code, again_in=child.not_before - now)
            child.process.close()
            child.process = None
        if now >= child.not_before:
            child.process = self._start(child.part)
            child.started = now

    def _start(self, part: Part) -> BaseProcess:
        """A copy of this process, which has imported everything and is at work at once. Threads forbid a copy."""
        said = (part, dict(self.environment), self.folder)
        process: BaseProcess
        if sys.platform == "linux" and threading.active_count() == 1:
            process = multiprocessing.get_context("fork").Process(target=_run_copy, args=said)
        else:
            process = multiprocessing.get_context("spawn").Process(target=_run, args=said)
        # Our own handlers must not hear what is meant for the child before it has its own.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return process


def _run_copy(part: Part, environment: Mapping[str, str], folder: Path | None) -> None:
    """In a copy: let go of the parent's locks, connections and pipes, whose owners up the stack are not seen again."""
    parent = multiprocessing.parent_process()
    kept = {0, 1, 2, parent.sentinel if parent else 0}
    for number in {int(name) for name in os.listdir("/proc/self/fd")} - kept:  # noqa: PTH208 - numbers, no paths
        with suppress(OSError):  # the listing's own is closed by now
            os.close(number)
    _run(part, environment, folder)


def _run(part: Part, environment: Mapping[str, str], folder: Path | None) -> None:
    """In a session of its own, so that Ctrl-C reaches the parent alone."""
    os.setsid()
    setproctitle(f"helpdesk {part.name}")
    for name in SIGNALS:
        signal.signal(name, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    os.environ.update(environment)
    if folder:
        os.chdir(folder)
    _end_with_parent()
    try:
        part.run()
    finally:
        atexit._run_exitfuncs()  # noqa: SLF001 - multiprocessing leaves them out before Python 3.15


def _end(processes: Sequence[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    while any(process.exitcode is None for process in processes) and time.monotonic() < deadline:
        time.sleep(0.02)
    for process in processes:
        if process.exitcode is None:
            log.warning("process_killed", pid=process.pid)
            process.kill()
        process.join()


def _end_with_parent() -> None:
    """End this process in good order when its parent is gone, however that went."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def leave_in_time(stop: threading.Event, at_last: Callable[[], None]) -> None:
    """End this process, in success, when it is still there some seconds after `stop`: an outside call may hang.

    What it was about is as safe as after a kill: the next worker looks whether the call took effect. `at_last` is
    called before, and not waited for longer than there is time.
    """

    def leave() -> None:
        stop.wait()
        time.sleep(LEAVE_SECONDS)
        log.warning("left_in_the_middle")
        last = threading.Thread(target=_done, args=(at_last,), name="last", daemon=True)
        last.start()
        last.join(LAST_SECONDS)
        os._exit(0)

    threading.Thread(target=leave, name="leave", daemon=True).start()


def _done(at_last: Callable[[], None]) -> None:
    try:
        at_last()
    except Exception as error:  # noqa: BLE001 - the process ends all the same
        log.error("not_left_in_order", error=where(error))


def _leave_at_last() -> None:
    """A store that doesn't stop is left to itself."""
    time.sleep(ALL_SECONDS)
    log.warning("left_in_the_middle")
    os._exit(0)


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM, SIGINT (Ctrl-C) and SIGHUP set. The first one counts, and no other breaks off the end."""
    stop = threading.Event()

    def told(*_: object) -> None:
        ignore_signals()
        stop.set()

    _on_signals(told)
    return stop


def leave_on_signals() -> None:
    """Until `stop_on_signals`: end in success, in good order, since a store that is just starting has to be stopped."""

    def leave(*_: object) -> None:
        ignore_signals()
        sys.exit(0)

    _on_signals(leave)


def ignore_signals() -> None:
    """Not even the end of the interpreter, which takes a while, can be broken off then."""
    _on_signals(signal.SIG_IGN)


@contextmanager
def _leaving_on_signals() -> Iterator[None]:
    """For what may take long, such as a store that loads its data again."""
    before = [(name, signal.getsignal(name)) for name in SIGNALS]
    leave_on_signals()
    try:
        yield
    finally:
        for name, handler in before:
            signal.signal(name, handler)


def _on_signals(handler: Callable[..., None] | signal.Handlers) -> None:
    """A hang-up that whoever started us had ignored, as `nohup` does, stays so."""
    for name in SIGNALS:
        if name != signal.SIGHUP or signal.getsignal(name) is not signal.SIG_IGN:
            signal.signal(name, handler)
