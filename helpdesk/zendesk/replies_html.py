"""Slack replies as the HTML of Zendesk comments, each message in a part that can be found again. It knows no call.

A part begins with a line that ends in the message's own link, unless the comment is nothing but that message by
whoever wrote it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpdesk.domain.text.document import Document, Paragraph, Text, one_line, plain
from helpdesk.domain.text.split import split
from helpdesk.domain.transcript import Message
from helpdesk.zendesk import words
from helpdesk.zendesk.html import LIMIT
from helpdesk.zendesk.html_writing import link, stored_size, text, to_html
from helpdesk.zendesk.luggage import room_for_list
from helpdesk.zendesk.times import local_time

MARKS_LIMIT = 900
"""Bytes of marks with one comment: Zendesk keeps 1 kB of metadata."""

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A message to be told, under the mark by which it is known again."""

    mark: str
    message: Message


@dataclass(frozen=True, slots=True)
class Piece:
    """One comment: its HTML and the marks of what it holds. Only the last piece of a message has the message's own.

    The files of `messages` go along. `edited`: the last edit that is in its words (seconds), 0 for none.
    """

    html: str
    marks: tuple[str, ...]
    messages: tuple[Message, ...] = ()
    edited: float = 0.0


def said(told: Sequence[Told], *, named: bool) -> list[Piece]:
    """The first of these messages in one comment, as many as fit; one too long alone in several comments.

    `named` says who wrote them, for a comment whose author they are not.
    """
    together = list(_fitting(told, named=named))
    if len(together) > 1:
        marks, messages = (tuple(one.mark for _, one in together), tuple(one.message for _, one in together))
        edited = max(message.edited for message in messages)
        return [Piece("".join(html for html, _ in together), marks, messages, edited)]
    message = told[0].message
    *others, last = _pieces(told[0], _head(message, named=named) if named else "", room_for_list(message))
    return [*others, replace(last, messages=(message,))]


def _fitting(told: Sequence[Told], *, named: bool) -> Iterator[tuple[str, Told]]:
    size = marks = 0
    for one in told:
        message = one.message
        html = f"<div>{_head(message, named=named)}{to_html(_body(message))}</div>"
        size += stored_size(html) + room_for_list(message)
        marks += len(one.mark) + 1
        if size > LIMIT or marks > MARKS_LIMIT:
            return
        yield html, one


def edited(told: Told) -> list[Piece]:
    """A note with a message's new words."""
    message = told.message
    when = link(message.permalink, local_time(message.at, message.zone))
    return _pieces(told, f"<p>{text(words.edited(_name(message)))} ({when}):</p>")


def unshown(why: str) -> str:
    """The note that Slack would not show the agent's comment, and why."""
    return f"<p>{text(words.unshown(why))}</p>"


def deleted(name: str) -> str:
    """A note that a message is gone."""
    return f"<p>{text(words.deleted(one_line(name)[:_LONGEST_NAME]))}</p>"


def piece_mark(mark: str, number: int) -> str:
    """The mark of a piece of a message that takes several comments, counted from 1."""
    return f"{mark}/{number}"


def _pieces(told: Told, head: str, kept_free: int = 0) -> list[Piece]:
    room = LIMIT - stored_size(head) - kept_free
    parts = split(_body(told.message), room, lambda part: stored_size(to_html(part)))
    html = [head + to_html(part) for part in parts]
    edited = told.message.edited
    if len(html) == 1:
        return [Piece(html[0], (told.mark,), edited=edited)]
    pieces = [Piece(part, (piece_mark(told.mark, number),), edited=edited) for number, part in enumerate(html, 1)]
    last = pieces[-1]
    return [*pieces[:-1], replace(last, marks=(*last.marks, told.mark))]


def _head(message: Message, *, named: bool) -> str:
    who = f"{text(words.from_slack(_name(message)))} " if named else ""
    return f"<p>{who}{link(message.permalink, local_time(message.at, message.zone))}</p>"


def _name(message: Message) -> str:
    return one_line(message.author)[:_LONGEST_NAME]


def _body(message: Message) -> Document:
    """What the message says, and the names of its files; never nothing, since Zendesk takes no empty comment."""
    files = words.files([one_line(name) for name in message.files]) if message.files else ""
    body = Document((*message.body.blocks, *((Paragraph((Text(files),)),) if files else ())))
    return body if plain(body).strip() else Document((Paragraph((Text(words.NO_WORDS),)),))
