"""The windows people fill in: "Create ticket", its details afterwards, and the fields Zendesk still wants.

Limits: https://docs.slack.dev/surfaces/modals
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from helpdesk.domain.form import Choice, Details, FieldOffer, FormOffer
from helpdesk.domain.place import Place
from helpdesk.slack import form_names as names
from helpdesk.slack import form_words as words
from helpdesk.slack import inputs
from helpdesk.slack.text import SUBJECT

View = dict[str, Any]

_ROOM = 150_000
"""Bytes for the lists of a view, which may have 250 kB in all."""

_MOST_FIELDS = 90
"""A view has 100 blocks."""

_SYSTEM = {"priority": "priority", "basic_priority": "priority", "tickettype": "type", "group": "group"}
"""Zendesk's kind of a field of its own -> the block of our form."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form begins with; `at` is the second it is opened. `public`: whether later replies are."""

    place: Place
    at: float
    subject: str = ""
    requester: str | None = None
    details: Details = field(default_factory=Details)
    public: bool = True
    thread: bool = True
    files: bool = True


def create_ticket(begun: Begun, offer: FormOffer | None) -> View:
    """The whole form; without an offer only what needs nothing of Zendesk."""
    included = [name for name, there in (("thread", begun.thread), ("files", begun.files)) if there]
    blocks = [
        inputs.block(
            names.SUBJECT_BLOCK, words.SUBJECT_LABEL, inputs.text(begun.subject, most=SUBJECT), optional=False
        ),
        inputs.block(names.REQUESTER_BLOCK, words.REQUESTER_LABEL, inputs.person(begun.requester)),
        *_details(begun.details, offer),
        inputs.block(
            names.REPLIES_BLOCK,
            words.REPLIES_LABEL,
            inputs.radio(words.REPLIES, "public" if begun.public else "internal"),
            optional=False,
        ),
        inputs.block(names.INCLUDE_BLOCK, words.INCLUDE_LABEL, inputs.boxes(words.INCLUDED, included)),
        _context(words.LINK_FOLLOWS if offer else words.ZENDESK_AWAY),
    ]
    return _view(names.SHORTCUT, words.CREATE_TITLE, words.CREATE, begun, blocks)


def details(begun: Begun, offer: FormOffer | None) -> View:
    """The rest of the form, for a ticket that is there."""
    blocks = [*_details(begun.details, offer), *([] if offer else [_context(words.ZENDESK_AWAY)])]
    return _view(names.DETAILS_FORM, words.DETAILS_TITLE, words.SAVE, begun, blocks)


def missing_fields(begun: Begun, offer: FormOffer, wanted: Iterable[int]) -> View | None:
    """A form with exactly these fields, all to be filled in; None when none of them can be."""
    found = [offered for id_ in wanted if (offered := offer.field(id_))]
    room, blocks = _Room(), []
    for offered in found[:_MOST_FIELDS]:
        block = _SYSTEM.get(offered.type)
        made = _system(block, Details(), offer, room) if block else _field(offered, "", room)
        blocks += [made | {"optional": False}] if made else []
    if not blocks:
        return None
    return _view(names.FIELDS_FORM, words.FIELDS_TITLE, words.SAVE, begun, [*blocks, _context(words.STILL_WANTED)])


def message_view(sentence: str, title: str = words.CREATE_TITLE) -> View:
    """A window that only says something."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": sentence}}
    return {"type": "modal", "title": inputs.plain(title), "close": inputs.plain(words.CLOSE), "blocks": [section]}


class _Room:
    """How many bytes are left for lists."""

    def __init__(self) -> None:
        self.left = _ROOM

    def taken(self, element: inputs.Element) -> inputs.Element:
        self.left -= inputs.size(element)
        return element


def _details(given: Details, offer: FormOffer | None) -> Iterator[inputs.Element]:
    room = _Room()
    offer = offer or FormOffer()
    for block in (names.PRIORITY_BLOCK, names.TYPE_BLOCK, names.FORM_BLOCK, names.GROUP_BLOCK):
        made = _system(block, given, offer, room)
        if made:
            yield made
    asked = [offered for id_ in dict.fromkeys(offer.asked) if (offered := offer.field(id_))]
    for offered in asked[:_MOST_FIELDS]:
        made = None if offered.type in _SYSTEM else _field(offered, given.fields.get(offered.id, ""), room)
        if made:
            yield made


def _system(block: str, given: Details, offer: FormOffer, room: _Room) -> inputs.Element | None:
    """A field that every ticket has; None where there is nothing to choose."""
    lists: dict[str, tuple[str, tuple[Choice, ...], object]] = {
        names.PRIORITY_BLOCK: (words.PRIORITY_LABEL, _named(words.PRIORITIES.items()), given.priority),
        names.TYPE_BLOCK: (words.TYPE_LABEL, _named(words.TYPES.items()), given.type),
        names.FORM_BLOCK: (words.FORM_LABEL, offer.forms if len(offer.forms) > 1 else (), given.form),
        names.GROUP_BLOCK: (words.GROUP_LABEL, offer.groups, given.group),
    }
    label, choices, chosen = lists[block]
    choices = inputs.sendable(choices)
    if not choices:
        return None
    element = inputs.select(choices, str(chosen or ""), room=room.left)
    return inputs.block(block, label, room.taken(element))


def _named(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=label) for value, label in pairs)


def _field(offered: FieldOffer, value: str, room: _Room) -> inputs.Element | None:
    element = inputs.field(offered, value, room=room.left)
    if element is None:
        return None
    # A box nobody ticked says no, which is an answer too.
    optional = not offered.required or offered.type == "checkbox"
    return inputs.block(names.field_block(offered.id), offered.title, room.taken(element), optional=optional)


def _context(sentence: str) -> inputs.Element:
    return {"type": "context", "elements": [inputs.plain(sentence)]}


def _view(callback: str, title: str, submit: str, begun: Begun, blocks: list[inputs.Element]) -> View:
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": json.dumps({"place": str(begun.place), "at": begun.at}),
        "title": inputs.plain(title),
        "submit": inputs.plain(submit),
        "close": inputs.plain(words.CANCEL),
        "blocks": blocks,
    }


def choices_of(block: str, offer: FormOffer) -> tuple[Choice, ...]:
    """What a list that is asked for while somebody types has to offer."""
    if block == names.GROUP_BLOCK:
        return offer.groups
    if block == names.FORM_BLOCK:
        return offer.forms
    id_ = names.field_id(block)
    offered = offer.field(id_) if id_ is not None else None
    return offered.choices if offered else ()
