"""A setup without a fault: every check says so, on a terminal, in a file and as JSON."""

import json
import re
from pathlib import Path
from typing import get_args

from helpdesk.doctor.findings import Kind

from .clinic import Clinic


def test_every_kind_of_check_is_made_and_finds_nothing(clinic: Clinic) -> None:
    found = clinic.findings()
    assert [finding for finding in found if finding["verdict"] != "ok"] == []
    assert {finding["check"] for finding in found} == set(get_args(Kind))
    assert all(finding["words"] and finding["fix"] is None for finding in found)
    assert clinic.check().exit_code == 0


def test_the_text_has_one_line_for_each_finding_and_ends_with_counts(clinic: Clinic) -> None:
    *said, last = clinic.check().stdout.splitlines()
    lines = [re.sub(r"[\d.]+ (?=MiB|s ago)", "", line) for line in said]  # these grow from one look to the next
    found = [re.sub(r"[\d.]+ (?=MiB|s ago)", "", finding["words"]) for finding in clinic.findings()]
    assert [line.partition(": ")[2] for line in lines] == found
    assert {line[0] for line in lines} == {"✓"}
    assert last == f"wrong: 0, warnings: 0, ok: {len(said)}"


def test_the_json_counts_each_verdict(clinic: Clinic) -> None:
    clinic.channel.members.remove("U0HELPBOT")
    said = json.loads(clinic.check("--json").stdout)
    assert (said["wrong"], said["warning"]) == (1, 0)
    assert said["ok"] == len(said["findings"]) - 1


def test_a_fix_stands_indented_below_what_is_wrong(clinic: Clinic) -> None:
    clinic.channel.members.remove("U0HELPBOT")
    result = clinic.check()
    lines = result.stdout.splitlines()
    at = lines.index("✗ channel: The helpdesk is not in #it-help (C0ITHELP1).")
    assert lines[at + 1] == "    Invite the helpdesk there with /invite."
    assert result.exit_code == 1


def test_a_name_with_a_line_break_makes_no_second_line(clinic: Clinic) -> None:
    before = len(clinic.check().stdout.splitlines())
    clinic.bot.name = "Helpdesk\n✓ store: all of it"
    lines = clinic.check().stdout.splitlines()
    assert len(lines) == before
    assert "✓ zendesk-login: The helpdesk is Helpdesk ✓ store: all of it there." in lines


def test_a_warning_alone_is_nothing_wrong(clinic: Clinic) -> None:
    clinic.set("HELPDESK_ZENDESK_URI", "x")
    result = clinic.check()
    assert (
        "! settings: HELPDESK_ZENDESK_URI is set but nothing reads it: is HELPDESK_ZENDESK_URL meant?" in result.stdout
    )
    assert result.exit_code == 0


def test_nothing_is_changed_outside(clinic: Clinic) -> None:
    clinic.check()
    assert {call.method for call in clinic.zendesk.journal.calls} <= {"GET", "POST"}
    posts = [call.path for call in clinic.zendesk.journal.calls if call.method == "POST"]
    assert set(posts) == {"/oauth/tokens"}
    asked = {call.method for call in clinic.slack.journal.calls()}
    assert asked <= {"auth.test", "conversations.info", "conversations.members", "usergroups.list", "users.info"}


def test_every_kind_of_check_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
    assert re.findall(r"^\| `([a-z-]+)` \|", text, flags=re.MULTILINE) == list(get_args(Kind))
