"""What we send to Zendesk, as typed values: a misspelt field can't leave this room."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.domain.ticket.form import Priority, Type
from helpdesk.domain.ticket.statuses import Status


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewComment(_Sent):
    """https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/."""

    html_body: str
    public: bool
    author_id: int
    uploads: tuple[str, ...] | None = None


class NewWebhook(_Sent):
    """A webhook to be made. Ticket events come by POST in JSON alone.

    https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#create-or-clone-webhook
    """

    name: str
    endpoint: str
    subscriptions: tuple[str, ...]
    description: str
    http_method: Literal["POST"] = "POST"
    request_format: Literal["json"] = "json"
    status: Literal["active"] = "active"

    def fields(self) -> dict[str, Any]:
        return {"webhook": self.model_dump(mode="json")}


class WebhookChange(_Sent):
    """What is to be otherwise about a webhook; None stays as it is.

    https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#patch-webhook
    """

    endpoint: str | None = None
    subscriptions: tuple[str, ...] | None = None
    status: Literal["active"] | None = None

    def fields(self) -> dict[str, Any]:
        return {"webhook": self.model_dump(mode="json", exclude_none=True)}


class FieldValue(_Sent):
    """A custom field of a ticket: a box is true or false, several values of a drop-down are their tags.

    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#setting-custom-field-values
    """

    id: int
    value: bool | str | tuple[str, ...]


class NewTicket(_Sent):
    """A ticket to be made; None is not sent.

    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
    """

    subject: str = Field(max_length=150)
    comment: NewComment
    requester_id: int
    submitter_id: int
    external_id: str
    tags: tuple[str, ...] | None = None
    group_id: int | None = None
    ticket_form_id: int | None = None
    status: Status | None = None
    custom_status_id: int | None = None
    assignee_id: int | None = None
    via_followup_source_id: int | None = None
    priority: Priority | None = None
    type: Type | None = None
    custom_fields: tuple[FieldValue, ...] | None = None
    metadata: dict[str, str] | None = None

    def fields(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class TicketChange(_Sent):
    """A change to a ticket. Only what was given is sent; `assignee_id=None` given takes the assignee away.

    `safe_update` with False acts like True at Zendesk, so that it is either True or left out.
    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#protecting-against-ticket-update-collisions
    """

    status: Status | None = None
    custom_status_id: int | None = None
    assignee_id: int | None = None
    subject: str | None = Field(default=None, max_length=150)
    priority: Priority | None = None
    type: Type | None = None
    group_id: int | None = None
    ticket_form_id: int | None = None
    custom_fields: tuple[FieldValue, ...] | None = None
    comment: NewComment | None = None
    metadata: dict[str, str] | None = None
    safe_update: Literal[True] | None = None
    updated_stamp: str | None = None

    @classmethod
    def since(cls, stamp: str, **fields: Any) -> Self:
        """A change that Zendesk takes only if nothing changed since `stamp`; an empty stamp asks for no such check."""
        return cls(**fields, safe_update=True, updated_stamp=stamp) if stamp else cls(**fields)

    @property
    def is_empty(self) -> bool:
        return self.model_fields_set <= {"safe_update", "updated_stamp"}

    def fields(self) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True)


def status_field(status: Status | int | None) -> dict[str, str | int]:
    """A status by its category or, as a number, a custom one, as a ticket has it; none is left out."""
    if status is None:
        return {}
    return {"custom_status_id" if isinstance(status, int) else "status": status}


class Redaction(_Sent):
    """Words to black out in a comment: those marked in its `html_body`; files by their `content_url`.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#redact-ticket-comment-in-agent-workspace
    """

    ticket_id: int
    html_body: str
    external_attachment_urls: tuple[str, ...] | None = None

    def fields(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


class NewUser(_Sent):
    """An end user, made without a welcome mail.

    https://developer.zendesk.com/api-reference/ticketing/users/users/
    """

    name: str
    email: str
    skip_verify_email: bool = True

    def fields(self) -> dict[str, Any]:
        return self.model_dump()
