"""What we read of Zendesk's answers, as typed values. What we send stands in `sent`."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, TypeVar

import structlog
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from helpdesk.domain.ticket.statuses import Status

log = structlog.get_logger()
S = TypeVar("S", bound=BaseModel)


class _Seen(BaseModel):
    """What others write: null is the same as left out, as zenpy's objects have it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, said: Any) -> Any:
        return {key: value for key, value in said.items() if value is not None} if isinstance(said, dict) else said


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
    ticket_restriction: str | None = None
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


def _list(value: object) -> object:
    return value if isinstance(value, list | tuple) else ()


class SlaMetric(_Seen):
    """One metric of a service level agreement; `stage` is `active`, `paused` or `achieved`."""

    stage: str = ""
    breach_at: str | None = None


class Slas(_Seen):
    """https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/."""

    policy_metrics: tuple[SlaMetric, ...] = ()


class TicketSeen(_Seen):
    id: int
    status: Annotated[Status, BeforeValidator(_lower)]
    custom_status_id: int | None = None
    updated_at: str = ""
    assignee_id: int | None = None
    external_id: str | None = None
    requester_id: int | None = None
    subject: str = ""
    priority: str | None = None
    slas: Slas | None = None
    tags: Annotated[tuple[str, ...], BeforeValidator(_list)] = ()


class FieldSeen(_Seen):
    id: int = 0
    value: bool | str | list[str] | int | float | None = None

    @property
    def words(self) -> str:
        """As a form has it: several values joined by a space, a box as true or false; empty for none."""
        if isinstance(self.value, list):
            return " ".join(self.value)
        return (
            "" if self.value is None else str(self.value).lower() if isinstance(self.value, bool) else str(self.value)
        )


class WholeTicketSeen(TicketSeen):
    """A ticket with what a form may have chosen."""

    created_at: str = ""
    type: str | None = None
    group_id: int | None = None
    ticket_form_id: int | None = None
    custom_fields: tuple[FieldSeen, ...] = ()


class _Cursor(_Seen):
    has_more: bool = False
    after_cursor: str = ""


class _Paged(_Seen):
    meta: _Cursor = _Cursor()

    @property
    def next(self) -> str | None:
        """Where the next page begins; None after the last."""
        return self.meta.after_cursor or None if self.meta.has_more else None


def those_that_fit(kind: type[S], found: Iterable[object]) -> Iterator[S]:
    """All but those that can't be read: one of them must not hide the others, which are most often not even ours."""
    for each in found:
        try:
            yield kind.model_validate(each)
        except ValidationError as misfit:
            id_ = each.get("id") if isinstance(each, dict) else None
            faults = sorted({".".join(map(str, fault["loc"])) for fault in misfit.errors(include_input=False)})
            log.warning("not_readable", kind=kind.__name__, id=id_ if isinstance(id_, int) else None, faults=faults)


Tickets = Annotated[
    list[WholeTicketSeen], BeforeValidator(lambda found: list(those_that_fit(WholeTicketSeen, found or ())))
]


class TicketPage(_Paged):
    tickets: Tickets = []


class ExportPage(_Seen):
    tickets: Tickets = []
    after_cursor: str | None = None
    end_of_stream: bool = True


class Via(_Seen):
    channel: str | int | None = None


def _text_only(value: object) -> object:
    """Other fields have lists and objects for values."""
    return value if isinstance(value, str) else None


class AuditEvent(_Seen):
    """One event of an audit; a change of a field has `field_name`, in words of the API; a comment is public or not."""

    id: int | None = None
    type: str = ""
    field_name: str | int | None = None
    via: Via | None = None
    public: bool | None = None
    previous_value: Annotated[str | None, BeforeValidator(_text_only)] = None


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
    content_type: str = ""
    size: int = 0
    inline: bool = False
    deleted: bool = False
    malware_scan_result: str = ""

    @property
    def address(self) -> str:
        """Where it lies, without its name: that is written in more than one way."""
        return self.content_url.partition("?")[0]


class _Custom(_Seen):
    slack: str = ""
    until: str = ""
    record: str = ""
    edited: str = ""


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
    def files(self) -> tuple[AttachmentSeen, ...]:
        """Those that its readers see, as long as all may read it."""
        return self.left if self.public else ()

    @property
    def left(self) -> tuple[AttachmentSeen, ...]:
        """Those that are there: a picture that stands in no line of it any more is none."""
        return tuple(
            file
            for file in self.attachments
            if file.id and not file.deleted and (not file.inline or file.address in self.html_body)
        )

    @property
    def until(self) -> str:
        """The last message of the thread that went into the opening."""
        return self.metadata.custom.until


class CommentPage(_Paged):
    comments: tuple[CommentSeen, ...] = ()


class AuditPage(_Seen):
    audits: tuple[Audit, ...] = ()
    count: int | None = None


class WebhookSeen(_Seen):
    """https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/."""

    id: str
    name: str = ""
    endpoint: str = ""
    status: str = ""
    subscriptions: tuple[str, ...] | None = None
