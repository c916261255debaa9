"""Keeps a set of child processes alive: one that dies is started again, and all end with their parent."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import structlog

log = structlog.get_logger()

LOOK_SECONDS = 0.5
STOP_SECONDS = 8.0
"""How long the children may take to end; the store is stopped after them, and all of it within 10 s."""

LEAVE_SECONDS = 6.5
_PAUSES = (0.1, 0.1, 0.3, 1.0, 2.0, 5.0)
_STEADY_SECONDS = 5.0
"""Who lived so long had begun to work: its death is no reason to wait before the next start."""


@dataclass
class Child:
    """One command to be kept running. `arguments` are those of the `helpdesk` command."""

    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started: float = 0.0
    not_before: float = 0.0


@dataclass
class Supervisor:
    """Starts the children, and starts them again. `look_after` is called about each half second."""

    commands: Sequence[Sequence[str]]
    environment: Mapping[str, str]
    look_after: Callable[[], None] = field(default=lambda: None)
    folder: Path | None = None

    def run(self, stop: threading.Event) -> None:
        """Keep the children running until `stop` is set, then end them in good order."""
        children = [Child(command) for command in self.commands]
        try:
            while True:
                for child in children:
                    self._tend(child)
                if stop.wait(LOOK_SECONDS):
                    return
                self.look_after()
        finally:
            _end(children)

    def _tend(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None:
            code = child.process.poll()
            if code is None:
                return
            child.deaths = child.deaths + 1 if now - child.started < _STEADY_SECONDS else 0
            child.not_before = now + _PAUSES[min(child.deaths, len(_PAUSES) - 1)]
            log.warning("process_ended", command=child.arguments[0], code=code, again_in=child.not_before - now)
            _close_pipe(child.process)
            child.process = None
        if now >= child.not_before:
            child.process = self._start(child)
            child.started = now

    def _start(self, child: Child) -> subprocess.Popen[bytes]:
        """In a session of its own, so that Ctrl-C reaches the parent alone; it ends when our end of its pipe closes."""
        command = [sys.executable, "-m", "helpdesk", *child.arguments, "--with-parent"]
        return subprocess.Popen(
            command,
            env={**os.environ, **self.environment},
            stdin=subprocess.PIPE,
            start_new_session=True,
            cwd=self.folder,
        )


def _end(children: Sequence[Child]) -> None:
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            log.warning("process_killed", pid=process.pid)
            process.kill()
            process.wait()
        _close_pipe(process)


def _close_pipe(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()


def end_with_parent() -> None:
    """End this process in good order when its parent is gone, however that went."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def leave_in_time(stop: threading.Event) -> None:
    """End this process, in success, when it is still there some seconds after `stop`: an outside call may hang.

    What it was about is as safe as after a kill: the next worker looks whether the call took effect.
    """

    def leave() -> None:
        stop.wait()
        time.sleep(LEAVE_SECONDS)
        log.warning("left_in_the_middle")
        os._exit(0)

    threading.Thread(target=leave, name="leave", daemon=True).start()


def stop_on_signals() -> threading.Event:
    """An event that SIGTERM, SIGINT (Ctrl-C) and SIGHUP set."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda *_: stop.set())
    return stop
