"""The main story: asked, 👀, 🔧, a Zendesk ticket, ✅, reopened; and what Zendesk does, shown in Slack."""

import pytest

from helpdesk.domain.events import (
    ButtonPressed,
    Deleted,
    EscalationRequested,
    HeardComment,
    MessageGone,
    MessageIsReply,
    Replied,
    ZendeskStirred,
)
from helpdesk.domain.retry import TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket.states import State
from helpdesk.domain.transcript import Spoken
from tests.desk.stage import GRACE, Stage
from tests.letters import asked, place, reaction


def stir(stage: Stage) -> None:
    stage.tell(ZendeskStirred(ticket=501, actor=7, stamp="later"))
    stage.attend()


def shown(stage: Stage) -> tuple[set[str], State]:
    """The bot's reactions on the question, and what the status message says."""
    return {emoji for at, emoji in stage.slack.reactions if at == place()}, stage.message.card.state


def escalated(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("wrench")
    stage.marks("ticket")


def test_a_question_gets_a_number_and_nothing_is_said_about_it(stage: Stage) -> None:
    stage.tell(asked())
    stage.attend()
    assert (stage.ticket.number, stage.ticket.state, stage.ticket.requester) == ("IT-1", State.NEW, "U0RIO")
    assert stage.slack.calls == stage.zendesk.calls == []
    assert stage.wakes() is None


def test_reactions_set_the_state_and_the_first_to_take_it_is_the_assignee(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("eyes", "U0IVAN")
    assert (stage.ticket.state, stage.ticket.assignee) == (State.SEEN, "U0IVAN")
    stage.marks("wrench", "U0IRIS")
    assert (stage.ticket.state, stage.ticket.assignee) == (State.WORKING, "U0IVAN")
    assert stage.slack.calls == []


def test_the_ticket_reaction_opens_one_zendesk_ticket_with_all_that_is_known(stage: Stage) -> None:
    escalated(stage)
    (made,) = stage.zendesk.tickets
    assert made.external_id == "slack:T0HOUSE:C0ITHELP:1700000000.000100"
    assert (made.subject, made.requester) == ("The printer is on fire", "U0RIO")
    assert (made.status, made.assignee) == ("open", "U0IRIS")
    assert stage.message.card.zendesk == (501,)
    assert stage.tickets.of_zendesk(501) == place()
    assert stage.wakes() is None


def test_the_form_can_name_another_subject_and_requester(stage: Stage) -> None:
    stage.tell(asked(), EscalationRequested(by="U0IRIS", at=60.0, subject="Fire", requester="U0ANA"))
    stage.attend()
    (made,) = stage.zendesk.tickets
    assert (made.subject, made.requester, made.status) == ("Fire", "U0ANA", "new")


def test_a_resolve_reaches_zendesk_after_the_grace_period(stage: Stage) -> None:
    escalated(stage)
    stage.marks("white_check_mark")
    assert stage.ticket.state == State.RESOLVED
    assert stage.message.card.state == State.RESOLVED
    assert stage.wakes() == stage.clock() + GRACE
    stage.later(GRACE - 1)
    assert stage.zendesk.tickets[0].status == "open"
    stage.later(1)
    assert (stage.zendesk.tickets[0].status, stage.zendesk.tickets[0].assignee) == ("solved", "U0IRIS")
    assert stage.wakes() is None


def test_a_slip_undone_within_the_grace_period_never_reaches_zendesk(stage: Stage) -> None:
    escalated(stage)
    stage.marks("white_check_mark")
    stage.unmarks("white_check_mark")
    stage.settle()
    assert stage.ticket.state == State.WORKING
    assert stage.zendesk.writes == []


def test_a_resolve_taken_back_later_reopens_the_zendesk_ticket(stage: Stage) -> None:
    escalated(stage)
    stage.marks("white_check_mark")
    stage.settle()
    stage.unmarks("white_check_mark")
    assert (stage.ticket.state, stage.zendesk.tickets[0].status) == (State.WORKING, "open")
    assert stage.zendesk.tickets[0].assignee == "U0IRIS"
    assert [write.status for write in stage.zendesk.writes] == ["solved", "open"]
    assert stage.wakes() is None


def test_our_own_writes_are_not_written_again_when_zendesk_tells_of_them(stage: Stage) -> None:
    escalated(stage)
    stage.marks("white_check_mark")
    stage.settle()
    calls = list(stage.zendesk.calls)
    stage.tell(ZendeskStirred(ticket=501, actor=9000, stamp="1"))
    stage.settle()
    assert stage.zendesk.calls == calls
    stir(stage)
    assert stage.zendesk.calls == [*calls, "read"]
    assert stage.ticket.state == State.RESOLVED


def test_what_an_agent_sets_in_zendesk_is_shown_by_reaction_and_status_message(stage: Stage) -> None:
    escalated(stage)
    stage.zendesk.move("pending", stage.clock() + 5)
    stir(stage)
    assert stage.ticket.state == State.WAITING
    assert shown(stage) == ({"hourglass"}, State.WAITING)
    stage.zendesk.move("solved", stage.clock() + 9)
    stir(stage)
    assert shown(stage) == ({"white_check_mark"}, State.RESOLVED)
    assert stage.zendesk.writes == []
    assert stage.wakes() is None


def test_the_bots_reaction_goes_when_people_speak_again(stage: Stage) -> None:
    escalated(stage)
    stage.zendesk.move("solved", stage.clock() + 0.5)
    stir(stage)
    assert stage.slack.reactions == {(place(), "white_check_mark")}
    stage.marks("hourglass")
    assert stage.slack.reactions == set()
    assert stage.zendesk.tickets[0].status == "pending"


def test_a_button_moves_both_sides(stage: Stage) -> None:
    escalated(stage)
    stage.clock.now += 5
    stage.tell(ButtonPressed(by="U0IVAN", button="waiting", at=stage.clock()))
    stage.attend()
    assert stage.zendesk.tickets[0].status == "pending"
    assert stage.slack.reactions == {(place(), "hourglass")}


@pytest.mark.parametrize(
    ("agent_at", "state", "status"),
    [(1.0, State.RESOLVED, "solved"), (9.0, State.WAITING, "pending"), (5.0, State.WAITING, "pending")],
    ids=["Slack later", "Zendesk later", "tie"],
)
def test_when_both_sides_moved_the_later_act_wins(stage: Stage, agent_at: float, state: State, status: str) -> None:
    escalated(stage)
    began = stage.clock()
    stage.zendesk.move("pending", began + agent_at)
    stage.clock.now = began + 4
    stage.marks("white_check_mark")
    stage.settle()
    assert (stage.ticket.state, stage.zendesk.tickets[0].status) == (state, status)
    assert stage.message.card.state == state


def test_a_reply_after_zendesk_closed_opens_one_follow_up(stage: Stage) -> None:
    escalated(stage)
    stage.zendesk.move("closed", stage.clock() + 1)
    stir(stage)
    assert len(stage.zendesk.tickets) == 1
    stage.clock.now += 5
    stage.tell(Replied(by="U0RIO", ts="1700000300.000100", at=stage.clock()))
    stage.attend()
    assert len(stage.zendesk.tickets) == 2
    assert stage.message.card.zendesk == (501, 502)


def test_a_comment_that_was_put_off_is_shown_although_its_ticket_was_followed_by_another(stage: Stage) -> None:
    escalated(stage)
    stage.zendesk.heard = [HeardComment(id=70, at=1.0, public=True)]
    stage.zendesk.spoken[70] = Spoken("Iris", None, of_text("Try now."), public=True)
    stage.zendesk.lies_in[70] = 501
    stage.zendesk.trouble["comment"] = TryLater("Zendesk is away.")
    stage.zendesk.move("closed", stage.clock() + 1)
    stage.tell(ZendeskStirred(ticket=501))
    stage.attend()
    stage.clock.now += 5
    stage.tell(Replied(by="U0RIO", ts="1700000300.000100", at=stage.clock()))
    stage.attend()
    assert stage.message.card.zendesk == (501, 502)
    stage.zendesk.trouble.clear()
    stage.settle()
    assert stage.ticket.talk.heard["70"] != ""


def test_a_ticket_deleted_in_zendesk_is_told_and_can_be_opened_again(stage: Stage) -> None:
    escalated(stage)
    stage.zendesk.move("deleted", stage.clock())
    stir(stage)
    assert stage.message.card.lost == 501
    stage.marks("ticket", "U0IVAN")
    assert [made.id for made in stage.zendesk.tickets if made.status != "deleted"] == [502]
    assert stage.ticket.zendesk is not None
    assert stage.message.card.lost is None


def test_a_status_message_that_somebody_deleted_is_posted_again(stage: Stage) -> None:
    escalated(stage)
    stage.slack.posted.clear()
    stage.marks("hourglass")
    assert stage.message.card.state == State.WAITING


def test_who_may_not_is_told_once_and_their_marks_do_not_count(stage: Stage) -> None:
    stage.tell(asked())
    for emoji in ("eyes", "white_check_mark", "ticket"):
        stage.marks(emoji, "U0RIO")
    assert stage.slack.notices == [("U0RIO", "not_a_responder")]
    assert stage.ticket.state == State.NEW
    assert stage.zendesk.tickets == []


def test_an_unknown_message_is_looked_up_when_it_matters(stage: Stage) -> None:
    stage.tell(reaction())
    stage.attend()
    assert stage.slack.calls == ["look_up"]
    assert (stage.ticket.kind, stage.ticket.number, stage.ticket.state) == ("question", "IT-1", State.SEEN)


def test_reactions_on_replies_and_on_messages_gone_make_no_ticket(stage: Stage) -> None:
    stage.slack.roots = {place(): MessageIsReply(root="1.000000"), place(1): MessageGone()}
    for at in (place(), place(1)):
        stage.tell(reaction(), at=at)
        stage.attend(at)
        stage.marks("wrench", at=at)
        assert stage.wakes(at) is None
    assert stage.slack.calls == ["look_up", "look_up"]
    assert list(stage.tickets.all()) == []


def test_a_deleted_question_is_dismissed_without_a_word_in_slack(stage: Stage) -> None:
    escalated(stage)
    said = len(stage.slack.calls)
    stage.clock.now += 1
    stage.tell(Deleted(at=stage.clock()))
    stage.attend()
    stage.settle()
    assert stage.ticket.state == State.DISMISSED
    assert stage.zendesk.tickets[0].status == "solved"
    assert [call for call in stage.slack.calls[said:] if call != "person"] == []


def test_history_has_each_event_once_and_no_text_of_people(stage: Stage) -> None:
    escalated(stage)
    stage.marks("white_check_mark")
    stage.settle()
    assert stage.history() == [
        "asked",
        "reaction_added",
        "reaction_added",
        "zendesk_opened",
        "status_message_shown",
        "notice_given",
        "reaction_added",
        "status_message_shown",
        "zendesk_written",
    ]
    assert "printer" not in "".join(line.model_dump_json() for line in stage.tickets.history(place()))
