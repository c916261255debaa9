"""A supervisor alone in its process, with one part that tests/test_supervisor.py looks at."""

import os
import sys
import threading
import time
from multiprocessing import current_process
from pathlib import Path

from helpdesk.logs import set_up_logs
from helpdesk.supervisor import Part, Supervisor, stop_on_signals


def sleeps() -> None:
    time.sleep(60)


def fails() -> None:
    sys.exit(3)


def waits() -> None:
    stop = stop_on_signals()
    Path("waits").touch()
    stop.wait(60)
    Path("ended").touch()


def tells() -> None:
    """Write down what this process has got and what it holds open."""
    title = Path("/proc/self/cmdline").read_text().rstrip("\0")
    held = [str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()]
    facts = [os.environ["GIVEN"], title, str(os.getsid(0) == os.getpid()), type(current_process()).__name__]
    Path("writing").write_text("\n".join([*facts, *held]))
    Path("writing").rename("told")
    time.sleep(60)


def main(part: str, folder: Path, way: str, *, at_once: bool) -> None:
    """Until SIGTERM comes, or `at_once`, when it came before the part is started."""
    set_up_logs("json")
    stop = stop_on_signals()
    if way == "spawned":
        threading.Thread(target=stop.wait, daemon=True).start()
    if at_once:
        stop.set()
    run = {"sleeps": sleeps, "fails": fails, "waits": waits, "tells": tells}[part]
    with (folder / "a lock of the parent").open("w"):
        Supervisor([Part(part, run)], {"GIVEN": "what is given"}, folder=folder).run(stop)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], at_once="at-once" in sys.argv)
