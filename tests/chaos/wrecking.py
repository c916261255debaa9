"""Carries a plan out: kills, freezes and outages upon the real processes and the local Slack and Zendesk."""

import contextlib
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from helpdesk.sandbox.slack.faults import DeliveryFault, WebApiFault
from helpdesk.sandbox.zendesk.faults import CallFault, WebhookFault
from tests.chaos.plan import Fault, Target
from tests.story.stage import Stage

LOOK_SECONDS = 0.1
_VICTIM_SECONDS = 2.0
START_AGAIN_SECONDS = 0.5
UP = ("up", "--processes", "3")


@dataclass
class Suffered:
    """A fault that was carried out. `ended` is when everything about it was well again, but for what it caused."""

    fault: Fault
    began: float
    ended: float


@dataclass
class Wrecker:
    """Does what the plan says. `tell` hears of each fault in words."""

    stage: Stage
    seed: int
    tell: Callable[[str], None]
    suffered: list[Suffered] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._later: list[tuple[float, Callable[[], None]]] = []
        self._up: subprocess.Popen[bytes] | None = None
        self._start_at = 0.0
        self.keep_up()

    def keeps_up(self) -> bool:
        """Whether `helpdesk up` runs; it is started when it doesn't, as a service manager would."""
        self.keep_up()
        return self._up is not None and self._up.poll() is None

    def keep_up(self) -> None:
        """Start `helpdesk up` when it doesn't run."""
        if self._up is not None and self._up.poll() is None:
            return
        if self._up is not None and not self._start_at:
            self.tell(f"up ended with {self._up.returncode}")
            self._start_at = time.time() + START_AGAIN_SECONDS
        if time.time() >= self._start_at:
            self._up, self._start_at = self.stage.start(*UP), 0.0

    def carry_out(self, faults: list[Fault], stop: threading.Event, on_fault: Callable[[], None]) -> None:
        """From now on, each at its time; returns when all have ended."""
        began, left = time.time(), list(faults)
        while (left or self._later) and not stop.is_set():
            now = time.time()
            while left and began + left[0].at <= now:
                self._strike(left.pop(0))
                on_fault()
            for entry in [entry for entry in self._later if entry[0] <= now]:
                self._later.remove(entry)
                entry[1]()
            self.keep_up()
            time.sleep(LOOK_SECONDS)

    def calm(self) -> None:
        """Nothing goes wrong any more."""
        for _, end in self._later:
            end()
        self._later.clear()
        self.stage.slack.faults.clear()
        self.stage.zendesk.faults.clear()

    def usual_trouble(self) -> None:
        """What is always the matter: deliveries lost, doubled, late and unheard, and calls whose answer is lost.

        Replies are never lost: only Slack knows of them, and it tries for longer than anything lasts here.
        """
        slack, zendesk = self.stage.slack.faults, self.stage.zendesk.faults
        for what in ("reaction_added", "reaction_removed"):
            slack.add(DeliveryFault(what=what, kind="drop", times=None, percent=1))
        slack.add(DeliveryFault(kind="duplicate", times=None, percent=5))
        slack.add(DeliveryFault(kind="delay", seconds=1.5, times=None, percent=5))
        slack.add(DeliveryFault(kind="reorder", seconds=0.7, times=None, percent=5))
        slack.add(DeliveryFault(kind="deaf", times=None, percent=5))
        slack.add(WebApiFault(kind="drop", after=True, times=None, percent=1))
        zendesk.add(WebhookFault(action="drop", times=None, chance=0.03))
        zendesk.add(WebhookFault(action="duplicate", times=None, chance=0.05))
        zendesk.add(WebhookFault(action="delay", seconds=1.5, times=None, chance=0.05))
        zendesk.add(CallFault(drop=True, when="after", times=None, chance=0.01))

    def _strike(self, fault: Fault) -> None:
        if fault.kind == "outage":
            self._cut_off(fault)
            return
        pid = self._victim(fault.target)
        if pid is None:
            self.tell(f"no {fault.target} to {fault.kind}")
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL if fault.kind == "kill" else signal.SIGSTOP)
            self._note(fault, fault.seconds)
            self.tell(f"{fault.kind} {fault.target} {pid} {fault.seconds:.1f} s")
            if fault.kind == "freeze":
                self._later.append((time.time() + fault.seconds, lambda: _thaw(pid)))

    def _note(self, fault: Fault, seconds: float) -> None:
        now = time.time()
        self.suffered.append(Suffered(fault, now, now + seconds))

    def _victim(self, target: Target) -> int | None:
        end = time.time() + _VICTIM_SECONDS
        while True:
            found = self._processes(target)
            if found or time.time() > end:
                return self._chance.choice(sorted(found)) if found else None
            self.keep_up()
            time.sleep(LOOK_SECONDS)

    def _processes(self, target: Target) -> list[int]:
        if target == "up":
            return [self._up.pid] if self._up and self._up.poll() is None else []
        if target == "store":
            with contextlib.suppress(OSError, ValueError):
                pid = self.stage.store_pid()
                os.kill(pid, 0)
                return [pid]
            return []
        return self.stage.worker_pids() if target == "worker" else self.stage.web_pids()

    def _cut_off(self, fault: Fault) -> None:
        """Nobody reaches one side, or both: refused, dropped, or without an answer."""
        hanging = fault.seconds if fault.way == "hang" else 0.0
        if fault.target in {"slack", "both"}:
            kind = {"refuse": "http_error", "drop": "drop", "hang": "hang"}[fault.way]
            self.stage.slack.faults.clear()
            self.stage.slack.faults.add({"target": "web_api", "kind": kind, "seconds": hanging, "times": None})
        if fault.target in {"zendesk", "both"}:
            self.stage.zendesk.faults.clear()
            status = 503 if fault.way == "refuse" else None
            cut = CallFault(status=status, drop=fault.way == "drop", hang=hanging, times=None)
            self.stage.zendesk.faults.add(cut)
        self._note(fault, fault.seconds + hanging)
        self.tell(f"outage of {fault.target}: {fault.way} {fault.seconds:.1f} s")
        self._later.append((time.time() + fault.seconds, self._mended))

    def _mended(self) -> None:
        self.stage.slack.faults.clear()
        self.stage.zendesk.faults.clear()
        self.usual_trouble()


def _thaw(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)
