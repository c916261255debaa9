"""The configuration file as frozen values. This room reads one file and asks neither Slack nor Zendesk about it."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from helpdesk.config.duty import DutyConfig, LevelSource, Override, WeeklyShift, duties_fit, duty_of
from helpdesk.config.faults import SMALLEST, ConfigWrong, sentences, wrong
from helpdesk.config.hours import HoursConfig
from helpdesk.config.idle import IdleConfig
from helpdesk.config.lines import Where, lines_of
from helpdesk.config.lists import ListsConfig, lists_are_read
from helpdesk.config.promises import PromisesConfig, PromiseTimes, in_order
from helpdesk.config.routes import PRIORITIES, RouteConfig, Routes
from helpdesk.config.services import SlackConfig, ZendeskConfig
from helpdesk.config.words import (
    STATES,
    USUAL_REACTIONS,
    ChannelId,
    ChannelName,
    Days,
    Language,
    Person,
    Prefix,
    Reactions,
    Responders,
    Seconds,
    Track,
    UserGroups,
)
from helpdesk.domain.times.working_time import ALWAYS, Hours
from helpdesk.languages.speech import ENGLISH

__all__ = ["Channel", "Config", "ConfigWrong", "PrivacyConfig", "SlackConfig", "ZendeskConfig", "load_config"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Channel(_Table):
    """One table for each help channel. Channels may share a prefix; their numbers then count together."""

    name: ChannelName = Field(description="the channel's name, for people; required")
    id: ChannelId = Field(description="the channel's Slack id, at the end of its details; required")
    prefix: Prefix = Field(default="IT", description="of the ticket numbers: `IT-1`, `IT-2`, …")
    responders: Responders = Field(
        default=("everyone",),
        description="whose marks count: user groups (`S…`), people (`U…`), members of a channel (`C…`), or"
        ' `"everyone"`',
    )
    groups: UserGroups = Field(
        default=(),
        description="user groups (`S…`) who are asked by a mention: the first of them to mark the question has it"
        " ([how](for-responders.md#a-group-is-asked)). Their people answer here too",
    )
    track: Track = Field(
        default="every-message",
        description='`"every-message"`, or `"first-reaction"`: a message becomes a question when somebody first'
        " marks it",
    )
    agents_channel: ChannelId | None = Field(
        default=None, description="a channel that only agents can read, where private things may go"
    )
    language: Language = Field(
        default=ENGLISH,
        description='of what the helpdesk says in threads: `"en"`, `"fr"` or `"it"`; in private everybody reads the'
        " language of their own Slack, if it is one of these ([another language is one"
        " file](decisions/017-a-file-for-each-language.md))",
    )
    grace_seconds: Seconds = Field(
        default=30.0,
        description="how long a resolve waits before it reaches Zendesk, so that a slip can be undone",
    )
    mask_secrets: bool = Field(
        default=True,
        description="whether API keys, tokens, private keys, passwords, card numbers and IBANs are masked in what goes"
        " to Zendesk",
    )
    satisfaction: bool = Field(
        default=False,
        description="whether the person who asked is asked in private how the help was: three faces and a comment, at"
        " most once for a question, after it has stayed resolved for the grace period",
    )
    shadow: bool = Field(
        default=False,
        description="shadow mode: everything is computed and logged, and nothing is written to Slack or Zendesk ([how"
        " it works and ends](decisions/021-shadow-mode.md))",
    )
    shadow_to: Person | None = Field(
        default=None,
        description="the person (`U…`) who gets shadow mode's daily summary in a direct message; with an"
        " `agents_channel` it goes there",
    )
    reactions: Reactions = Field(
        default_factory=lambda: dict(USUAL_REACTIONS),
        description="What each emoji means; replaces the whole default. Emoji name, without colons, to a state or to"
        ' `"escalate"`. Several emoji may mean the same; the bot itself uses the first. Skin tones and aliases count as'
        " the emoji itself; look-alikes only if they are listed.",
    )

    routes: Routes = Field(
        default=(),
        description="who a question is for, by its words: tables `[[channels.routes]]`, see [routing](routing.md)",
    )

    hours: HoursConfig | None = Field(default=None, description="when its people are there: `[channels.hours]`, below")

    lists: ListsConfig | None = Field(
        default=None, description="lists of what is left aside: `[channels.lists]`, below"
    )
    idle: IdleConfig | None = Field(
        default=None, description="what becomes of idle questions: `[channels.idle]`, below"
    )

    @property
    def working_hours(self) -> Hours:
        """Round the clock unless it is said. Each is made anew."""
        return self.hours.hours if self.hours else ALWAYS

    @property
    def answering(self) -> tuple[str, ...]:
        """Whose marks count."""
        return (*self.responders, *self.groups)

    promises: PromisesConfig | None = Field(
        default=None, description="what is promised to who asks: a table `[channels.promises]`, see below"
    )

    @model_validator(mode="after")
    def _promises_are_in_order(self) -> Self:
        if self.promises:
            in_order(self.promises, self.working_hours)
        return self

    @model_validator(mode="after")
    def _routes_lead_elsewhere(self) -> Self:
        for number, rule in enumerate(self.routes):
            if rule.to == self.id:
                raise wrong("this is the help channel itself; name another channel", "routes", number, "to")
        return self

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


class PrivacyConfig(_Table):
    """What is stored where, and for how long: [privacy](privacy.md)."""

    keep_text_days: Days = Field(
        default=30.0,
        description="days after the last thing that happened to a question that is over, until its words and names are"
        " dropped; days after a delivery that could not be read came, until it is dropped",
    )


class Config(_Table):
    """The whole file. Channels may share a prefix: their ticket numbers then count together."""

    channels: Annotated[tuple[Channel, ...], AfterValidator(_each_once)]
    slack: SlackConfig = SlackConfig()
    zendesk: ZendeskConfig = ZendeskConfig()
    privacy: PrivacyConfig = PrivacyConfig()
    duty: tuple[DutyConfig, ...] = ()

    @model_validator(mode="after")
    def _duties_fit(self) -> Self:
        duties_fit(self.duty, self._names)
        return self

    @model_validator(mode="after")
    def _lists_are_read(self) -> Self:
        lists_are_read(not c.lists or bool(c.agents_channel or self.duty_of(c.id)) for c in self.channels)
        return self

    @property
    def _names(self) -> dict[str, str]:
        return {channel.id: channel.name for channel in self.channels}

    @property
    def user_groups(self) -> frozenset[str]:
        """Give the Slack user groups whose people answer in some channel."""
        return frozenset(entry for channel in self.channels for entry in channel.answering if entry.startswith("S"))

    def duty_of(self, channel_id: str) -> DutyConfig | None:
        """Give the duty of a help channel, or the one of no channel in particular."""
        return duty_of(self.duty, channel_id, self._names)

    def channels_of(self, duty: DutyConfig) -> tuple[Channel, ...]:
        """Give the help channels that a duty is for."""
        return tuple(channel for channel in self.channels if self.duty_of(channel.id) == duty)

    def channel(self, channel_id: str) -> Channel | None:
        """Give the help channel with this Slack id, None for every other channel."""
        return next((channel for channel in self.channels if channel.id == channel_id), None)

    def language(self, channel_id: str) -> str:
        """Give the language of a help channel's threads; English elsewhere."""
        found = self.channel(channel_id)
        return found.language if found else ENGLISH


def _keys(table: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in table.model_fields.items()]


_KNOWN = {
    "": list(Config.model_fields),
    "[[channels]]": list(Channel.model_fields),
    "[[channels.routes]]": list(RouteConfig.model_fields),
    "[channels.hours]": list(HoursConfig.model_fields),
    "[channels.lists]": list(ListsConfig.model_fields),
    "[channels.idle]": list(IdleConfig.model_fields),
    "[channels.promises]": list(PromisesConfig.model_fields),
    **{f"[channels.promises.{priority}]": list(PromiseTimes.model_fields) for priority in PRIORITIES},
    "[slack]": list(SlackConfig.model_fields),
    "[zendesk]": list(ZendeskConfig.model_fields),
    "[zendesk.statuses]": list(STATES),
    "[privacy]": list(PrivacyConfig.model_fields),
    "[[duty]]": list(DutyConfig.model_fields),
    "[[duty.weekly]]": _keys(WeeklyShift),
    "[[duty.overrides]]": _keys(Override),
    "[duty.second]": list(LevelSource.model_fields),
    "[[duty.second.weekly]]": _keys(WeeklyShift),
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


def lines_in(path: Path) -> dict[Where, int]:
    """The line of every value of a file that was loaded, for what turns out to be wrong with one later."""
    return lines_of(_read(path))


def _read(path: Path) -> str:
    try:
        # Editors on Windows begin a file with a byte order mark, which TOML does not know.
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        how = f"`helpdesk init` writes it, HELPDESK_CONFIG names another, and {SMALLEST}"
        raise ConfigWrong([f"{path} does not exist: {how}."]) from None
    except UnicodeDecodeError:
        raise ConfigWrong([f"{path} is not UTF-8 text; save it as UTF-8."]) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigWrong([f"{path} can't be read: {reason}; HELPDESK_CONFIG must name a readable file."]) from None


def _plain(error: Exception) -> str:
    return "brackets are nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
