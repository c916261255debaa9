"""What the account keeps, as plain values; rules about changing them are elsewhere."""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Role = Literal["end-user", "agent", "admin"]
Channel = Literal["api", "web", "email"]

STATUSES = ("new", "open", "pending", "hold", "solved", "closed")
PRIORITIES = ("low", "normal", "high", "urgent")
TYPES = ("question", "incident", "problem", "task")


@dataclass(slots=True)
class User:
    id: int
    name: str
    email: str | None
    role: Role = "end-user"
    external_id: str | None = None
    suspended: bool = False
    verified: bool = True
    light: bool = False
    """A light agent: private comments only, no assignments."""
    phone: str | None = None
    notes: str | None = None
    tags: tuple[str, ...] = ()
    default_group_id: int | None = None
    created_at: int = 0
    updated_at: int = 0
    merged_into: int | None = None
    other_emails: tuple[str, ...] = ()
    """Secondary addresses; the user is found by them too."""
    picture: str | None = None
    """Its address."""

    @property
    def is_staff(self) -> bool:
        return self.role != "end-user"


@dataclass(slots=True)
class Group:
    id: int
    name: str
    user_ids: tuple[int, ...] = ()
    default: bool = False
    created_at: int = 0


@dataclass(slots=True)
class CustomStatus:
    id: int
    status_category: str
    agent_label: str
    default: bool = True
    active: bool = True


@dataclass(slots=True)
class TicketField:
    id: int
    type: str
    title: str
    required: bool = False
    """Required to solve a ticket."""
    active: bool = True
    options: tuple[tuple[str, str], ...] = ()
    """Name and value of each choice, for tagger and multiselect."""
    system: bool = False
    pattern: str = ""
    """What the whole value of a regexp field must match."""


@dataclass(slots=True)
class TicketForm:
    id: int
    name: str
    ticket_field_ids: tuple[int, ...] = ()
    active: bool = True
    default: bool = False


@dataclass(slots=True)
class Attachment:
    id: int
    file_name: str
    content_type: str
    content: bytes
    token: str
    inline: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Upload:
    token: str
    expires_at: int
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(slots=True)
class Comment:
    id: int
    ticket_id: int
    author_id: int
    public: bool
    html_body: str
    plain_body: str
    created_at: int
    via: Json
    audit_id: int = 0
    metadata: Json = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


@dataclass(slots=True)
class Audit:
    id: int
    ticket_id: int
    created_at: int
    author_id: int
    metadata: Json
    events: list[Json]
    via: Json


@dataclass(slots=True)
class Ticket:
    """One ticket; a change makes a copy, so `comments` and `audits` are the only parts changed in place."""

    id: int
    subject: str
    description: str
    requester_id: int
    submitter_id: int
    via: Json
    status: str = "new"
    custom_status_id: int = 0
    priority: str | None = None
    type: str | None = None
    assignee_id: int | None = None
    group_id: int | None = None
    external_id: str | None = None
    tags: tuple[str, ...] = ()
    custom_fields: dict[int, Any] = field(default_factory=dict)
    ticket_form_id: int = 0
    problem_id: int | None = None
    due_at: str | None = None
    is_public: bool = True
    email_cc_ids: tuple[int, ...] = ()
    follower_ids: tuple[int, ...] = ()
    followup_ids: tuple[int, ...] = ()
    merged_into: int | None = None
    deleted: bool = False
    created_at: int = 0
    updated_at: int = 0
    generated_timestamp: int = 0
    change: int = 0
    """Rises with every change of any ticket; the order of the incremental export."""
    comments: list[Comment] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)


@dataclass(slots=True)
class Webhook:
    id: str
    name: str
    endpoint: str | None
    """None for the seeded one: it goes to wherever the product listens."""
    secret: str
    subscriptions: tuple[str, ...]
    status: str = "active"
    created_by: int = 0
    created_at: int = 0
    updated_at: int = 0
    custom_headers: dict[str, str] = field(default_factory=dict)
    authentication: Json | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and by which way in."""

    user: User
    channel: Channel
    client: str = ""
    """The User-Agent, kept in `metadata.system.client` as Zendesk does."""
