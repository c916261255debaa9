"""How the help was is asked at most once, whatever becomes of the try, and answers are counted and kept."""

from dataclasses import replace

import pytest
from redis import Redis

from helpdesk.domain import events as e
from helpdesk.domain.retry import GiveUp, TryLater, WentWrong
from tests.desk.stage import RULES, Stage
from tests.desk.steps import Killed, Steps
from tests.letters import asked


def resolved(valkey: Redis, steps: Steps | None = None) -> Stage:
    stage = Stage(valkey, steps or Steps())
    stage.rules = lambda _: replace(RULES, satisfaction=True)
    stage.tell(asked())
    stage.marks_come("white_check_mark")
    return stage


def test_whoever_asked_is_asked_once_and_never_again(valkey: Redis) -> None:
    stage = resolved(valkey)
    stage.settle()
    stage.unmarks("white_check_mark")
    stage.marks("white_check_mark")
    stage.settle()
    assert stage.slack.asked == ["U0RIO"]


TROUBLES = [
    pytest.param(TryLater("The answer was lost.", doubt=True), 0, id="an answer that was lost"),
    pytest.param(TryLater("Slow down."), 1, id="a refusal for now"),
    pytest.param(GiveUp("No direct messages."), 0, id="a refusal for good"),
]


@pytest.mark.parametrize(("trouble", "times"), TROUBLES)
def test_a_try_that_may_have_come_through_is_not_made_again(valkey: Redis, trouble: WentWrong, times: int) -> None:
    stage = resolved(valkey)
    stage.attend()
    stage.slack.trouble["ask_satisfaction"] = trouble
    stage.settle_until(lambda: "slack.ask" in stage.ticket.attempts or stage.ticket.rating.asked)
    stage.slack.trouble.clear()
    stage.settle()
    assert len(stage.slack.asked) == times
    assert stage.slack.warned == []


def test_a_worker_that_dies_over_it_never_asks_twice(valkey: Redis) -> None:
    for deadly in range(1, 40):
        valkey.flushall()
        stage = resolved(valkey, Steps(deadly.__eq__))
        for _ in range(5):
            try:
                stage.settle()
            except Killed:
                stage.dies()
        assert len(stage.slack.asked) <= 1


def test_the_answer_is_thanked_for_counted_and_in_the_history_without_its_words(valkey: Redis) -> None:
    stage = resolved(valkey)
    stage.settle()
    told = {"at": stage.clock(), "by": "U0RIO"}
    stage.tell(e.Rated.model_validate({**told, "score": "bad", "channel": "D0RIO", "ts": "9.0"}))
    stage.tell(e.Commented.model_validate({**told, "comment": "My screen is still black"}))
    stage.attend()
    assert stage.slack.thanked == [("9.0", "bad", True)]
    assert "black" not in str(stage.tickets.history(stage.ticket.place))
    (count,) = stage.metrics.ratings.collect()
    assert [(s.labels, s.value) for s in count.samples if s.name.endswith("_total")] == [({"score": "bad"}, 1.0)]
