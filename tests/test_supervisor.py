"""The parts of a set: how they are started, what they have of their parent, and how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import PATIENCE, until

WAYS = {"copied": "ForkProcess", "spawned": "SpawnProcess"}


def supervised(part: str, folder: Path, way: str, more: str = "") -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.supervised", part, str(folder), way, *more.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def log_of(supervisor: "subprocess.Popen[str]") -> str:
    """What it said until it ended, which it must do in success."""
    said, _ = supervisor.communicate(timeout=PATIENCE)
    assert supervisor.returncode == 0, said
    return said


@pytest.mark.parametrize("way", WAYS)
def test_a_part_has_what_it_is_given_and_nothing_that_its_parent_holds(tmp_path: Path, way: str) -> None:
    supervisor = supervised("tells", tmp_path, way)
    until((tmp_path / "told").exists, "told")
    given, title, leads_session, kind, *held = (tmp_path / "told").read_text().split("\n")
    assert (given, title, leads_session, kind) == ("what is given", "helpdesk tells", "True", WAYS[way])
    assert not [name for name in held if "lock of the parent" in name]
    supervisor.terminate()
    log_of(supervisor)


@pytest.mark.parametrize("way", WAYS)
def test_a_part_that_is_told_to_stop_before_it_listens_ends_all_the_same(tmp_path: Path, way: str) -> None:
    assert "process_killed" not in log_of(supervised("sleeps", tmp_path, way, "at-once"))


@pytest.mark.parametrize("way", WAYS)
def test_a_part_that_fails_is_started_again_after_growing_pauses(tmp_path: Path, way: str) -> None:
    supervisor = supervised("fails", tmp_path, way)
    assert supervisor.stdout is not None
    ends = [json.loads(supervisor.stdout.readline()) for _ in range(4)]
    assert [(end["code"], round(end["again_in"], 1)) for end in ends] == [(3, 0.1), (3, 0.3), (3, 1.0), (3, 2.0)]
    supervisor.terminate()
    log_of(supervisor)


@pytest.mark.parametrize("way", WAYS)
def test_a_part_ends_in_good_order_when_its_parent_is_killed(tmp_path: Path, way: str) -> None:
    supervisor = supervised("waits", tmp_path, way)
    until((tmp_path / "waits").exists, "a part at work")
    supervisor.kill()
    until((tmp_path / "ended").exists, "the part ended")
    supervisor.communicate(timeout=PATIENCE)


HANGS_UP = """
import os, signal
from helpdesk.supervisor import leave_on_signals, stop_on_signals
leave_on_signals()
stop = stop_on_signals()
os.kill(os.getpid(), signal.SIGHUP)
print(stop.is_set())
"""


@pytest.mark.parametrize(("before", "stops"), [("", "True"), ("trap '' HUP; ", "False")])
def test_a_hang_up_ends_it_unless_whoever_started_it_had_that_ignored(before: str, stops: str) -> None:
    shell = ["sh", "-c", f'{before}exec "$0" -c "$1"', sys.executable, HANGS_UP]
    said = subprocess.run(shell, stdout=subprocess.PIPE, text=True, check=True).stdout
    assert said.split() == [stops]
