"""Calls that fail: put off without holding back others, looked into when in doubt, told to people when given up."""

import pytest

from helpdesk.domain.events import Asked
from helpdesk.domain.retry import TRIES, GiveUp, TryLater
from helpdesk.domain.ticket.states import State
from tests.desk.stage import Stage, without_zendesk
from tests.letters import asked, place

SLOW = TryLater("Zendesk asks us to slow down.", after=120.0)
AWAY = TryLater("Zendesk can't be reached.")


def escalated(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("wrench")
    stage.marks("ticket")


def told(stage: Stage) -> tuple[str, ...]:
    """What the status message says of trouble."""
    return stage.message.card.trouble


def test_one_failing_effect_does_not_hold_back_others(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = AWAY
    stage.tell(asked())
    stage.marks("eyes", "U0RIO")
    stage.marks("ticket")
    assert stage.slack.notices == [("U0RIO", "not_a_responder")]
    stage.zendesk.trouble.clear()
    stage.slack.trouble["show_status"] = TryLater("Slack can't be reached.")
    stage.settle_until(lambda: bool(stage.zendesk.tickets))
    assert stage.slack.posted == []
    stage.slack.trouble.clear()
    stage.settle()
    assert stage.message.card.zendesk == (501,)


def test_slack_in_trouble_does_not_hold_back_zendesk(stage: Stage) -> None:
    escalated(stage)
    stage.slack.trouble = dict.fromkeys(("show_status", "add_reaction", "give_notice"), AWAY)
    stage.marks("hourglass")
    assert stage.zendesk.tickets[0].status == "pending"


def test_the_next_try_comes_within_a_minute_and_not_at_once(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = AWAY
    escalated(stage)
    wake = stage.wakes()
    assert wake is not None
    assert 0 < wake - stage.clock() <= 60
    assert stage.zendesk.calls == ["open"]
    stage.attend()
    assert stage.zendesk.calls == ["open"]


def test_a_wait_the_other_side_asks_for_is_kept(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = SLOW
    escalated(stage)
    stage.later(119)
    assert stage.zendesk.calls == ["open"]
    stage.zendesk.trouble.clear()
    stage.later(1)
    assert len(stage.zendesk.tickets) == 1


def test_an_open_whose_answer_was_lost_is_looked_for_and_not_doubled(stage: Stage) -> None:
    stage.zendesk.lost.add("open")
    escalated(stage)
    assert stage.ticket.zendesk is None
    stage.settle()
    assert [made.id for made in stage.zendesk.tickets] == [501]
    assert stage.message.card.zendesk == (501,)


@pytest.mark.parametrize("came_through", [True, False])
def test_an_open_in_doubt_is_looked_for_although_the_thread_is_gone_since(stage: Stage, came_through: bool) -> None:
    stage.zendesk.lost.add("open")
    escalated(stage)
    stage.slack.gone.add(place())
    if not came_through:
        stage.zendesk.tickets.clear()
    stage.settle()
    linked = stage.ticket.zendesk.id if stage.ticket.zendesk else None
    assert (linked, stage.zendesk.calls.count("open")) == (501 if came_through else None, 1)
    assert ("zendesk.open" in stage.ticket.attempts) is not came_through  # refused, and told of


@pytest.mark.parametrize("seconds", [1, 10, 50])
def test_one_that_comes_through_only_after_a_look_is_found_although_the_thread_is_gone(
    stage: Stage, seconds: int
) -> None:
    stage.zendesk.lost.add("open")
    escalated(stage)
    began = stage.clock()
    stage.slack.gone.add(place())
    on_its_way, stage.zendesk.tickets[:] = stage.zendesk.tickets[:], []
    stage.settle_until(lambda: stage.clock() > began + seconds)
    stage.zendesk.tickets += on_its_way
    stage.settle()
    assert stage.ticket.zendesk is not None
    assert (stage.ticket.zendesk.id, stage.zendesk.calls.count("open")) == (501, 1)


def test_a_status_message_whose_answer_was_lost_is_looked_for_and_not_doubled(stage: Stage) -> None:
    stage.slack.lost.add("show_status")
    escalated(stage)
    stage.settle()
    assert stage.message.card.zendesk == (501,)


@pytest.mark.parametrize(("wing", "call"), [("zendesk", "open"), ("slack", "thread"), ("slack", "person")])
@pytest.mark.parametrize("trouble", [AWAY, SLOW, ValueError("odd")], ids=["away", "slow", "a fault of ours"])
def test_a_doubt_about_an_open_stays_until_somebody_could_look(
    stage: Stage, wing: str, call: str, trouble: Exception
) -> None:
    stage.zendesk.lost.add("open")
    escalated(stage)
    troubled = stage.zendesk.trouble if wing == "zendesk" else stage.slack.trouble
    troubled[call] = trouble
    stage.later(200)
    stage.later(200)
    troubled.clear()
    stage.settle()
    assert [made.id for made in stage.zendesk.tickets] == [501]


@pytest.mark.parametrize("trouble", [AWAY, SLOW, ValueError("odd")], ids=["away", "slow", "a fault of ours"])
def test_a_doubt_about_a_status_message_stays_until_somebody_could_look(stage: Stage, trouble: Exception) -> None:
    stage.slack.lost.add("show_status")
    escalated(stage)
    stage.slack.trouble["show_status"] = trouble
    stage.later(200)
    stage.later(200)
    stage.slack.trouble.clear()
    stage.settle()
    assert stage.message.card.zendesk == (501,)


def test_an_update_whose_answer_was_lost_is_found_done(stage: Stage) -> None:
    escalated(stage)
    stage.zendesk.lost.add("update")
    stage.marks("hourglass")
    stage.settle()
    assert len(stage.zendesk.writes) == 1
    assert (stage.ticket.state, stage.zendesk.tickets[0].status) == (State.WAITING, "pending")


def test_what_never_works_is_given_up_after_a_day_and_told(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = AWAY
    escalated(stage)
    began = stage.clock()
    stage.settle()
    assert len(stage.zendesk.calls) == TRIES
    assert 20 * 3600 < stage.clock() - began < 28 * 3600
    assert told(stage) == (AWAY.why,)


def test_people_hear_of_trouble_only_when_it_lasts(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = AWAY
    escalated(stage)
    assert stage.slack.posted == []
    stage.settle_until(lambda: len(stage.zendesk.calls) == 3)
    assert told(stage) == (AWAY.why,)
    stage.zendesk.trouble.clear()
    stage.settle()
    assert told(stage) == ()


def test_a_refused_open_is_told_at_once_and_tried_again_only_when_asked(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = GiveUp("Zendesk refused: no such group.")
    escalated(stage)
    assert stage.wakes() is None
    assert told(stage) == ("Zendesk refused: no such group.",)
    stage.zendesk.trouble.clear()
    stage.attend()
    assert stage.zendesk.calls == ["open"]
    stage.marks("ticket", "U0IVAN")
    assert [made.id for made in stage.zendesk.tickets] == [501]
    assert told(stage) == ()


def test_a_solve_that_is_refused_names_the_reason_and_waits_for_a_change(stage: Stage) -> None:
    escalated(stage)
    stage.zendesk.solvable = False
    stage.marks("white_check_mark")
    stage.settle()
    assert told(stage) == ("Zendesk wants the field Cause before it is solved.",)
    assert stage.zendesk.calls.count("update") == 1
    stage.zendesk.solvable = True
    stage.unmarks("white_check_mark")
    assert told(stage) == ()
    stage.marks("white_check_mark")
    stage.settle()
    assert stage.zendesk.tickets[0].status == "solved"


def test_an_assignee_zendesk_does_not_know_is_tried_once_and_named(stage: Stage) -> None:
    stage.zendesk.unknown.add("U0IRIS")
    escalated(stage)
    stage.marks("hourglass")
    stage.settle()
    assert stage.message.card.unknown_agent == "U0IRIS"
    assert [write.assign for write in stage.zendesk.writes] == [False]


def test_without_zendesk_the_person_is_told_that_it_is_not_set_up(stage: Stage) -> None:
    stage.rules = without_zendesk
    escalated(stage)
    assert stage.slack.notices == [("U0IRIS", "not_set_up")]
    assert stage.zendesk.calls == []


def test_a_surprise_in_a_wing_is_put_off_and_the_rest_goes_on(stage: Stage) -> None:
    stage.slack.trouble["thread"] = ZeroDivisionError()
    stage.tell(asked())
    stage.marks("eyes", "U0RIO")
    stage.marks("ticket")
    assert stage.slack.notices == [("U0RIO", "not_a_responder")]
    assert stage.zendesk.tickets == []
    stage.slack.trouble.clear()
    stage.settle()
    assert len(stage.zendesk.tickets) == 1


def test_calls_that_never_end_are_bounded_in_one_go(stage: Stage) -> None:
    """Somebody else changes the Zendesk ticket between each of our reads and writes."""
    escalated(stage)
    stage.zendesk.during["update"] = lambda: stage.zendesk.move("open", stage.clock() - 50)
    stage.zendesk.calls.clear()
    stage.marks("hourglass")
    assert 1 < len(stage.zendesk.calls) <= 30
    assert stage.wakes() == stage.clock() + 1
    stage.zendesk.during.clear()
    stage.settle()
    assert stage.zendesk.tickets[0].status == "pending"


def test_a_look_up_that_is_put_off_loses_no_mark(stage: Stage) -> None:
    stage.slack.trouble["look_up"] = AWAY
    stage.marks("eyes")
    stage.marks("wrench")
    assert (stage.ticket.kind, stage.ticket.number) == ("unknown", None)
    stage.tell(Asked(by="U0RIO", at=50.0))
    stage.settle()
    assert (stage.ticket.kind, stage.ticket.number, stage.ticket.state) == ("question", "IT-1", State.WORKING)
    assert stage.tickets.numbered("IT-1") == place()
