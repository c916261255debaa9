"""`helpdesk export` and `helpdesk stats`: what is in the store, as a table, as JSON and in figures."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from typer.testing import CliRunner, Result

from helpdesk.cli import app
from helpdesk.commands.exporting import COLUMNS
from helpdesk.commands.figures import lasting
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.routed import Routing
from helpdesk.domain.ticket.timings import Timings
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets

CONFIGURATION = """
[[channels]]
name = "it-help"
id = "C0ITHELP1"
hours = { zone = "UTC", days = { fri = "08:00-17:00" } }

[[channels]]
name = "hr"
id = "C0HR000001"
"""
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=UTC).timestamp()
HOUR = 3600.0


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, valkey: Redis, valkey_url: str) -> Any:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "helpdesk.toml").write_text(CONFIGURATION)
    monkeypatch.setenv("HELPDESK_REDIS_URL", valkey_url)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    times = Timings(seen=FRIDAY + 60, answered=FRIDAY + 90, resolved=FRIDAY + 5 * HOUR)
    keep(valkey, "C0ITHELP1", FRIDAY, "=HYPERLINK(1)", routing=Routing(rule="-VPN"), timings=times)
    keep(valkey, "C0HR000001", FRIDAY - 40 * 24 * HOUR, "Wages")
    return run


def keep(valkey: Redis, channel: str, at: float, subject: str, **more: Any) -> None:
    place = Place("T0HELPDESK", channel, f"{at:.6f}")
    number = Tickets(valkey).number("IT", place)
    ticket = Ticket(place=place, kind="question", number=number, asked=at, requester="U0ROBIN", subject=subject, **more)
    leases = Leases(valkey)
    lease = leases.take(place)
    assert lease is not None
    leases.commit(lease, ticket, 0, [])


def test_a_table_has_fixed_columns_and_neither_people_nor_words(run: Any) -> None:
    result = run("export", "--format", "csv")
    assert result.exit_code == 0, result.output
    first, second = csv.DictReader(io.StringIO(result.stdout))
    assert tuple(first) == COLUMNS
    assert (first["ticket"], first["asked"], first["seen"]) == ("IT-1", "2026-11-27T16:00:00Z", "2026-11-27T16:01:00Z")
    assert (first["to_resolved_seconds"], first["to_resolved_working_seconds"]) == ("18000", "3600")
    assert (second["seen"], second["to_seen_seconds"], second["topic"]) == ("", "", "")
    assert "U0ROBIN" not in result.stdout
    assert "Wages" not in result.stdout


def test_what_a_spreadsheet_would_reckon_out_is_marked(run: Any) -> None:
    first = next(
        csv.DictReader(io.StringIO(run("export", "--format", "csv", "--with", "subject", "--with", "people").stdout))
    )
    assert (first["topic"], first["subject"], first["requester"]) == ("'-VPN", "'=HYPERLINK(1)", "U0ROBIN")


def test_an_object_a_line_goes_to_a_file_that_its_owner_alone_may_read(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    assert run("export", "--format", "jsonl", "--output", str(file)).stdout == ""
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    assert [row["topic"] for row in rows] == ["-VPN", None]
    assert rows[0]["to_answered_seconds"] == 90
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("*.part")) == []


def test_a_channel_and_a_period_choose(run: Any) -> None:
    assert len(run("export", "--format", "jsonl", "--channel", "C0HR000001").stdout.splitlines()) == 1
    assert len(run("export", "--format", "jsonl", "--period", "2026-11").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("export",),
        ("export", "--format", "xml"),
        ("export", "--format", "csv", "--period", "soon"),
        ("export", "--format", "csv", "--output", "no/such/folder/file"),
        ("stats", "soon"),
    ],
)
def test_what_makes_no_sense_is_a_bad_argument(run: Any, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output


def test_figures_as_text_and_as_json_are_the_same(run: Any) -> None:
    text = run("stats", "it-help", "2026-11").stdout
    assert "Questions asked from 2026-11-01 00:00 UTC" in text
    assert "resolved\t1\t5 h\t-\t1 h\t-" in text
    assert "-VPN\t1\t0\t2 min\t5 h" in text
    found = json.loads(run("stats", "2026-11", "--json").stdout)
    assert found["asked"] == 1
    assert found["working"]["resolved"] == {"count": 1, "median": HOUR, "p90": None}
    assert run("stats", "hr", "2026-11", "--json").stdout.count('"asked": 0') == 1


def test_how_long_it_lasted_is_told_in_two_units() -> None:
    told = [lasting(seconds) for seconds in (None, 0, 29, 30, 3600, 3690, 86400 + 7260, 90 * 86400)]
    assert told == ["-", "0 min", "0 min", "0 min", "1 h", "1 h 2 min", "1 d 2 h", "90 d"]
