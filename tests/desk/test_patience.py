"""A rebuild waits for what is put off, says why, and gives up only in the end."""

from dataclasses import dataclass, field

import pytest

from helpdesk.domain.retry import TRIES, NoRoom, TryLater
from helpdesk.rebuild import Patience


@dataclass
class Heard:
    """A watcher that writes down what it is told."""

    waits_for: list[tuple[str, float]] = field(default_factory=list)

    def part(self, what: str, total: int | None = None) -> None: ...
    def step(self, count: int = 1) -> None: ...
    def waits(self, why: str, seconds: float) -> None:
        self.waits_for.append((why, seconds))


@dataclass
class Calls:
    """Fails as often as there are troubles, then answers."""

    troubles: list[TryLater]

    def __call__(self) -> str:
        if self.troubles:
            raise self.troubles.pop(0)
        return "an answer"


def test_what_is_put_off_is_asked_again_after_its_time_and_the_watcher_hears_why() -> None:
    heard, slept = Heard(), list[float]()
    patiently = Patience(heard, slept.append)
    assert patiently(Calls([TryLater("Slow down.", after=40.0)])) == "an answer"
    assert (heard.waits_for, slept) == ([("Slow down.", 40.0)], [40.0])


def test_a_call_that_finds_no_room_waits_its_turn_however_often() -> None:
    slept = list[float]()
    assert Patience(Heard(), slept.append)(Calls([NoRoom(1.5) for _ in range(TRIES + 5)])) == "an answer"
    assert slept == [1.5] * (TRIES + 5)


def test_what_never_comes_through_is_told_in_the_end() -> None:
    calls = Calls([TryLater("Slack can't be reached.") for _ in range(TRIES + 5)])
    with pytest.raises(TryLater, match="reached"):
        Patience(Heard(), lambda _: None)(calls)
    assert len(calls.troubles) == 5
