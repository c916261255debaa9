"""What was put into the fields of a form, read from Slack's value objects as plain words, and what is wrong with it.

https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from helpdesk.languages.speech import Speech
from helpdesk.slack.inputs import MOST_TEXT, TICKED

_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}([.,][0-9]{1,30})?")


def said(value: Mapping[str, Any]) -> str:
    """The words of one value object; several options are joined by a space, a ticked box is "true"."""
    match value.get("type"):
        case "checkboxes":
            return " ".join(_options(value.get("selected_options")))
        case "multi_static_select" | "multi_external_select":
            return " ".join(_options(value.get("selected_options")))
        case "static_select" | "external_select" | "radio_buttons":
            return " ".join(_options([value.get("selected_option")]))
        case "datepicker":
            return _word(value.get("selected_date"))
        case "users_select":
            return _word(value.get("selected_user"))
        case _:
            return _word(value.get("value"))


def began_with(element: Mapping[str, Any]) -> str:
    """What stood in a field when the form was opened, in the same words."""
    if "initial_option" in element:
        return " ".join(_options([element["initial_option"]]))
    if "initial_options" in element:
        return " ".join(_options(element["initial_options"]))
    return _word(element.get("initial_date") or element.get("initial_user") or element.get("initial_value"))


def _options(found: object) -> list[str]:
    listed = found if isinstance(found, list) else []
    return [str(one["value"]) for one in listed if isinstance(one, dict) and one.get("value")]


def _word(found: object) -> str:
    return found.strip() if isinstance(found, str) else ""


def fault(speech: Speech, element: Mapping[str, Any], kind: object, text: str) -> str | None:
    """What is wrong with what was said in a field of this kind, as a sentence; None when nothing is."""
    if not text:
        return None
    if kind == "number_input":
        if element.get("is_decimal_allowed") is False:
            return None if _WHOLE.fullmatch(text) else speech.say("fault-not-whole")
        return None if _NUMBER.fullmatch(text) else speech.say("fault-not-a-number")
    if kind == "datepicker":
        return None if _is_day(text) else speech.say("fault-not-a-day")
    if kind == "plain_text_input" and len(text) > MOST_TEXT:
        return speech.say("fault-too-long", most=MOST_TEXT)
    return None


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-11-22") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def changed(now: str, before: str, kind: object) -> str:
    """What somebody made of a field that began with something; empty when they left it, or emptied it."""
    if kind == "checkboxes" and before == TICKED and not now:
        return "false"
    return "" if now == before else now
