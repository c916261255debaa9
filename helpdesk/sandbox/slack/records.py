"""The things a workspace keeps: people, channels, messages, files, views. Values without behaviour of their own."""

import time
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from helpdesk.sandbox.slack.seed import Role

Payload: TypeAlias = dict[str, Any]

SLACKBOT = "USLACKBOT"


@dataclass(slots=True)
class Person:
    id: str
    name: str
    real_name: str
    email: str
    role: Role
    colour: str
    locale: str = "en-US"
    updated: int = 0
    deleted: bool = False


@dataclass(slots=True)
class Group:
    id: str
    handle: str
    name: str
    members: list[str]
    created: int
    updated: int


@dataclass(slots=True)
class Message:
    """One message as Slack stores it. `thread_ts` is set on replies only; `replies` holds their ts, oldest first."""

    user: str
    text: str
    ts: str = ""
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    subtype: str | None = None
    bot_id: str | None = None
    username: str | None = None
    client_msg_id: str | None = None
    metadata: Payload | None = None
    files: list[str] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: Payload | None = None
    replies: list[str] = field(default_factory=list)
    reply_users: list[str] = field(default_factory=list)
    ephemeral_to: str | None = None
    extra: Payload = field(default_factory=dict)

    @property
    def is_tombstone(self) -> bool:
        return self.subtype == "tombstone"


@dataclass(slots=True)
class Channel:
    """A conversation of any kind; the letter of its id says which. `messages` is in order of ts, replies included."""

    id: str
    name: str
    members: list[str]
    created: int
    creator: str
    is_private: bool = False
    is_archived: bool = False
    is_im: bool = False
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """`channel`, `group` or `im`, as `channel_type` in message events."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass(slots=True)
class File:
    """`content` is None until the bytes have come; `shares` maps a channel id to the ts of messages that carry it."""

    id: str
    name: str
    title: str
    mimetype: str
    user: str
    created: int
    content: bytes | None = None
    length: int = 0
    alt: str = ""
    shares: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class View:
    """A modal or a home tab of one person. `values` is what they have filled in so far: block id, action id, value."""

    id: str
    user: str
    body: Payload
    hash: str
    root_id: str
    previous_id: str | None = None
    values: dict[str, dict[str, Payload]] = field(default_factory=dict)

    @property
    def is_modal(self) -> bool:
        return bool(self.body["type"] == "modal")


@dataclass(slots=True)
class Trigger:
    """Leave to open one modal for one person, for three seconds."""

    id: str
    user: str
    born: float = field(default_factory=time.monotonic)
    view_id: str | None = None


@dataclass(slots=True)
class ResponseUrl:
    """What an interaction's `response_url` may touch, five times within half an hour."""

    user: str
    channel: str
    message: Message | None = None
    thread_ts: str | None = None
    born: float = field(default_factory=time.monotonic)
    uses: int = 0
