"""What was filled in for a ticket, as Zendesk takes it, and what it says of a field it does not take. It sends nothing.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#setting-custom-field-values
"""

from collections.abc import Iterable
from typing import Any

from helpdesk.domain.ticket.form import Details, FormOffer
from helpdesk.zendesk import words
from helpdesk.zendesk.offering import Offering
from helpdesk.zendesk.refusals import Complaint, Refused
from helpdesk.zendesk.sent import FieldValue


class Detailing:
    """Turns details into fields of a ticket. The kind of a field decides how its value is written."""

    def __init__(self, offering: Offering) -> None:
        self._offering = offering

    def fields(self, details: Details | None) -> dict[str, Any]:
        """Only what was given. Asks Zendesk where the kinds of the fields are not known."""
        if details is None:
            return {}
        given = {
            "priority": details.priority,
            "type": details.type,
            "group_id": details.group,
            "ticket_form_id": details.form,
            "custom_fields": self._custom(details.fields),
        }
        return {name: value for name, value in given.items() if value}

    def _custom(self, values: dict[int, str]) -> tuple[FieldValue, ...]:
        if not values:
            return ()
        offer = self._offering.known()
        if any(offer.field(id_) is None for id_ in values):
            offer = self._offering.renewed() or offer
        return tuple(FieldValue(id=id_, value=_as_written(offer, id_, text)) for id_, text in values.items())

    def explained(self, refused: Refused, details: Details | None) -> Refused:
        """The refusal with the titles of the fields it is about; `fields` are those to be filled in first."""
        about = [complaint for complaint in refused.complaints if complaint.ticket_field_id is not None]
        if not about:
            return refused
        offer = self._offering.renewed() or FormOffer()
        given = details.fields if details else {}
        missing = [c for c in about if c.ticket_field_id not in given]
        if len(missing) == len(about):
            why = words.fields_missing(_titles(missing, offer))
            ids = tuple(dict.fromkeys(c.ticket_field_id for c in missing if c.ticket_field_id is not None))
            return refused.because(why, ids)
        wrong = [c for c in about if c.ticket_field_id in given]
        named = zip(_titles(wrong, offer), (c.description for c in wrong), strict=True)
        return refused.because(words.refused([_naming(title, said) for title, said in named], refused.status))


def _as_written(offer: FormOffer, id_: int, text: str) -> bool | str | tuple[str, ...]:
    field = offer.field(id_)
    match field.type if field else "":
        case "checkbox":
            return text == "true"
        case "multiselect":
            return tuple(text.split())
        case "decimal":
            return text.replace(",", ".")
        case _:
            return text


def _titles(complaints: Iterable[Complaint], offer: FormOffer) -> list[str]:
    """As agents see them; where that isn't known, what Zendesk's complaint begins with."""
    found = ((complaint, offer.field(complaint.ticket_field_id or 0)) for complaint in complaints)
    return [field.title if field else complaint.description.partition(":")[0] for complaint, field in found]


def _naming(title: str, description: str) -> str:
    return description if title in description else f"{title}: {description}"
