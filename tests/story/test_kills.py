"""Processes killed in the middle of everything: seconds are lost, nothing else."""

import os
import random
import signal
from pathlib import Path

import pytest

from tests.story.stage import ALEX, KIM, staged
from tests.story.test_the_main_job import state, zendesk_status
from tests.waiting import PATIENCE, until


@pytest.mark.long
@pytest.mark.xdist_group("kills")
def test_kill_dash_nine_of_any_process_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    with staged(tmp_path, retry_scale=0.1) as stage:
        up = stage.start("up")
        stage.ready()
        asked = []
        for number in range(12):
            ts = stage.ask(f"Question {number}")
            asked.append(ts)
            stage.react(ALEX, ts, "ticket")
            stage.react(KIM, ts, "white_check_mark" if number % 2 else "wrench")
            if number % 2 == 0:
                victims = until(lambda: [pid for pid in stage.pids() if pid != up.pid], "a victim")
                os.kill(chance.choice(victims), signal.SIGKILL)
        wanted = {ts: "solved" if number % 2 else "open" for number, ts in enumerate(asked)}
        until(lambda: all(zendesk_status(stage, ts) == status for ts, status in wanted.items()), "both agree")
        until(lambda: all(len(stage.by_bot(ts)) == 1 for ts in asked), "one status message each")
        assert len(stage.tickets()) == len(asked)
        assert len(stage.messages()) == len(asked) + 3


@pytest.mark.xdist_group("kills")
def test_a_killed_store_comes_back_with_everything_acknowledged(tmp_path: Path) -> None:
    with staged(tmp_path, retry_scale=0.1) as stage:
        stage.start("up")
        stage.ready()
        before = stage.ask("Before the crash")
        stage.react(ALEX, before, "eyes")
        until(lambda: state(stage, before) == "seen", "seen")
        os.kill(stage.store_pid(), signal.SIGKILL)
        after = stage.ask("Right after the crash")
        stage.react(ALEX, after, "eyes")
        until(lambda: state(stage, after) == "seen", "seen after the crash")
        assert state(stage, before) == "seen"


@pytest.mark.xdist_group("kills")
def test_a_killed_supervisor_takes_its_processes_along_and_a_new_one_goes_on(tmp_path: Path) -> None:
    with staged(tmp_path, retry_scale=0.1) as stage:
        up = stage.start("up")
        stage.ready()
        ts = stage.ask("Still there?")
        until(lambda: state(stage, ts) == "new", "new")
        up.kill()
        up.wait()
        until(lambda: not stage.pids(), "nothing of it left running")
        stage.start("up")
        stage.ready()
        stage.react(ALEX, ts, "wrench")
        until(lambda: state(stage, ts) == "working", "working")


@pytest.mark.xdist_group("kills")
def test_up_ends_cleanly_on_ctrl_c(tmp_path: Path) -> None:
    with staged(tmp_path, retry_scale=0.1) as stage:
        up = stage.start("up")
        stage.ready()
        up.send_signal(signal.SIGINT)
        assert up.wait(PATIENCE) == 0
        assert not stage.pids()
        assert "Traceback" not in stage.log()
