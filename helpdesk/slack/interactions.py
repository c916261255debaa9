"""Shortcuts, forms, buttons and slash commands -> what was wanted, without I/O."""

from dataclasses import dataclass
from typing import get_args
from urllib.parse import parse_qs

from pydantic import ValidationError
from pydantic_core import from_json

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.place import Place
from helpdesk.slack import payloads as p
from helpdesk.slack import words
from helpdesk.slack.inbound import faults
from helpdesk.slack.text import SUBJECT, first_line

SHORTCUT = "create_ticket"
STATE_BUTTON = "state:"
SUBJECT_BLOCK, REQUESTER_BLOCK, VALUE = "subject", "requester", "value"


@dataclass(frozen=True, slots=True)
class FormWanted:
    """The shortcut was used on a message of `place`'s thread; `trigger` opens one form within 3 seconds."""

    place: Place
    by: str
    trigger: str
    subject: str
    requester: str | None


@dataclass(frozen=True, slots=True)
class FieldFaults:
    """The form can't be taken: a sentence for each block."""

    blocks: dict[str, str]


@dataclass(frozen=True, slots=True)
class Passed:
    """Something of a kind that needs nothing done."""

    kind: str


Wanted = FormWanted | FieldFaults | Delivery | Passed


def wanted(payload: str) -> Wanted:
    """The JSON of an interactivity request, over HTTP its form field `payload`.

    Unreadable when a kind we know doesn't fit.
    """
    try:
        told = p.Interaction.model_validate_json(payload)
    except ValidationError as error:
        if _kind_of(payload) in {"message_action", "view_submission", "block_actions", None}:
            raise Unreadable(f"The interaction does not fit: {faults(error)}.") from None
        return Passed(str(_kind_of(payload)))
    match told.type:
        case "message_action" if told.callback_id == SHORTCUT:
            return _shortcut(told)
        case "view_submission" if told.view and told.view.callback_id == SHORTCUT:
            return _form(told, told.view)
        case "block_actions":
            return _button(told)
        case _:
            return Passed(told.type)


def _kind_of(payload: str) -> str | None:
    try:
        told = from_json(payload)
    except ValueError:
        return None
    return str(told.get("type")) if isinstance(told, dict) else None


def _shortcut(told: p.Interaction) -> FormWanted:
    """A shortcut on a reply is about its thread; the person who asked is only known when it is on the root."""
    message = told.message
    if message is None or told.channel is None or told.team is None or told.trigger_id is None:
        raise Unreadable("The shortcut has no message, channel, team or trigger_id.")
    place = Place(told.team.id, told.channel.id, message.thread_ts or message.ts)
    on_root = not message.is_reply
    return FormWanted(
        place=place,
        by=told.user.id,
        trigger=told.trigger_id,
        subject=first_line(message.text) if on_root else "",
        requester=message.user if on_root and not message.is_by_bot else None,
    )


def _form(told: p.Interaction, view: p.View) -> Delivery | FieldFaults:
    subject = " ".join(str(_input(view, SUBJECT_BLOCK).get("value") or "").split())
    if not subject:
        return FieldFaults({SUBJECT_BLOCK: words.NO_SUBJECT})
    if len(subject) > SUBJECT:
        return FieldFaults({SUBJECT_BLOCK: words.subject_too_long(len(subject))})
    try:
        memory = p.FormMemory.model_validate_json(view.private_metadata)
        place = Place.parse(memory.place)
    except ValueError:
        raise Unreadable("The form does not say which thread it is about.") from None
    requester = str(_input(view, REQUESTER_BLOCK).get("selected_user") or "") or None
    wish = e.EscalationRequested(by=told.user.id, at=memory.at, subject=subject, requester=requester)
    return Delivery(f"form:{view.id}", place, wish)


def _input(view: p.View, block: str) -> dict[str, object]:
    return view.state.values.get(block, {}).get(VALUE, {})


def _button(told: p.Interaction) -> Delivery | Passed:
    action = next((a for a in told.actions if a.action_id.startswith(STATE_BUTTON)), None)
    if action is None:
        return Passed("block_actions")
    name = action.action_id.removeprefix(STATE_BUTTON)
    button = next((known for known in get_args(e.Button) if known == name), None)
    try:
        place = Place.parse(action.value or "")
    except ValueError as error:
        raise Unreadable(f"The button is {error}.") from None
    if button is None:
        raise Unreadable("The button is none of ours.")
    id_ = f"button:{told.user.id}:{action.action_id}:{action.action_ts}"
    return Delivery(id_, place, e.ButtonPressed(by=told.user.id, button=button, at=action.action_ts))


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: who typed which words where."""

    by: str
    channel: str
    text: str


def read_command(raw: bytes) -> Command | None:
    """The form body of a slash command; None for Slack's certificate check (`ssl_check=1`)."""
    form = {name: values[0] for name, values in parse_qs(raw.decode(errors="replace")).items()}
    if form.get("ssl_check") == "1":
        return None
    if "user_id" not in form or "command" not in form:
        raise Unreadable("The command has no user_id or command.")
    return Command(form["user_id"], form.get("channel_id", ""), form.get("text", "").strip())
