"""Questions that nothing happens to, on a real store: everything comes at its minute, and once whatever is killed."""

from dataclasses import replace

import pytest

from helpdesk.domain.ticket.idle import IdleDays
from helpdesk.domain.ticket.states import State
from tests.desk.stage import RULES, Stage
from tests.letters import asked

DAY = 86400.0
IDLE = replace(RULES, idle=IdleDays(release=2, remind=1, resolve=1))


@pytest.fixture
def idle(stage: Stage) -> Stage:
    stage.rules = lambda _: IDLE
    stage.tell(asked())
    return stage


def pass_by(stage: Stage, days: int, minutes: int = 30) -> list[tuple[float, str]]:
    """A new process looks at it every so many minutes; what was said after how many days."""
    said: list[tuple[float, str]] = []
    begun = stage.clock()
    for step in range(days * 1440 // minutes):
        stage.clock.now = stage.slack.now = begun + 60.0 * minutes * (step + 1)
        before = len(stage.slack.lines)
        stage.attend()
        days_gone = (stage.clock.now - begun) / DAY
        said += [(days_gone, str(line[1]).rpartition(":")[0]) for line in stage.slack.lines[before:]]
    return said


def test_who_does_nothing_is_released_and_both_sides_are_told_once(idle: Stage) -> None:
    idle.marks("eyes")
    assert pass_by(idle, 9) == [(2.0, "slack.released:person"), (2.0, "slack.released:thread")]
    assert (idle.ticket.state, idle.ticket.assignee) == (State.NEW, None)
    assert idle.slack.posted[-1].card.assignee is None


def test_who_does_not_answer_is_reminded_once_and_the_question_resolved(idle: Stage) -> None:
    idle.marks("hourglass")
    assert pass_by(idle, 9) == [(1.0, "slack.remind"), (2.0, "slack.idle_resolved")]
    assert idle.ticket.state is State.RESOLVED


@pytest.mark.parametrize("emoji", ["eyes", "hourglass"])
def test_a_lost_answer_says_nothing_twice(idle: Stage, emoji: str) -> None:
    idle.marks(emoji)
    idle.slack.lost.add("tell_idle")
    assert len(pass_by(idle, 9)) == 2
    assert len(set(idle.slack.lines)) == 2


def test_the_time_at_which_a_place_wakes_is_the_minute(idle: Stage) -> None:
    idle.marks("eyes")
    assert idle.wakes() == idle.clock() + 2 * DAY
