"""What is read back of Slack: root messages, and what stands in their threads, our own messages among it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from helpdesk.domain.events import Replied


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A root message. `reactions`: canonical emoji name -> everybody who put it there, as Slack lists them.

    An `announcement` asks nothing. `edited` and `latest_reply` are seconds, 0 for never. `gone`: only the thread below
    it is left. `groups` are the user groups it mentions. `mark`: what our metadata says, of a question that came from
    another channel.
    """

    ts: str
    by: str | None
    subject: str = ""
    reactions: Mapping[str, Collection[str]] = field(default_factory=dict)
    edited: float = 0.0
    latest_reply: float = 0.0
    gone: bool = False
    announcement: bool = False
    groups: tuple[str, ...] = ()
    mark: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file, in Slack or in Zendesk; `size` in bytes."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class SeenReply:
    """A message of a thread as it would have been told. `mark`: what our metadata with it says, for one of ours."""

    said: Replied
    edited: float = 0.0
    mark: Mapping[str, str] = field(default_factory=dict)
    files: tuple[SeenFile, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenChannel:
    """A whole channel, the oldest message first; `joined` is when the helpdesk came into it, None when nobody knows.

    `unreadable` are the ts of messages that make no sense.
    """

    messages: tuple[SeenMessage, ...]
    joined: float | None = None
    unreadable: tuple[str, ...] = ()
