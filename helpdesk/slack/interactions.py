"""Shortcuts, forms and buttons -> what was wanted, without I/O."""

from collections.abc import Mapping
from typing import get_args

from pydantic import ValidationError
from pydantic_core import from_json

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.place import Place
from helpdesk.domain.rating import Score
from helpdesk.slack import payloads as p
from helpdesk.slack.filled_in import sent_form
from helpdesk.slack.form_names import (
    COMMENT_FORM,
    DETAILS_FORM,
    FIELD_PREFIX,
    FIELDS_FORM,
    FORM_BLOCK,
    FORMS,
    GROUP_BLOCK,
    RATE_BUTTON,
    SHORTCUT,
    STATE_BUTTON,
    TICKET_BUTTON,
    VALUE,
    Form,
)
from helpdesk.slack.inbound import faults
from helpdesk.slack.subjects import first_line
from helpdesk.slack.wanted import FieldFaults, FormWanted, Passed, Suggestion

Wanted = FormWanted | FieldFaults | Suggestion | Delivery | Passed

_KNOWN = frozenset({"message_action", "view_submission", "block_actions", "block_suggestion", None})
_OPENS: Mapping[str, Form] = {
    SHORTCUT: "create",
    DETAILS_FORM: "details",
    FIELDS_FORM: "fields",
    COMMENT_FORM: "comment",
}


def wanted(payload: str) -> Wanted:
    """The JSON of an interactivity request, over HTTP its form field `payload`.

    Unreadable when a kind we know doesn't fit.
    """
    try:
        told = p.Interaction.model_validate_json(payload)
    except ValidationError as error:
        if _kind_of(payload) in _KNOWN:
            raise Unreadable(f"The interaction does not fit: {faults(error)}.") from None
        return Passed(str(_kind_of(payload)))
    match told.type:
        case "message_action" if told.callback_id == SHORTCUT:
            return _shortcut(told)
        case "view_submission" if told.view and told.view.callback_id in FORMS:
            return sent_form(told.user.id, told.view)
        case "block_actions":
            return _button(told)
        case "block_suggestion" if _is_list_of_ours(told):
            return Suggestion(told.block_id, told.value)
        case _:
            return Passed(told.type)


def _kind_of(payload: str) -> str | None:
    try:
        told = from_json(payload)
    except ValueError:
        return None
    return str(told.get("type")) if isinstance(told, dict) else None


def _is_list_of_ours(told: p.Interaction) -> bool:
    named = told.block_id in {GROUP_BLOCK, FORM_BLOCK} or told.block_id.startswith(FIELD_PREFIX)
    return named and told.action_id == VALUE


def _shortcut(told: p.Interaction) -> FormWanted:
    """A shortcut on a reply is about its thread; the person who asked is only known when it is on the root."""
    message = told.message
    if message is None or told.channel is None or told.workspace is None or told.trigger_id is None:
        raise Unreadable("The shortcut has no message, channel, team or trigger_id.")
    place = Place(told.workspace, told.channel.id, message.thread_ts or message.ts)
    on_root = not message.is_reply
    return FormWanted(
        place=place,
        by=told.user.id,
        trigger=told.trigger_id,
        subject=first_line(message.text) if on_root else "",
        requester=message.user if on_root and not message.is_by_bot else None,
    )


def _button(told: p.Interaction) -> Delivery | FormWanted | Passed:
    action = next((a for a in told.actions if a.action_id.startswith((STATE_BUTTON, TICKET_BUTTON, RATE_BUTTON))), None)
    if action is None:
        return Passed("block_actions")
    try:
        place = Place.parse(action.value or "")
    except ValueError as error:
        raise Unreadable(f"The button is {error}.") from None
    if action.action_id.startswith(TICKET_BUTTON):
        return _opening_button(told, action, place)
    if action.action_id.startswith(RATE_BUTTON):
        return _rating(told, action, place)
    name = action.action_id.removeprefix(STATE_BUTTON)
    button = next((known for known in get_args(e.Button) if known == name), None)
    if button is None:
        raise Unreadable("The button is none of ours.")
    id_ = f"button:{told.user.id}:{action.action_id}:{action.action_ts}"
    return Delivery(id_, place, e.ButtonPressed(by=told.user.id, button=button, at=action.action_ts))


def _rating(told: p.Interaction, action: p.Action, place: Place) -> Delivery:
    """A face; the message it stands on is edited afterwards."""
    name, where = action.action_id.removeprefix(RATE_BUTTON), told.container
    score = next((known for known in get_args(Score) if known == name), None)
    if score is None or where is None or not (where.channel_id and where.message_ts):
        raise Unreadable("The button is none of ours, or does not say which message it stands on.")
    rated = e.Rated(by=told.user.id, score=score, at=action.action_ts, channel=where.channel_id, ts=where.message_ts)
    return Delivery(f"button:{told.user.id}:{action.action_id}:{action.action_ts}", place, rated)


def _opening_button(told: p.Interaction, action: p.Action, place: Place) -> FormWanted:
    form = _OPENS.get(action.action_id.removeprefix(TICKET_BUTTON))
    if form is None or told.trigger_id is None:
        raise Unreadable("The button is none of ours, or has no trigger_id.")
    return FormWanted(place, told.user.id, told.trigger_id, form=form)
