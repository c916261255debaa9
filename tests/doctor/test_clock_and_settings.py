"""Clocks that differ, variables that nothing reads, addresses without encryption, exit codes, and no secret."""

import subprocess
import sys
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

import pytest
from pydantic import SecretStr

from helpdesk.config import load_config
from helpdesk.doctor.clock import compare
from helpdesk.doctor.findings import Finding
from helpdesk.doctor.rounds import examine
from helpdesk.doctor.settings import settings_round
from helpdesk.doctor.slack import SlackLook
from helpdesk.doctor.zendesk import ZendeskLook
from helpdesk.settings import load_settings
from helpdesk.wiring import Wiring
from helpdesk.zendesk.login import OAuthLogin

from .clinic import SECRETS, Clinic

NOW = 1_795_000_000.0


@pytest.mark.parametrize(
    ("off", "verdict", "words"),
    [
        (0, "ok", "agrees"),
        (4, "ok", "agrees"),
        (-5, "ok", "agrees"),
        (7, "warning", "6 s ahead of Slack's"),
        (-7, "warning", "7 s behind Slack's"),
        (60, "warning", "59 s ahead of"),
        (62, "wrong", "61 s ahead of"),
        (-61, "wrong", "61 s behind"),
        (-86400, "wrong", "86400 s behind"),
    ],
)
def test_a_clock_is_judged_by_how_far_it_is_off(off: int, verdict: str, words: str) -> None:
    date = formatdate(NOW, usegmt=True)
    finding = compare("slack-clock", "Slack", date, NOW + off, NOW + off)
    assert finding.verdict == verdict
    assert words in finding.words


def test_a_slow_answer_is_no_difference() -> None:
    assert compare("slack-clock", "Slack", formatdate(NOW + 4, usegmt=True), NOW, NOW + 8).verdict == "ok"


@pytest.mark.parametrize("date", ["", "today", "Wed, 99 Foo 2026", "-1"])
def test_an_unreadable_date_is_told_of(date: str) -> None:
    finding = compare("zendesk-clock", "Zendesk", date, NOW, NOW)
    assert (finding.verdict, finding.words) == (
        "warning",
        "Zendesk told no time to compare this machine's clock with.",
    )


def unwell(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.check, finding.verdict) for finding in findings if finding.verdict != "ok"]


def late(seconds: float) -> Callable[[], float]:
    return lambda: time.time() - seconds


def test_both_sides_are_asked_for_the_time(clinic: Clinic) -> None:
    settings = load_settings()
    wiring = Wiring(settings, load_config(settings.config), "")
    account = wiring.account
    assert account
    slack = SlackLook(wiring.slack_calls(), wiring.config, None, late(90))
    login = OAuthLogin("helpdesk", SecretStr("unused"))
    secret = SECRETS["HELPDESK_ZENDESK_WEBHOOK_SECRET"]
    zendesk = ZendeskLook(account, login, wiring.config.zendesk, secret, late(20))
    assert unwell(examine([slack.round(), zendesk.round()], lambda _: None)) == [
        ("slack-clock", "wrong"),
        ("zendesk-clock", "warning"),
    ]


def test_a_misspelt_variable_is_found_in_the_environment_and_in_the_file(clinic: Clinic) -> None:
    clinic.set("HELPDESK_SLACK_BOT_TOKENS", "xoxb-misspelt-secret")
    (clinic.folder / ".env").write_text("HELPDESK_ZENDESK_MAIL=file-secret\nOTHER=1\n")
    said = [(finding["check"], finding["verdict"], finding["words"]) for finding in clinic.complaints()]
    assert said == [
        (
            "settings",
            "warning",
            "HELPDESK_SLACK_BOT_TOKENS is set but nothing reads it: is HELPDESK_SLACK_BOT_TOKEN meant?",
        ),
        ("settings", "warning", "HELPDESK_ZENDESK_MAIL is set but nothing reads it: is HELPDESK_ZENDESK_EMAIL meant?"),
    ]


def test_an_address_without_encryption_is_told_of(clinic: Clinic) -> None:
    clinic.set("HELPDESK_ZENDESK_URL", "http://desk.example.com")
    clinic.set("HELPDESK_SLACK_API_URL", "http://slack.example.com/api/")
    found = [finding for finding in examine([settings_round(load_settings(), [])], lambda _: None) if finding.fix]
    assert [(finding.verdict, finding.fix) for finding in found] == [
        ("warning", "Write HELPDESK_SLACK_API_URL with https://."),
        ("warning", "Write HELPDESK_ZENDESK_URL with https://."),
    ]


def helpdesk(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "helpdesk", "check"], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_process_ends_with_0_when_all_is_well(clinic: Clinic) -> None:
    done = helpdesk(clinic.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout


def test_the_process_ends_with_2_when_the_configuration_can_not_be_read(clinic: Clinic) -> None:
    clinic.configure("responders", "respnders")
    done = helpdesk(clinic.folder)
    assert done.returncode == 2
    assert "responders" in done.stderr


def test_the_process_ends_with_2_without_a_token(clinic: Clinic) -> None:
    clinic.set("HELPDESK_SLACK_BOT_TOKEN", "")
    done = helpdesk(clinic.folder)
    assert done.returncode == 2
    assert "HELPDESK_SLACK_BOT_TOKEN is not set" in done.stderr


def test_marks_are_plain_where_only_ascii_can_be_written(clinic: Clinic) -> None:
    clinic.set("PYTHONIOENCODING", "ascii:backslashreplace")
    clinic.set("PYTHONUTF8", "0")
    clinic.channel.members.remove("U0HELPBOT")
    lines = helpdesk(clinic.folder).stdout.splitlines()
    assert lines[0].startswith("+ settings: ")
    assert "x channel: The helpdesk is not in #it-help (C0ITHELP1)." in lines


@pytest.mark.parametrize("arguments", [(), ("--json",)])
@pytest.mark.parametrize("name", [*SECRETS, None])
def test_no_secret_is_ever_shown(clinic: Clinic, name: str | None, arguments: tuple[str, ...]) -> None:
    """Neither when all is well nor when one of them is wrong."""
    if name:
        clinic.set(name, f"xoxb-wrong-{SECRETS[name]}")
    output = clinic.check(*arguments).output
    assert [secret for secret in SECRETS.values() if secret in output] == []
