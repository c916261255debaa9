"""`helpdesk demo` as a person starts it, on free ports, with its page's address."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.waiting import PATIENCE, until


@contextmanager
def running_demo() -> Iterator[str]:
    """The page's address; the demo ends with Ctrl-C and exit code 0."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "helpdesk", "demo", "--no-browser", "--slack-port", "0", "--zendesk-port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert demo.stderr is not None
    said: list[str] = []

    def address() -> str | None:
        assert demo.stderr is not None
        said.append(demo.stderr.readline())
        found = re.search(r"ready: (http://\S+)", said[-1])
        assert said[-1], f"the demo ended: {said}"
        return found.group(1) if found else None

    try:
        yield until(address, "the demo's address")
    finally:
        demo.send_signal(signal.SIGINT)
        assert demo.wait(PATIENCE) == 0
