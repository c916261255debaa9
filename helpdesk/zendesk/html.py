"""A Slack thread as the HTML of a Zendesk comment; everything people wrote is escaped. It knows no Zendesk call.

Zendesk stores what the ticket editor can make, and cuts a comment at 65,535 bytes.
https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from helpdesk.domain.transcript import Message, Transcript
from helpdesk.zendesk import words

LIMIT = 65_000
"""Bytes of HTML, with room for the wrapper Zendesk puts around it."""

_LONGEST_MESSAGE = 20_000
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of characters."""


def transcript_html(thread: Transcript, note: str = "") -> str:
    """The thread with its link on top, below `note`; at most `LIMIT` bytes in UTF-8.

    When it is longer, the oldest and the newest messages stay, and one line with the thread's link says how many
    are left out in between.
    """
    head = (f"<p>{_text(note)}</p>" if note else "") + f"<p>{_link(thread.permalink, words.THREAD)}</p>"
    messages = [_message(message) for message in thread.messages]
    whole = head + "".join(messages)
    if _size(whole) <= LIMIT:
        return whole
    gap = f"<p>{_link(thread.permalink, words.left_out(len(messages)))}</p>"
    shorter = [_message(message, _LONGEST_MESSAGE) for message in thread.messages]
    first, last = _ends(shorter, LIMIT - _size(head) - _size(gap))
    left_out = len(messages) - first - last
    if left_out == 0:
        return head + "".join(shorter)
    gap = f"<p>{_link(thread.permalink, words.left_out(left_out))}</p>"
    return head + "".join(shorter[:first]) + gap + "".join(shorter[len(messages) - last :])


def _ends(blocks: Sequence[str], room: int) -> tuple[int, int]:
    """How many blocks from the start and how many from the end fit into `room` bytes, taken in turns."""
    first = last = 0
    while first + last < len(blocks):
        newest = last < first
        size = _size(blocks[-1 - last] if newest else blocks[first])
        if size > room:
            break
        room -= size
        first, last = (first, last + 1) if newest else (first + 1, last)
    return first, last


def _message(message: Message, limit: int | None = None) -> str:
    """Who, when with a link, and what. Rich formatting of the text has its place in `_body`."""
    when = _link(message.permalink, _time(message.at))
    files = f"<br>{_text(words.files(message.files))}" if message.files else ""
    head = f"<p><strong>{_text(message.author)}</strong> · {when}<br>"
    if limit is None:
        return f"{head}{_body(message.text)}{files}</p>"
    cut = f"<br>{_link(message.permalink, words.CUT)}"
    head, files = _whole_or_nothing(head, limit), _whole_or_nothing(files, limit // 2)
    room = limit - _size(head) - _size(files) - _size(cut)
    text = _body(message.text)
    if _size(text) > room:
        text = _body(_fitting(message.text, room)) + cut
    return f"{head or '<p>'}{text}{files}</p>"


def _whole_or_nothing(html: str, limit: int) -> str:
    """A heading or a list of files is never cut in the middle of its markup."""
    return html if _size(html) <= limit // 2 else ""


def _body(text: str) -> str:
    """The text of one message as HTML."""
    return _text(text)


def _fitting(text: str, room: int) -> str:
    """The longest beginning of `text` whose HTML has at most `room` bytes."""
    for end, character in enumerate(text):
        room -= _size(_text(character))
        if room < 0:
            return text[:end]
    return text


def _text(text: str) -> str:
    """Escaped, lines kept; without the characters that no HTML may hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "<br>".join(escape(_UNFIT.sub("", line)) for line in lines)


def _link(url: str, label: str) -> str:
    """A link to a web address; anything else stays plain text."""
    if not url.startswith(("https://", "http://")):
        return _text(label)
    return f'<a href="{escape(_UNFIT.sub("", url))}">{_text(label)}</a>'


def _time(at: float) -> str:
    try:
        return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (ValueError, OverflowError, OSError):
        return words.SOMETIME


def _size(html: str) -> int:
    return len(html.encode())
