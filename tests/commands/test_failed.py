"""`helpdesk failed`: what could not be read or was given up is listed, explained, tried again and dropped."""

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from redis import Redis
from typer.testing import CliRunner, Result

from helpdesk.cli import app
from helpdesk.domain import events as e
from helpdesk.domain.retry import GiveUp
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.logs import _WITH_TEXT_OF_PEOPLE
from helpdesk.store import keys
from helpdesk.store.parked import Parked
from tests.desk.stage import Stage
from tests.letters import asked, place, reaction
from tests.slack.interacted import shortcut

NO = GiveUp("Zendesk refused: no such group.")
OPEN = "IT-1/zendesk.open"


@pytest.fixture
def stage(valkey: Redis, valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A desk whose ticket IT-1 could not be opened in Zendesk, and the commands beside it."""
    for name in [name for name in os.environ if name.upper().startswith("HELPDESK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HELPDESK_REDIS_URL", valkey_url)
    monkeypatch.setenv("HELPDESK_SLACK_BOT_TOKEN", "xoxb-test")
    monkeypatch.setenv("HELPDESK_SLACK_SIGNING_SECRET", "shh")
    monkeypatch.setenv("HELPDESK_SLACK_API_URL", "http://127.0.0.1:1/api/")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "helpdesk.toml").write_text('[[channels]]\nname = "it-help"\nid = "C0ITHELP"\n')
    loggers = [logging.getLogger(name) for name in _WITH_TEXT_OF_PEOPLE]
    levels = [logger.level for logger in loggers]
    stage = Stage(valkey)
    stage.zendesk.trouble["open"] = NO
    stage.tell(asked(), reaction(100.0, "wrench"), reaction(101.0, "ticket"))
    stage.attend()
    yield stage
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def worker(stage: Stage) -> Iterator[None]:
    """Somebody attends to the place all the time."""
    done = threading.Event()

    def work() -> None:
        while not done.wait(0.02):
            stage.attend()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    done.set()
    thread.join()


def run(*arguments: str) -> Result:
    """A command sets up the logs of its process, which here goes on without it."""
    shape = structlog.get_config()
    try:
        return CliRunner().invoke(app, ["failed", *arguments])
    finally:
        structlog.configure(**shape)


def listed() -> list[dict[str, Any]]:
    return list(json.loads(run("list", "--json").stdout))


def test_what_was_given_up_is_listed_and_explained(stage: Stage) -> None:
    (row,) = listed()
    assert (row["id"], row["kind"], row["ticket"], row["why"]) == (OPEN, "zendesk.open", "IT-1", NO.why)
    assert run("list").stdout == f"{OPEN}\tmaking its Zendesk ticket\t{NO.why}\n"
    for name in (OPEN, "IT-1", "it-1"):
        shown = run("show", name).stdout
        assert "what: making its Zendesk ticket" in shown
        assert f"helpdesk failed retry {OPEN}" in shown


@pytest.mark.parametrize("name", [OPEN, "IT-1"])
def test_tried_again_it_succeeds_and_is_listed_no_more(stage: Stage, worker: None, name: str) -> None:
    stage.zendesk.trouble.clear()
    assert run("retry", name).stdout == f"{OPEN}: will be tried again.\n"
    assert listed() == []
    stage.settle_until(lambda: stage.wakes() is None)
    assert len(stage.zendesk.tickets) == 1


def test_tried_again_in_vain_it_is_listed_again(stage: Stage, worker: None) -> None:
    assert run("retry", OPEN).exit_code == 0
    stage.settle_until(lambda: [row["id"] for row in listed()] == [OPEN])


def test_dropped_it_is_over(stage: Stage, worker: None) -> None:
    assert run("drop", OPEN).stdout == f"{OPEN}: dropped.\n"
    assert listed() == []
    assert stage.ticket.escalation is None


def test_without_a_worker_it_waits(stage: Stage) -> None:
    assert "until a worker runs" in run("drop", OPEN).stdout
    stage.attend()
    assert listed() == []


@pytest.mark.parametrize("name", ["IT-9", "IT-1/zendesk.read", "nonsense", "T0HOUSE:C0ITHELP:1.1"])
@pytest.mark.parametrize("command", ["show", "retry", "drop"])
def test_a_name_of_nothing_is_named_on_stderr(stage: Stage, command: str, name: str) -> None:
    said = run(command, name)
    assert said.exit_code == 1
    assert said.stderr.startswith(f"{name}") or name.split("/", maxsplit=1)[0] in said.stderr


def test_a_look_up_that_was_given_up_is_named_by_its_place(stage: Stage, worker: None) -> None:
    stage.slack.trouble["look_up"] = GiveUp("Slack answered “fatal”.")
    stage.tell(reaction(100.0, "eyes"), at=place(5))
    stage.attend(place(5))
    row = next(row for row in listed() if row["kind"] == "slack.look_up")
    assert row["id"] == f"{place(5)}/slack.look_up"
    assert "reading the message" in run("show", row["id"]).stdout


def test_a_delivery_that_could_not_be_read_is_shown_and_dropped(stage: Stage) -> None:
    stage.parked.park(Parked(id="abc", door="slack_events", at=1.0, why="It is no JSON.", raw="{"))
    assert listed()[0] == {"id": "abc", "kind": "slack_events", "why": "It is no JSON."}
    assert run("show", "abc").stdout == "id: abc\ndoor: slack_events\nwhy: It is no JSON.\n\n{\n"
    said = run("retry", "abc")
    assert (said.exit_code, "still can't be read" in said.stderr) == (1, True)
    assert run("drop", "abc").exit_code == 0
    assert [row["id"] for row in listed()] == [OPEN]


def test_a_shortcut_that_can_be_read_by_now_is_to_be_made_anew(stage: Stage) -> None:
    stage.parked.park(Parked(id="abc", door="slack_interactivity", at=1.0, why="x", raw=json.dumps(shortcut())))
    assert "ask them to do it again" in run("retry", "abc").stdout
    assert [row["id"] for row in listed()] == [OPEN]


STUCK = "IT-1/attend"


def fails(stage: Stage) -> Callable[[str], Rules | None]:
    """The helpdesk fails at the question whenever a worker attends to it; returned are the rules without the fault."""
    healthy = stage.rules

    def rules(_channel: str) -> Rules:
        stage.clock.now += 1
        raise ZeroDivisionError("words of people")

    stage.rules = rules
    stage.tell(reaction(102.0, "eyes"))
    stage.attend()
    return healthy


def test_a_question_that_the_helpdesk_fails_at_is_listed_and_explained(stage: Stage) -> None:
    fails(stage)
    assert [row["id"] for row in listed()] == [STUCK, OPEN]
    row = listed()[0]
    assert row["why"].startswith("ZeroDivisionError at rules:")
    assert "words of people" not in run("list").stdout
    shown = run("show", STUCK).stdout
    assert "a fault of the helpdesk's own" in shown
    assert f"helpdesk failed retry {STUCK}" in shown
    assert OPEN not in shown
    assert OPEN in run("show", "IT-1").stdout


def test_tried_again_in_vain_it_says_so(stage: Stage, worker: None) -> None:
    fails(stage)
    said = run("retry", STUCK)
    assert (said.exit_code, "still fails: ZeroDivisionError" in said.stderr) == (1, True)


def test_tried_again_without_the_fault_it_is_listed_no_more(stage: Stage) -> None:
    healthy = fails(stage)
    assert "until a worker runs" in run("retry", STUCK).stdout
    stage.rules = healthy
    stage.attend()
    assert [row["id"] for row in listed()] == [OPEN]
    assert run("retry", STUCK).exit_code == 1


def test_a_worker_that_can_attends_to_it_at_once(stage: Stage) -> None:
    stage.rules = fails(stage)

    def attend_once_asked() -> None:
        while stage.valkey.llen(keys.of(place(), "mail")) < 2:
            time.sleep(0.01)
        stage.attend()

    attending = threading.Thread(target=attend_once_asked)
    attending.start()
    assert run("retry", STUCK).stdout == f"{STUCK}: was attended to.\n"
    attending.join()


def test_dropped_what_is_known_of_it_makes_room_for_what_waits(stage: Stage) -> None:
    healthy = fails(stage)
    assert run("drop", "IT-1").stdout == f"{STUCK}: dropped.\n"
    assert listed() == []
    stage.rules = healthy
    stage.attend()
    assert (stage.ticket.number, stage.ticket.escalation) == ("IT-1", None)


def test_one_of_which_nothing_else_is_known_is_named_by_its_place(stage: Stage) -> None:
    fails(stage)
    stage.tell(asked(), at=place(5))
    stage.attend(place(5))
    named = f"{place(5)}/attend"
    assert [row["id"] for row in listed()] == [STUCK, named, OPEN]
    assert "failed_last: " in run("show", str(place(5))).stdout


def broken(stage: Stage) -> str:
    stage.valkey.hset(keys.of(place(), "ticket"), "body", "{")
    stage.tell(e.Asked(by="U0RIO", at=60.0))
    stage.attend()
    return f"ticket:{place()}"


def test_a_broken_record_is_tried_again_once_it_can_be_read(stage: Stage) -> None:
    good = stage.ticket.model_dump_json(exclude_defaults=True)
    id_ = broken(stage)
    assert [row["kind"] for row in listed()] == ["ticket"]
    assert run("retry", id_).exit_code == 1
    stage.valkey.hset(keys.of(place(), "ticket"), "body", good)
    assert [row["id"] for row in listed()] == [OPEN]
    assert run("retry", id_).exit_code == 0
    assert stage.parked.all() == []
    assert stage.wakes() is not None


def test_a_broken_record_that_is_dropped_makes_room_for_what_waits(stage: Stage) -> None:
    id_ = broken(stage)
    assert run("drop", id_).exit_code == 0
    assert stage.wakes() is not None
    stage.attend()
    assert stage.ticket == Ticket(place=place(), kind="question", number="IT-1", requester="U0RIO", asked=60.0)
