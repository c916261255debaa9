"""A question on its way whose fate nobody knows, or that is over meanwhile: one message is left, where it goes on."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.events import Deleted, MoveWanted, ZendeskStirred
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Talk
from helpdesk.domain.transcript import Spoken
from tests.desk.moving import HR, IRIS, IT, PAY, PIA, THERE, at, both, happens, move
from tests.desk.stage import Stage
from tests.letters import place, reply


def wanted(stage: Stage) -> None:
    """Somebody wants it elsewhere, and it is tried once."""
    stage.clock.now += 1
    stage.tell(MoveWanted(by=IRIS, to=PAY, at=stage.clock()))
    stage.attend()


def commented(stage: Stage) -> None:
    """With a Zendesk ticket in which somebody has written."""
    stage.marks("ticket")
    both(stage)
    stage.zendesk.heard = [e.HeardComment(id=31, at=stage.clock(), public=True)]
    stage.zendesk.spoken[31] = Spoken("Ada", None, of_text("Look"), public=True)
    stage.tell(ZendeskStirred(ticket=stage.zendesk.tickets[0].id, about="talk"))


@pytest.mark.parametrize("over", ["resolved", "deleted"])
def test_what_may_stand_elsewhere_of_a_question_that_is_over_is_taken_away(two: Stage, over: str) -> None:
    two.slack.lost.add("post_moved")
    wanted(two)
    assert two.slack.moved == {(place(), PAY): [THERE.ts]}
    began = two.clock()
    mark = e.ReactionAdded(person=IRIS, emoji="white_check_mark", at=began + 1)
    happens(two, Deleted(at=began + 1) if over == "deleted" else mark)
    assert two.slack.moved == {(place(), PAY): []}
    assert two.clock() >= began + 60, "until then it may still come"
    assert (two.ticket.kind, two.ticket.attempts, two.ticket.shown.extra) == ("question", {}, ())


def test_a_question_that_is_opened_again_before_that_look_goes_on_there(two: Stage) -> None:
    two.slack.lost.add("post_moved")
    wanted(two)
    two.marks("white_check_mark")
    two.unmarks("white_check_mark")
    both(two)
    assert two.slack.moved == {(place(), PAY): [THERE.ts]}
    assert at(two).number == "IT-1"


def test_a_message_that_comes_late_and_once_too_often_is_taken_away(two: Stage) -> None:
    two.slack.trouble["post_moved"] = TryLater("No answer.", doubt=True)
    wanted(two)
    two.slack.trouble.clear()
    two.settle_until(lambda: two.ticket.kind == "moved")
    two.slack.moved[place(), PAY].append("1700900009.000100")
    both(two)
    assert two.slack.moved == {(place(), PAY): [THERE.ts]}
    assert at(two).number == "IT-1"


def test_what_zendesk_did_since_it_was_wanted_elsewhere_stands_there(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    two.slack.trouble["post_moved"] = TryLater("Slack is away.")
    wanted(two)
    two.zendesk.move("pending", two.clock() + 5)
    two.tell(ZendeskStirred(ticket=501, about="fields"))
    two.attend()
    two.slack.trouble.clear()
    both(two)
    assert (at(two).state, two.zendesk.tickets[0].status) == (State.WAITING, "pending")


def test_it_stays_while_nobody_knows_whether_a_comment_is_in_the_thread(two: Stage) -> None:
    two.slack.lost.add("show_comment")
    commented(two)
    two.attend()
    move(two)
    assert two.slack.comments == [31], "it is not shown again in the other thread"
    assert at(two).number == "IT-1"


def test_a_comment_taken_back_goes_from_the_thread_that_was_left(two: Stage) -> None:
    commented(two)
    both(two)
    move(two)
    happens(two, ZendeskStirred(ticket=501, about="withdrawn", comment=31), at=THERE)
    assert two.slack.comments == []


def test_a_comment_found_to_be_internal_goes_from_there_as_well(two: Stage) -> None:
    commented(two)
    both(two)
    move(two)
    two.zendesk.private = (31,)
    happens(two, ZendeskStirred(ticket=501, about="talk"), at=THERE)
    assert two.slack.comments == []


def test_a_note_stays_in_the_agents_channel(two: Stage) -> None:
    noted = two.ticket.model_copy(update={"talk": Talk(heard={"31": "4.0", "32": "5.0"}, notes=(31,))})
    moving = decide(noted, MoveWanted(by=IRIS, to=PAY, at=two.clock() + 1), IT)
    there = decide(Ticket(place=THERE), e.MovedHere(ticket=moving), HR)
    assert there.talk.heard == {"31": "4.0", "32": ""}
    seen = e.ShownSeen(posts=(e.SeenPost(ts="4.0", public=False, comment=31, part="0"),))
    assert decide(there, seen, HR).shown.extra == ()


def test_a_reply_that_was_never_told_there_comes_before_the_next_one(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    move(two)
    two.slack.replies = ["1700900100.000100", "1700900200.000100"]
    two.clock.now = 1_700_900_210.0
    happens(two, reply("1700900200.000100"), at=THERE)
    assert two.zendesk.comments == [("1700900100.000100", "1700900200.000100")]


def test_a_question_that_was_deleted_says_nothing_there_although_its_thread_is_gone(two: Stage) -> None:
    move(two)
    two.slack.trouble["messages"] = GiveUp("There is no such thread any more.")
    happens(two, Deleted(at=two.clock()))
    assert two.slack.renewed == ["gone"]


def test_a_deletion_found_after_a_later_edit_was_shown_is_shown(two: Stage) -> None:
    two.slack.words = "It burns"
    move(two)
    happens(two, e.Reworded(subject="Edited", at=two.clock() + 50))
    happens(two, Deleted(at=two.clock() - 20))
    assert two.slack.renewed == ["said", "gone"]


def test_it_gets_a_zendesk_ticket_although_the_thread_that_was_left_is_gone(two: Stage) -> None:
    move(two)
    two.slack.gone.add(place())
    two.marks("ticket", PIA, THERE)
    assert two.zendesk.read_along == [(f"https://example.com/{PAY}",)]
