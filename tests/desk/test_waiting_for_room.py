"""Calls that wait for room in a budget: no failed try, no trouble, no doubt that comes or goes, and status first."""

import pytest

from helpdesk.domain.files import SlackFile
from helpdesk.domain.retry import TRIES, NoRoom, TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.transcript import Message
from helpdesk.hands import Files
from helpdesk.hands.carrying import with_carriers
from tests.desk.files import FakeSlackFiles, FakeZendeskFiles
from tests.desk.stage import Stage
from tests.desk.steps import Steps
from tests.letters import asked

FULL = NoRoom(3.0)


def escalated(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("wrench")
    stage.marks("ticket")


def test_a_call_without_room_comes_again_when_there_is_some(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = FULL
    escalated(stage)
    assert stage.wakes() == stage.clock() + 3
    stage.zendesk.trouble.clear()
    stage.later(3)
    assert [made.id for made in stage.zendesk.tickets] == [501]


def test_waiting_for_room_is_no_try_and_is_not_told(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = FULL
    escalated(stage)
    for _ in range(TRIES + 5):
        stage.later(3)
    assert stage.zendesk.calls.count("open") > TRIES
    assert stage.ticket.attempts["zendesk.open"] == Attempt(again=stage.clock() + 3)
    assert stage.slack.posted == []
    assert "put_off" not in stage.history()
    stage.zendesk.trouble.clear()
    stage.settle()
    assert stage.message.card.trouble == ()


def test_waiting_for_room_keeps_the_tries_there_were(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = TryLater("Zendesk can't be reached.")
    escalated(stage)
    stage.settle_until(lambda: stage.zendesk.calls.count("open") == 3)
    before = stage.ticket.attempts["zendesk.open"]
    stage.zendesk.trouble["open"] = FULL
    stage.settle_until(lambda: stage.zendesk.calls.count("open") == 6)
    assert stage.ticket.attempts["zendesk.open"].model_copy(update={"again": before.again}) == before


def test_waiting_for_room_makes_no_doubt(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = FULL
    escalated(stage)
    assert not stage.ticket.attempts["zendesk.open"].doubt


@pytest.mark.parametrize(("wing", "call"), [("zendesk", "open"), ("slack", "thread")])
def test_waiting_for_room_takes_no_doubt_away(stage: Stage, wing: str, call: str) -> None:
    stage.zendesk.lost.add("open")
    escalated(stage)
    troubled = stage.zendesk.trouble if wing == "zendesk" else stage.slack.trouble
    troubled[call] = FULL
    stage.later(60)
    stage.later(60)
    assert stage.ticket.attempts["zendesk.open"].doubt
    troubled.clear()
    stage.settle()
    assert [made.id for made in stage.zendesk.tickets] == [501]


def test_what_went_out_before_the_room_ended_leaves_its_doubt(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = NoRoom(3.0).doubting(True)
    escalated(stage)
    assert stage.ticket.attempts["zendesk.open"].doubt
    assert stage.ticket.attempts["zendesk.open"].tries == 0


def test_while_one_effect_waits_for_room_the_others_go_on(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = FULL
    stage.tell(asked())
    stage.marks("eyes", "U0RIO")
    stage.marks("ticket")
    assert stage.slack.notices == [("U0RIO", "not_a_responder")]


def test_a_file_is_not_left_out_because_there_is_no_room() -> None:
    slack, zendesk = FakeSlackFiles(Steps()), FakeZendeskFiles(Steps())
    zendesk.trouble["upload"] = FULL
    said = Message("Robin", 1.0, of_text("See"), "", attached=(SlackFile("F1", "a.png", 5),))
    (message,) = with_carriers((said,), Files(slack, zendesk), tries=TRIES)
    with pytest.raises(NoRoom):
        message.carry()
