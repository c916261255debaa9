"""What happens by the clock goes on whatever one round of it comes to."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from redis import Redis

from helpdesk.domain.retry import TryLater
from helpdesk.store import keys
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.sweep import Sweeper
from workers.schedule import TURN_SECONDS, keep_checking, keep_dropping, keep_schedule

ROUND = "self-check"


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    stop = threading.Event()
    yield stop
    stop.set()


def until(seen: Callable[[], object], what: str, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not seen():
        assert time.monotonic() < end, f"never seen: {what}"
        time.sleep(0.01)


def test_a_surprise_does_not_end_the_sweeper(stop: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.schedule.SWEEP_SECONDS", 0.01)
    sweeps: list[float] = []

    class Surprising(Sweeper):
        def __init__(self) -> None: ...

        def sweep(self, now: float) -> int:
            sweeps.append(now)
            raise KeyError(now)

    keep_schedule(Surprising(), Idle(), None, Idle(), stop)  # type: ignore[arg-type]
    until(lambda: len(sweeps) > 1, "a second sweep")


class Idle:
    """Stands for parts whose rounds are not due."""

    def last(self, _: str) -> float:
        return time.time() + 60

    def run(self, *_: object, **__: object) -> list[object]:
        return []


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.schedule.LOOK_SECONDS", 0.01)


@pytest.mark.usefixtures("looks")
def test_a_round_that_fails_at_the_start_is_tried_again_although_the_last_one_was_lately(
    valkey: Redis, stop: threading.Event
) -> None:
    clockwork, runs = Clockwork(valkey), list[float]()
    clockwork.done(ROUND, time.time() - 60)

    def run() -> None:
        runs.append(time.time())
        if len(runs) == 1:
            raise TryLater("Slack can't be reached.")

    keep_checking(run, clockwork, stop)
    until(lambda: runs and (valkey.ttl(keys.turn(ROUND)) or 0) > TURN_SECONDS, "the pause after a failure")
    assert len(runs) == 1
    valkey.delete(keys.turn(ROUND))
    until(lambda: (clockwork.last(ROUND) or 0) > runs[0], "the round that comes through")
    assert len(runs) == 2


@pytest.mark.usefixtures("looks")
def test_a_round_is_run_at_the_start_although_one_that_was_killed_still_has_the_turn(
    valkey: Redis, stop: threading.Event
) -> None:
    clockwork, runs = Clockwork(valkey), list[float]()
    clockwork.done(ROUND, time.time() - 60)
    assert clockwork.my_turn(ROUND, TURN_SECONDS)
    looked = [0]

    class Watched(Clockwork):
        def my_turn(self, what: str, seconds: int) -> bool:
            looked[0] += 1
            return super().my_turn(what, seconds)

    keep_checking(lambda: runs.append(0.0), Watched(valkey), stop)
    until(lambda: looked[0] > 0, "a look while another has the turn")
    assert runs == []
    valkey.delete(keys.turn(ROUND))
    until(lambda: runs, "the round at the start")


@pytest.mark.usefixtures("looks")
def test_a_last_time_far_ahead_does_not_hold_a_round_back(valkey: Redis, stop: threading.Event) -> None:
    clockwork, runs = Clockwork(valkey), list[float]()
    clockwork.done("words", time.time() + 7 * 24 * 3600)
    keep_dropping(lambda: runs.append(0.0), clockwork, stop)
    until(lambda: runs, "a round")
