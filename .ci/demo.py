"""Starts `make demo` as a person would, looks at what it offers, presses Ctrl-C and sees that it ends cleanly."""

import os
import re
import selectors
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

START_SECONDS = 90.0
END_SECONDS = 15.0
ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+/?\S*")


def lines(demo: subprocess.Popen[bytes], until: float) -> Iterator[str]:
    """What the demo prints, a line at a time, until it ends or the time is over."""
    assert demo.stdout is not None
    with selectors.DefaultSelector() as ready:
        ready.register(demo.stdout, selectors.EVENT_READ)
        while ready.select(max(until - time.monotonic(), 0)):
            line = demo.stdout.readline().decode(errors="replace")
            if not line:
                return
            sys.stdout.write(line)
            yield line


def address(demo: subprocess.Popen[bytes]) -> str:
    """The first address the demo prints."""
    for line in lines(demo, time.monotonic() + START_SECONDS):
        found = ADDRESS.search(line)
        if found:
            return found[0].rstrip(".,)")
    sys.exit(f"The demo printed no address within {START_SECONDS:.0f} s.")


def end(demo: subprocess.Popen[bytes]) -> None:
    """Ctrl-C reaches every process of the terminal's group: make and what it runs."""
    os.killpg(demo.pid, signal.SIGINT)
    try:
        said, _ = demo.communicate(timeout=END_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(demo.pid, signal.SIGKILL)
        sys.exit(f"The demo did not end within {END_SECONDS:.0f} s of Ctrl-C.")
    rest = said.decode(errors="replace")
    sys.stdout.write(rest)
    if demo.returncode not in {0, 130, -signal.SIGINT}:
        sys.exit(f"The demo ended with {demo.returncode}.")
    if "Traceback" in rest:
        sys.exit("The demo ended with a traceback.")


def is_gone(page: str) -> bool:
    """Whether nothing listens where the demo did."""
    try:
        urllib.request.urlopen(page, timeout=2).close()
    except urllib.error.URLError:
        return True
    return False


def main() -> None:
    """Exit with a sentence when anything is not as it should be."""
    environment = {**os.environ, "BROWSER": "true", "PYTHONUNBUFFERED": "1"}
    demo = subprocess.Popen(
        ["make", "--no-print-directory", "demo"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        bufsize=0,
    )
    try:
        page = address(demo)
        with urllib.request.urlopen(page, timeout=10) as answer:
            sys.stdout.write(f"{page} answers {answer.status}\n")
    except BaseException:
        os.killpg(demo.pid, signal.SIGKILL)
        raise
    end(demo)
    if not is_gone(page):
        sys.exit(f"The demo ended, but {page} still answers.")


if __name__ == "__main__":
    main()
