"""The `[[duty]]` tables: who is on duty for whom, and from which source that is known. It asks no source."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Annotated, ClassVar, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from helpdesk.config.faults import shown, wrong
from helpdesk.config.times import Day, Minute, Moment, Weekdays, Zone, minutes_shown, seconds
from helpdesk.domain.times.duty import Source
from helpdesk.domain.times.rota import DAY, Shift, Span, clashes, uncovered

FIRST, SECOND = 1, 2
SOURCES: tuple[Source, ...] = ("weekly", "calendar", "user_group", "pagerduty", "pagerduty_policy", "opsgenie")


def _team(name: str) -> str:
    if not re.fullmatch(r"[\w-]+", name):
        raise wrong(f"{shown(name)} is not one word; write letters, digits and hyphens, as people type it")
    return name


def _group(id_: str) -> str:
    if not re.fullmatch(r"S[A-Z0-9]+", id_):
        raise wrong(f"{shown(id_)} is not a user group; copy its id (S…) from Slack")
    return id_


def _listed(said: object) -> object:
    return [said] if isinstance(said, str) else said


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
TeamName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), AfterValidator(_team)]
People = Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1)]
Turn = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
"""Who has it for a week; an empty list is nobody."""

MOST_TURNS = 53
MOST_OF_A_WEEK = 6 * DAY


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WeeklyShift(_Table):
    """These hours of these days; a `to` that is not after `from` is on the next day.

    One `person` has them each week, or people take `turns` of a week, the first of them `starting` on a day; turns
    change on that weekday.
    """

    days: Weekdays
    start: Minute = Field(alias="from")
    end: Minute = Field(alias="to")
    person: People | None = None
    turns: Annotated[tuple[Turn, ...], Field(min_length=1, max_length=MOST_TURNS)] | None = None
    starting: Day | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if self.person and self.turns:
            raise wrong("person and turns both say who has these hours; keep one of them", "turns")
        if not (self.person or self.turns):
            raise wrong('nobody has these hours; add person = "U0ANNA", or turns = ["U0ANNA", "U0BEN"] week by week')
        if self.turns and not any(self.turns):
            raise wrong("nobody is in these turns; name people", "turns")
        if self.turns and self.starting is None:
            raise wrong('add the day on which the first has their turn, such as starting = "2026-11-30"', "turns")
        if self.person and self.starting is not None:
            raise wrong("starting is for turns alone; an override gives somebody hours of a while", "starting")
        return self

    @property
    def people(self) -> tuple[str, ...]:
        """All who ever have these hours."""
        return self.person or tuple(dict.fromkeys(who for turn in self.turns or () for who in turn))

    @property
    def shift(self) -> Shift:
        end = self.end if self.end > self.start else self.end + DAY
        if self.person or self.starting is None:
            return Shift(self.days, self.start, end, (self.person or (),))
        return Shift(self.days, self.start, end, self.turns or (), self.starting)


class Override(_Table):
    """Goes before the schedule. Moments without an offset are on the clock of the table's zone."""

    since: Moment = Field(alias="from")
    until: Moment
    person: People
    level: Annotated[int, Field(strict=True, ge=FIRST)] = FIRST

    def spans(self, zone: str) -> list[Span]:
        since, until = seconds(self.since, zone), seconds(self.until, zone)
        return [Span(since, until, who) for who in self.person]


def _no_clash(shifts: tuple[WeeklyShift, ...]) -> tuple[WeeklyShift, ...]:
    if not shifts:
        raise wrong("this is empty, so nobody would ever be on duty; add a shift or remove the key")
    for first, second, start, end, always in clashes([each.shift for each in shifts]):
        one, other = (" and ".join(shifts[number].people) for number in (first, second))
        raise wrong(
            f"{one} (shift {first + 1}) and {other} (shift {second + 1}) overlap {minutes_shown(start, end)}"
            f"{'' if always else ' in some weeks'};"
            " end one where the other begins, or name them together: person = [..., ...]",
            second,
        )
    return shifts


class _Team(_Table):
    team: TeamName = Field(description="what people type after `/helpdesk duty`, one word; required")
    channels: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = Field(
        default=(),
        description="the help channels whose duty this is, by name or id; without it, all that no other table names",
    )
    zone: Zone = Field(default="UTC", description="the time zone of its times, such as `Europe/Zurich`")


class LevelSource(_Table):
    """Where one level comes from: exactly one of these."""

    number: ClassVar[int] = FIRST

    weekly: Annotated[tuple[WeeklyShift, ...], AfterValidator(_no_clash)] | None = Field(
        default=None,
        description="who has which hours of the week: a list of"
        ' `{ days = "mon-fri", from = "08:00", to = "17:00", person = "U0ANNA" }`. Days may be `"sat,sun"` or `"daily"`'
        "; a `to` that is not after `from` is on the next day. A person is a Slack id, an e-mail address, a name, or a"
        ' list of these. For people who take turns week by week: `turns = ["U0ANNA", "U0BEN"], starting = "2026-11-30"`'
        " instead of `person`; see [turns](how-it-works.md#who-is-on-duty)",
    )
    calendar: Text | None = Field(
        default=None,
        description="instead of `weekly`, an iCalendar address or file: whoever an event invites, or its title names,"
        " is on duty as long as it lasts",
    )
    user_group: Annotated[str, AfterValidator(_group)] | None = Field(
        default=None, description="instead of `weekly`, a Slack user group (`S…`), all of whose people are on duty"
    )
    pagerduty: Text | None = Field(
        default=None,
        description="instead of `weekly`, the id of a PagerDuty schedule that is part of an escalation policy; needs"
        " `HELPDESK_PAGERDUTY_TOKEN`",
    )
    pagerduty_policy: Text | None = Field(
        default=None,
        description="instead of `weekly`, the id of a PagerDuty escalation policy: its first level, and as second level"
        " its second, if there is no `second`; needs `HELPDESK_PAGERDUTY_TOKEN`",
    )
    opsgenie: Text | None = Field(
        default=None,
        description="instead of `weekly`, the name or id of an Opsgenie schedule; needs `HELPDESK_OPSGENIE_TOKEN`",
    )

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = [name for name in SOURCES if getattr(self, name) is not None]
        if not given:
            raise wrong("nothing says who is on duty; add a line weekly = […], or one of " + ", ".join(SOURCES[1:]))
        if len(given) > 1:
            raise wrong(f"{' and '.join(given)} both say who is on duty; keep one of them", given[1])
        return self

    @property
    def source(self) -> Source:
        return next(name for name in SOURCES if getattr(self, name) is not None)


class SecondLevel(LevelSource):
    """The second level, also of an escalation policy."""

    number: ClassVar[int] = SECOND


class DutyConfig(LevelSource, _Team):
    """One table for each team: who is on duty, now and later. [How it is found out](how-it-works.md#who-is-on-duty)."""

    gaps: bool = Field(
        default=False, description="that hours which nobody has are meant; otherwise `helpdesk check` names them"
    )
    overrides: tuple[Override, ...] = Field(
        default=(),
        description="go before the schedule: a list of"
        ' `{ from = "2026-12-24 08:00", until = "2026-12-27", person = "U0BEN" }`, with `level = 2` for the'
        " second level",
    )
    second: SecondLevel | None = Field(
        default=None, description='a second level from a source of its own: `{ user_group = "S0ITSENIORS" }`'
    )

    @model_validator(mode="after")
    def _overrides_fit(self) -> Self:
        for number, each in enumerate(self.overrides):
            if seconds(each.until, self.zone) <= seconds(each.since, self.zone):
                raise wrong("this override ends before it begins; correct from or until", "overrides", number, "until")
            if each.level == SECOND and len(self.levels) < SECOND:
                raise wrong("there is no second level here; add second = {…}", "overrides", number, "level")
            if each.level > SECOND:
                raise wrong("levels are 1 and 2; write one of them", "overrides", number, "level")
        for (one, before), (other, after) in combinations(enumerate(self.overrides), 2):
            if before.level == after.level and _overlap(before.spans(self.zone)[0], after.spans(self.zone)[0]):
                raise wrong(
                    f"overrides {one + 1} and {other + 1} overlap; end one where the other begins", "overrides", other
                )
        return self

    @property
    def levels(self) -> tuple[LevelSource, ...]:
        """The first and, where there is one, the second."""
        if self.second:
            return (self, self.second)
        return (self, SecondLevel(pagerduty_policy=self.pagerduty_policy)) if self.pagerduty_policy else (self,)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


def _overlap(one: Span, other: Span) -> bool:
    return max(one.since, other.since) < min(one.until, other.until)


def open_hours(source: LevelSource) -> str:
    """The hours of the week that nobody has, as people write them; empty when there are none, or nobody knows."""
    if source.weekly is None:
        return ""
    return ", ".join(
        minutes_shown(gap.start, gap.end)
        + (" of the next week" if gap.end - gap.start > MOST_OF_A_WEEK else "")
        + (f" ({gap.weeks} of {gap.out_of} weeks)" if gap.weeks < gap.out_of else "")
        for gap in uncovered([each.shift for each in source.weekly])
    )


def duties_fit(duties: Sequence[DutyConfig], channels: Mapping[str, str]) -> None:
    """Raise a fault for a team or a channel that two tables have, and for a channel (id -> name) that isn't one."""
    teams: set[str] = set()
    taken: dict[str, str] = {}
    for number, duty in enumerate(duties):
        if duty.team.lower() in teams:
            raise wrong(f"{duty.team} has two [[duty]] tables; keep one for each team", "duty", number, "team")
        teams.add(duty.team.lower())
        named = [_known(each, channels, number, place) for place, each in enumerate(duty.channels)] or [""]
        for id_ in named:
            if taken.setdefault(id_, duty.team) != duty.team:
                which = f"{channels[id_]} is a channel of {taken[id_]} too" if id_ else f"{taken[id_]} has none either"
                raise wrong(
                    f"{which}; write in channels which are whose", "duty", number, "channels" if id_ else "team"
                )


def _known(said: str, channels: Mapping[str, str], number: int, place: int) -> str:
    name = said.lstrip("#")
    found = next((id_ for id_, called in channels.items() if name in {id_, called.lstrip("#")}), None)
    if found is None:
        names = ", ".join(channels.values())
        raise wrong(f"{shown(said)} is no [[channels]] here; known are {names}", "duty", number, "channels", place)
    return found


def duty_of(duties: Sequence[DutyConfig], channel: str, channels: Mapping[str, str]) -> DutyConfig | None:
    """The duty of a channel: the table that names it, else the one that names none."""
    names = {channel, channels.get(channel, "").lstrip("#")}
    named = (duty for duty in duties if names & {each.lstrip("#") for each in duty.channels})
    return next(named, next((duty for duty in duties if not duty.channels), None))
