"""Who is on duty now, as the rules of a channel say it: from memory, and still to the second."""

from dataclasses import dataclass, field

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway

from helpdesk.config import Channel, Config
from helpdesk.config.duty import DutyConfig
from helpdesk.domain.times.rota import Span
from helpdesk.duty import source_name
from helpdesk.duty.now import FRESH_SECONDS, DutyNow
from helpdesk.store.duty import Duties, Facts, Heard, Known, Swap

MONDAY = 1_795_392_000.0  # 2026-11-23 00:00 UTC
HOUR = 3600.0
HELP, OTHER = "C0ITHELP1", "C0OTHER11"


@dataclass
class Counted(Duties):
    """The store's duties, and how often they were read; `away` is a store that does not answer."""

    redis: Redis
    reads: int = 0
    away: bool = False
    now: float = MONDAY + 9 * HOUR
    duties: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(self.redis)

    def facts(self) -> Facts:
        self.reads += 1
        if self.away:
            raise RedisAway
        return super().facts()

    def asked(self) -> DutyNow:
        channels = (Channel(name="it-help", id=HELP), Channel(name="other", id=OTHER))
        duty = tuple(DutyConfig.model_validate(each) for each in self.duties)
        return DutyNow(Config(channels=channels, duty=duty), self, lambda: self.now)


@pytest.fixture
def store(valkey: Redis) -> Counted:
    week = [
        {"days": "daily", "from": "08:00", "to": "12:00", "person": "U0ANNA"},
        {"days": "daily", "from": "12:00", "to": "17:00", "person": ["ben@example.com", "Carla Muster"]},
    ]
    return Counted(valkey, duties=[{"team": "it", "channels": ["it-help"], "weekly": week}])


def test_the_handover_is_at_the_second_without_another_look_at_the_store(store: Counted) -> None:
    store.know("ben@example.com", Known(at=store.now, id="U0BEN"))
    now = store.asked()
    store.now = MONDAY + 12 * HOUR - 2
    assert now(HELP) == (("U0ANNA",),)
    store.now += 2
    assert now(HELP) == (("U0BEN",),), "who is not in Slack is left out"
    store.now += 1
    assert now(HELP) == (("U0BEN",),)
    assert store.reads == 1


def test_the_store_is_read_every_few_seconds_and_when_the_clock_was_set_back(store: Counted) -> None:
    now = store.asked()
    for _ in range(10):
        now(HELP)
        store.now += FRESH_SECONDS / 10
    assert store.reads == 1
    now(HELP)
    assert store.reads == 2
    store.now -= HOUR
    now(HELP)
    assert store.reads == 3


def test_a_swap_holds_once_the_store_was_read_again(store: Counted) -> None:
    now = store.asked()
    assert now(HELP) == (("U0ANNA",),)
    at = store.now
    swap = Swap(
        id="1",
        team="it",
        level=1,
        since=at,
        until=at + HOUR,
        who="U0CARLA",
        by="U0ANNA",
        before=("U0ANNA",),
        channel=HELP,
        at=at,
    )
    store.note(swap)
    store.now += FRESH_SECONDS
    assert now(HELP) == (("U0CARLA",),)
    store.now = swap.until
    assert now(HELP) == (("U0ANNA",),)


def test_while_the_store_is_away_what_it_said_holds_and_it_is_not_asked_each_time(store: Counted) -> None:
    source: dict[str, object] = {"team": "it", "pagerduty": "PSCHED", "second": {"user_group": "S0SENIORS"}}
    store.duties = [source]
    duty = DutyConfig.model_validate(source)
    store.hear(source_name(duty, duty), Heard(at=store.now, spans=(Span(0, store.now + HOUR, "U0ANNA"),)))
    now = store.asked()
    assert now(HELP) == (("U0ANNA",), ()), "a source that was never heard has nobody"
    store.away = True
    store.now += FRESH_SECONDS
    assert now(HELP) == now(HELP) == (("U0ANNA",), ())
    assert store.reads == 2
    store.now += HOUR
    assert now(HELP) == ((), ()), "and its shifts end all the same"


def test_a_channel_without_duty_costs_no_trip(store: Counted) -> None:
    now = store.asked()
    assert now(OTHER) == now("C0ELSEWHERE") == ()
    store.duties = []
    assert store.asked()(HELP) == ()
    assert store.reads == 0


def test_a_store_that_was_never_read_leaves_what_the_file_says(store: Counted) -> None:
    store.away = True
    assert store.asked()(HELP) == (("U0ANNA",),)
