"""The files that go along with a comment, and the list of those that stay behind, at the comment's end.

Each entry of the list leads to its message, so that a deletion finds it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from helpdesk.domain.files import NotCopied
from helpdesk.domain.text.document import one_line
from helpdesk.domain.transcript import Message
from helpdesk.zendesk import words
from helpdesk.zendesk.html_writing import link, stored_size, text
from helpdesk.zendesk.sent import NewComment

_HARD_LIMIT = 65_400
"""Bytes of a comment with its list; Zendesk cuts at 65,535 with its wrapper."""

_LONGEST_NAME = 200
_MOST_RESERVED = 4000
_HEAD = f"<p>{text(words.NOT_COPIED)}</p><ul>"
_END = "</ul>"


class _Stayed(NamedTuple):
    file: NotCopied
    permalink: str


@dataclass(frozen=True, slots=True)
class Luggage:
    """Uploads for a comment, and what is not among them."""

    uploads: tuple[str, ...] = ()
    stayed: tuple[_Stayed, ...] = ()

    def __add__(self, other: "Luggage") -> "Luggage":
        return Luggage((*self.uploads, *other.uploads), (*self.stayed, *other.stayed))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, for each file left out against people's wish."""
        return tuple(stayed.file.why for stayed in self.stayed if stayed.file.why != "unwanted")

    def with_comment(self, comment: NewComment) -> NewComment:
        """The comment with the files and, at its end, the list."""
        if not self.uploads and not self.stayed:
            return comment
        more: dict[str, object] = {"uploads": self.uploads} if self.uploads else {}
        html = comment.html_body + self._listed(_HARD_LIMIT - stored_size(comment.html_body))
        return comment.model_copy(update={"html_body": html, **more})

    def _listed(self, room: int) -> str:
        """As much of the list as fits; then how many more there are."""
        if not self.stayed:
            return ""
        left = room - stored_size(_HEAD + _END + _more(len(self.stayed)))
        items: list[str] = []
        for stayed in self.stayed:
            item = _item(stayed)
            left -= stored_size(item)
            if left < 0:
                items.append(_more(len(self.stayed) - len(items)))
                break
            items.append(item)
        return f"{_HEAD}{''.join(items)}{_END}"


NONE = Luggage()


def luggage_of(messages: Iterable[Message]) -> Luggage:
    """Have the messages' files brought to Zendesk; raises TryLater."""
    luggage = Luggage()
    for message in messages:
        carried = message.carry()
        stayed = tuple(_Stayed(file, message.permalink) for file in carried.left_out)
        luggage += Luggage(carried.uploads, stayed)
    return luggage


def room_for_list(message: Message) -> int:
    """Bytes to keep free in a comment for what may not come along of this message."""
    needed = sum(
        stored_size(_item(_Stayed(NotCopied(file.name, "changed"), message.permalink))) for file in message.attached
    )
    return min(stored_size(_HEAD + _END) + needed, _MOST_RESERVED) if needed else 0


def _item(stayed: _Stayed) -> str:
    name = one_line(stayed.file.name)[:_LONGEST_NAME]
    return f"<li>{link(stayed.permalink, name)}: {text(words.why_not(stayed.file.why))}</li>"


def _more(count: int) -> str:
    return f"<li>{text(words.more_left_out(count))}</li>"
