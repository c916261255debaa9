"""Which values a custom field takes; it changes nothing.

https://support.zendesk.com/hc/en-us/articles/4408838961562
"""

import re
from datetime import date
from typing import Any

from helpdesk.sandbox.zendesk.errors import record_invalid
from helpdesk.sandbox.zendesk.records import TicketField

_NUMBERS = {"integer": re.compile(r"[+-]?\d+"), "decimal": re.compile(r"[+-]?\d+(\.\d+)?")}


def refuse_wrong_value(field: TicketField, value: Any) -> None:
    """Raises ApiError, in the words Zendesk has for each kind of field; nothing is always taken."""
    wrong = None if value is None or value == "" else _wrong(field, value)
    if wrong:
        raise record_invalid("base", f"{field.title}: {value} {wrong}", "InvalidValue", ticket_field_id=field.id)


def _wrong(field: TicketField, value: Any) -> str | None:
    chosen = value if isinstance(value, list) else [value]
    if field.options:
        return None if set(chosen) <= {option for _, option in field.options} else "is not a valid option"
    if field.type in _NUMBERS:
        return None if _NUMBERS[field.type].fullmatch(str(value)) else "is not a valid number"
    if field.type == "date":
        return None if _is_day(value) else "is not a valid date"
    if field.type == "regexp" and field.pattern:
        return None if re.fullmatch(field.pattern, str(value)) else "does not match the pattern"
    return None


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False
