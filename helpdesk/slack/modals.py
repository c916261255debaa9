"""The windows people fill in: "Create ticket", its details afterwards, and the fields Zendesk still wants.

Limits: https://docs.slack.dev/surfaces/modals
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from helpdesk.domain.place import Place
from helpdesk.domain.ticket.form import Choice, Details, FieldOffer, FormOffer, Priority, Type
from helpdesk.languages.speech import Speech
from helpdesk.slack import form_names as names
from helpdesk.slack import inputs
from helpdesk.slack.form_names import Form
from helpdesk.slack.text import SUBJECT

View = dict[str, Any]

_ROOM = 150_000
"""Bytes for the lists of a view, which may have 250 kB in all."""

_MOST_FIELDS = 90
"""A view has 100 blocks."""

_MOST_COMMENT = 2000

_SYSTEM = {"priority": "priority", "basic_priority": "priority", "tickettype": "type", "group": "group"}
"""Zendesk's kind of a field of its own -> the block of our form."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form begins with; `at` is the second it is opened. `public`: whether later replies are."""

    place: Place
    at: float
    speech: Speech
    subject: str = ""
    requester: str | None = None
    details: Details = field(default_factory=Details)
    public: bool = True
    thread: bool = True
    files: bool = True


def create_ticket(begun: Begun, offer: FormOffer | None) -> View:
    """The whole form; without an offer only what needs nothing of Zendesk."""
    included = [name for name, there in (("thread", begun.thread), ("files", begun.files)) if there]
    speech = begun.speech
    subject, requester = inputs.text(begun.subject, most=SUBJECT), inputs.person(begun.requester)
    replies = [Choice(value=kind, label=speech.say(f"replies-{kind}")) for kind in ("public", "internal")]
    parts = [Choice(value=part, label=speech.say(f"include-{part}")) for part in ("thread", "files")]
    kind = inputs.radio(replies, "public" if begun.public else "internal")
    blocks = [
        inputs.block(names.SUBJECT_BLOCK, speech.say("form-subject"), subject, optional=False),
        inputs.block(names.REQUESTER_BLOCK, speech.say("form-requester"), requester),
        *_details(begun, offer),
        inputs.block(names.REPLIES_BLOCK, speech.say("form-replies"), kind, optional=False),
        inputs.block(names.INCLUDE_BLOCK, speech.say("form-include"), inputs.boxes(parts, included)),
        _context(speech.say("form-link-follows") if offer else speech.say("form-zendesk-away")),
    ]
    return _view(names.SHORTCUT, speech.say("form-create-title"), speech.say("form-create"), begun, blocks)


def details(begun: Begun, offer: FormOffer | None) -> View:
    """The rest of the form, for a ticket that is there."""
    speech = begun.speech
    blocks = [*_details(begun, offer), *([] if offer else [_context(speech.say("form-zendesk-away"))])]
    return _view(names.DETAILS_FORM, speech.say("form-details-title"), speech.say("form-save"), begun, blocks)


def comment(begun: Begun, before: str) -> View:
    """The comment on how the help was, with what was said `before`."""
    speech = begun.speech
    field = inputs.text(before, most=_MOST_COMMENT, multiline=True)
    blocks = [inputs.block(names.COMMENT_BLOCK, speech.say("form-comment"), field)]
    return _view(names.COMMENT_FORM, speech.say("form-comment-title"), speech.say("form-save"), begun, blocks)


def missing_fields(begun: Begun, offer: FormOffer, wanted: Iterable[int]) -> View | None:
    """A form with exactly these fields, all to be filled in; None when none of them can be."""
    found = [offered for id_ in wanted if (offered := offer.field(id_))]
    speech, room, blocks = begun.speech, _Room(), []
    for offered in found[:_MOST_FIELDS]:
        block = _SYSTEM.get(offered.type)
        made = _system(speech, block, Details(), offer, room) if block else _field(speech, offered, "", room)
        blocks += [made | {"optional": False}] if made else []
    if not blocks:
        return None
    blocks.append(_context(speech.say("form-still-wanted")))
    return _view(names.FIELDS_FORM, speech.say("form-fields-title"), speech.say("form-save"), begun, blocks)


def message_view(speech: Speech, sentence: str, form: Form = "create") -> View:
    """A window that only says something."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": sentence}}
    title, close = inputs.plain(speech.say(f"form-{form}-title")), inputs.plain(speech.say("form-close"))
    return {"type": "modal", "title": title, "close": close, "blocks": [section]}


class _Room:
    """How many bytes are left for lists."""

    def __init__(self) -> None:
        self.left = _ROOM

    def taken(self, element: inputs.Element) -> inputs.Element:
        self.left -= inputs.size(element)
        return element


def _details(begun: Begun, offer: FormOffer | None) -> Iterator[inputs.Element]:
    speech, given, room = begun.speech, begun.details, _Room()
    offer = offer or FormOffer()
    for block in (names.PRIORITY_BLOCK, names.TYPE_BLOCK, names.FORM_BLOCK, names.GROUP_BLOCK):
        made = _system(speech, block, given, offer, room)
        if made:
            yield made
    asked = [offered for id_ in dict.fromkeys(offer.asked) if (offered := offer.field(id_))]
    for offered in asked[:_MOST_FIELDS]:
        made = None if offered.type in _SYSTEM else _field(speech, offered, given.fields.get(offered.id, ""), room)
        if made:
            yield made


def _system(speech: Speech, block: str, given: Details, offer: FormOffer, room: _Room) -> inputs.Element | None:
    """A field that every ticket has; None where there is nothing to choose."""
    priorities = [Choice(value=name, label=speech.say(f"priority-{name}")) for name in get_args(Priority)]
    types = [Choice(value=name, label=speech.say(f"type-{name}")) for name in get_args(Type)]
    lists: dict[str, tuple[Sequence[Choice], object]] = {
        names.PRIORITY_BLOCK: (priorities, given.priority),
        names.TYPE_BLOCK: (types, given.type),
        names.FORM_BLOCK: (offer.forms if len(offer.forms) > 1 else (), given.form),
        names.GROUP_BLOCK: (offer.groups, given.group),
    }
    offered, chosen = lists[block]
    label, choices = speech.say(f"form-{block}"), inputs.sendable(offered)
    if not choices:
        return None
    element = inputs.select(choices, str(chosen or ""), room=room.left)
    return inputs.block(block, label, room.taken(element))


def _field(speech: Speech, offered: FieldOffer, value: str, room: _Room) -> inputs.Element | None:
    element = inputs.field(speech, offered, value, room=room.left)
    if element is None:
        return None
    # A box nobody ticked says no, which is an answer too.
    optional = not offered.required or offered.type == "checkbox"
    return inputs.block(names.field_block(offered.id), offered.title, room.taken(element), optional=optional)


def _context(sentence: str) -> inputs.Element:
    return {"type": "context", "elements": [inputs.plain(sentence)]}


def _view(callback: str, title: str, submit: str, begun: Begun, blocks: list[inputs.Element]) -> View:
    memory = {"place": str(begun.place), "at": begun.at, "language": begun.speech.language}
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": json.dumps(memory),
        "title": inputs.plain(title),
        "submit": inputs.plain(submit),
        "close": inputs.plain(begun.speech.say("form-cancel")),
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
