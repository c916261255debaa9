"""What the doctor and `helpdesk up` say of duties: each thing that is wrong, with its line and the fix."""

import pytest
from starlette.responses import JSONResponse
from typer.testing import CliRunner

from helpdesk.cli import app
from helpdesk.config import load_config
from helpdesk.doctor.duty import told_at_start
from helpdesk.sandbox.serving import Serving
from helpdesk.settings import SettingsWrong, load_settings
from tests.duty.conftest import Keeper

from .clinic import ALEX, CONFIGURATION, Clinic

ROBIN = "U0EMPLOYEE"
BEFORE = CONFIGURATION.partition("[[duty]]")[0]
LINES = BEFORE.count("\n")
SHIFT = '  { days = "daily", from = "08:00", to = "08:00", person = "%s" },\n'
ROTA = f"weekly = [\n{SHIFT % ALEX}]\n"


def with_duty(clinic: Clinic, text: str) -> None:
    (clinic.folder / "helpdesk.toml").write_text(f'{BEFORE}[[duty]]\nteam = "it"\n{text}')


def test_a_duty_in_order_is_well(clinic: Clinic) -> None:
    with_duty(clinic, ROTA)
    assert clinic.complaints() == []
    (well,) = [finding["words"] for finding in clinic.findings() if finding["check"] == "duty"]
    assert well == f"Line {LINES + 3}, [[duty]] it: a weekly rota of 1 shift."


WRONG = {
    "a gap": (
        ROTA.replace("daily", "mon-sat"),
        "warning",
        f"Line {LINES + 3}, [[duty]] it: nobody is on duty sun 08:00 to mon 08:00.",
        "Add shifts there, or write gaps = true if that is meant.",
    ),
    "a person Slack does not know": (
        ROTA.replace(ALEX, "U0NOBODY1"),
        "wrong",
        f"Line {LINES + 4}, [[duty]] it: there is no person U0NOBODY1 in Slack",
        "Correct the [[duty]] table",
    ),
    "an address Slack does not know": (
        ROTA.replace(ALEX, "Nora <nora@example.com>"),
        "warning",
        f"Line {LINES + 4}, [[duty]] it: nobody in Slack has nora@example.com, so they are shown by name.",
        "Correct the address if they have Slack.",
    ),
    "a person who answers nowhere": (
        ROTA.replace(ALEX, ROBIN),
        "warning",
        f"Line {LINES + 4}, [[duty]] it: {ROBIN} answers in no channel of it",
        "Add them to the `responders`",
    ),
    "an address of somebody who answers nowhere": (
        ROTA.replace(ALEX, "Robin <robin@example.com>"),
        "warning",
        f"Line {LINES + 4}, [[duty]] it: Robin <robin@example.com> answers in no channel of it",
        "Add them to the `responders`",
    ),
    "a calendar that is not there": (
        'calendar = "duty.ics"\n',
        "wrong",
        f"Line {LINES + 3}, [[duty]] it: The calendar duty.ics can't be read: No such file or directory.",
        "Open it as the helpdesk does",
    ),
    "a token that is not there": (
        'pagerduty = "PSCHED"\n',
        "wrong",
        "HELPDESK_PAGERDUTY_TOKEN is not set",
        "Set it in the environment or in .env.",
    ),
    "an empty group": (
        'user_group = "S0EMPTY"\n',
        "wrong",
        f"Line {LINES + 3}, [[duty]] it: Slack answered",
        "Open it as the helpdesk does",
    ),
    "a second level": (
        ROTA + 'second = { calendar = "duty.ics" }\n',
        "wrong",
        f"Line {LINES + 6}, [[duty]] it: The calendar duty.ics can't be read",
        "Open it as the helpdesk does",
    ),
}


@pytest.mark.parametrize(("text", "verdict", "words", "fix"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_its_line_and_the_fix(
    clinic: Clinic, text: str, verdict: str, words: str, fix: str
) -> None:
    with_duty(clinic, text)
    (found,) = clinic.complaints()
    assert (found["check"], found["verdict"]) == ("duty", verdict)
    assert words in found["words"]
    assert fix in found["fix"]


def test_a_calendar_that_cant_be_read_is_named(clinic: Clinic) -> None:
    (clinic.folder / "duty.ics").write_text("<html>")
    with_duty(clinic, 'calendar = "duty.ics"\n')
    (found,) = clinic.complaints()
    assert found["words"].endswith("The calendar duty.ics can't be read: it is no iCalendar file.")


def test_a_deactivated_person_is_named(clinic: Clinic) -> None:
    with_duty(clinic, ROTA)
    clinic.slack_side.changes["/api/users.info"] = lambda answer: answer["user"].update(deleted=True)
    found = [finding["words"] for finding in clinic.complaints() if finding["check"] == "duty"]
    assert found == [f"Line {LINES + 4}, [[duty]] it: the account of {ALEX} is deactivated."]


@pytest.mark.parametrize("levels", [1, 2])
def test_an_escalation_policy_is_well_with_one_level_and_with_two(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, levels: int
) -> None:
    keeper = Keeper()
    said = [
        {"escalation_level": level, "user": {"name": f"Person {level}"}, "start": None, "end": None}
        for level in range(1, levels + 1)
    ]
    keeper.answers["/oncalls"] = JSONResponse({"oncalls": said, "more": False})
    with Serving(keeper) as serving:
        monkeypatch.setenv("HELPDESK_PAGERDUTY_URL", serving.url)
        monkeypatch.setenv("HELPDESK_PAGERDUTY_TOKEN", "u+secret")
        with_duty(clinic, 'pagerduty_policy = "PPOLICY"\n')
        assert clinic.complaints() == []
        well = [finding["words"] for finding in clinic.findings() if finding["check"] == "duty"]
    assert well == [f"Line {LINES + 3}, [[duty]] it: 1 person has it in the next 35 days."] * levels


def test_who_starts_the_helpdesk_is_told_of_gaps(clinic: Clinic) -> None:
    with_duty(clinic, ROTA.replace("daily", "mon-sat"))
    settings = load_settings()
    (told,) = told_at_start(settings, load_config(settings.config))
    assert told.startswith(f"helpdesk.toml: Line {LINES + 3}, [[duty]] it: nobody is on duty sun 08:00 to mon 08:00.")
    assert told.endswith(" Add shifts there, or write gaps = true if that is meant.")


@pytest.mark.parametrize("command", ["up", "work", "duty"])
def test_nothing_starts_without_the_token_that_a_duty_needs(clinic: Clinic, command: str) -> None:
    with_duty(clinic, 'opsgenie = "network"\n')
    result = CliRunner().invoke(app, [command])
    said = result.exception.faults if isinstance(result.exception, SettingsWrong) else result.stderr.splitlines()
    assert result.exit_code != 0
    assert said[-1] == "HELPDESK_OPSGENIE_TOKEN is not set, and the duty of it is asked there: set it to an API key."
