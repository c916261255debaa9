"""A Zendesk webhook delivery as an event. It only reads: no signature, no call, no store.

A delivery says no more than that something stirred at a ticket, and about what: the rest is read from the ticket.
https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import from_json

from helpdesk.domain.delivery import Unreadable
from helpdesk.domain.events import ZendeskStirred
from helpdesk.zendesk import words

_TICKET_EVENT = "zen:event-type:ticket."
_About = Literal["", "fields", "talk", "withdrawn", "merged", "deadline"]
_TALK = frozenset({"created", "comment_added", "attachment_linked_to_comment"})
_FILE_WITHDRAWN = "attachment_redacted_from_comment"
_WITHDRAWN = frozenset({"comment_redacted", "comment_made_private"})
_DEADLINE = frozenset({"next_sla_breach_changed", "sla_policy_changed", "priority_changed"})
_ENDS = frozenset({"soft_deleted", "permanently_deleted", "marked_as_spam"})
_NUMBER = re.compile(r"-?\d{1,18}")
_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Stirred:
    """Something stirred. `delivery` is the same when Zendesk sends it again; `external_id` is the ticket's."""

    event: ZendeskStirred
    delivery: str
    external_id: str | None


def _number(value: object) -> object:
    """Ids come as numbers or text, and as "", "0" or null when there is none."""
    if isinstance(value, str):
        value = value.strip()
        value = int(value) if _NUMBER.fullmatch(value) else value or None
    return None if value == 0 else value


def _text(value: object) -> object:
    """Anything that is neither text nor a number counts as none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


Number = Annotated[int, BeforeValidator(_number)]
Text = Annotated[str, BeforeValidator(_text)]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


B = TypeVar("B", bound=_Body)


class _Detail(_Body):
    id: Number
    actor_id: Annotated[int | None, BeforeValidator(_number)] = None
    external_id: Text = ""
    updated_at: Text = ""


def _id(value: object) -> object:
    """Anything that is no id counts as none."""
    number = _number(value)
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None


def _object(value: object) -> object:
    return value if isinstance(value, dict) else {}


Id = Annotated[int | None, BeforeValidator(_id)]


class _Named(_Body):
    id: Id = None


class _Happening(_Body):
    """What differs by kind: the comment or file it is about, the ticket merged into."""

    comment: Annotated[_Named, BeforeValidator(_object)] = _Named()
    attachment: Annotated[_Named, BeforeValidator(_object)] = _Named()
    target_ticket_id: Id = None


class _TicketEvent(_Body):
    type: str
    id: Text = ""
    detail: _Detail
    event: Annotated[_Happening, BeforeValidator(_object)] = _Happening()


class _TriggerBody(_Body):
    """What our own trigger sends; other fields are free."""

    ticket_id: Number
    external_id: Text = ""


def read_webhook(raw: bytes, invocation: str | None) -> Stirred | None:
    """The event of a delivery, None for a kind that is about no ticket.

    `invocation` is the header `X-Zendesk-Webhook-Invocation-Id`. Raises `Unreadable` for a body that can't be read and
    for a ticket event that does not fit.
    """
    body = _json_object(raw)
    kind = body.get("type")
    if isinstance(kind, str) and kind.lower().startswith("zen:"):
        if not kind.lower().startswith(_TICKET_EVENT):
            return None
        return _stirred_by_event(_fitting(_TicketEvent, body), raw, invocation)
    if "ticket_id" in body:
        trigger = _fitting(_TriggerBody, body)
        event = ZendeskStirred(ticket=_is_ticket(trigger.ticket_id))
        return Stirred(event, _delivery("", invocation, raw), trigger.external_id or None)
    if body:
        raise Unreadable(words.NO_TICKET)
    return None


def _stirred_by_event(seen: _TicketEvent, raw: bytes, invocation: str | None) -> Stirred:
    detail = seen.detail
    actor = max(detail.actor_id, 0) if detail.actor_id is not None else None  # Zendesk's own rules act as -1
    kind = seen.type.lower().removeprefix(_TICKET_EVENT)
    about = _about(kind, seen.event)
    event = ZendeskStirred(
        ticket=_is_ticket(detail.id),
        actor=actor,
        stamp=detail.updated_at,
        about=about,
        comment=seen.event.comment.id if kind in _WITHDRAWN else None,
        file=seen.event.attachment.id if kind == _FILE_WITHDRAWN else None,
        into=seen.event.target_ticket_id if about == "merged" else None,
    )
    return Stirred(event, _delivery(seen.id, invocation, raw), detail.external_id or None)


def _about(kind: str, event: _Happening) -> _About:
    """What a kind of event is about; what can't be told is looked into as a whole."""
    if kind in _TALK:
        return "talk"
    if kind in _WITHDRAWN:
        return "withdrawn" if event.comment.id else ""
    if kind == _FILE_WITHDRAWN:
        return "withdrawn" if event.attachment.id else "talk"
    if kind in _DEADLINE:
        return "deadline"
    if kind == "merged":
        return "merged" if event.target_ticket_id else ""
    return "fields" if kind.endswith("_changed") or kind in _ENDS else ""


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        body = from_json(raw)
    except ValueError:
        raise Unreadable(words.NOT_JSON) from None
    if not isinstance(body, dict):
        raise Unreadable(words.NOT_JSON)
    return body


def _fitting(model: type[B], body: dict[str, Any]) -> B:
    try:
        return model.model_validate(body)
    except ValidationError as misfit:
        first = misfit.errors(include_input=False, include_url=False)[0]
        raise Unreadable(words.misfit(".".join(map(str, first["loc"])), first["msg"])) from None


def _is_ticket(number: int) -> int:
    if number < 1:
        raise Unreadable(words.NO_TICKET)
    return number


def _delivery(event_id: str, invocation: str | None, raw: bytes) -> str:
    """The event's own id, which Zendesk keeps when it sends it twice; a trigger's body has none."""
    known = event_id.strip() or (invocation or "").strip()
    return known if 0 < len(known) <= _LONGEST_ID else hashlib.sha256(raw).hexdigest()
