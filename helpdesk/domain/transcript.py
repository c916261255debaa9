"""A thread as people saw it: who said what, when."""

from collections.abc import Callable
from dataclasses import dataclass, field

from helpdesk.domain.events.said import Replied
from helpdesk.domain.files import Attachment, Carried, SlackFile
from helpdesk.domain.text.document import Document


def nothing_to_carry() -> Carried:
    return Carried()


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `at` in seconds, people and channels in `body` as names; `files` are the names of those `attached`.

    `zone` is the IANA name of the time zone of whoever wrote it. `edited`: its last edit in seconds, 0 for none.

    `carry` brings the files to Zendesk, once however often it is called. It is called when a comment is about to be
    written, since what nobody writes about is not to be uploaded; it raises TryLater. `replied` is the fact that it was
    said, of a reply.
    """

    author: str
    at: float
    body: Document
    permalink: str
    files: tuple[str, ...] = ()
    ts: str = ""
    zone: str = "UTC"
    edited: float = 0.0
    attached: tuple[SlackFile, ...] = ()
    carry: Callable[[], Carried] = field(default=nothing_to_carry, compare=False, repr=False)
    replied: Replied | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The root message and its replies, the oldest first. `permalink` is the root's."""

    permalink: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A Zendesk comment: its author's name, empty where Zendesk has none, their picture's address, words and files."""

    author: str
    picture: str | None
    body: Document
    public: bool
    files: tuple[Attachment, ...] = ()
