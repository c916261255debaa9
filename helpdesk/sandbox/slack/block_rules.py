"""Block Kit's limits, and the ids Slack adds to blocks that have none. It checks what an app can get wrong, no more.

Sources: https://docs.slack.dev/reference/block-kit, https://docs.slack.dev/surfaces/modals
"""

import secrets
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from helpdesk.sandbox.slack.records import Payload

Rules: TypeAlias = Callable[[Any, str], Iterator[str]]

_CHOOSING = {"static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow"}
_OPTIONS_AT_MOST = {"radio_buttons": 10, "checkboxes": 10, "overflow": 5}
_ELEMENTS = {
    *_CHOOSING,
    *("button", "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"),
    *("external_select", "users_select", "conversations_select", "channels_select", "file_input", "icon_button"),
    *("multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select"),
    *("datepicker", "timepicker", "datetimepicker", "image", "workflow_button", "feedback_buttons"),
}
_UNCHECKED = {"divider", "rich_text", "file", "video", "table", "context_actions", "card", "carousel", "alert"}


def broken_rules(blocks: list[Any], *, at_most: int, at: str = "/blocks") -> list[str]:
    """What is wrong with these blocks, as `response_metadata.messages` says it; empty when nothing is."""
    if len(blocks) > at_most:
        return [f"[ERROR] no more than {at_most} items allowed [json-pointer:{at}]"]
    broken = [rule for number, block in enumerate(blocks) for rule in _block(block, f"{at}/{number}")]
    ids = [block["block_id"] for block in blocks if isinstance(block, dict) and block.get("block_id")]
    broken += [f"[ERROR] block_id {each!r} is not unique [json-pointer:{at}]" for each in _doubles(ids)]
    return broken


def plain_text_rules(text: Any, at: str, limit: int) -> Iterator[str]:
    """The rules of a plain_text object of at most `limit` characters."""
    yield from _text(text, at, limit, plain=True)


def _doubles(ids: list[str]) -> list[str]:
    return sorted({each for each in ids if ids.count(each) > 1})


def _length(value: Any, at: str, limit: int) -> Iterator[str]:
    if value is not None and not isinstance(value, str):
        yield f"[ERROR] must be a string [json-pointer:{at}]"
    elif value is not None and len(value) > limit:
        yield f"[ERROR] must be less than {limit + 1} characters [json-pointer:{at}]"


def _text(text: Any, at: str, limit: int, *, plain: bool = False) -> Iterator[str]:
    if not isinstance(text, dict):
        yield f"[ERROR] must provide an object [json-pointer:{at}]"
        return
    kinds = {"plain_text"} if plain else {"plain_text", "mrkdwn"}
    if text.get("type") not in kinds:
        yield f"[ERROR] unsupported type: {text.get('type')} [json-pointer:{at}/type]"
    if not isinstance(text.get("text"), str) or not text["text"]:
        yield f"[ERROR] must be more than 0 characters [json-pointer:{at}/text]"
    yield from _length(text.get("text"), f"{at}/text", limit)


def _block(block: Any, at: str) -> Iterator[str]:
    if not isinstance(block, dict) or "type" not in block:
        yield f"[ERROR] missing required field: type [json-pointer:{at}]"
        return
    yield from _length(block.get("block_id"), f"{at}/block_id", 255)
    rules = _RULES.get(block["type"])
    if rules is not None:
        yield from rules(block, at)
    elif block["type"] not in _UNCHECKED:
        yield f"[ERROR] unsupported type: {block['type']} [json-pointer:{at}/type]"


def _header(block: Payload, at: str) -> Iterator[str]:
    yield from _text(block.get("text"), f"{at}/text", 150, plain=True)


def _context(block: Payload, at: str) -> Iterator[str]:
    yield from _several(block, at, 10, _context_element)


def _actions(block: Payload, at: str) -> Iterator[str]:
    yield from _several(block, at, 25, _element)
    ids = [each["action_id"] for each in block.get("elements", []) if isinstance(each, dict) and "action_id" in each]
    for each in _doubles(ids):
        yield f"[ERROR] `action_id` {each!r} already exists in this block [json-pointer:{at}/elements]"


def _input(block: Payload, at: str) -> Iterator[str]:
    yield from _text(block.get("label"), f"{at}/label", 2000, plain=True)
    if block.get("hint") is not None:
        yield from _text(block["hint"], f"{at}/hint", 2000, plain=True)
    yield from _element(block.get("element"), f"{at}/element")


def _markdown(block: Payload, at: str) -> Iterator[str]:
    yield from _length(block.get("text"), f"{at}/text", 12_000)


def _several(block: Payload, at: str, limit: int, rules: Rules) -> Iterator[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield f"[ERROR] no fewer than 1 items allowed [json-pointer:{at}/elements]"
        return
    if len(elements) > limit:
        yield f"[ERROR] no more than {limit} items allowed [json-pointer:{at}/elements]"
    for number, element in enumerate(elements):
        yield from rules(element, f"{at}/elements/{number}")


def _section(block: Payload, at: str) -> Iterator[str]:
    fields = block.get("fields")
    if "text" not in block and not fields:
        yield f"[ERROR] missing required field: text or fields [json-pointer:{at}]"
    if "text" in block:
        yield from _text(block["text"], f"{at}/text", 3000)
    if fields is not None:
        if len(fields) > 10:
            yield f"[ERROR] no more than 10 items allowed [json-pointer:{at}/fields]"
        for number, field in enumerate(fields):
            yield from _text(field, f"{at}/fields/{number}", 2000)
    if "accessory" in block:
        yield from _element(block["accessory"], f"{at}/accessory")


def _context_element(element: Any, at: str) -> Iterator[str]:
    if isinstance(element, dict) and element.get("type") == "image":
        yield from _image(element, at)
    else:
        yield from _text(element, at, 3000)


def _image(image: Payload, at: str) -> Iterator[str]:
    if not image.get("image_url") and not image.get("slack_file"):
        yield f"[ERROR] missing required field: image_url [json-pointer:{at}]"
    if not isinstance(image.get("alt_text"), str):
        yield f"[ERROR] missing required field: alt_text [json-pointer:{at}]"
    yield from _length(image.get("alt_text"), f"{at}/alt_text", 2000)


def _element(element: Any, at: str) -> Iterator[str]:
    if not isinstance(element, dict) or element.get("type") not in _ELEMENTS:
        kind = element.get("type") if isinstance(element, dict) else None
        yield f"[ERROR] unsupported type: {kind} [json-pointer:{at}/type]"
        return
    yield from _length(element.get("action_id"), f"{at}/action_id", 255)
    if "placeholder" in element:
        yield from _text(element["placeholder"], f"{at}/placeholder", 150, plain=True)
    if "confirm" in element:
        yield from _confirm(element["confirm"], f"{at}/confirm")
    if element["type"] == "button":
        yield from _button(element, at)
    elif element["type"] == "image":
        yield from _image(element, at)
    elif element["type"] in _CHOOSING:
        yield from _options(element, at)


def _button(button: Payload, at: str) -> Iterator[str]:
    yield from _text(button.get("text"), f"{at}/text", 75, plain=True)
    yield from _length(button.get("value"), f"{at}/value", 2000)
    yield from _length(button.get("url"), f"{at}/url", 3000)
    if button.get("style") not in {None, "primary", "danger"}:
        yield f"[ERROR] must be one of: primary, danger [json-pointer:{at}/style]"


def _confirm(confirm: Any, at: str) -> Iterator[str]:
    if not isinstance(confirm, dict):
        yield f"[ERROR] must provide an object [json-pointer:{at}]"
        return
    yield from _text(confirm.get("title"), f"{at}/title", 100, plain=True)
    yield from _text(confirm.get("text"), f"{at}/text", 300)


def _options(element: Payload, at: str) -> Iterator[str]:
    groups = element.get("option_groups")
    if groups:
        if len(groups) > 100:
            yield f"[ERROR] no more than 100 items allowed [json-pointer:{at}/option_groups]"
        for number, group in enumerate(groups):
            yield from _text(group.get("label"), f"{at}/option_groups/{number}/label", 75, plain=True)
            yield from _option_list(group.get("options"), f"{at}/option_groups/{number}/options", 100)
        return
    limit = _OPTIONS_AT_MOST.get(element["type"], 100)
    yield from _option_list(element.get("options"), f"{at}/options", limit)
    initial = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
    listed = [option.get("value") for option in element.get("options") or []]
    if any(option.get("value") not in listed for option in initial):
        yield f"[ERROR] the initial option must be one of the options [json-pointer:{at}]"


def _option_list(options: Any, at: str, limit: int) -> Iterator[str]:
    if not isinstance(options, list) or not options:
        yield f"[ERROR] no fewer than 1 items allowed [json-pointer:{at}]"
        return
    if len(options) > limit:
        yield f"[ERROR] no more than {limit} items allowed [json-pointer:{at}]"
    for number, option in enumerate(options):
        yield from _text(option.get("text"), f"{at}/{number}/text", 75)
        yield from _length(option.get("value"), f"{at}/{number}/value", 150)
        if "description" in option:
            yield from _text(option["description"], f"{at}/{number}/description", 75)


_RULES: dict[str, Rules] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "markdown": _markdown,
}


def completed(blocks: list[Payload]) -> list[Payload]:
    """The blocks as Slack stores them: with an id on every block and every element that acts."""
    return [_with_ids(block) for block in blocks]


def _with_ids(block: Payload) -> Payload:
    block = {**block, "block_id": block.get("block_id") or secrets.token_urlsafe(4)[:5]}
    for name in ("element", "accessory"):
        if name in block:
            block[name] = _with_action_id(block[name])
    if block["type"] == "actions":
        block["elements"] = [_with_action_id(element) for element in block["elements"]]
    if block["type"] in {"section", "header"} and "text" in block:
        block["text"] = _with_defaults(block["text"])
    return block


def _with_action_id(element: Payload) -> Payload:
    if element["type"] == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": secrets.token_urlsafe(4)[:5]}


def _with_defaults(text: Payload) -> Payload:
    return {"emoji": True, **text} if text["type"] == "plain_text" else {"verbatim": False, **text}
