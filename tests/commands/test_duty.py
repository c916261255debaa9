"""`helpdesk duty`: who is on duty, as text and as JSON, now and later."""

import json
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from typer.testing import CliRunner, Result

from helpdesk.cli import app
from helpdesk.store.duty import Duties, Swap

CONFIGURATION = """
[[channels]]
name = "it-help"
id = "C0ITHELP1"

[[duty]]
team = "it"
zone = "Europe/Zurich"
weekly = [{ days = "mon", from = "08:00", to = "17:00", person = "Anna Muster" }]
gaps = true
second = { calendar = "second.ics" }

[[duty]]
team = "network"
channels = "it-help"
weekly = [{ days = "daily", from = "00:00", to = "24:00", person = ["Ben", "Carla"] }]
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, valkey: Redis, valkey_url: str) -> Any:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "helpdesk.toml").write_text(CONFIGURATION)
    for name, value in {
        "HELPDESK_REDIS_URL": valkey_url,
        "HELPDESK_SLACK_API_URL": "http://127.0.0.1:1/api/",
        "HELPDESK_SLACK_BOT_TOKEN": "xoxb-test",
        "HELPDESK_SLACK_SIGNING_SECRET": "shh",
    }.items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, ["duty", *arguments])

    return run


def test_each_level_of_a_team_is_a_line(run: Any) -> None:
    result = run("it", "2030-01-07", "9:00")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "it: Anna Muster until Mon 2030-01-07 17:00 CET (weekly)",
        "it, second level: not known: the source has not answered yet",
    ]


def test_a_gap_says_until_when_and_who_is_next(run: Any) -> None:
    told = run("it", "2030-01-08").stdout.splitlines()[0]
    assert told == "it: nobody until Mon 2030-01-14 08:00 CET; next is Anna Muster"


def test_without_a_team_all_are_told(run: Any) -> None:
    lines = run().stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["it", "it, second level", "network"]
    assert lines[-1] == "network: Ben, Carla (weekly)"


def test_a_calendar_is_read_for_the_answer(run: Any, tmp_path: Path) -> None:
    event = "BEGIN:VEVENT\nUID:1\nDTSTART:20200101T000000Z\nDTEND:20400101T000000Z\nSUMMARY:Dora\nEND:VEVENT\n"
    (tmp_path / "second.ics").write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{event}END:VCALENDAR\n")
    assert "it, second level: Dora (calendar)" in run("it").stdout.splitlines()


def test_json_has_the_same(run: Any) -> None:
    (told,) = json.loads(run("it", "2030-01-07", "9:00", "--json").stdout)
    assert told["team"] == "it"
    assert told["at"] == "2030-01-07T09:00:00+01:00"
    assert told["first"] == {
        "people": [{"slack": None, "name": "Anna Muster"}],
        "until": "2030-01-07T17:00:00+01:00",
        "then": [],
        "source": "weekly",
        "age_seconds": None,
        "known": True,
    }
    assert told["second"]["known"] is False


def test_who_swapped_with_whom_is_shown(run: Any, valkey: Redis) -> None:
    since = 1_893_916_800.0
    swap = {"id": "1", "team": "it", "level": 1, "since": since, "until": since + 3600, "who": "U0BEN", "by": "U0ANNA"}
    Duties(valkey).note(Swap.model_validate({**swap, "before": ["Anna"], "channel": "C", "at": since}))
    said = "it: U0BEN for Anna, Sun 2030-01-06 09:00 CET to Sun 2030-01-06 10:00 CET, said by U0ANNA"
    assert run("--swaps").stdout.splitlines() == [said]
    assert json.loads(run("it", "--swaps", "--json").stdout)[0]["who"] == "U0BEN"
    assert run("network", "--swaps").stdout == ""


def test_what_is_neither_team_nor_moment_ends_with_2(run: Any) -> None:
    result = run("payroll")
    assert result.exit_code == 2
    assert "payroll: neither a team (it, network) nor a moment" in result.stderr


def test_without_any_duty_it_says_what_to_do(run: Any, tmp_path: Path) -> None:
    (tmp_path / "helpdesk.toml").write_text(CONFIGURATION.split("[[duty]]", maxsplit=1)[0])
    result = run()
    assert result.exit_code == 1
    assert "Add a [[duty]] table" in result.stderr
