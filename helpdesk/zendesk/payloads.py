"""What we send to Zendesk and what we read of its answers, as typed values: a misspelt field can't leave this room."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helpdesk.domain.statuses import Status


class _Sent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Seen(BaseModel):
    """What others write: null is the same as left out, as zenpy's objects have it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, said: Any) -> Any:
        return {key: value for key, value in said.items() if value is not None} if isinstance(said, dict) else said


class NewComment(_Sent):
    """https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/."""

    html_body: str
    public: bool
    author_id: int
    uploads: tuple[str, ...] | None = None


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


class PhotoSeen(_Seen):
    content_url: str = ""


class UserSeen(_Seen):
    id: int
    name: str = ""
    email: str | None = None
    role: str = "end-user"
    role_type: int | None = None
    suspended: bool = False
    only_private_comments: bool = False
    photo: PhotoSeen | None = None

    @property
    def writes_in_private(self) -> bool:
        """Light agents (1): Zendesk makes every comment of theirs an internal note."""
        return self.only_private_comments or self.role_type == 1

    @property
    def can_be_assigned(self) -> bool:
        """Agents and admins; not light agents (1) nor chat-only contributors (3).

        https://developer.zendesk.com/api-reference/ticketing/users/users/#role
        """
        return self.role in {"agent", "admin"} and not self.suspended and self.role_type not in {1, 3}


class IdentitySeen(_Seen):
    """One way a user is known; a user has several e-mail addresses."""

    type: str = ""
    value: str = ""


class IdentityPage(_Seen):
    identities: tuple[IdentitySeen, ...] = ()


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


class TicketSeen(_Seen):
    id: int
    status: Annotated[Status, BeforeValidator(_lower)]
    custom_status_id: int | None = None
    updated_at: str = ""
    assignee_id: int | None = None
    external_id: str | None = None
    requester_id: int | None = None
    subject: str = ""


class Via(_Seen):
    channel: str | int | None = None


class AuditEvent(_Seen):
    """One event of an audit; a change of a field has `field_name`, in words of the API; a comment is public or not."""

    id: int | None = None
    type: str = ""
    field_name: str | int | None = None
    via: Via | None = None
    public: bool | None = None


class Audit(_Seen):
    """One update of a ticket with all it did, the rules it set off included.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/
    """

    id: int = 0
    author_id: int | None = None
    created_at: str = ""
    events: tuple[AuditEvent, ...] = ()


class TicketWritten(_Seen):
    """The answer to a write; `repeated` when an earlier call had made the ticket and Zendesk answered from memory."""

    ticket: TicketSeen
    audit: Audit | None = None
    repeated: bool = False


class AttachmentSeen(_Seen):
    id: int = 0
    file_name: str = ""
    content_url: str = ""
    deleted: bool = False


class _Custom(_Seen):
    slack: str = ""
    until: str = ""


def _texts(value: object) -> object:
    """Other programs may keep anything under our names: only text is ours."""
    return {k: v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


class _Metadata(_Seen):
    custom: Annotated[_Custom, BeforeValidator(_texts)] = _Custom()


class CommentSeen(_Seen):
    """A comment; `marks` are what our metadata with it says, nothing for one that isn't ours.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
    """

    id: int
    author_id: int | None = None
    public: bool = False
    created_at: str = ""
    html_body: str = ""
    plain_body: str = ""
    attachments: tuple[AttachmentSeen, ...] = ()
    metadata: _Metadata = _Metadata()

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(self.metadata.custom.slack.split())

    @property
    def until(self) -> str:
        """The last message of the thread that went into the opening."""
        return self.metadata.custom.until


class _Cursor(_Seen):
    has_more: bool = False
    after_cursor: str = ""


class CommentPage(_Seen):
    comments: tuple[CommentSeen, ...] = ()
    meta: _Cursor = _Cursor()

    @property
    def next(self) -> str | None:
        """Where the next page begins; None after the last."""
        return self.meta.after_cursor or None if self.meta.has_more else None


class AuditPage(_Seen):
    audits: tuple[Audit, ...] = ()
    count: int | None = None


class TicketField(_Seen):
    title: str


def seconds(stamp: str) -> float:
    """A Zendesk time (`2026-11-22T10:30:00Z`) in seconds since 1970; 0.0 when it can't be read."""
    try:
        return datetime.fromisoformat(stamp).timestamp()
    except ValueError:
        return 0.0
