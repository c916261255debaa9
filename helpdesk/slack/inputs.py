"""The fields of a form: each kind of ticket field as an element of Block Kit, and choices as its options.

https://docs.slack.dev/reference/block-kit/block-elements
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from helpdesk.domain.ticket.form import Choice, FieldOffer
from helpdesk.languages.speech import Speech
from helpdesk.slack.form_names import VALUE
from helpdesk.slack.text import shortened

Element = dict[str, Any]

MOST_OPTIONS, MOST_LABEL, MOST_VALUE, MOST_TEXT, MOST_TITLE = 100, 75, 150, 3000, 150
"""Options of a list, letters of an option's label and value, of a text field, and of an input's label (Slack's 2,000 of
many fields would be too much for a view)."""

TICKED = "true"


def plain(text: str) -> Element:
    return {"type": "plain_text", "text": text}


def block(block_id: str, label: str, element: Element, *, optional: bool = True) -> Element:
    """An input with its label."""
    title = plain(shortened(label, MOST_TITLE) or block_id)
    return {"type": "input", "block_id": block_id, "label": title, "element": element, "optional": optional}


def text(value: str = "", *, most: int = MOST_TEXT, multiline: bool = False) -> Element:
    element = {"type": "plain_text_input", "action_id": VALUE, "max_length": most, "multiline": multiline}
    return element | ({"initial_value": value[:most]} if value else {})


def person(user: str | None) -> Element:
    return {"type": "users_select", "action_id": VALUE} | ({"initial_user": user} if user else {})


def number(value: str, *, decimal: bool) -> Element:
    element = {"type": "number_input", "action_id": VALUE, "is_decimal_allowed": decimal}
    return element | ({"initial_value": value} if value else {})


def day(value: str) -> Element:
    return {"type": "datepicker", "action_id": VALUE} | ({"initial_date": value} if value else {})


def tick(speech: Speech, value: str) -> Element:
    """One box; ticked when the value is "true"."""
    return boxes([Choice(value=TICKED, label=speech.say("form-yes"))], [value] if value == TICKED else [])


def boxes(choices: Sequence[Choice], ticked: Iterable[str]) -> Element:
    """At most 10 boxes."""
    return _chosen({"type": "checkboxes", "action_id": VALUE, "options": options(choices)}, choices, ticked)


def radio(choices: Sequence[Choice], chosen: str) -> Element:
    return _with_one({"type": "radio_buttons", "action_id": VALUE, "options": options(choices)}, choices, chosen)


def select(choices: Sequence[Choice], chosen: str, *, room: int) -> Element:
    """A list; one that is too long, or too large for the `room` (bytes of JSON), is asked for while somebody types."""
    return _with_one(_list("static_select", "external_select", choices, room), choices, chosen)


def select_several(choices: Sequence[Choice], chosen: Iterable[str], *, room: int) -> Element:
    return _chosen(_list("multi_static_select", "multi_external_select", choices, room), choices, chosen)


def _list(here: str, elsewhere: str, choices: Sequence[Choice], room: int) -> Element:
    if len(choices) <= MOST_OPTIONS:
        element = {"type": here, "action_id": VALUE, "options": options(choices)}
        if size(element) <= room:
            return element
    return {"type": elsewhere, "action_id": VALUE, "min_query_length": 0}


def size(element: Element) -> int:
    """Bytes on the wire."""
    return len(json.dumps(element))


def _with_one(element: Element, choices: Sequence[Choice], chosen: str) -> Element:
    found = next((choice for choice in choices if choice.value == chosen), None)
    return element | ({"initial_option": option(found)} if found else {})


def _chosen(element: Element, choices: Sequence[Choice], chosen: Iterable[str]) -> Element:
    wanted = set(chosen)
    found = [option(choice) for choice in choices if choice.value in wanted]
    return element | ({"initial_options": found[:MOST_OPTIONS]} if found else {})


def options(choices: Iterable[Choice]) -> list[Element]:
    return [option(choice) for choice in choices]


def option(choice: Choice) -> Element:
    return {
        "text": plain(shortened(choice.label.strip(), MOST_LABEL) or choice.value[:MOST_LABEL]),
        "value": choice.value,
    }


def sendable(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Those that Slack can send back."""
    return tuple(choice for choice in choices if 0 < len(choice.value) <= MOST_VALUE)


def suggested(choices: Iterable[Choice], typed: str) -> list[Element]:
    """At most 100 options for what somebody types; those that begin with it come first."""
    sought = typed.strip().casefold()
    found = [choice for choice in sendable(choices) if sought in choice.label.casefold()]
    found.sort(key=lambda choice: not choice.label.casefold().startswith(sought))
    return options(found[:MOST_OPTIONS])


def field(speech: Speech, offer: FieldOffer, value: str, *, room: int) -> Element | None:
    """The element for a custom field; None for a kind that can't be filled in here."""
    choices = sendable(offer.choices)
    match offer.type:
        case "text" | "regexp":
            return text(value)
        case "textarea":
            return text(value, multiline=True)
        case "integer" | "decimal":
            return number(value, decimal=offer.type == "decimal")
        case "date":
            return day(value)
        case "checkbox":
            return tick(speech, value)
        case "tagger" if choices:
            return select(choices, value, room=room)
        case "multiselect" if choices:
            return select_several(choices, value.split(), room=room)
        case _:
            return None
