"""What the account has to choose from when a ticket is made: read from Zendesk, and kept where the doors find it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from pydantic import ValidationError

from helpdesk.domain.retry import WentWrong
from helpdesk.domain.ticket.form import Choice, FieldOffer, FormOffer
from helpdesk.zendesk.account import Account, Field
from helpdesk.zendesk.people import Memory
from helpdesk.zendesk.refusals import Refused

OFFER = "zendesk:form"
"""The name under which the offer is remembered."""

_DAY = 86_400
_SYSTEM = frozenset({"priority", "basic_priority", "tickettype", "group"})
"""Fields of every ticket that a solve may want too."""

CUSTOM = frozenset(
    {"text", "textarea", "regexp", "integer", "decimal", "date", "checkbox", "tagger", "multiselect"},
)
"""https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#ticket-field-types"""

Seen = TypeVar("Seen")


class Offering:
    """Raises `TryLater` or `GiveUp` where it asks Zendesk."""

    def __init__(self, account: Account, memory: Memory) -> None:
        self._account = account
        self._memory = memory

    def read(self, asked: tuple[int, ...] = ()) -> FormOffer:
        """Ask Zendesk, and remember the answer for a day. A plan without groups or forms has none to offer."""
        offer = FormOffer(
            groups=tuple(
                Choice(value=str(group.id), label=group.name)
                for group in _allowed(self._account.groups)
                if not group.deleted
            ),
            forms=tuple(
                Choice(value=str(form.id), label=form.name) for form in _allowed(self._account.forms) if form.active
            ),
            fields=tuple(_offered(self._account.fields())),
            asked=asked,
        )
        self._memory.put(OFFER, offer.model_dump_json(exclude_defaults=True), _DAY)
        return offer

    def known(self) -> FormOffer:
        """What is remembered, else what Zendesk says now."""
        found = self._memory.get(OFFER)
        if found:
            with suppress(ValidationError):  # another version of the helpdesk wrote it
                return FormOffer.model_validate_json(found)
        return self.read()

    def renewed(self) -> FormOffer | None:
        """What Zendesk says now; None when it can't be asked."""
        asked = self._asked()
        try:
            return self.read(asked)
        except WentWrong:
            return None

    def _asked(self) -> tuple[int, ...]:
        found = self._memory.get(OFFER)
        with suppress(ValidationError):
            return FormOffer.model_validate_json(found).asked if found else ()
        return ()


def _allowed(listed: Callable[[], Iterable[Seen]]) -> list[Seen]:
    try:
        return list(listed())
    except Refused as refused:
        if refused.status not in {403, 404}:
            raise
        return []


def _offered(fields: Iterable[Field]) -> Iterable[FieldOffer]:
    for field in fields:
        if field.active and field.type in CUSTOM | _SYSTEM:
            choices = tuple(Choice(value=one.value, label=one.name) for one in field.custom_field_options or ())
            yield FieldOffer(id=field.id, title=field.title, type=field.type, required=field.required, choices=choices)
