"""Lists of what is left aside: each once at its time, whatever is killed when, and none without a reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from redis import Redis

from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater, WentWrong
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.times.working_time import Hours
from helpdesk.left_aside import ListRound, Lists
from helpdesk.slack.left_aside import AsideList
from helpdesk.store.clockwork import Clockwork
from tests.letters import place

ZURICH = ZoneInfo("Europe/Zurich")
OFFICE = (((8 * 60, 12 * 60), (13 * 60, 17 * 60)),) * 5 + ((),) * 2
HOURS = Hours(ZURICH, OFFICE, frozenset({date(2026, 12, 8)}))
AGENTS, BEA, CARL = "C0AGENTS", "U0BEA", "U0CARL"
RULES = Rules({}, Responders(), agents_channel=AGENTS, hours=HOURS)
UNSEEN = Ticket(place=place(), kind="question", number="IT-1", asked=1_700_000_000.0)


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZURICH).timestamp()


@dataclass
class Reading:
    """What readers were told. Each of `trouble` happens once; what was said in spite of it is known to nobody."""

    told: list[tuple[str, float]] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    trouble: list[WentWrong] = field(default_factory=list)

    def tell(self, reader: str, said: AsideList) -> None:
        wrong = self.trouble.pop(0) if self.trouble else None
        if isinstance(wrong, GiveUp) or (wrong and not getattr(wrong, "doubt", False)):
            raise wrong
        mine = (told for told, channel in zip(self.told, self.channels, strict=True) if channel == said.channel)
        if (reader, said.at) not in mine:  # it looks first for what was said before
            self.told.append((reader, said.at))
            self.channels.append(said.channel)
        if wrong:
            raise wrong


def lists(
    valkey: Redis, reading: Reading, now: float, rules: Rules = RULES, left: Iterable[Ticket] = (UNSEEN,)
) -> Lists:
    """A process that was just started."""
    clockwork = Clockwork(valkey)
    return Lists(place().channel, (540, 900), HOURS, lambda _: rules, lambda _: left, clockwork, reading, lambda: now)


def minutes(day: str) -> Iterable[float]:
    start = at(f"{day} 00:00")
    return (start + minute * 60 for minute in range(24 * 60))


def test_a_restart_in_every_minute_of_a_day_says_nothing_twice(valkey: Redis) -> None:
    reading = Reading()
    for now in minutes("2026-11-24"):
        lists(valkey, reading, now).look()
        lists(valkey, reading, now + 30).look()
    assert reading.told == [(AGENTS, at("2026-11-24 09:00")), (AGENTS, at("2026-11-24 15:00"))]


@pytest.mark.parametrize("day", ["2026-11-28", "2026-12-08"])
def test_on_days_off_nothing_is_said(valkey: Redis, day: str) -> None:
    reading = Reading()
    for now in minutes(day):
        lists(valkey, reading, now).look()
    assert reading.told == []


def test_a_list_is_told_late_in_its_half_day_and_not_after_that(valkey: Redis) -> None:
    reading = Reading()
    lists(valkey, reading, at("2026-11-24 11:40")).look()
    lists(valkey, reading, at("2026-11-24 14:59")).look()
    lists(valkey, reading, at("2026-11-26 08:00")).look()
    assert reading.told == [(AGENTS, at("2026-11-24 09:00"))]


def test_a_clock_that_is_put_back_says_nothing_again(valkey: Redis) -> None:
    reading = Reading()
    for now in ("2026-11-24 15:10", "2026-11-24 11:30", "2026-11-24 15:20"):
        lists(valkey, reading, at(now)).look()
    assert reading.told == [(AGENTS, at("2026-11-24 15:00"))]


def test_a_clock_that_was_a_year_ahead_holds_nothing_back(valkey: Redis) -> None:
    reading = Reading()
    for now in ("2027-11-24 15:10", "2026-11-24 15:20"):
        lists(valkey, reading, at(now)).look()
    assert reading.told[1:] == [(AGENTS, at("2026-11-24 15:00"))]


def test_what_came_up_since_waits_for_the_next_list(valkey: Redis) -> None:
    reading = Reading()
    lists(valkey, reading, at("2026-11-24 09:00"), left=()).look()
    lists(valkey, reading, at("2026-11-24 09:01")).look()
    assert reading.told == []


def test_whoever_is_on_duty_reads_it_also_when_the_duty_is_handed_over_before_it_came_through(valkey: Redis) -> None:
    reading = Reading(trouble=[TryLater("The answer was lost.", doubt=True)])
    first = replace(RULES, on_duty=((BEA,), (CARL,)))
    with pytest.raises(TryLater):
        lists(valkey, reading, at("2026-11-24 09:00"), first).look()
    lists(valkey, reading, at("2026-11-24 09:01"), replace(RULES, on_duty=((CARL,),))).look()
    assert reading.told == [(BEA, at("2026-11-24 09:00"))]


def test_where_nobody_is_on_duty_the_agents_read_it(valkey: Redis) -> None:
    reading = Reading()
    lists(valkey, reading, at("2026-11-24 09:00"), replace(RULES, on_duty=((), (CARL,)))).look()
    assert reading.told == [(AGENTS, at("2026-11-24 09:00"))]


@pytest.mark.parametrize(("agents", "read"), [(AGENTS, [AGENTS]), (None, [])])
def test_what_somebody_on_duty_cannot_be_told_the_agents_read(
    valkey: Redis, agents: str | None, read: list[str]
) -> None:
    reading = Reading(trouble=[GiveUp("Slack says: user_disabled.")])
    rules = replace(RULES, on_duty=((BEA,),), agents_channel=agents)
    for minute in (0, 1):
        lists(valkey, reading, at(f"2026-11-24 09:0{minute}"), rules).look()
    assert [reader for reader, _ in reading.told] == read


def test_shadow_mode_and_an_unknown_channel_say_nothing(valkey: Redis) -> None:
    reading, now = Reading(), at("2026-11-24 09:00")
    lists(valkey, reading, now, replace(RULES, shadow=True)).look()
    gone = replace(lists(valkey, reading, now), rules=lambda _: None, channel="C0GONE")
    gone.look()
    nobody = replace(lists(valkey, reading, now, replace(RULES, agents_channel=None)), channel="C0OTHER")
    nobody.look()
    assert reading.told == []


def test_one_channel_that_cannot_be_told_holds_up_no_other(valkey: Redis) -> None:
    reading = Reading(trouble=[TryLater("Slack is away.")])
    here = lists(valkey, reading, at("2026-11-24 09:00"))
    other = Place("T0HELPDESK", "C0OTHER", "1700000000.000100")
    there = replace(here, channel=other.channel, live=lambda _: [UNSEEN.model_copy(update={"place": other})])
    ListRound([here, there]).run()
    assert reading.channels == [other.channel]
    for seconds in (59, 60):
        clock = partial(float, at("2026-11-24 09:00") + seconds)
        ListRound([replace(each, clock=clock) for each in (here, there)]).run()
        assert len(reading.channels) == 1 + (seconds == 60), "a look does not tell before that"
    assert reading.channels == [other.channel, here.channel]
