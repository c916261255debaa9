"""A thread as people saw it: who said what, when."""

from dataclasses import dataclass

from helpdesk.domain.document import Document


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `at` in seconds, people and channels in `body` as names; `files` are file names."""

    author: str
    at: float
    body: Document
    permalink: str
    files: tuple[str, ...] = ()
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The root message and its replies, the oldest first. `permalink` is the root's."""

    permalink: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A Zendesk comment: its author's name and the address of their picture, and what it says."""

    author: str
    picture: str | None
    body: Document
    public: bool
