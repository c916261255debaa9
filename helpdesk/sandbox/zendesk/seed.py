"""How a fresh account begins, as a document that can be written in JSON; it builds nothing itself."""

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Person(_Part):
    """`light-agent` is an agent that writes private comments only."""

    name: str
    email: str | None
    role: Literal["end-user", "agent", "admin", "light-agent"] = "end-user"
    external_id: str | None = None
    suspended: bool = False
    id: int | None = None
    """None: the account counts one out, the same at each start."""


class GroupSeed(_Part):
    name: str
    members: list[str]
    """E-mail addresses of agents."""
    id: int | None = None


class StatusSeed(_Part):
    """A custom status beside the five default ones."""

    label: str
    category: Literal["new", "open", "pending", "hold", "solved"]
    id: int | None = None


class FieldSeed(_Part):
    """A custom ticket field; `options` maps value to label for the types with choices, `pattern` is of a regexp."""

    title: str
    type: Literal["text", "textarea", "integer", "decimal", "checkbox", "date", "tagger", "multiselect", "regexp"] = (
        "text"
    )
    pattern: str = ""
    required: bool = False
    options: dict[str, str] = {}
    id: int | None = None


class TicketSeed(_Part):
    subject: str
    description: str
    requester: str
    """An e-mail address."""
    fields: dict[str, Any] = {}
    """More of the ticket, as an agent would write it over REST: status, priority, tags, external_id …"""


class Knobs(BaseModel):
    """What differs between real accounts, and what a test may want otherwise; changeable while it runs."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    assign_tickets_upon_solve: bool = True
    hold_enabled: bool = True
    created_open: bool = False
    """Some accounts show a ticket made by API as open at once (zenpy issue 361)."""
    comment_added_at_creation: bool = True
    export_lag: int = 60
    """Seconds the incremental export leaves out, and the age its start_time must have."""
    search_lag: int = 0
    """Seconds until search finds a new ticket."""
    enforce_limits: bool = False
    minute: float = 60.0
    """How many seconds a limit takes for a minute."""
    account_limit: int = 700
    high_volume: bool = False
    """Whether the account has the High Volume API add-on: 300 updates of tickets and 30 exports a minute."""
    access_token_seconds: int = 1800
    upload_limit: int = 50 * 1024 * 1024
    refused_extensions: list[str] = []
    private_attachments: bool = False
    webhook_timeout: float = 12.0
    sla: dict[Literal["first_reply_time", "total_resolution_time"], int] = {}
    """Minutes that the account's service level agreement gives each metric of a ticket with a priority."""
    webhook_limit: int | None = None
    """A trial account has at most 10 webhooks."""


class Seed(_Part):
    people: list[Person] = [
        Person(name="Alex Support", email="alex@example.com", role="agent"),
        Person(name="Kim Support", email="kim@example.com", role="agent"),
        Person(name="Robin Sample", email="robin@example.com"),
    ]
    groups: list[GroupSeed] = [GroupSeed(name="IT", members=["alex@example.com", "kim@example.com"])]
    statuses: list[StatusSeed] = []
    fields: list[FieldSeed] = []
    required: list[Literal["priority", "tickettype", "group"]] = []
    """System fields that must be filled to solve a ticket; the assignee always must."""
    tickets: list[TicketSeed] = []
    knobs: Knobs = Knobs()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a JSON document; raises OSError, or pydantic's ValidationError naming the wrong part."""
        return cls.model_validate_json(path.read_text(encoding="utf-8"))
