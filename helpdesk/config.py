"""The configuration file as frozen values. This room reads one file and asks neither Slack nor Zendesk about it."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from helpdesk.config_faults import SMALLEST, ConfigWrong, sentences, wrong
from helpdesk.config_lines import lines_of
from helpdesk.config_words import (
    STATES,
    USUAL_REACTIONS,
    USUAL_STATUSES,
    ChannelId,
    ChannelName,
    Days,
    Email,
    Language,
    ObjectId,
    PerMinute,
    Prefix,
    Reactions,
    Replies,
    Responders,
    Seconds,
    SlackMethod,
    Statuses,
    Tag,
    Track,
)
from helpdesk.languages.speech import ENGLISH
from helpdesk.zendesk.budgets import SMALLEST_PLAN

__all__ = ["Channel", "Config", "ConfigWrong", "PrivacyConfig", "SlackConfig", "ZendeskConfig", "load_config"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Channel(_Table):
    """One help channel. `reactions` maps canonical emoji names to states, or to "escalate"."""

    name: ChannelName
    id: ChannelId
    prefix: Prefix = "IT"
    responders: Responders = ("everyone",)
    track: Track = "every-message"
    agents_channel: ChannelId | None = None
    language: Language = ENGLISH
    grace_seconds: Seconds = 30.0
    mask_secrets: bool = True
    reactions: Reactions = Field(default_factory=lambda: dict(USUAL_REACTIONS))

    @model_validator(mode="after")
    def _agents_read_elsewhere(self) -> Self:
        # Private notes go there: the help channel would show them to everybody who asks.
        if self.agents_channel == self.id:
            raise wrong("this is the help channel itself; name a channel that only agents can read", "agents_channel")
        return self


def _each_once(channels: tuple[Channel, ...]) -> tuple[Channel, ...]:
    if not channels:
        raise wrong(f"no channel is configured; {SMALLEST}")
    first: dict[str, int] = {}
    for number, channel in enumerate(channels):
        if first.setdefault(channel.id, number) != number:
            raise wrong(f"{channel.id} is configured twice; keep one [[channels]] for it", number, "id")
    return channels


class ZendeskConfig(_Table):
    """The `[zendesk]` table; `statuses` maps a state to a status category or to a custom status id."""

    group_id: ObjectId | None = None
    form_id: ObjectId | None = None
    tags: tuple[Tag, ...] = ("slack-helpdesk",)
    replies: Replies = "public"
    fields: tuple[ObjectId, ...] = ()
    fallback_requester: Email | None = None
    per_minute: PerMinute = SMALLEST_PLAN
    statuses: Statuses = Field(default_factory=lambda: dict(USUAL_STATUSES))


class SlackConfig(_Table):
    """The `[slack]` table; `per_minute` are calls a minute by method, where Slack grants others than it publishes."""

    per_minute: dict[SlackMethod, PerMinute] = Field(default_factory=dict)


class PrivacyConfig(_Table):
    """The `[privacy]` table: how many days after its end a ticket keeps words and names."""

    keep_text_days: Days = 30.0


class Config(_Table):
    """The whole file. Channels may share a prefix: their ticket numbers then count together."""

    channels: Annotated[tuple[Channel, ...], AfterValidator(_each_once)]
    slack: SlackConfig = SlackConfig()
    zendesk: ZendeskConfig = ZendeskConfig()
    privacy: PrivacyConfig = PrivacyConfig()

    def channel(self, channel_id: str) -> Channel | None:
        """Give the help channel with this Slack id, None for every other channel."""
        return next((channel for channel in self.channels if channel.id == channel_id), None)

    def language(self, channel_id: str) -> str:
        """Give the language of a help channel's threads; English elsewhere."""
        found = self.channel(channel_id)
        return found.language if found else ENGLISH


_KNOWN = {
    "": list(Config.model_fields),
    "[[channels]]": list(Channel.model_fields),
    "[slack]": list(SlackConfig.model_fields),
    "[zendesk]": list(ZendeskConfig.model_fields),
    "[zendesk.statuses]": list(STATES),
    "[privacy]": list(PrivacyConfig.model_fields),
}


def load_config(path: Path) -> Config:
    """Read the configuration file; relative paths count from the working folder.

    Raises:
        ConfigWrong: with every fault that could be found, and nothing but that whatever the file holds.
    """
    text = _read(path)
    try:
        said: dict[str, Any] = tomllib.loads(text)
    # Beside its own error tomllib lets out ValueError (a number of 5,000 digits) and RecursionError (5,000 brackets).
    except (ValueError, RecursionError) as error:
        raise ConfigWrong([f"{path} is not TOML: {_plain(error)}; correct that line."]) from None
    try:
        return Config.model_validate(said)
    except ValidationError as error:
        raise ConfigWrong(sentences(str(path), error.errors(include_url=False), lines_of(text), _KNOWN)) from None


def _read(path: Path) -> str:
    try:
        # Editors on Windows begin a file with a byte order mark, which TOML does not know.
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigWrong([f"{path} does not exist; write it or set HELPDESK_CONFIG: {SMALLEST}."]) from None
    except UnicodeDecodeError:
        raise ConfigWrong([f"{path} is not UTF-8 text; save it as UTF-8."]) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigWrong([f"{path} can't be read: {reason}; HELPDESK_CONFIG must name a readable file."]) from None


def _plain(error: Exception) -> str:
    return "brackets are nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
