"""What logs look like: constant names, keys and values; no secret and no text of people; the delivery all the way."""

import ast
import io
import json
import logging
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from redis import Redis
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from helpdesk.domain.retry import TryLater
from helpdesk.logs import set_up_logs
from tests.canaries import leaks, told
from tests.desk.stage import Stage
from tests.letters import asked, reaction
from tests.test_house import _modules, _named, _tree


@pytest.fixture
def stage(valkey: Redis) -> Stage:
    return Stage(valkey)


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a logger."""
    for file in _modules():
        for node in ast.walk(_tree(file)):
            if isinstance(node, ast.Call) and re.fullmatch(
                r"(log|bound)\.(debug|info|warning|error|critical|exception)", ast.unparse(node.func)
            ):
                yield f"{_named(file)}:{node.lineno}", node


def test_every_line_has_a_constant_name_and_keys() -> None:
    odd = [
        where
        for where, call in _calls()
        if not (
            len(call.args) == 1
            and isinstance(call.args[0], ast.Constant)
            and re.fullmatch(r"[a-z][a-z_]+", str(call.args[0].value))
            and all(keyword.arg for keyword in call.keywords)
        )
    ]
    assert odd == []


def test_no_value_is_put_together_in_a_line_of_the_log() -> None:
    assert [where for where, call in _calls() for node in ast.walk(call) if isinstance(node, ast.JoinedStr)] == []


def test_what_must_not_stand_in_a_log_is_found_there() -> None:
    told("Where is my canary?")
    told('It said "tweet" to me')
    assert leaks('{"event": "effect", "why": "xoxb-test"}') == ["xoxb-test"]
    assert leaks("the zshh of Zendesk") == ["zshh"]
    assert leaks("... Where is my canary? ...") == ["Where is my canary?"]
    assert leaks('{"x": "It said \\"tweet\\" to me"}') != []
    assert leaks("flushed, shhh") == []


@pytest.mark.parametrize("name", ["slack_sdk.web", "zenpy.lib", "urllib3.connectionpool", "httpx"])
def test_libraries_that_log_bodies_and_addresses_are_silent(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    logging.getLogger(name).error("Where is my canary?")
    assert capfd.readouterr().err == ""


def test_text_that_goes_into_a_file_has_no_colours(capfd: pytest.CaptureFixture[str]) -> None:
    set_up_logs("text")
    structlog.get_logger().info("round_done", round="tea")
    line = capfd.readouterr().err
    assert "round_done" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("buffered", [True, False])
def test_a_line_is_written_at_once_and_whole_as_several_processes_write(
    monkeypatch: pytest.MonkeyPatch, buffered: bool
) -> None:
    file = Recorder()
    through: Any = io.BufferedWriter(file) if buffered else file
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(through, line_buffering=True, write_through=not buffered))
    set_up_logs("json")
    structlog.get_logger().info("round_done", round="tea")
    (line,) = file.written
    assert json.loads(line)["round"] == "tea"
    assert line.endswith(b"}\n")


class Recorder(io.RawIOBase):
    """A file as the kernel sees it: one entry for each write."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, said: Any, /) -> int:
        self.written.append(bytes(said))
        return len(said)


def test_what_follows_from_a_delivery_names_it_up_to_the_last_call(stage: Stage) -> None:
    with capture_logs(processors=[merge_contextvars]) as logs:
        stage.tell(asked(), reaction(emoji="wrench"), reaction(emoji="ticket", at=101.0))
        stage.attend()
    assert {line["delivery"] for line in logs} == {"Ev1 Ev2 Ev3"}
    assert [line["event"] for line in logs] == ["absorbed", *["effect"] * 3]


def test_what_is_done_later_names_the_delivery_it_comes_from(stage: Stage) -> None:
    stage.tell(asked(), reaction(emoji="ticket"))
    stage.zendesk.trouble["open"] = TryLater("Zendesk is away.")
    stage.attend()
    stage.zendesk.trouble.clear()
    with capture_logs(processors=[merge_contextvars]) as logs:
        stage.settle()
    done = [(line["effect"], line["delivery"]) for line in logs]
    assert done[:2] == [("zendesk.open", "Ev1 Ev2"), ("slack.status:post", "Ev1 Ev2")]
