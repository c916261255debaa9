"""Ctrl-C, whenever it comes: a command ends without a traceback, and no question misses it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.waiting import PATIENCE

# Ours may run where it is ignored, as in the background of a shell.
AS_USUAL = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"

INTERRUPTED = """
import builtins, importlib, runpy, sys

class Interrupting:
    # Looks on as modules are looked for: the first one after `module` finds it imported.
    def find_spec(self, name, path, target=None):
        found = sys.modules.get(module)
        if found is not None and not found.__spec__._initializing:
            sys.meta_path.remove(self)
            signal.raise_signal(signal.SIGINT)

module, *sys.argv[1:] = sys.argv[1:]
sys.meta_path.insert(0, Interrupting())
runpy.run_module("helpdesk", run_name="__main__")
"""


@pytest.mark.parametrize(
    ("command", "module"), [("up", "helpdesk.domain.place"), ("check", "redis.client"), ("--help", "typer.core")]
)
def test_while_it_still_imports_a_command_ends_at_once_and_quietly(tmp_path: Path, command: str, module: str) -> None:
    """`module` is the last whose import has ended."""
    interpreter = [sys.executable, "-c", AS_USUAL + INTERRUPTED, module, command]
    done = subprocess.run(interpreter, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


@pytest.mark.parametrize(("command", "ended"), [("up", 0), ("check", -signal.SIGTERM)])
def test_one_that_runs_until_stopped_ends_in_success_while_it_still_imports(
    tmp_path: Path, command: str, ended: int
) -> None:
    interpreter = [sys.executable, "-X", "importtime", "-m", "helpdesk", command]
    with subprocess.Popen(interpreter, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        next(line for line in process.stderr if line.rstrip().endswith(" typer.core"))
        process.send_signal(signal.SIGTERM)
        left = [line for line in process.stderr if not line.startswith("import time:")]
    assert (process.returncode, left) == (ended, [])


@pytest.mark.parametrize(("told", "ended"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_before_the_command_has_begun_it_ends_quietly_too(tmp_path: Path, told: int, ended: int) -> None:
    at_once = f"""
import signal
from helpdesk import __main__ as entrance, cli

def interrupted() -> None:
    signal.raise_signal({told})

cli.main = interrupted
entrance.main()
"""
    done = subprocess.run(
        [sys.executable, "-c", AS_USUAL + at_once],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stderr) == (ended, "")


def test_a_shell_that_has_ctrl_c_ignored_is_obeyed(tmp_path: Path) -> None:
    ignored = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.execv(sys.executable, [sys.executable, "-c", '''
import signal
from helpdesk import __main__ as entrance, cli
cli.main = lambda: print(signal.getsignal(signal.SIGINT))
entrance.main()
'''])
"""
    done = subprocess.run(
        [sys.executable, "-c", ignored], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert done.stdout == f"{signal.SIG_IGN}\n"


IN_BETWEEN = """
import signal, threading, time
from helpdesk.commands.setting_up.terminal import every_ctrl_c_heard

# The signal reaches this process without interrupting what the main thread reads: as one does that comes just before.
def elsewhere():
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    ready.set()
    time.sleep(60)

ready = threading.Event()
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
threading.Thread(target=elsewhere, daemon=True).start()
ready.wait()
with every_ctrl_c_heard():
    try:
        print(input("? "), flush=True)
        input("again? ")
    except KeyboardInterrupt:
        print("stopped")
"""


def test_a_ctrl_c_that_comes_just_before_the_answer_is_read_is_not_missed() -> None:
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", AS_USUAL + IN_BETWEEN], stdin=theirs, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    with process:
        os.write(ours, b"an answer\n")
        said = process.stdout.read(len("? an answer\nagain? "))
        time.sleep(0.3)  # until it reads
        process.send_signal(signal.SIGINT)
        try:
            left = process.communicate(timeout=PATIENCE)[0]
        finally:
            process.kill()
    assert (said, left) == ("? an answer\nagain? ", "stopped\n")
    os.close(ours)
    os.close(theirs)
