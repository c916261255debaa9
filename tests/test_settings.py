"""What the environment may say, and what people are told when it says something else."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from helpdesk.settings import Settings, SettingsWrong, load_settings, misspelt_variables
from helpdesk.zendesk.login import OAuthLogin, TokenLogin

ZENDESK = {
    "HELPDESK_ZENDESK_URL": "https://example.zendesk.com",
    "HELPDESK_ZENDESK_CLIENT_ID": "helpdesk",
    "HELPDESK_ZENDESK_CLIENT_SECRET": "hush-oauth",
}


class Environment:
    """The variables and the `.env` file that one test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self._monkeypatch = monkeypatch
        self.dotenv = folder / ".env"

    def load(self, **variables: str) -> Settings:
        for name, value in variables.items():
            self._monkeypatch.setenv(name, value)
        return load_settings()

    def faults(self, **variables: str) -> list[str]:
        with pytest.raises(SettingsWrong) as caught:
            self.load(**variables)
        return caught.value.faults


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Environment:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"HELPDESK_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    return Environment(monkeypatch, tmp_path)


def test_an_empty_environment_gives_the_defaults_of_the_manual(environment: Environment) -> None:
    settings = environment.load()
    assert settings.config == Path("helpdesk.toml")
    assert settings.redis_url is None
    assert settings.data_dir == Path(".helpdesk")
    assert settings.store_fsync == "always"
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.zendesk_url is None
    assert settings.zendesk_login is None
    assert settings.log_format is None


def test_the_environment_wins_over_the_dotenv_file(environment: Environment) -> None:
    environment.dotenv.write_text("HELPDESK_PORT=4000\nHELPDESK_HOST=0.0.0.0\nSOMETHING_ELSE=1\n")
    settings = environment.load(HELPDESK_PORT="5000")
    assert (settings.host, settings.port) == ("0.0.0.0", 5000)


def test_an_empty_variable_counts_as_absent(environment: Environment) -> None:
    settings = environment.load(
        HELPDESK_PORT="", HELPDESK_REDIS_URL="", HELPDESK_ZENDESK_URL="", HELPDESK_LOG_FORMAT=""
    )
    assert settings.port == 3000
    assert settings.redis_url is None
    assert settings.zendesk_login is None


def test_settings_are_frozen(environment: Environment) -> None:
    settings = environment.load()
    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]  # the point of the test


def test_the_slack_address_ends_with_a_slash_and_the_zendesk_address_without(environment: Environment) -> None:
    settings = environment.load(
        **ZENDESK | {"HELPDESK_ZENDESK_URL": "http://127.0.0.1:8090/"},
        HELPDESK_SLACK_API_URL=" http://127.0.0.1:8080/api ",
    )
    assert settings.slack_api_url == "http://127.0.0.1:8080/api/"
    assert settings.zendesk_url == "http://127.0.0.1:8090"


def test_client_credentials_are_an_oauth_login(environment: Environment) -> None:
    login = environment.load(**ZENDESK).zendesk_login
    assert isinstance(login, OAuthLogin)
    assert (login.client_id, login.client_secret.get_secret_value()) == ("helpdesk", "hush-oauth")


def test_an_email_and_an_api_token_are_a_token_login(environment: Environment) -> None:
    login = environment.load(
        HELPDESK_ZENDESK_URL="https://example.zendesk.com",
        HELPDESK_ZENDESK_EMAIL="bot@example.com",
        HELPDESK_ZENDESK_API_TOKEN="hush-token",
    ).zendesk_login
    assert isinstance(login, TokenLogin)
    assert (login.email, login.token.get_secret_value()) == ("bot@example.com", "hush-token")


def test_two_whole_logins_prefer_oauth(environment: Environment) -> None:
    settings = environment.load(
        **ZENDESK, HELPDESK_ZENDESK_EMAIL="bot@example.com", HELPDESK_ZENDESK_API_TOKEN="hush-token"
    )
    assert isinstance(settings.zendesk_login, OAuthLogin)


def test_half_a_login_names_both_variables(environment: Environment) -> None:
    [fault] = environment.faults(HELPDESK_ZENDESK_URL="https://example.zendesk.com", HELPDESK_ZENDESK_CLIENT_ID="a")
    assert fault.startswith("HELPDESK_ZENDESK_CLIENT_ID is set without HELPDESK_ZENDESK_CLIENT_SECRET: ")


def test_a_zendesk_address_without_a_login_is_a_fault(environment: Environment) -> None:
    [fault] = environment.faults(HELPDESK_ZENDESK_URL="https://example.zendesk.com")
    assert fault.startswith("HELPDESK_ZENDESK_URL is set without a login")


def test_a_login_without_a_zendesk_address_is_a_fault(environment: Environment) -> None:
    [fault] = environment.faults(HELPDESK_ZENDESK_EMAIL="bot@example.com", HELPDESK_ZENDESK_API_TOKEN="hush-token")
    assert fault.startswith(
        "HELPDESK_ZENDESK_URL is not set, but HELPDESK_ZENDESK_EMAIL and HELPDESK_ZENDESK_API_TOKEN are"
    )


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("HELPDESK_PORT", "many", "whole number from 0"),
        ("HELPDESK_PORT", "70000", "to 65535"),
        ("HELPDESK_STORE_FSYNC", "never", "set it to 'always' or 'everysec'"),
        ("HELPDESK_LOG_FORMAT", "xml", "set it to 'text' or 'json'"),
        ("HELPDESK_SLACK_API_URL", "slack.com/api", "must start with https://"),
        ("HELPDESK_SLACK_API_URL", "http://[::1", "is not a web address"),
        ("HELPDESK_SLACK_API_URL", "http://host:port/", "is not a web address"),
        ("HELPDESK_ZENDESK_URL", "example.zendesk.com", "must start with https://"),
        ("HELPDESK_ZENDESK_URL", "https://example.zendesk.com/agent", "without a path, https://example.zendesk.com"),
        ("HELPDESK_ZENDESK_URL", "https://example.zendesk.com/?a=1", "without anything from ?"),
        ("HELPDESK_REDIS_URL", "localhost:6379", "redis://"),
    ],
)
def test_a_wrong_value_names_its_variable_and_what_was_expected(
    environment: Environment, variable: str, value: str, says: str
) -> None:
    [fault] = environment.faults(**{variable: value})
    assert fault.startswith(f"{variable} ")
    assert says in fault
    assert fault.endswith(".")
    assert "\n" not in fault


def test_every_wrong_value_is_told_at_once(environment: Environment) -> None:
    faults = environment.faults(HELPDESK_PORT="x", HELPDESK_LOG_FORMAT="y", HELPDESK_ZENDESK_URL="z")
    assert [fault.split()[0] for fault in faults] == ["HELPDESK_PORT", "HELPDESK_ZENDESK_URL", "HELPDESK_LOG_FORMAT"]


def test_the_slack_login_is_given_when_it_is_whole(environment: Environment) -> None:
    slack = environment.load(HELPDESK_SLACK_BOT_TOKEN=" hush-bot\n", HELPDESK_SLACK_SIGNING_SECRET="s").require_slack()
    assert slack.bot_token.get_secret_value() == "hush-bot"


def test_each_missing_slack_variable_is_named(environment: Environment) -> None:
    with pytest.raises(SettingsWrong) as both:
        environment.load().require_slack()
    assert [fault.split()[0] for fault in both.value.faults] == [
        "HELPDESK_SLACK_BOT_TOKEN",
        "HELPDESK_SLACK_SIGNING_SECRET",
    ]
    with pytest.raises(SettingsWrong) as one:
        environment.load(HELPDESK_SLACK_BOT_TOKEN="hush-bot").require_slack()
    assert [fault.split()[0] for fault in one.value.faults] == ["HELPDESK_SLACK_SIGNING_SECRET"]


def test_no_secret_is_shown_by_repr_or_by_a_fault(environment: Environment) -> None:
    secrets = {
        "HELPDESK_REDIS_URL": "redis://:hush-redis@127.0.0.1/0",
        "HELPDESK_SLACK_BOT_TOKEN": "hush-bot",
        "HELPDESK_SLACK_SIGNING_SECRET": "hush-signing",
        "HELPDESK_SLACK_APP_TOKEN": "hush-app",
        "HELPDESK_ZENDESK_API_TOKEN": "hush-token",
        "HELPDESK_ZENDESK_WEBHOOK_SECRET": "hush-webhook",
        "HELPDESK_ZENDESK_EMAIL": "bot@example.com",
    }
    settings = environment.load(**ZENDESK, **secrets)
    assert "hush" not in repr(settings) + str(settings) + repr(settings.zendesk_login) + repr(settings.require_slack())
    for wrong in ("https://me:hush@example.zendesk.com", "me:hush@example.zendesk.com"):
        assert "hush" not in str(environment.faults(HELPDESK_ZENDESK_URL=wrong, HELPDESK_REDIS_URL="hush://x"))


@pytest.mark.parametrize("password", ["hush/1", "hush#1", "hush?1", "12/hush", "12#hush", "[hush"])
def test_a_password_that_cuts_the_stores_address_in_pieces_is_told_of_and_not_shown(
    environment: Environment, password: str
) -> None:
    (fault,) = environment.faults(HELPDESK_REDIS_URL=f"redis://me:{password}@127.0.0.1:6379/0")
    assert fault.startswith("HELPDESK_REDIS_URL is not a store address: write redis://user:password@host:6379/0")
    assert "hush" not in fault


@pytest.mark.parametrize(
    "url", ["redis://localhost", "rediss://me:a%2Fb@[::1]:6380/1?db=2", "unix:///run/a@b.sock", "redis://"]
)
def test_addresses_of_stores(environment: Environment, url: str) -> None:
    settings = environment.load(HELPDESK_REDIS_URL=url)
    assert settings.redis_url is not None
    assert settings.redis_url.get_secret_value() == url


def test_a_dotenv_file_that_is_not_text_is_named(environment: Environment) -> None:
    environment.dotenv.write_bytes(b"HELPDESK_HOST=\xff\xfe\n")
    assert environment.faults()[0].startswith(".env can't be read")


def test_a_variable_that_nothing_reads_is_told_with_the_nearest_name() -> None:
    environ = {"HELPDESK_SLACK_BOT_TOKN": "x", "HELPDESK_PORT": "1", "PATH": "/", "HELPDESK_ZZZ": "1"}
    assert misspelt_variables(environ) == [
        "HELPDESK_SLACK_BOT_TOKN is set but nothing reads it: is HELPDESK_SLACK_BOT_TOKEN meant?",
        "HELPDESK_ZZZ is set but nothing reads it.",
    ]
