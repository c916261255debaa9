"""A channel's `[channels.lists]` table: when the list of what is left aside is told."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from helpdesk.config.faults import wrong
from helpdesk.config.times import Minute
from helpdesk.domain.times.rota import DAY


def _times(minutes: tuple[int, ...]) -> tuple[int, ...]:
    if not minutes:
        raise wrong("this is empty, so no list would ever come; add a time or remove the table")
    for number, minute in enumerate(minutes):
        if minute >= DAY:
            raise wrong('a day ends before 24:00; write "00:00" for its beginning', number)
        if minute in minutes[:number]:
            raise wrong("this time stands here twice; keep one of the two", number)
    return tuple(sorted(minutes))


class ListsConfig(BaseModel):
    """On working days, a list of questions that are overdue, unseen or unanswered: [how](left-aside.md).

    It goes to whoever is on duty in a direct message, else to the `agents_channel`. The times are on the clock of
    `[channels.hours]`. When there is nothing to tell, nothing is said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Annotated[tuple[Minute, ...], AfterValidator(_times)] = Field(
        default=("09:00", "15:00"), validate_default=True, description="the times of day at which the list comes"
    )


def lists_are_read(readers: Iterable[bool]) -> None:
    """Raise a fault for the first channel whose lists nobody reads; `readers` says of each whether somebody does."""
    for number, somebody in enumerate(readers):
        if not somebody:
            raise wrong(
                "nobody would read these lists; add an agents_channel here or a [[duty]] table for this channel",
                *("channels", number, "lists"),
            )
