"""What happens by the clock: at the start and in intervals, by one process at a time, whatever one round comes to."""

import threading
from dataclasses import replace

import pytest
from redis import Redis
from structlog.testing import capture_logs

from helpdesk.domain.retry import NoRoom, TryLater, WentWrong
from helpdesk.store import keys
from helpdesk.store.clockwork import Clockwork
from tests.waiting import until
from workers.schedule import TURN_SECONDS, Round, _each


class Day:
    """The processes of a day, which share a store and a clock."""

    def __init__(self, valkey: Redis) -> None:
        self.valkey, self.clockwork = valkey, Clockwork(valkey)
        self.now, self.ran = 1000.0, 0
        self.trouble: WentWrong | None = None

    def process(self, *, at_start: bool = True) -> Round:
        """One that starts now."""
        return Round("tea", 6000, self.clockwork, self._run, self.now if at_start else 0.0, lambda: self.now)

    def _run(self) -> None:
        self.ran += 1
        if self.trouble:
            raise self.trouble

    def later(self, seconds: float) -> None:
        """So much later, whoever had the turn has it no more."""
        self.now += seconds
        self.valkey.delete(keys.turn("tea"))


@pytest.fixture
def day(valkey: Redis) -> Day:
    return Day(valkey)


def test_a_round_is_made_at_the_start_and_then_in_intervals(day: Day) -> None:
    day.clockwork.done("tea", 900.0)
    process = day.process()
    for seconds, times in ((0, 1), (5999, 1), (1, 2), (3000, 2), (3000, 3)):
        day.later(seconds)
        process.look()
        assert day.ran == times


def test_of_the_processes_that_start_together_one_makes_the_round(day: Day) -> None:
    processes = [day.process() for _ in range(3)]
    for _ in range(3):
        for process in processes:
            process.look()
        day.later(100)
    assert day.ran == 1


def test_a_round_that_is_not_for_the_start_waits_for_its_time(day: Day) -> None:
    day.clockwork.done("tea", 900.0)
    process = day.process(at_start=False)
    process.look()
    assert day.ran == 0
    day.later(5900)
    process.look()
    assert day.ran == 1


def test_a_round_is_made_at_the_start_although_one_that_was_killed_still_has_the_turn(day: Day) -> None:
    day.clockwork.done("tea", 900.0)
    assert day.clockwork.turn("tea", TURN_SECONDS)
    process = day.process()
    process.look()
    assert day.ran == 0
    day.later(TURN_SECONDS)
    process.look()
    assert day.ran == 1


@pytest.mark.parametrize("trouble", [TryLater("Slack can't be reached."), NoRoom(5.0)])
def test_a_round_that_fails_at_the_start_is_tried_again_although_the_last_one_was_lately(
    day: Day, trouble: WentWrong
) -> None:
    day.clockwork.done("tea", 900.0)
    process, day.trouble = day.process(), trouble
    process.look()
    process.look()
    assert day.ran == 1
    assert TURN_SECONDS < int(day.valkey.ttl(keys.turn("tea"))) <= 500
    day.later(500)
    day.trouble = None
    process.look()
    process.look()
    assert (day.ran, day.clockwork.last("tea")) == (2, 1500.0)


def test_a_round_that_takes_long_keeps_its_turn(day: Day) -> None:
    """A turn lasts 0.6 s here when nobody keeps it; another process would then begin the round too."""
    turn = keys.turn("tea")

    def lasting() -> None:
        day.ran += 1
        for _ in range(2):
            day.valkey.pexpire(turn, 60_000)
            until(lambda: int(day.valkey.pttl(turn)) < 1000, "the turn is kept once more")
        day.process().look()

    replace(day.process(), turn_seconds=0.6, run=lasting).look()
    assert day.ran == 1


def test_a_last_time_far_ahead_does_not_hold_a_round_back(day: Day) -> None:
    day.clockwork.done("tea", day.now + 7000)
    day.process(at_start=False).look()
    assert day.ran == 1


def test_a_surprise_ends_no_schedule_and_says_none_of_its_words(capfd: pytest.CaptureFixture[str]) -> None:
    stop, tries = threading.Event(), list[int]()

    def surprise() -> None:
        tries.append(1)
        if len(tries) == 2:
            stop.set()
        raise KeyError("words of people")

    with capture_logs() as logs:
        _each(surprise, 0.0, stop)
    assert [line["event"] for line in logs] == ["schedule_crashed"] * 2
    assert "words" not in f"{logs}{capfd.readouterr()}"
