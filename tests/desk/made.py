"""A Zendesk ticket in an account made of memory."""

from dataclasses import dataclass

from helpdesk.domain import events as e
from helpdesk.domain.ticket.statuses import Status


@dataclass
class Made:
    """`version` stands for `updated_at`."""

    id: int
    external_id: str
    subject: str
    requester: str | None
    status: Status
    assignee: str | None = None
    version: int = 1
    moved_at: float = 0.0
    moved_by: int | None = None

    def reading(self) -> e.Reading:
        return e.Reading(
            id=self.id, status=self.status, stamp=str(self.version), moved_at=self.moved_at, moved_by=self.moved_by
        )
