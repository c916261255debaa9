"""Told to stop, every process ends in good order within ten seconds, whatever it was about; nothing is doubled."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from helpdesk.supervisor import LAST_SECONDS, LEAVE_SECONDS, STOP_SECONDS
from tests.story.faults import slack_fails, zendesk_fails, zendesk_heals
from tests.story.stage import ALEX, Stage, staged, titles
from tests.story.test_the_main_job import state
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.xdist_group("stopping")

AT_MOST = 10.0
FOR_EVER = 3 * PATIENCE
"""Seconds that no test waits for."""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path, socket_mode=True, retry_scale=0.1) as stage:
        yield stage
        assert "Traceback" not in stage.log()


def test_no_process_gives_itself_more_than_ten_seconds() -> None:
    assert max(LEAVE_SECONDS + LAST_SECONDS, STOP_SECONDS) < AT_MOST


def told_to_stop(process: subprocess.Popen[Any]) -> int:
    """The exit code."""
    process.send_signal(signal.SIGTERM)
    return process.wait(PATIENCE)


def idle(stage: Stage, command: str) -> bool:
    """Whether this part is at work, as its log or its address says."""
    if command.startswith(("web", "up")):
        return stage.says_200("/healthz")
    return ("listening" if command == "listen" else "round_done") in stage.log()


@pytest.mark.parametrize("command", ["web", "listen", "work", "work --processes 2", "up"])
def test_a_process_without_work_ends_at_once(town: Stage, command: str) -> None:
    process = town.start(*command.split())

    def at_work() -> bool:
        assert process.poll() is None, town.log()
        return idle(town, command)

    until(at_work, command)
    assert told_to_stop(process) == 0
    assert not town.pids()


def store_of(stage: Stage) -> int | None:
    """The store's server, as soon as it is there; it need not answer yet.

    While it starts, its command line names its settings; from then on it has written its number.
    """
    data = stage.folder.resolve() / "data"
    starting = next((pid for pid, title in titles() if str(data / "store.conf") in title), None)
    number = data / "server.pid"
    return starting or (int(number.read_text() or 0) or None if number.exists() else None)


@pytest.mark.parametrize(
    "command",
    ["up", "listen", *(pytest.param(each, marks=pytest.mark.long) for each in ("web", "work", "work --processes 2"))],
)
def test_a_store_that_is_only_starting_is_not_left_behind(town: Stage, command: str) -> None:
    process = town.start(*command.split())
    while (server := store_of(town)) is None:
        assert process.poll() is None, town.log()
    os.kill(server, signal.SIGSTOP)
    process.send_signal(signal.SIGTERM)
    os.kill(server, signal.SIGCONT)
    assert process.wait(PATIENCE) == 0
    assert not town.pids()
    assert not town.store_runs()


@pytest.mark.parametrize("command", ["up", pytest.param("web", marks=pytest.mark.long)])
def test_a_store_that_never_answers_holds_nobody_up(town: Stage, command: str) -> None:
    process = town.start(command)
    until(lambda: idle(town, command), command)
    server = town.store_pid()
    os.kill(server, signal.SIGSTOP)
    try:
        assert told_to_stop(process) == 0
        assert not town.pids()
    finally:
        os.kill(server, signal.SIGCONT)
        os.kill(server, signal.SIGKILL)


@pytest.mark.parametrize("command", ["web", "work"])
def test_who_is_told_twice_hears_it_once(town: Stage, command: str) -> None:
    process = town.start(command)
    until(lambda: idle(town, command), command)
    for told in (signal.SIGTERM, signal.SIGINT, signal.SIGINT):
        process.send_signal(told)
        time.sleep(0.05)
    assert process.wait(PATIENCE) == 0


def test_a_door_to_which_slack_opens_no_connection_says_so(town: Stage) -> None:
    town.environment["HELPDESK_SLACK_APP_TOKEN"] = "xapp-of-another-app"
    assert town.start("listen").wait(PATIENCE) == 1
    assert "Slack opens no connection: Slack answered “invalid_auth”. See that HELPDESK_SLACK_APP_TOKEN" in town.log()


def test_the_demo_ends_too() -> None:
    demo = subprocess.Popen(
        [sys.executable, "-m", "helpdesk", "demo", "--no-browser", "--slack-port", "0", "--zendesk-port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert demo.stderr is not None
    said = ""
    while not re.search("ready: http", said):
        line = demo.stderr.readline()
        assert line, said
        said += line
    assert told_to_stop(demo) == 0


@pytest.mark.parametrize(
    "command",
    ["work", pytest.param("work --processes 2", marks=pytest.mark.long), pytest.param("up", marks=pytest.mark.long)],
)
def test_a_call_that_hangs_holds_nobody_up_and_is_not_done_twice(town: Stage, command: str) -> None:
    town.environment.pop("HELPDESK_SLACK_APP_TOKEN")
    if command != "up":
        town.start("web")
    process = town.start(*command.split())
    town.ready()
    # They take effect, and nobody hears so in time.
    hang = {"target": "web_api", "method": "chat.postMessage", "kind": "hang", "after": True, "seconds": FOR_EVER}
    slack_fails(town, **hang, times=2)
    first, second = town.ask("One"), town.ask("Another")
    for ts in (first, second):
        town.react(ALEX, ts, "ticket")
    until(lambda: all(town.by_bot(ts) for ts in (first, second)), "both hanging")
    assert told_to_stop(process) == 0
    if command == "up":
        assert not town.pids()
        assert not town.store_runs()
    town.start(*command.split())
    town.ready()
    for ts in (first, second):
        town.react(ALEX, ts, "wrench")
        until(lambda ts=ts: state(town, ts) == "working", "working")  # type: ignore[misc]
        until(lambda ts=ts: any("worked on" in said for said in town.by_bot(ts)), "the message edited")  # type: ignore[misc]
        assert len(town.by_bot(ts)) == 1
    assert len(town.tickets()) == 2


def was_told(stage: Stage) -> bool:
    """Whether the worker's own record says that it is to stop."""
    with stage.store() as redis:
        workers = cast("set[bytes]", redis.smembers("rq:workers"))
        return any(redis.hexists(name, "shutdown_requested_date") for name in workers)


@pytest.mark.parametrize("again", [None, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_a_slow_call_is_finished_and_what_follows_is_left_to_another(town: Stage, again: int | None) -> None:
    town.environment.pop("HELPDESK_SLACK_APP_TOKEN")
    town.start("web")
    process = town.start("work")
    town.ready()
    zendesk_fails(town, method="POST", path="/api/v2/tickets", when="after", hang=FOR_EVER)
    ts = town.ask("A slow one")
    town.react(ALEX, ts, "ticket")
    until(town.tickets, "the ticket made")
    process.send_signal(signal.SIGTERM)
    until(lambda: was_told(town), "a worker that knows it is to stop")
    if again:
        time.sleep(1.2)  # RQ takes signals within a second for one
        process.send_signal(again)
    zendesk_heals(town)
    assert process.wait(PATIENCE) == 0
    assert "ZendeskOpened" in town.log()
    assert town.by_bot(ts) == []
    town.start("work")
    until(lambda: town.by_bot(ts), "the status message")
    assert len(town.tickets()) == 1


def test_a_door_that_waits_for_slack_ends_too(town: Stage) -> None:
    hang = {"target": "web_api", "method": "apps.connections.open", "kind": "hang", "seconds": FOR_EVER}
    slack_fails(town, **hang)
    door = town.start("listen")
    until(lambda: not town.slack.faults.as_json()["faults"], "a door that waits")
    assert town.store_runs()
    assert told_to_stop(door) == 0
    assert not town.pids()
    assert not town.store_runs()
