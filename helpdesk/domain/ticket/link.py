"""The Zendesk ticket of a question, as last agreed."""

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.ticket.form import Priority
from helpdesk.domain.ticket.statuses import Status


class Link(BaseModel):
    """The Zendesk ticket, as last agreed: the base of the three-way merge.

    `stamp` is Zendesk's own `updated_at`, text and all, for `safe_update`. `assigned` is the Slack person last
    written as assignee, `unknown` the one Zendesk doesn't know, `agent` the name Zendesk shows as assignee.
    `stirred` asks for a read, `talked` for one of the comments too, which were last read at `talk_stamp`, `acted` for
    who moved the status even to where it was. `untaken` is the status we wrote without Zendesk
    showing it afterwards: it is not written again until something moves there. `merged_into` asks to follow.
    `asker` is who the requester was at first, `requester` the name of who it is since it was changed.
    `slack_since` is since when Slack's state held when the two were last compared, `moved_at` when Zendesk's status had
    last been moved by then, as far as was known. `assigned` is empty when a write of the assignee is in doubt.
    `breach` is when Zendesk's own service level agreement is broken next, 0 without one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: int
    status: Status
    custom: int | None = None
    stamp: str = ""
    assigned: str | None = None
    unknown: str | None = None
    agent: str | None = None
    stirred: bool = False
    talked: bool = False
    acted: bool = False
    talk_stamp: str = ""
    merged_into: int | None = None
    asker: int | None = None
    requester: str | None = None
    untaken: Status | int | None = None
    slack_since: float | None = None
    moved_at: float = 0.0
    priority: Priority | None = None
    breach: float = 0.0
