"""`helpdesk init` with nobody to ask: options and variables are enough, and what is missing or wrong is said."""

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from helpdesk.cli import app
from helpdesk.sandbox.town import Sandbox
from helpdesk.settings import SettingsWrong

from .conftest import Place


@pytest.fixture
def alone(place: Place, monkeypatch: pytest.MonkeyPatch, quiet: None) -> Sandbox:
    monkeypatch.chdir(place.folder)
    town = place.town
    named = {
        "HELPDESK_SLACK_API_URL": town.slack_api_url,
        "HELPDESK_SLACK_BOT_TOKEN": town.credentials.bot_token,
        "HELPDESK_SLACK_SIGNING_SECRET": town.credentials.signing_secret,
        "HELPDESK_SLACK_APP_TOKEN": town.credentials.app_token,
    }
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    return town


def init(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["init", *arguments])


def test_options_and_variables_are_enough(alone: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPDESK_ZENDESK_CLIENT_SECRET", alone.credentials.client_secret)
    said = init(
        *("--channel", "C0ITHELP1", "--responders", "@it-team", "--agents-channel", "C0ITAGENTS"),
        *("--zendesk-url", alone.zendesk_url, "--zendesk-user", alone.credentials.client_id),
    )
    assert "zendesk-webhook" in said.output
    assert tomllib.loads(Path("helpdesk.toml").read_text())["channels"][0]["responders"] == ["S0ITTEAM"]
    # What the environment says stays there.
    assert Path(".env").read_text() == (
        f"HELPDESK_ZENDESK_URL={alone.zendesk_url}\nHELPDESK_ZENDESK_CLIENT_ID={alone.credentials.client_id}\n"
    )


def test_all_that_is_missing_is_named_at_once(place: Place, monkeypatch: pytest.MonkeyPatch, quiet: None) -> None:
    monkeypatch.chdir(place.folder)
    said = init()
    assert isinstance(said.exception, SettingsWrong)
    words = str(said.exception)
    assert "is no terminal" in words
    for name in ("HELPDESK_SLACK_BOT_TOKEN", "HELPDESK_SLACK_SIGNING_SECRET", "HELPDESK_SLACK_APP_TOKEN", "--channel"):
        assert name in words
    assert list(place.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--channel", "C0NOWHERE"], "unknown to Slack"),
        (["--channel", 'C0"]\n[x'], "is not a channel id"),
        (["--channel", "C0ITHELP1", "--responders", "S0NOBODY"], "knows no user group"),
        (["--channel", "C0ITHELP1", "--url", "ftp://x"], "no public address"),
    ],
)
def test_a_wrong_answer_ends_it_with_the_reason(alone: Sandbox, arguments: list[str], words: str) -> None:
    assert alone
    said = init(*arguments)
    assert (said.exit_code, words in said.output) == (1, True)
    assert not Path("helpdesk.toml").exists()


def test_a_token_with_a_newline_writes_no_second_line(alone: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    token = f"{alone.credentials.bot_token}\nHELPDESK_PORT=1"
    monkeypatch.setenv("HELPDESK_SLACK_BOT_TOKEN", token)
    said = init("--channel", "C0ITHELP1")
    assert (said.exit_code, "copy it again, alone" in said.output) == (1, True)
    assert token not in said.output
    assert not Path(".env").exists()


def test_an_address_of_zendesk_without_a_login_is_no_setup(alone: Sandbox) -> None:
    said = init("--channel", "C0ITHELP1", "--zendesk-url", alone.zendesk_url)
    assert isinstance(said.exception, SettingsWrong)
    assert "--zendesk-user" in str(said.exception)


def test_a_file_that_is_there_is_changed_only_with_yes(alone: Sandbox) -> None:
    assert alone
    file = Path("helpdesk.toml")
    file.write_text('[[channels]]\nname = "old"\nid = "C0GENERAL1"\n')
    before = file.read_text()
    said = init("--channel", "C0ITHELP1")
    assert (said.exit_code, "--yes" in said.output, file.read_text()) == (1, True, before)
    assert init("--channel", "C0ITHELP1", "--yes").exit_code == 0
    assert tomllib.loads(file.read_text()) == {"channels": [{"name": "it-help", "id": "C0ITHELP1"}]}


@pytest.mark.parametrize("text", ["[[channels", 'channels = "x"', "[channels]\nid = 1\n", "a = " + "[" * 5000])
def test_a_configuration_that_can_not_be_read_is_left_alone(alone: Sandbox, text: str) -> None:
    assert alone
    Path("helpdesk.toml").write_text(text)
    assert "helpdesk.toml" in str(init("--channel", "C0ITHELP1", "--yes").exception)
    assert Path("helpdesk.toml").read_text() == text


def test_a_folder_that_can_not_be_written_to_is_told_of(alone: Sandbox) -> None:
    assert alone
    Path("helpdesk.toml").symlink_to("nowhere/helpdesk.toml")
    said = init("--channel", "C0ITHELP1", "--yes")
    assert (said.exit_code, "helpdesk.toml can't be written" in said.output) == (1, True)
