"""Files on their way between Slack and Zendesk: what they are, their bytes, and why one is not copied.

It opens no file and no connection.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from helpdesk.domain.retry import GiveUp, TryLater

MOST_BYTES = 50 * 1024 * 1024
"""Zendesk's limit for one attachment on most plans; where it is lower, Zendesk says so.

https://support.zendesk.com/hc/en-us/articles/4408832757146
"""

WhyNot = Literal[
    "external",  # no file of Slack's: a link to elsewhere, a canvas, a list
    "deleted",
    "hidden",  # beyond the plan's limit of Slack
    "no_access",  # the helpdesk was shown a login page, or refused
    "elsewhere",  # its address is not one the helpdesk asks
    "too_big",
    "empty",
    "type",  # the other side refuses files of this type
    "malware",
    "no_room",  # the workspace's storage is full
    "changed",  # what came is not what was announced
    "refused",  # the other side would not have it
    "trouble",  # it did not come through, however often it was tried
    "unwanted",  # the form said that files stay behind
]


@dataclass(frozen=True, slots=True)
class SlackFile:
    """A file as a Slack message lists it; `size` in bytes, 0 when unknown. `mode` and `access` are Slack's words."""

    id: str
    name: str
    size: int = 0
    mimetype: str = ""
    url: str = ""
    mode: str = "hosted"
    access: str = "visible"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as a Zendesk comment lists it; `size` in bytes. `scan` is Zendesk's word for what a virus scan found."""

    id: int
    name: str
    size: int = 0
    content_type: str = ""
    url: str = ""
    deleted: bool = False
    scan: str = ""


@dataclass(frozen=True, slots=True)
class NotCopied:
    """A line of the honest list: which file stayed behind, and why."""

    name: str
    why: WhyNot


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a message's files: the uploads that a comment is to take along, and those that stay behind."""

    uploads: tuple[str, ...] = ()
    left_out: tuple[NotCopied, ...] = ()


class CantCopy(GiveUp):
    """This file stays behind; its message goes on without it."""

    def __init__(self, name: str, why: WhyNot) -> None:
        super().__init__(f"A file can't be copied ({why}).")
        self.not_copied = NotCopied(name, why)


def check_size(name: str, size: int) -> None:
    """CantCopy when a file is larger than the other side takes."""
    if size > MOST_BYTES:
        raise CantCopy(name, "too_big")


class Content:
    """The bytes of a file, exactly `size` of them, to be gone through once.

    TryLater when they end early or are wanted twice, CantCopy when there are more.
    """

    def __init__(self, name: str, size: int, chunks: Iterable[bytes]) -> None:
        if size <= 0:
            raise CantCopy(name, "empty")
        check_size(name, size)
        self.name = safe_name(name)
        self.size = size
        self._chunks: Iterable[bytes] | None = chunks

    def __iter__(self) -> Iterator[bytes]:
        chunks, self._chunks = self._chunks, None
        if chunks is None:
            raise TryLater("A file would have to be fetched again.")
        left = self.size
        for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                raise CantCopy(self.name, "changed")
            if chunk:
                yield chunk
        if left:
            raise TryLater("A file ended too early.")


_SEPARATORS = re.compile(r"[/\\:*?\"<>|]")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Control characters, those that turn the direction of reading, those without width, and halves of characters."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)
_EXTENSION = re.compile(r"\.\w{1,12}\Z", re.ASCII)
_LONGEST_NAME = 180
"""Bytes of UTF-8; file systems end at 255, and others add to a name."""


def safe_name(name: str) -> str:
    """A name that can't leave its place or pretend to be another: no path, nothing unseen, not too long.

    The extension stays, since Zendesk compares it with the type.
    """
    seen = " ".join(_SEPARATORS.sub("_", _UNSEEN.sub("", name)).split())
    bare = seen.lstrip(". ").rstrip(". ")
    if _DEVICES.match(bare):
        bare = f"_{bare}"
    extension = _EXTENSION.search(bare)
    end = extension[0] if extension else ""
    stem = bare.removesuffix(end).encode()[: _LONGEST_NAME - len(end)].decode(errors="ignore").rstrip(". ")
    return f"{stem}{end}" if stem else f"file{end}"
