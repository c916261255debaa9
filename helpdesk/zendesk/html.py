"""A Slack thread as the HTML of Zendesk comments, never longer than Zendesk takes. It knows no Zendesk call.

Zendesk cuts a comment at 65,535 bytes. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpdesk.domain.text.document import Document, Paragraph, Text, one_line
from helpdesk.domain.text.split import split
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.zendesk import words
from helpdesk.zendesk.html_writing import link, stored_size, text, to_html
from helpdesk.zendesk.luggage import room_for_list
from helpdesk.zendesk.times import local_time

LIMIT = 65_000
"""Bytes of HTML, with room for the wrapper Zendesk puts around it."""

_LONGEST_NAME = 200
_LONGEST_NOTE = 1000


class Part(NamedTuple):
    """One comment of a transcript, and the messages that end in it: their files belong there."""

    html: str
    messages: tuple[Message, ...]


class _Piece(NamedTuple):
    """The words of a message, or some of them; `size` in bytes, with room for what may be listed at the end."""

    html: str
    size: int
    ends: tuple[Message, ...]


def transcript_parts(thread: Transcript, note: str = "", limit: int = LIMIT) -> list[Part]:
    """The whole thread in as many comments as it takes, the first below `note`; each of at most `limit` bytes.

    Parted between messages; a message that is too long alone goes on in the next part. `limit` is 10,000 at least.
    """
    room = limit - stored_size(_head(thread, note, words.part(10_000, 10_000)))
    parts: list[list[_Piece]] = [[]]
    left = room
    for piece in (piece for message in thread.messages for piece in _pieces(message, room)):
        if parts[-1] and piece.size > left:
            parts.append([])
            left = room
        parts[-1].append(piece)
        left -= piece.size
    return [_part(thread, note, number, parts) for number in range(1, len(parts) + 1)]


def _part(thread: Transcript, note: str, number: int, parts: Sequence[Sequence[_Piece]]) -> Part:
    pieces = parts[number - 1]
    which = words.part(number, len(parts)) if len(parts) > 1 else ""
    head = _head(thread, note if number == 1 else "", which)
    messages = tuple(message for piece in pieces for message in piece.ends)
    return Part(head + "".join(piece.html for piece in pieces), messages)


def _head(thread: Transcript, note: str, part: str = "") -> str:
    above = f"<p>{text(_short(note, _LONGEST_NOTE))}</p>" if note else ""
    return f"{above}<p>{link(thread.permalink, words.THREAD)}{text(part)}</p>"


def _short(name: str, most: int) -> str:
    """A name no person has is not shown whole."""
    name = one_line(name)
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _pieces(message: Message, limit: int) -> Iterator[_Piece]:
    """Who, when with a link, what, and the files; a longer one in several pieces, each below who and when."""
    who = f"<strong>{text(_short(message.author, _LONGEST_NAME))}</strong>"
    who += f" · {link(message.permalink, local_time(message.at, message.zone))}"
    head, next_head = f"<p>{who}</p>", f"<p>{who} {text(words.CONTINUED)}</p>"
    body = Document((*message.body.blocks, *_files(message.files)))
    kept_free = room_for_list(message)
    parts = split(body, limit - stored_size(next_head) - kept_free, lambda part: stored_size(to_html(part)))
    for number, part in enumerate(parts, 1):
        html = (head if number == 1 else next_head) + to_html(part)
        is_last = number == len(parts)
        yield _Piece(html, stored_size(html) + (kept_free if is_last else 0), (message,) if is_last else ())


def _files(names: Sequence[str]) -> Iterator[Paragraph]:
    if names:
        yield Paragraph((Text(words.files([one_line(name) for name in names])),))
