"""The ids that forms and buttons carry: stable across versions, since open windows and old messages have them.

It knows nothing of what stands in a form.
"""

from typing import Literal

SHORTCUT = "create_ticket"
DETAILS_FORM, FIELDS_FORM = "ticket_details", "ticket_fields"
COMMENT_FORM = "rating_comment"
FORMS = frozenset({SHORTCUT, DETAILS_FORM, FIELDS_FORM, COMMENT_FORM})

STATE_BUTTON = "state:"
RATE_BUTTON = "rate:"
SNOOZE_BUTTON = "snooze:"
TICKET_BUTTON = "ticket:"
ROUTE_CHOICE = "route"
"""Before the callback id of the form it opens."""

HOME_PAGE, HOME_CHANNEL = "home:page:", "home:channel"
"""What turns the pages of the Home, before the section and the way, and what filters it by a channel."""

Form = Literal["create", "details", "fields", "comment"]

SUBJECT_BLOCK, REQUESTER_BLOCK, PRIORITY_BLOCK, TYPE_BLOCK = "subject", "requester", "priority", "type"
GROUP_BLOCK, FORM_BLOCK, REPLIES_BLOCK, INCLUDE_BLOCK = "group", "form", "replies", "include"
COMMENT_BLOCK = "comment"
VALUE = "value"
"""The action id of every field."""

FIELD_PREFIX = "field:"


def field_block(id_: int) -> str:
    """The block of a custom field."""
    return f"{FIELD_PREFIX}{id_}"


def field_id(block: str) -> int | None:
    """The custom field a block is about."""
    number = block.removeprefix(FIELD_PREFIX)
    return int(number) if number != block and number.isascii() and number.isdigit() and len(number) < 20 else None
