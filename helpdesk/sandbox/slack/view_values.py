"""What the fields of a view hold: first what the app put there, then what the person made of it. Pure."""

from typing import Any

from helpdesk.sandbox.slack.records import Payload, View

# element type -> the field its value stands in, the field of its initial value, what an empty one holds
_FIELDS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "users_select": ("selected_user", "initial_user", None),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_users_select": ("selected_users", "initial_users", []),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "file_input": ("files", "initial_files", []),
}


def elements(blocks: list[Payload]) -> list[tuple[Payload, Payload]]:
    """Every element that can act, with the block it stands in."""
    return [
        (block, element)
        for block in blocks
        for element in (block.get("element"), block.get("accessory"), *_row(block))
        if isinstance(element, dict) and element.get("action_id")
    ]


def _row(block: Payload) -> list[Payload]:
    return list(block["elements"]) if block["type"] == "actions" else []


def values(blocks: list[Payload], filled_in: dict[str, dict[str, Payload]]) -> Payload:
    """`state.values`: block id, action id, value object."""
    state: Payload = {}
    for block, element in elements(blocks):
        if element["type"] in _FIELDS:
            given = filled_in.get(block["block_id"], {}).get(element["action_id"])
            value = initial_value(element) if given is None else value_object(element, given)
            state.setdefault(block["block_id"], {})[element["action_id"]] = value
    return state


def initial_value(element: Payload) -> Payload:
    field, initial, empty = _FIELDS[element["type"]]
    return {"type": element["type"], field: element.get(initial, empty)}


def value_object(element: Payload, given: Any) -> Payload:
    """The value object for what a person gave: an object is taken as it is, a text finds its option."""
    kind: str = element["type"]
    if isinstance(given, dict) and "text" not in given:
        return {"type": kind, **given}
    if kind not in _FIELDS:
        return {"type": kind, "selected_option": chosen(element, given)} if kind == "overflow" else {"type": kind}
    field = _FIELDS[kind][0]
    if field in {"selected_options", "selected_users", "selected_conversations", "selected_channels"}:
        several = given if isinstance(given, list) else [given]
        return {"type": kind, field: [chosen(element, one) if field == "selected_options" else one for one in several]}
    if field == "selected_option":
        return {"type": kind, field: chosen(element, given) if given else None}
    return {"type": kind, field: given if given != "" else None}


def chosen(element: Payload, given: Any) -> Payload:
    """The option with this value; an option object (of an external select) is taken as it is."""
    if isinstance(given, dict):
        return given
    groups: list[Payload] = element.get("option_groups") or []
    listed = [*element.get("options", []), *(each for group in groups for each in group["options"])]
    for option in listed:
        if option.get("value") == given:
            return dict(option)
    return {"text": {"type": "plain_text", "text": str(given), "emoji": True}, "value": str(given)}


def missing_or_wrong(view: View) -> dict[str, str]:
    """What Slack's client itself refuses to submit: block id to the words under the field."""
    state, wrong = values(view.body["blocks"], view.values), {}
    for block in view.body["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = state[block["block_id"]][element["action_id"]].get(_FIELDS[element["type"]][0])
        if not value:
            if not block.get("optional"):
                wrong[block["block_id"]] = "Please complete this required field."
        elif isinstance(value, str) and len(value) > element.get("max_length", 3000):
            wrong[block["block_id"]] = f"Please use at most {element.get('max_length', 3000)} characters."
        elif isinstance(value, str) and len(value) < element.get("min_length", 0):
            wrong[block["block_id"]] = f"Please use at least {element['min_length']} characters."
    return wrong
