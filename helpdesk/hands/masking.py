"""What leaves for Zendesk, without its secrets. What is one is decided by the masking; the thread is told the kinds."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.text.document import plain
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.zendesk.masking.document import masked_document
from helpdesk.zendesk.masking.masked import masked

_CUT_AT_LEAST = 100
"""Characters of a subject that may have been cut; people end shorter ones with an ellipsis of their own."""

_LONGEST_SUBJECT = 150
_ID = re.compile(r"[@#][CGSUW][A-Z0-9]{5,}")
"""Somebody's or something's id in Slack, where a name should stand."""

Told = TypeVar("Told", e.ZendeskOpened, e.ZendeskTold)


class MaskedMessages(NamedTuple):
    """Messages without secrets, and the kinds that were in them, each once."""

    messages: tuple[Message, ...]
    kinds: tuple[str, ...]


class MaskedOpening(NamedTuple):
    """What a ticket begins with, without secrets, and the kinds that were in it."""

    effect: fx.OpenZendeskTicket
    thread: Transcript
    kinds: tuple[str, ...]


def masked_messages(messages: Iterable[Message]) -> MaskedMessages:
    """Their words and the names of their files."""
    kinds: list[str] = []
    kept = tuple(_masked_message(message, kinds) for message in messages)
    return MaskedMessages(kept, tuple(dict.fromkeys(kinds)))


def masked_opening(effect: fx.OpenZendeskTicket, thread: Transcript) -> MaskedOpening:
    """The thread and the subject.

    A subject that was cut is made anew from what is left of the first message, if that had secrets: half a secret no
    longer looks like one.
    """
    messages, kinds = masked_messages(thread.messages if effect.escalation.thread else thread.messages[:1])
    later = () if effect.escalation.thread else masked_messages(thread.messages[1:]).messages
    subject = masked(effect.subject)
    cut = effect.subject.endswith("…") and len(effect.subject) > _CUT_AT_LEAST
    text = _first_line(messages[0]) if cut and kinds and messages else subject.text
    return MaskedOpening(
        replace(effect, subject=text),
        replace(thread, messages=(*messages, *later)),
        tuple(dict.fromkeys((*kinds, *subject.kinds))),
    )


def with_names(effect: fx.OpenZendeskTicket, asked: str, thread: Transcript) -> fx.OpenZendeskTicket:
    """The subject with people, channels and groups by name, unless somebody made another than was `asked` of.

    The door that made it knows their ids alone; the thread was read with their names.
    """
    root = next(iter(thread.messages), None)
    if root is None or effect.subject != asked or not _ID.search(asked):
        return effect
    named = _first_line(root) or asked
    return replace(effect, subject=named if len(named) <= _LONGEST_SUBJECT else f"{named[: _LONGEST_SUBJECT - 1]}…")


def _first_line(message: Message) -> str:
    return next((line for line in plain(message.body).splitlines() if line.strip()), "")


def with_kinds(told: Told, kinds: tuple[str, ...]) -> Told:
    """What was learned, with the kinds of what was masked."""
    return told.model_copy(update={"copied": told.copied.model_copy(update={"masked": kinds})}) if kinds else told


def _masked_message(message: Message, kinds: list[str]) -> Message:
    body = masked_document(message.body)
    names = [masked(name) for name in message.files]
    files = [masked(file.name) for file in message.attached]
    kinds += [*body.kinds, *(kind for name in (*names, *files) for kind in name.kinds)]
    return replace(
        message,
        body=body.document,
        files=tuple(name.text for name in names),
        attached=tuple(replace(file, name=name.text) for file, name in zip(message.attached, files, strict=True)),
    )
