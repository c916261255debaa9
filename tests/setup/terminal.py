"""A person at a real pseudo-terminal: reads what a command asks, types answers, presses Ctrl-C."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.waiting import PATIENCE

_WITH_TERMINAL = """
import fcntl, os, runpy, signal, sys, termios
os.setsid()
signal.signal(signal.SIGINT, signal.default_int_handler)  # as in any terminal; the tests may run where it is ignored
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
sys.argv[0] = "helpdesk"
runpy.run_module("helpdesk", run_name="__main__")
"""
_SIGNS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """One command in a terminal of its own. `seen` is all that it showed, without the signs that are in `raw`."""

    def __init__(self, folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        plain = {name: value for name, value in os.environ.items() if not name.upper().startswith("HELPDESK_")}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WITH_TERMINAL, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**plain, "COLUMNS": "200", "TERM": "dumb", **environment},
        )
        os.close(theirs)
        self.seen = ""
        self.raw = b""
        self._read_to = 0

    def until(self, words: str) -> str:
        """What was shown since the last time, up to these words. AssertionError when they never come."""
        end = time.monotonic() + PATIENCE
        while words not in self.seen[self._read_to :]:
            if time.monotonic() > end or not self._more():
                raise AssertionError(f"“{words}” was not shown:\n{self.seen}")
        start = self._read_to
        self._read_to = self.seen.index(words, start) + len(words)
        return self.seen[start : self._read_to]

    def enter(self, words: str) -> None:
        os.write(self._ours, f"{words}\n".encode())

    def answer(self, question: str, words: str = "") -> str:
        """Wait for a question, answer it, and give what stood before it."""
        before = self.until(question)
        self.until("]: ")
        self.enter(words)
        return before

    def interrupt(self) -> None:
        """Press Ctrl-C, whatever the command does just now."""
        os.write(self._ours, b"\x03")

    def ended(self) -> int:
        """The exit code, after everything was shown."""
        while self._more():
            continue
        return self._process.wait(PATIENCE)

    def _more(self) -> bool:
        if not select.select([self._ours], [], [], 1.0)[0]:
            return self._process.poll() is None
        try:
            said = os.read(self._ours, 65536)
        except OSError:  # how a pseudo-terminal says that its other end is closed
            return False
        self.raw += said
        self.seen = _SIGNS.sub("", self.seen + said.decode(errors="replace")).replace("\r\n", "\n")
        return bool(said)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)
