"""`helpdesk route` shows the match, why, and the runner-up; with --replay what the rules would have done."""

from pathlib import Path

import pytest
from redis import Redis
from typer.testing import CliRunner, Result

from helpdesk.cli import app
from helpdesk.domain.ticket.routed import Routing
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets
from tests.letters import place, question

CONFIGURATION = """
[[channels]]
name = "it-help"
id = "C0ITHELP"

[[channels.routes]]
words = ["vpn"]
to = "S0NET"
name = "Network"
priority = "high"

[[channels.routes]]
words = ["busta paga", "printer"]
to = "C0PAYROLL"

[[channels]]
name = "hr"
id = "C0HR"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELPDESK_CONFIG", str(tmp_path / "helpdesk.toml"))
    (tmp_path / "helpdesk.toml").write_text(CONFIGURATION)
    return tmp_path


def route(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["route", *arguments])


def test_the_match_is_explained_with_its_runner_up(folder: Path) -> None:
    assert route("la busta paga e la VPN").stdout.splitlines() == [
        "channel: it-help",
        "rule: busta paga (number 2), by “busta paga”",
        "to: C0PAYROLL",
        "why: its phrase is longer than the runner-up's",
        "runner-up: Network (number 1), by “vpn”",
    ]


def test_what_the_zendesk_ticket_would_get_is_shown(folder: Path) -> None:
    assert "priority: high" in route("vpn", "--channel", "#it-help").stdout.splitlines()


def test_without_a_match_it_says_so(folder: Path) -> None:
    assert route("hello").stdout.splitlines() == ["channel: it-help", "rule: none fits"]
    assert route("vpn", "--channel", "hr").stdout.splitlines() == ["channel: hr", "rule: none fits"]


@pytest.mark.parametrize("arguments", [(), ("vpn", "--replay", "3"), ("vpn", "--channel", "nope"), ("--replay", "0")])
def test_what_makes_no_sense_is_a_bad_argument(folder: Path, arguments: tuple[str, ...]) -> None:
    assert route(*arguments).exit_code == 2


def test_several_channels_with_rules_want_one_named(folder: Path) -> None:
    more = '\n[[channels.routes]]\nwords = "vpn"\nto = "S0HR"\n'
    (folder / "helpdesk.toml").write_text(CONFIGURATION + more)
    assert route("vpn").exit_code == 2
    assert "to: S0HR" in route("vpn", "--channel", "hr").stdout


def test_stored_tickets_are_matched_by_what_is_kept_of_them(
    folder: Path, valkey: Redis, valkey_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELPDESK_REDIS_URL", valkey_url)
    leases = Leases(valkey)
    subjects = ["My VPN is down", "Hello", "", "Two printers"]
    for number, subject in enumerate(subjects):
        at = place(number)
        lease = leases.take(at)
        assert lease is not None
        asked = 1e11 if subject != "Two printers" else 50.0
        ticket = question(at, Tickets(valkey).number("IT", at), subject).model_copy(
            update={"asked": asked, "routing": Routing(to="S0X")}
        )
        leases.commit(lease, ticket, 0, [])
        leases.rest(lease, None)
    said = route("--replay", "3")
    lines = said.stdout.splitlines()
    assert "IT-1\tNetwork\tS0NET\twent: S0X\tMy VPN is down" in lines
    assert sorted(lines[3:]) == ["(none): 1", "(words not kept): 1", "Network: 1"]
    assert "Only the first line of each question is kept" in said.stderr


DUTY = """
[[duty]]
team = "it"
channels = ["it-help"]
weekly = [{ days = "daily", from = "00:00", to = "00:00", person = "Carla Muster" }]
"""


def test_without_a_match_it_says_who_is_on_duty(folder: Path, valkey_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"REDIS_URL": valkey_url, "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "shh"}.items():
        monkeypatch.setenv(f"HELPDESK_{name}", value)
    (folder / "helpdesk.toml").write_text(CONFIGURATION + DUTY)
    assert route("hello").stdout.splitlines() == [
        "channel: it-help",
        "rule: none fits",
        "to: who is on duty",
        "it: Carla Muster (weekly)",
        "while nobody is: left as it is",
    ]
    assert route("hello", "--channel", "hr").stdout.splitlines() == ["channel: hr", "rule: none fits"]
