"""Warnings come when they are due, once, whatever becomes of the worker; and promises are counted."""

from dataclasses import replace

import pytest
from redis import Redis

from helpdesk.domain.events import Snoozed
from helpdesk.domain.promises import Mark, Promises
from helpdesk.domain.retry import GiveUp, TryLater, WentWrong
from tests.desk.stage import RULES, Stage
from tests.desk.steps import Killed, Steps
from tests.letters import asked

PROMISES = Promises({None: {"seen": 600.0}}, (Mark(0.5), Mark(1.0)), most=4)
PROMISING = replace(RULES, promises=PROMISES, on_duty=(("U0DUTY",),), agents_channel="C0AGENTS")
WARNED = [("U0DUTY", "seen", 0), ("C0AGENTS", "seen", 1)]


def promised(valkey: Redis, steps: Steps | None = None) -> Stage:
    stage = Stage(valkey, steps or Steps())
    stage.rules = lambda _: PROMISING
    stage.tell(asked(stage.clock()))
    return stage


def counted(stage: Stage, outcome: str) -> float:
    return float(stage.metrics.promises.labels("C0ITHELP", "seen", outcome)._value.get())


def test_each_warning_comes_once_and_the_broken_promise_is_counted(valkey: Redis) -> None:
    stage = promised(valkey)
    stage.settle()
    assert stage.slack.reminded == WARNED
    assert (counted(stage, "kept"), counted(stage, "broken")) == (0, 1)
    stage.marks("eyes")
    stage.settle()
    assert (counted(stage, "kept"), counted(stage, "broken")) == (0, 1)


def test_a_promise_kept_in_time_is_counted_and_warns_nobody(valkey: Redis) -> None:
    stage = promised(valkey)
    stage.attend()
    stage.marks("eyes")
    stage.settle()
    assert stage.slack.reminded == []
    assert (counted(stage, "kept"), counted(stage, "broken")) == (1, 0)


def test_a_pressed_pause_is_shown_and_ends_with_one_reminder(valkey: Redis) -> None:
    stage = promised(valkey)
    stage.settle_until(lambda: bool(stage.slack.reminded))
    stage.tell(Snoozed(by="U0DUTY", delay="hour", at=stage.clock(), channel="D0DUTY", ts="9.0"))
    until = stage.clock() + 3600
    stage.settle()
    assert stage.slack.snoozes == [("9.0", until)]
    assert stage.slack.reminded == [WARNED[0], ("U0DUTY", "seen", -1)]


TROUBLES = [
    pytest.param(TryLater("The answer was lost.", doubt=True), 1, id="an answer that was lost"),
    pytest.param(TryLater("Slow down."), 2, id="a refusal for now"),
    pytest.param(GiveUp("No direct messages."), 1, id="a refusal for good"),
]


@pytest.mark.parametrize(("trouble", "times"), TROUBLES)
def test_a_warning_that_may_have_come_through_is_not_said_again(valkey: Redis, trouble: WentWrong, times: int) -> None:
    stage = promised(valkey)
    stage.attend()
    stage.slack.trouble["warn_of_promise"] = trouble
    stage.settle_until(lambda: "warn_of_promise" in stage.slack.calls)
    stage.slack.trouble.clear()
    stage.settle()
    assert len(stage.slack.reminded) == times


def test_a_worker_that_dies_over_it_never_warns_twice(valkey: Redis) -> None:
    for deadly in range(1, 40):
        valkey.flushall()
        stage = promised(valkey, Steps(deadly.__eq__))
        for _ in range(5):
            try:
                stage.settle()
            except Killed:
                stage.dies()
        assert len(set(stage.slack.reminded)) == len(stage.slack.reminded)
