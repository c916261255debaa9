"""What Slack sends, as far as we read it. Tolerant: unknown fields are passed over, ids may come in several places.

Shapes: https://docs.slack.dev/reference/events and https://docs.slack.dev/reference/interaction-payloads
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helpdesk.languages.speech import ENGLISH

Seconds = Annotated[float, Field(ge=0, lt=1e12, allow_inf_nan=False)]
"""A Slack `ts` ("1360782804.083113") as seconds."""

Ts = Annotated[str, Field(pattern=r"^[0-9]{1,12}\.[0-9]{1,9}$")]
TeamId = Annotated[str, Field(pattern=r"^[TE][A-Z0-9]+$")]
ChannelId = Annotated[str, Field(pattern=r"^[CGD][A-Z0-9]+$")]
UserId = Annotated[str, Field(pattern=r"^[UW][A-Z0-9]+$")]


OUR_METADATA = "helpdesk_"


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Loose(_Told):
    """What other apps and old clients have a hand in: null is the same as left out."""

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, said: Any) -> Any:
        return {key: value for key, value in said.items() if value is not None} if isinstance(said, dict) else said


NoTeam = Annotated[TeamId | None, BeforeValidator(lambda said: said or None)]
"""A workspace, or none: organisation-wide installations leave it out, or empty."""


class Authorization(_Told):
    team_id: NoTeam = None
    user_id: str | None = None


class Envelope(_Told):
    """The outer body of every Events API delivery, over HTTP and in Socket Mode."""

    type: str
    team_id: NoTeam = None
    context_team_id: NoTeam = None
    authorizations: list[Authorization] | None = None
    event_id: str | None = None
    event: dict[str, Any] | None = None
    challenge: str | None = None

    @property
    def team(self) -> str | None:
        """The workspace; organisation-wide installations name it only among the authorizations."""
        named = (a.team_id for a in self.authorizations or [] if a.team_id)
        return self.team_id or self.context_team_id or next(named, None)


class Item(_Told):
    type: str
    channel: ChannelId | None = None
    ts: Ts | None = None


class Reaction(_Told):
    user: UserId
    reaction: str
    item: Item
    event_ts: Seconds


class Edited(_Told):
    ts: Seconds | None = None


class File(_Loose):
    id: str = ""
    name: str | None = None
    size: int | None = None


class Metadata(_Loose):
    event_type: str = ""
    event_payload: Any = None


def _whole(text: object) -> object:
    """Half of a character, as other apps leave one where they cut a text, could not be written anywhere."""
    return text.encode(errors="replace").decode() if isinstance(text, str) and not text.isascii() else text


class Message(_Loose):
    """A message, as an event, inside an event, or in a channel's history."""

    ts: Ts
    subtype: str | None = None
    user: str | None = None
    bot_id: str | None = None
    text: Annotated[str, BeforeValidator(_whole)] = ""
    thread_ts: Ts | None = None
    metadata: Metadata | None = None
    edited: Edited | None = None
    files: list[File] = Field(default_factory=list)
    latest_reply: Ts | None = None

    @property
    def is_reply(self) -> bool:
        """The documented test; a reply sent to the channel as well is a reply."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_ours(self) -> bool:
        """What we post carries our mark (https://docs.slack.dev/messaging/message-metadata)."""
        return self.metadata is not None and self.metadata.event_type.startswith(OUR_METADATA)

    @property
    def mark(self) -> dict[str, str]:
        """What our metadata says, where it was asked for; nothing for others' messages."""
        told = self.metadata.event_payload if self.metadata and self.is_ours else None
        return {k: v for k, v in told.items() if isinstance(v, str)} if isinstance(told, dict) else {}

    @property
    def edited_at(self) -> float:
        """Its last edit in seconds, 0 for none."""
        return float(self.edited.ts or 0) if self.edited else 0.0

    @property
    def is_by_bot(self) -> bool:
        return self.bot_id is not None or self.subtype == "bot_message" or not self.user


class AnyMessage(_Told):
    """What is asked first of a message event: whether it is one for us, and of which kind."""

    channel: str | None = None
    subtype: str | None = None


class MessageEvent(Message):
    channel: ChannelId
    event_ts: Seconds


class MessageChanged(_Told):
    channel: ChannelId
    event_ts: Seconds
    message: Message
    previous_message: Message | None = None


class MessageDeleted(_Told):
    channel: ChannelId
    event_ts: Seconds
    deleted_ts: Ts
    previous_message: Message | None = None


class Subteam(_Told):
    subteam_id: str | None = None
    subteam: dict[str, Any] | None = None

    @property
    def id(self) -> str | None:
        return self.subteam_id or (self.subteam or {}).get("id")


class Membership(_Told):
    user: str
    channel: ChannelId


class HomeOpened(_Told):
    user: UserId
    tab: str = "home"


class Changed(_Told):
    """`user_change` and `channel_rename` carry a whole object, others only its id."""

    user: dict[str, Any] | str | None = None
    channel: dict[str, Any] | str | None = None


class Team(_Told):
    id: TeamId


class User(_Told):
    id: UserId
    team_id: NoTeam = None


class Channel(_Told):
    id: ChannelId


class Container(_Told):
    channel_id: str | None = None
    message_ts: str | None = None
    thread_ts: str | None = None


class Action(_Told):
    action_id: str
    value: str | None = None
    action_ts: Seconds
    selected_option: dict[str, Any] | None = None

    @property
    def chosen(self) -> str:
        """The value of a button, or of what was chosen."""
        return self.value or str((self.selected_option or {}).get("value") or "")


class InputState(_Loose):
    values: dict[str, dict[str, dict[str, Any]]] = Field(default_factory=dict)


class ViewBlock(_Loose):
    """A block of a view, of which only inputs hold an element that says what it was."""

    type: str = ""
    block_id: str = ""
    optional: bool = False
    element: dict[str, Any] = Field(default_factory=dict)


class View(_Loose):
    id: str
    type: str = "modal"
    callback_id: str = ""
    private_metadata: str = ""
    blocks: list[ViewBlock] = Field(default_factory=list)
    state: InputState = InputState()


class FormMemory(_Told):
    """Our own `private_metadata`: which thread the form is about, when it was opened, and in which language."""

    place: str
    at: Seconds
    language: str = ENGLISH


class Interaction(_Loose):
    """What comes as the form field `payload`: shortcuts, buttons, forms."""

    type: str
    user: User
    team: Team | None = None
    callback_id: str = ""
    trigger_id: str | None = None
    action_ts: Seconds | None = None
    channel: Channel | None = None
    message: Message | None = None
    message_ts: str | None = None
    container: Container | None = None
    actions: list[Action] = Field(default_factory=list)
    view: View | None = None
    action_id: str = ""
    block_id: str = ""
    value: str = ""

    @property
    def workspace(self) -> str | None:
        """Where it happened; organisation-wide installations name it with the person only."""
        return self.team.id if self.team else self.user.team_id
