"""Asking the sources now and then: what was heard stays until something newer is, with its age while they are away."""

from dataclasses import dataclass, field

import pytest
from redis import Redis

from helpdesk.config import Channel, Config
from helpdesk.config.duty import DutyConfig, LevelSource
from helpdesk.domain.retry import GiveUp, TryLater, WentWrong
from helpdesk.domain.times.duty import Duty
from helpdesk.domain.times.rota import Span
from helpdesk.duty import DAY, DutyRound, Rotas, Somebody, somebody
from helpdesk.store import keys
from helpdesk.store.duty import Duties, Known, Swap

NOW = 1_795_000_000.0
EVER = float("inf")


@dataclass
class Source:
    """Says what a test has it say."""

    said: list[Span] | WentWrong = field(default_factory=list)
    asked: list[tuple[float, float]] = field(default_factory=list)

    def spans(self, since: float, until: float) -> list[Span]:
        self.asked.append((since, until))
        if isinstance(self.said, WentWrong):
            raise self.said
        return self.said


class Office:
    """One team whose duty is with PagerDuty, the people of Slack, and a clock that a test turns."""

    def __init__(self, redis: Redis, duty: dict[str, object] | None = None) -> None:
        told = {"team": "it", "pagerduty": "PSCHED", **(duty or {})}
        channels = (Channel(name="it-help", id="C0ITHELP1"),)
        self.config = Config(channels=channels, duty=(DutyConfig.model_validate(told),))
        self.duties = Duties(redis)
        self.source = Source()
        self.by_level: dict[int, list[Span]] = {}
        self.people: dict[str, str | None] | TryLater = {"anna@example.com": "U0ANNA"}
        self.looked_up: list[str] = []
        self.now = NOW

    def asked(self, _duty: DutyConfig, source: LevelSource) -> Source:
        return Source(self.by_level.get(source.number, [])) if self.by_level else self.source

    def known_as(self, email: str) -> str | None:
        self.looked_up.append(email)
        if isinstance(self.people, TryLater):
            raise self.people
        return self.people.get(email)

    def round(self, after: float = 0.0) -> None:
        self.now += after
        DutyRound(self.config, self.duties, self.asked, self.known_as, lambda: self.now).run()

    def levels(self) -> tuple[Duty, ...]:
        return Rotas(self.config).who(self.config.duty[0], self.duties.facts(), self.now, self.now).levels

    def who(self, at: float | None = None) -> Duty:
        moment = self.now if at is None else at
        return Rotas(self.config).who(self.config.duty[0], self.duties.facts(), moment, self.now).levels[0]


@pytest.fixture
def office(valkey: Redis) -> Office:
    return Office(valkey)


ANNA = Span(NOW - 100, NOW + 2 * DAY, "Anna Muster <anna@example.com>")


def test_before_anything_was_heard_nothing_is_claimed(office: Office) -> None:
    assert office.who() == Duty((), None, unknown=True)
    office.source.said = TryLater("away")
    office.round()
    assert office.who().unknown


def test_what_a_source_says_is_the_answer_to_the_second(office: Office) -> None:
    office.source.said = [ANNA]
    office.round()
    assert office.who() == Duty((ANNA.who,), ANNA.until, (), "pagerduty")
    assert office.who(ANNA.until - 1).people
    assert not office.who(ANNA.until).people
    assert office.source.asked == [(NOW - DAY, NOW + 35 * DAY)]


@pytest.mark.parametrize("trouble", [TryLater("PagerDuty can't be reached."), GiveUp("No such group.")])
def test_while_a_source_is_away_the_last_known_answer_has_its_age(office: Office, trouble: WentWrong) -> None:
    office.source.said = [ANNA]
    office.round()
    office.source.said = trouble
    office.round(after=70)
    assert (office.who().people, office.who().age) == ((ANNA.who,), 70)
    office.round(after=1000)
    assert office.who().age == 1070
    office.source.said = []
    office.round(after=60)
    assert office.who() == Duty((), None)


def test_when_nobody_asks_any_more_an_answer_gets_old(office: Office) -> None:
    office.source.said = [ANNA]
    office.round()
    office.now += 599
    assert office.who().age is None
    office.now += 2
    assert office.who().age == 601


def test_what_lies_beyond_what_was_asked_for_is_not_known(office: Office) -> None:
    office.source.said = [Span(-EVER, EVER, "U0ANNA")]
    office.round()
    assert office.who(NOW + 34 * DAY) == Duty(("U0ANNA",), None, (), "pagerduty")
    assert office.who(NOW + 36 * DAY).unknown
    assert office.who(NOW - 2 * DAY).unknown


def test_a_source_is_asked_no_more_often_than_it_changes(office: Office) -> None:
    office.round()
    office.round(after=5)
    assert len(office.source.asked) == 1
    office.round(after=60)
    assert len(office.source.asked) == 2
    office.source.said = TryLater("away")
    office.round(after=60)
    office.round(after=1)
    assert len(office.source.asked) == 4, "one that is away is asked again each time"


def test_a_clock_that_was_set_back_holds_nothing_up(office: Office) -> None:
    office.round()
    office.round(after=-9000)
    assert len(office.source.asked) == 2


def test_another_schedule_is_another_source(valkey: Redis) -> None:
    office = Office(valkey)
    office.source.said = [ANNA]
    office.round()
    other = Office(valkey, {"pagerduty": "POTHER"})
    assert other.who().unknown
    other.round()
    assert list(other.duties.facts().heard) == ["pagerduty:UTC:POTHER"]


def test_an_escalation_policy_gives_both_levels_and_one_of_one_level_only_the_first(valkey: Redis) -> None:
    office = Office(valkey, {"pagerduty": None, "pagerduty_policy": "PPOLICY"})
    office.by_level = {1: [Span(-EVER, EVER, "U0ANNA")], 2: [Span(-EVER, EVER, "U0BEN1")]}
    assert [level.unknown for level in office.levels()] == [True, True]
    office.round()
    assert [(level.people, level.source) for level in office.levels()] == [
        (("U0ANNA",), "pagerduty_policy"),
        (("U0BEN1",), "pagerduty_policy"),
    ]
    office.by_level[2] = []
    office.round(after=60)
    assert [level.people for level in office.levels()] == [("U0ANNA",)]
    own = Office(valkey, {"pagerduty": None, "pagerduty_policy": "PPOLICY", "second": {"user_group": "S0SENIORS"}})
    own.by_level = {1: [Span(-EVER, EVER, "U0ANNA")]}
    own.round(after=120)
    assert [level.people for level in own.levels()] == [("U0ANNA",), ()]


PEOPLE = {
    "who has Slack": ("Anna Muster <anna@example.com>", Somebody("U0ANNA", "Anna Muster")),
    "capitals in an address": ("Anna@Example.com", Somebody("U0ANNA", "Anna@Example.com")),
    "who has none": ("Ben Beispiel <ben@example.com>", Somebody("", "Ben Beispiel")),
    "an address without Slack": ("ben@example.com", Somebody("", "ben@example.com")),
    "a name": ("Carla Muster", Somebody("", "Carla Muster")),
    "a short name in capitals": ("UTE", Somebody("", "UTE")),
    "an id": ("U0KIM", Somebody("U0KIM", "U0KIM")),
    "an id without a digit": ("UABCDEFGH", Somebody("UABCDEFGH", "UABCDEFGH")),
}


@pytest.mark.parametrize(("who", "found"), PEOPLE.values(), ids=PEOPLE)
def test_people_are_shown_by_slack_or_by_name(office: Office, who: str, found: Somebody) -> None:
    office.source.said = [Span(NOW - 1, NOW + 100, who)]
    office.round()
    assert somebody(who, office.duties.facts()) == found


def test_addresses_of_the_configuration_are_looked_up_too_and_not_too_often(valkey: Redis) -> None:
    day = {"days": "daily", "from": "00:00", "to": "00:00", "person": "anna@example.com"}
    override = {"from": "2026-12-24", "until": "2026-12-25", "person": "ben@example.com"}
    office = Office(valkey, {"pagerduty": None, "weekly": [day], "overrides": [override]})
    office.round()
    office.round(after=600)
    assert sorted(office.looked_up) == ["anna@example.com", "ben@example.com"]
    office.people = TryLater("Slack is away.")
    office.round(after=3600)
    assert office.duties.facts().people["anna@example.com"] == Known(at=NOW, id="U0ANNA")


def swap(id_: str, since: float, until: float, who: str, at: float) -> Swap:
    return Swap(
        id=id_, team="it", level=1, since=since, until=until, who=who, by="U0ANNA", before=(), channel="C", at=at
    )


def test_the_latest_swap_goes_before_all(office: Office) -> None:
    office.source.said = [ANNA]
    office.round()
    office.duties.note(swap("one", NOW, NOW + 500, "U0BEN1", NOW))
    office.duties.note(swap("two", NOW + 100, NOW + 200, "U0CARLA", NOW + 5))
    told = [office.who(NOW + after).people for after in (-1, 0, 99, 100, 199, 200, 499, 500)]
    anna, ben, carla = (ANNA.who,), ("U0BEN1",), ("U0CARLA",)
    assert told == [anna, ben, ben, carla, carla, ben, ben, anna]


def test_swaps_are_kept_for_ninety_days(office: Office) -> None:
    office.duties.note(swap("one", NOW, NOW + 500, "U0BEN1", NOW))
    office.round(after=89 * DAY)
    assert len(office.duties.facts().swaps) == 1
    office.round(after=2 * DAY)
    assert office.duties.facts().swaps == []


def test_what_a_newer_version_wrote_holds_nothing_up(office: Office, valkey: Redis) -> None:
    office.source.said = [ANNA]
    office.round()
    valkey.hset(keys.DUTY_SWAPS, "one", '{"id": 5}')
    valkey.hset(keys.DUTY_HEARD, "pagerduty:UTC:PSCHED", "[]")
    valkey.hset(keys.DUTY_PEOPLE, "anna@example.com", "{}")
    assert office.who().unknown
    office.round(after=1)
    assert office.who().people == (ANNA.who,)
