"""What the environment says: one frozen value built at the edge. Nothing below the wiring reads the environment."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, DotEnvSettingsSource, SettingsConfigDict, SettingsError

from helpdesk.zendesk.login import OAuthLogin, TokenLogin, ZendeskLogin

PREFIX = "HELPDESK_"


class SettingsWrong(Exception):
    """Settings that can't be used; `faults` holds one sentence for each, naming its variable and no secret."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class SlackLogin:
    """What the Slack app needs to speak (bot token) and to be sure who speaks to it (signing secret)."""

    bot_token: SecretStr
    signing_secret: SecretStr


def _without_blanks(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _split_url(value: str) -> SplitResult:
    """Take an http(s) address apart, or raise ValueError with a sentence that never repeats a password."""
    try:
        parts = urlsplit(value)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or any(blank in value for blank in " \t\r\n"):
        shown = "is not a web address" if "@" in value else f"is {value!r}, which is not a web address"
        raise ValueError(f"{shown}: it must start with https:// (or http://) and name a host")
    if "@" in parts.netloc:
        raise ValueError("holds a user name or password: write the address alone")
    if parts.query or parts.fragment:
        raise ValueError(f"is {value!r}: write the address without anything from ? or # on")
    return parts


def _api_url(value: str) -> str:
    _split_url(value)
    return value.rstrip("/") + "/"


def _account_url(value: str) -> str:
    parts = _split_url(value)
    if parts.path.strip("/"):
        raise ValueError(f"is {value!r}: write the account's address without a path, {parts.scheme}://{parts.netloc}")
    return f"{parts.scheme}://{parts.netloc}"


def _store_url(value: SecretStr) -> SecretStr:
    """Raises a ValueError that never repeats a password, not even one that has cut the address in pieces."""
    try:
        parts = urlsplit(value.get_secret_value())
        whole = parts.scheme == "unix" or (parts.port != 0 and "@" not in parts.path and not parts.fragment)
    except ValueError:
        whole = False
    else:
        if parts.scheme not in {"redis", "rediss", "unix"}:
            raise ValueError("is not a store address: it must start with redis://, rediss:// or unix://")
    if not whole:
        raise ValueError(
            "is not a store address: write redis://user:password@host:6379/0, and in the password / as %2F, # as %23"
            " and ? as %3F"
        )
    return value


Text = Annotated[str, BeforeValidator(_without_blanks)]
Secret = Annotated[SecretStr, BeforeValidator(_without_blanks)]
ApiUrl = Annotated[Text, AfterValidator(_api_url)]
AccountUrl = Annotated[Text, AfterValidator(_account_url)]
StoreUrl = Annotated[Secret, AfterValidator(_store_url)]


class Settings(BaseSettings):
    """The HELPDESK_ variables, in the order of the manual. An empty variable counts as absent."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    config: Path = Field(default=Path("helpdesk.toml"), description="path of the configuration file")
    redis_url: StoreUrl | None = Field(
        default=None,  # An address may carry a password, so it is a secret as a whole.
        description="address of a Redis 7 or Valkey 8 or newer (`redis://`, `rediss://`, `unix://`); without it an"
        " embedded Valkey is started",
    )
    data_dir: Path = Field(default=Path(".helpdesk"), description="folder of the embedded store")
    store_fsync: Literal["always", "everysec"] = Field(
        default="always",
        description="`always`, or `everysec`, which is faster and may lose the last second when the power is cut; for"
        " the embedded store",
    )
    host: Text = Field(default="127.0.0.1", description="address the HTTP door listens on")
    port: int = Field(default=3000, ge=0, le=65535, description="its port")
    slack_bot_token: Secret | None = Field(default=None, description="the Slack app's bot token (`xoxb-…`); required")
    slack_signing_secret: Secret | None = Field(default=None, description="the Slack app's signing secret; required")
    slack_app_token: Secret | None = Field(
        default=None,
        description="app-level token (`xapp-…`) for Socket Mode; with it `helpdesk up` listens instead of waiting for"
        " HTTP",
    )
    slack_api_url: ApiUrl = Field(default="https://slack.com/api/", description="base of Slack's Web API")
    zendesk_url: AccountUrl | None = Field(
        default=None,
        description="the account's address, such as `https://example.zendesk.com`; without it the helpdesk works"
        " without Zendesk",
    )
    zendesk_client_id: Text | None = Field(default=None, description="OAuth client, for client credentials")
    zendesk_client_secret: Secret | None = Field(default=None, description="its secret")
    zendesk_email: Text | None = Field(default=None, description="the older way in: an agent's e-mail")
    zendesk_api_token: Secret | None = Field(
        default=None, description="with an API token; Zendesk ends these on 30 April 2027"
    )
    zendesk_webhook_secret: Secret | None = Field(
        default=None,
        description="signing secret of the webhook, which `helpdesk zendesk-setup --write-env .env` writes; without it"
        " nothing that comes from Zendesk is believed",
    )
    pagerduty_url: AccountUrl = Field(
        default="https://api.pagerduty.com",
        description="where PagerDuty is asked; in Europe `https://api.eu.pagerduty.com`",
    )
    pagerduty_token: Secret | None = Field(
        default=None, description="a read-only REST API key, when a duty is kept in PagerDuty"
    )
    opsgenie_url: AccountUrl = Field(
        default="https://api.opsgenie.com",
        description="where Opsgenie is asked; in Europe `https://api.eu.opsgenie.com`",
    )
    opsgenie_token: Secret | None = Field(
        default=None, description="an API key that may read schedules, when a duty is kept in Opsgenie"
    )
    log_format: Literal["text", "json"] | None = Field(
        default=None, description="`text` or `json`; without it text on a terminal, else JSON"
    )

    @model_validator(mode="after")
    def _zendesk_is_whole_or_absent(self) -> Self:
        faults = _zendesk_faults(self)
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def zendesk_login(self) -> ZendeskLogin | None:
        """The way into Zendesk, OAuth before API token; None without HELPDESK_ZENDESK_URL."""
        if self.zendesk_url is None:
            return None
        if self.zendesk_client_id and self.zendesk_client_secret:
            return OAuthLogin(self.zendesk_client_id, self.zendesk_client_secret)
        if self.zendesk_email and self.zendesk_api_token:
            return TokenLogin(self.zendesk_email, self.zendesk_api_token)
        return None

    def require_slack(self) -> SlackLogin:
        """Give what a part that speaks to Slack needs, or raise SettingsWrong naming each missing variable."""
        token, secret = self.slack_bot_token, self.slack_signing_secret
        if token and secret:
            return SlackLogin(token, secret)
        raise SettingsWrong(
            f"{variable} is not set, and this command speaks to Slack: copy it from the Slack app's page, {where}."
            for variable, given, where in (
                ("HELPDESK_SLACK_BOT_TOKEN", token, '"OAuth & Permissions", "Bot User OAuth Token"'),
                ("HELPDESK_SLACK_SIGNING_SECRET", secret, '"Basic Information", "Signing Secret"'),
            )
            if not given
        )

    def require_token(self, service: Literal["pagerduty", "opsgenie"], team: str) -> SecretStr:
        """Give the token that a `[[duty]]` needs, or raise SettingsWrong naming its variable."""
        token = self.pagerduty_token if service == "pagerduty" else self.opsgenie_token
        if token:
            return token
        variable = f"{PREFIX}{service.upper()}_TOKEN"
        raise SettingsWrong([f"{variable} is not set, and the duty of {team} is asked there: set it to an API key."])


def _zendesk_faults(settings: Settings) -> list[str]:
    """Half a login, a login without an account, an account without a login: each is a slip, none has a good default."""
    pairs = (("ZENDESK_CLIENT_ID", "ZENDESK_CLIENT_SECRET"), ("ZENDESK_EMAIL", "ZENDESK_API_TOKEN"))
    given = {name for pair in pairs for name in pair if getattr(settings, name.lower())}
    faults = [
        f"{PREFIX}{have} is set without {PREFIX}{lack}: a Zendesk login needs both, so set or remove both."
        for pair in pairs
        for have, lack in (pair, pair[::-1])
        if have in given and lack not in given
    ]
    if given and settings.zendesk_url is None:
        names = " and ".join(f"{PREFIX}{name}" for pair in pairs for name in pair if name in given)
        faults.append(
            f"HELPDESK_ZENDESK_URL is not set, but {names} {'is' if len(given) == 1 else 'are'}:"
            " set it to the account's address, such as https://example.zendesk.com, or remove the login."
        )
    if settings.zendesk_url is not None and not given:
        faults.append(
            "HELPDESK_ZENDESK_URL is set without a login: set HELPDESK_ZENDESK_CLIENT_ID and"
            " HELPDESK_ZENDESK_CLIENT_SECRET, or HELPDESK_ZENDESK_EMAIL and HELPDESK_ZENDESK_API_TOKEN."
        )
    return faults


def load_settings() -> Settings:
    """Read the environment and `.env` of the working folder (the environment wins).

    Raises:
        SettingsWrong: naming every variable at fault; no secret value is in it.
    """
    try:
        with _readable():
            return Settings()
    except ValidationError as error:
        # Values are not carried on: a traceback of the first error would show them.
        raise SettingsWrong(_sentences(error.errors(include_url=False, include_input=False))) from None


def said_so_far(environ: Mapping[str, str]) -> dict[str, str]:
    """The HELPDESK_ variables of `.env` and of the environment, which wins, unchecked: for who sets them up.

    Raises:
        SettingsWrong: when `.env` is there and can't be read.
    """
    with _readable():
        in_file = {name.upper(): value or "" for name, value in DotEnvSettingsSource(Settings).env_vars.items()}
    said = {**in_file, **{name.upper(): value for name, value in environ.items() if value}}
    return {name: value for name, value in said.items() if name.startswith(PREFIX) and value.strip()}


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError, SettingsError) as error:
        raise SettingsWrong(
            [f".env can't be read ({type(error).__name__}): it must be a readable UTF-8 file of NAME=value lines."]
        ) from None


def traces_are_collected() -> bool:
    """Whether OpenTelemetry's own variable, which needs no prefix of ours, names a collector."""
    return bool(os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"))


def _sentences(errors: Iterable[ErrorDetails]) -> Iterable[str]:
    for error in errors:
        if not error["loc"]:
            yield from str(error["ctx"]["error"]).splitlines()
            continue
        variable = PREFIX + str(error["loc"][0]).upper()
        if error["type"] == "value_error":
            yield f"{variable} {error['ctx']['error']}."
        elif error["type"] == "literal_error":
            yield f"{variable} has a value that is not known: set it to {error['ctx']['expected']}, or remove it."
        elif variable == "HELPDESK_PORT":
            yield "HELPDESK_PORT is not a port: set it to a whole number from 0 (any free one) to 65535."
        else:
            yield f"{variable} can't be used: {error['msg']}."


def misspelt_variables(environ: Mapping[str, str] | None = None) -> list[str]:
    """One sentence for each HELPDESK_ variable that nothing reads, for the doctor: others may use the prefix too."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    names = sorted(name for name in (os.environ if environ is None else environ) if name.upper().startswith(PREFIX))
    return [_unread(name, known) for name in names if name.upper() not in known]


def _unread(name: str, known: list[str]) -> str:
    near = get_close_matches(name.upper(), known, n=1, cutoff=0.8)
    return f"{name} is set but nothing reads it" + (f": is {near[0]} meant?" if near else ".")
