"""A channel's `[channels.idle]` table: what becomes of questions that nothing happens to."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from helpdesk.config.faults import shown, wrong
from helpdesk.domain.ticket.idle import IdleDays

_MOST = 250


def _days(said: object) -> object:
    if not isinstance(said, int) or isinstance(said, bool) or not 1 <= said <= _MOST:
        raise wrong(f"{shown(said)} is no number of working days; write one from 1 to {_MOST}")
    return said


WorkingDays = Annotated[int, BeforeValidator(_days)]


class IdleConfig(BaseModel):
    """What becomes of a question that nothing happens to: [nothing is left aside](left-aside.md). Days are working days
    of `[channels.hours]`; without that table every day is one. What is not named never happens.
    """  # noqa: D205 - shown to readers as it is

    model_config = ConfigDict(frozen=True, extra="forbid")

    unassign_days: WorkingDays | None = Field(
        default=None, description="days without an act after which whoever has a question has it no more, and is told"
    )
    waiting_reminder_days: WorkingDays | None = Field(
        default=None, description="days of waiting after which the person who asked is reminded, once"
    )
    waiting_resolve_days: WorkingDays | None = Field(
        default=None, description="days after that reminder until the question is resolved"
    )

    @model_validator(mode="after")
    def _reminded_before_resolved(self) -> Self:
        if self.waiting_resolve_days is not None and self.waiting_reminder_days is None:
            raise wrong(
                "nobody is reminded before that; add a line waiting_reminder_days = … too", "waiting_resolve_days"
            )
        return self

    @property
    def days(self) -> IdleDays:
        """As decisions need it."""
        return IdleDays(self.unassign_days, self.waiting_reminder_days, self.waiting_resolve_days)
