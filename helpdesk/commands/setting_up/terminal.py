"""Reads from the terminal so that every Ctrl-C is heard.

Python looks for signals before it begins to read and when its reading is interrupted. A Ctrl-C that comes in between is
noticed only after the next key: https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd
"""

import select
import signal
import socket
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class _Heard:
    """Standard input without a number of its own, so that `input` reads it by this `readline`."""

    def __init__(self, stdin: TextIO) -> None:
        self._stdin = stdin

    def readline(self) -> str:
        _wait_for(self._stdin)
        return self._stdin.readline()


def _wait_for(stdin: TextIO) -> None:
    """Until a line is there, or a signal came since the last look for them: its handler runs when this returns."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setblocking(False)
        before = signal.set_wakeup_fd(theirs.fileno())
        try:
            select.select([stdin.fileno(), ours.fileno()], [], [])
        finally:
            signal.set_wakeup_fd(before)


@contextmanager
def every_ctrl_c_heard() -> Iterator[None]:
    """Inside this block `input`, and with it typer's questions, miss none."""
    stdin = sys.stdin
    sys.stdin = _Heard(stdin)
    try:
        yield
    finally:
        sys.stdin = stdin


@contextmanager
def unseen() -> Iterator[None]:
    """What is typed inside this block is not shown."""
    before = termios.tcgetattr(0)
    hidden = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
    termios.tcsetattr(0, termios.TCSADRAIN, hidden)
    try:
        yield
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)
        sys.stdout.write("\n")  # of whoever pressed Enter
