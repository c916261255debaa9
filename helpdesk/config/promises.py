"""A channel's `[channels.promises]` tables: by when a question is to be seen, answered and resolved."""

import itertools
import re
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, model_validator

from helpdesk.config.faults import shown, wrong
from helpdesk.config.words import listed
from helpdesk.domain.promises import KINDS, Mark, Promises, Times
from helpdesk.domain.ticket.form import Priority
from helpdesk.domain.times.working_time import Hours

_LENGTH = re.compile(r"(?:(\d{1,3})d)?\s*(?:(\d{1,4})h)?\s*(?:(\d{1,5})m)?")
_SHARE = re.compile(r"(\d{1,3})\s*%")
_MOST_DAYS = 366
_USUAL_WARNINGS: Any = ("75%", "90%", "100%")


class Length(NamedTuple):
    """Of work: days, whose length the channel's hours tell, and minutes."""

    days: int
    minutes: int

    def seconds(self, hours: Hours) -> float:
        return self.days * hours.usual_day + self.minutes * 60.0


class Share(NamedTuple):
    """Of the promised time, in percent."""

    percent: int


def _length(said: object) -> Length:
    found = _LENGTH.fullmatch(said.strip()) if isinstance(said, str) else None
    days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    if not (days or hours or minutes):
        raise wrong(f'{shown(said)} is not a length of time; write one as in "30m", "4h", "3d" or "1h 30m"')
    if days > _MOST_DAYS:
        raise wrong(f"{shown(said)} is more than a year; write at most {_MOST_DAYS}d")
    return Length(days, hours * 60 + minutes)


def _warning(said: object) -> Length | Share:
    found = _SHARE.fullmatch(said.strip()) if isinstance(said, str) else None
    if found is None:
        try:
            return _length(said)
        except ValueError:
            raise wrong(f'{shown(said)} is no time to warn; write a share, "75%", or how long before, "30m"') from None
    if not 1 <= int(found[1]) <= 100:
        raise wrong(f"{shown(said)} is no share of the promised time; write 1% to 100%")
    return Share(int(found[1]))


Duration = Annotated[Length, BeforeValidator(_length)]
Warning_ = Annotated[Length | Share, BeforeValidator(_warning)]


class PromiseTimes(BaseModel):
    """What is promised; what is left out is as without a priority, or not promised at all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seen: Duration | None = Field(default=None, description="until the first mark by somebody who answers")
    answered: Duration | None = Field(default=None, description="until the first answer")
    resolved: Duration | None = Field(default=None, description="until it is resolved")

    def times(self, hours: Hours) -> Times:
        return {kind: length.seconds(hours) for kind in KINDS if (length := getattr(self, kind)) is not None}


class PromisesConfig(PromiseTimes):
    """By when a question is to be seen, answered and resolved, in the channel's hours: `"30m"`, `"4h"`, `"3d"`, where a
    day is a working day of usual length. See [promises](promises.md).
    """  # noqa: D205 - shown to readers as it is

    warn: Annotated[tuple[Warning_, ...], BeforeValidator(listed)] = Field(
        default=_USUAL_WARNINGS,
        validate_default=True,
        description="when somebody is warned, the first time who has it or is on duty, then the second level, then the"
        ' `agents_channel`: shares of the promised time, or how long before, as in `["1h", "15m"]`',
    )
    most_warnings: Annotated[StrictInt, Field(ge=0, le=100)] = Field(
        default=4, description="at most so many warnings for a question, of all its promises together; 0 for none"
    )
    low: PromiseTimes | None = Field(default=None, description="a table for questions of this priority")
    normal: PromiseTimes | None = Field(default=None, description="the same")
    high: PromiseTimes | None = Field(default=None, description="the same")
    urgent: PromiseTimes | None = Field(default=None, description="the same")

    @model_validator(mode="after")
    def _something_is_promised(self) -> Self:
        if not any(self.times_of_all()):
            raise wrong('nothing is promised; add a line answered = "4h", or remove the table')
        return self

    def times_of_all(self) -> Iterator[PromiseTimes]:
        """The tables in which something is promised."""
        tables = (self, *(getattr(self, priority) for priority in get_args(Priority)))
        return (table for table in tables if table and (table.seen or table.answered or table.resolved))

    def promises(self, hours: Hours) -> Promises:
        """Ready to reckon with."""
        usual = self.times(hours)
        own = {name: table for name in get_args(Priority) if (table := getattr(self, name)) is not None}
        times: dict[Priority | None, Times] = {None: usual}
        times |= {name: {**usual, **table.times(hours)} for name, table in own.items()}
        return Promises(times, tuple(_mark(each, hours) for each in self.warn), self.most_warnings)


def _mark(said: Length | Share, hours: Hours) -> Mark:
    return Mark(said.percent / 100) if isinstance(said, Share) else Mark(1.0, said.seconds(hours))


def in_order(config: PromisesConfig, hours: Hours) -> None:
    """Raise a fault for a promise that is due only after one that keeps it."""
    for priority, times in config.promises(hours).times.items():
        known = [kind for kind in KINDS if kind in times]
        for earlier, later in itertools.pairwise(known):
            if times[earlier] > times[later]:
                where = (priority,) if priority else ()
                raise wrong(
                    f"{earlier} is promised later than {later}, which comes after it; give it less time",
                    "promises",
                    *where,
                    earlier,
                )
