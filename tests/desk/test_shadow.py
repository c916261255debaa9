"""Shadow mode: all is known and nothing is done; when it ends, the past is not done either, and what comes then is."""

from dataclasses import replace

import pytest
from redis import Redis

from helpdesk.domain import events as e
from helpdesk.domain.ticket.states import State
from tests.desk.stage import RULES, Stage
from tests.letters import asked

SHADOW = replace(RULES, shadow=True, satisfaction=True)
READS = {"look_up", "read", "follow", "look_again"}


@pytest.fixture
def stage(valkey: Redis) -> Stage:
    stage = Stage(valkey)
    stage.rules = lambda _: SHADOW
    return stage


def wrote(stage: Stage) -> set[str]:
    return {*stage.slack.calls, *stage.zendesk.calls} - READS


def would_have(stage: Stage) -> list[str]:
    history = stage.tickets.history(stage.ticket.place)
    return [str(entry.detail) for entry in history if entry.what == "would_have"]


def lives(stage: Stage) -> None:
    """A whole question: taken, reacted to by a stranger, escalated, answered by a button, resolved."""
    stage.tell(asked())
    stage.marks("eyes")
    stage.marks("wrench", "U0RIO")
    stage.marks("ticket")
    stage.tell(e.ButtonPressed(by="U0IVAN", button="waiting", at=stage.clock() + 1))
    stage.attend()
    stage.clock.now += 10
    stage.tell(e.ButtonPressed(by="U0IVAN", button="resolve", at=stage.clock()))
    stage.settle()


def test_nothing_is_done_and_all_is_known(stage: Stage) -> None:
    lives(stage)
    assert wrote(stage) == set()
    assert (stage.ticket.state, stage.ticket.assignee, stage.ticket.number) == (State.RESOLVED, "U0IRIS", "IT-1")
    wanted = [*would_have(stage)]
    assert wanted.count("zendesk.open") == 1
    assert wanted.count("slack.ask") == 1
    assert "slack.notice:U0RIO:not_a_responder" in wanted
    assert "slack.status:post" in wanted
    counted = stage.metrics.effects.labels("zendesk.open", "would_have")._value.get()
    assert counted == 1


def test_when_it_ends_the_past_is_not_done(stage: Stage) -> None:
    lives(stage)
    stage.rules = lambda _: replace(SHADOW, shadow=False)
    stage.tell(e.Overtaken(at=stage.clock()))
    stage.settle()
    assert wrote(stage) == set()


def test_when_it_has_ended_what_comes_is_done(stage: Stage) -> None:
    lives(stage)
    stage.rules = lambda _: replace(SHADOW, shadow=False)
    stage.clock.now += 10
    stage.tell(e.ButtonPressed(by="U0IVAN", button="reopen", at=stage.clock()))
    stage.settle()
    assert stage.message.card.state is State.WORKING
    assert stage.zendesk.tickets == []
    stage.clock.now += 10
    stage.tell(e.EscalationRequested(by="U0IVAN", at=stage.clock()))
    stage.settle()
    assert [made.id for made in stage.zendesk.tickets] == [501]
    assert stage.message.card.zendesk == (501,)


def test_what_was_live_before_is_left_alone_and_mended_afterwards(stage: Stage) -> None:
    stage.rules = lambda _: RULES
    stage.tell(asked())
    stage.marks("ticket")
    stage.settle()
    stage.rules = lambda _: SHADOW
    stage.slack.calls.clear()
    stage.zendesk.calls.clear()
    stage.marks("white_check_mark")
    stage.settle()
    assert wrote(stage) == set()
    assert str(stage.message.card.state) == "new"
    stage.rules = lambda _: replace(SHADOW, shadow=False)
    stage.tell(e.Overtaken(at=stage.clock()))
    stage.settle()
    assert str(stage.message.card.state) == "resolved"
    assert stage.zendesk.tickets[0].status == "solved"


def test_a_zendesk_ticket_whose_answer_was_lost_before_is_found_afterwards(stage: Stage) -> None:
    stage.rules = lambda _: RULES
    stage.zendesk.lost = {"open"}
    stage.tell(asked())
    stage.marks("ticket")
    stage.attend()
    stage.rules = lambda _: SHADOW
    stage.settle()
    assert stage.ticket.zendesk is None
    stage.rules = lambda _: replace(SHADOW, shadow=False)
    stage.tell(e.Overtaken(at=stage.clock()))
    stage.settle()
    assert [made.id for made in stage.zendesk.tickets] == [501]
    assert stage.message.card.zendesk == (501,)


def test_a_status_message_whose_answer_was_lost_before_is_the_only_one(stage: Stage) -> None:
    stage.rules = lambda _: RULES
    stage.slack.lost = {"show_status"}
    stage.tell(asked(), e.ButtonPressed(by="U0IVAN", button="waiting", at=stage.clock() + 1))
    stage.attend()
    stage.rules = lambda _: SHADOW
    stage.later(3600)
    stage.settle()
    stage.rules = lambda _: replace(SHADOW, shadow=False)
    stage.tell(e.ButtonPressed(by="U0IVAN", button="resolve", at=stage.clock() + 2))
    stage.settle()
    assert stage.message.card.state is State.RESOLVED
