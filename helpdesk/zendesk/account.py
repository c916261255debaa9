"""How the Zendesk account is set up, as far as the helpdesk depends on it. It only reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from helpdesk.domain.retry import TryLater
from helpdesk.zendesk import words
from helpdesk.zendesk.payloads import UserSeen, WebhookSeen
from helpdesk.zendesk.transport import Transport
from helpdesk.zendesk.wire import with_headers

_PAGE, _MOST_PAGES = 100, 20
Seen = TypeVar("Seen")


class _Seen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Group(_Seen):
    id: int = 0
    name: str = ""
    deleted: bool = False


class Form(_Seen):
    id: int = 0
    name: str = ""
    active: bool = True


class CustomStatus(_Seen):
    """https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/."""

    id: int
    status_category: str
    agent_label: str = ""
    active: bool = True


class Option(_Seen):
    """One entry of a drop-down: its tag, and what agents read."""

    name: str = ""
    value: str = ""


class Field(_Seen):
    """A ticket field; `required` means that it must be filled in before a ticket is solved.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
    """

    id: int = 0
    type: str
    title: str = ""
    required: bool = False
    active: bool = True
    custom_field_options: tuple[Option, ...] | None = None


@dataclass(frozen=True, slots=True)
class Greeting:
    """Whom we are there, and the answer's `Date` header; empty when it has none."""

    me: UserSeen
    date: str


class Account:
    """Asks the account about itself. Every method may raise `TryLater`, `Refused` or, for one record, `NotThere`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def greet(self) -> Greeting:
        with with_headers({}) as exchange:
            me = self._transport.me()
        headers = {name.lower(): value for name, value in exchange.received.items()}
        return Greeting(me, headers.get("date", ""))

    def users_by_email(self, email: str) -> list[UserSeen]:
        return self._transport.users_by_email(email)

    def group(self, number: int) -> Group:
        return self._one(Group, f"groups/{number}", "group")

    def form(self, number: int) -> Form:
        return self._one(Form, f"ticket_forms/{number}", "ticket_form")

    def groups(self) -> list[Group]:
        return list(self._all(Group, "groups", "groups"))

    def forms(self) -> list[Form]:
        """An account whose plan has only one form may refuse to list them."""
        return list(self._all(Form, "ticket_forms", "ticket_forms"))

    def custom_statuses(self) -> list[CustomStatus]:
        """All of them, among them the account's own for each category; an inactive one can't be set."""
        return list(self._all(CustomStatus, "custom_statuses", "custom_statuses"))

    def fields(self) -> list[Field]:
        return list(self._all(Field, "ticket_fields", "ticket_fields"))

    def webhooks(self) -> list[WebhookSeen]:
        """For admins alone."""
        return list(self._all(WebhookSeen, "webhooks", "webhooks"))

    def signing_secret(self, webhook: WebhookSeen) -> str:
        """For admins alone. A secret: to be compared, never to be shown."""
        said = self._transport.get(f"webhooks/{webhook.id}/signing_secret")
        found = said.get("signing_secret")
        return str(found.get("secret") or "") if isinstance(found, dict) else ""

    def _one(self, model: type[Seen], path: str, name: str) -> Seen:
        return _fitting(model, self._transport.get(f"{path}.json").get(name))

    def _all(self, model: type[Seen], path: str, name: str) -> Iterator[Seen]:
        """By cursor; what doesn't page so answers everything at once.

        https://developer.zendesk.com/api-reference/introduction/pagination/
        """
        after = ""
        for _ in range(_MOST_PAGES):
            page = self._transport.get(path, {"page[size]": _PAGE, **({"page[after]": after} if after else {})})
            yield from (_fitting(model, item) for item in page.get(name) or [])
            meta = page.get("meta")
            after = str(meta.get("after_cursor") or "") if isinstance(meta, dict) and meta.get("has_more") else ""
            if not after:
                return


def _fitting(model: type[Seen], said: Any) -> Seen:
    try:
        return TypeAdapter(model).validate_python(said)
    except ValidationError:
        raise TryLater(words.UNREADABLE) from None
