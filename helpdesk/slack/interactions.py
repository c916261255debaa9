"""Shortcuts, forms and buttons -> what was wanted, without I/O."""

from collections.abc import Mapping
from typing import get_args

from pydantic import ValidationError
from pydantic_core import from_json

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.place import Place
from helpdesk.domain.ticket.rating import Score
from helpdesk.domain.ticket.reminders import Delay
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
    HOME_CHANNEL,
    HOME_PAGE,
    RATE_BUTTON,
    ROUTE_CHOICE,
    SHORTCUT,
    SNOOZE_BUTTON,
    STATE_BUTTON,
    TICKET_BUTTON,
    VALUE,
    Form,
)
from helpdesk.slack.inbound import faults
from helpdesk.slack.subjects import first_line
from helpdesk.slack.wanted import FieldFaults, FormWanted, FromHome, HomeState, HomeWanted, Passed, Suggestion

Wanted = FormWanted | FieldFaults | Suggestion | Delivery | HomeWanted | FromHome | Passed

_KNOWN = frozenset({"message_action", "view_submission", "block_actions", "block_suggestion", None})
_BUTTONS = (STATE_BUTTON, TICKET_BUTTON, RATE_BUTTON, SNOOZE_BUTTON)
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
            return _turned(told) or _button(told)
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


def _turned(told: p.Interaction) -> HomeWanted | None:
    """A page or a channel of the Home was chosen; one that can't be read shows it from the start."""
    action = next((a for a in told.actions if a.action_id.startswith((HOME_PAGE, HOME_CHANNEL))), None)
    if action is None:
        return None
    state = _home_state(told)
    if action.action_id == HOME_CHANNEL:
        return HomeWanted(told.user.id, state.of_channel(action.chosen))
    section = action.action_id.removeprefix(HOME_PAGE).partition(":")[0]
    try:
        return HomeWanted(told.user.id, HomeState.model_validate({**state.model_dump(), section: action.chosen}))
    except ValidationError:
        return HomeWanted(told.user.id)


def _home_state(told: p.Interaction) -> HomeState:
    try:
        return HomeState.model_validate_json(told.view.private_metadata if told.view else "")
    except ValidationError:
        return HomeState()


def _button(told: p.Interaction) -> Delivery | FormWanted | FromHome | Passed:
    action = next((a for a in told.actions if a.action_id.startswith(_BUTTONS)), None)
    if action is None:
        chosen = next((a for a in told.actions if a.action_id == ROUTE_CHOICE), None)
        return _rerouting(told, chosen) if chosen else Passed("block_actions")
    try:
        place = Place.parse(action.value or "")
    except ValueError as error:
        raise Unreadable(f"The button is {error}.") from None
    if action.action_id.startswith(TICKET_BUTTON):
        return _opening_button(told, action, place)
    if action.action_id.startswith(RATE_BUTTON):
        return _rating(told, action, place)
    if action.action_id.startswith(SNOOZE_BUTTON):
        return _snooze(told, action, place)
    name = action.action_id.removeprefix(STATE_BUTTON)
    button = next((known for known in get_args(e.Button) if known == name), None)
    if button is None:
        raise Unreadable("The button is none of ours.")
    pressed = _acted(told, action, place, e.ButtonPressed(by=told.user.id, button=button, at=action.action_ts))
    if told.view and told.view.type == "home":
        return FromHome(pressed, HomeWanted(told.user.id, _home_state(told)))
    return pressed


def _rating(told: p.Interaction, action: p.Action, place: Place) -> Delivery:
    """A face; the message it stands on is edited afterwards."""
    name, where = action.action_id.removeprefix(RATE_BUTTON), told.container
    score = next((known for known in get_args(Score) if known == name), None)
    if score is None or where is None or not (where.channel_id and where.message_ts):
        raise Unreadable("The button is none of ours, or does not say which message it stands on.")
    by, at = told.user.id, action.action_ts
    rated = e.Rated(by=by, score=score, at=at, channel=where.channel_id, ts=where.message_ts)
    return _acted(told, action, place, rated)


def _snooze(told: p.Interaction, action: p.Action, place: Place) -> Delivery:
    """A pause; the message it stands on is edited afterwards."""
    name, where = action.action_id.removeprefix(SNOOZE_BUTTON), told.container
    delay = next((known for known in get_args(Delay) if known == name), None)
    if delay is None or where is None or not (where.channel_id and where.message_ts):
        raise Unreadable("The button is none of ours, or does not say which message it stands on.")
    by, at = told.user.id, action.action_ts
    snoozed = e.Snoozed(by=by, delay=delay, at=at, channel=where.channel_id, ts=where.message_ts)
    return _acted(told, action, place, snoozed)


def _rerouting(told: p.Interaction, action: p.Action) -> Delivery:
    to, _, where = action.chosen.partition(" ")
    try:
        place = Place.parse(where)
    except ValueError as error:
        raise Unreadable(f"What was chosen is {error}.") from None
    return _acted(told, action, place, e.Rerouted(by=told.user.id, to=to, at=action.action_ts))


def _acted(told: p.Interaction, action: p.Action, place: Place, event: e.Event) -> Delivery:
    """One press is one delivery, however often it comes."""
    return Delivery(f"button:{told.user.id}:{action.action_id}:{action.action_ts}", place, event)


def _opening_button(told: p.Interaction, action: p.Action, place: Place) -> FormWanted:
    form = _OPENS.get(action.action_id.removeprefix(TICKET_BUTTON))
    if form is None or told.trigger_id is None:
        raise Unreadable("The button is none of ours, or has no trigger_id.")
    return FormWanted(place, told.user.id, told.trigger_id, form=form)
