"""What becomes of a message before and after we know what it is: a question, a reply, or gone."""

from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects import ShowStatus
from helpdesk.domain.plan import plan
from helpdesk.domain.rules import Responders
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

from .scenes import (
    ALEX,
    ASKED,
    BOT,
    KIM,
    PLACE,
    RESOLVED,
    ROBIN,
    RULES,
    SEEN,
    button,
    due,
    escalated,
    linked,
    off,
    on,
    question,
    rules,
    told,
)

FIRST_REACTION = rules(track="first-reaction")
FOUND = e.MessageFound(by=ROBIN, at=1.0, subject="The printer is on fire")


def test_a_message_is_a_question_of_who_wrote_it() -> None:
    ticket = question()
    assert (ticket.kind, ticket.requester, ticket.asked, ticket.subject) == ("question", ROBIN, 1.0, ASKED.subject)
    assert ticket.current == (State.NEW, 1.0, ROBIN)


def test_a_question_told_again_stays_as_it_is() -> None:
    ticket = question(e.Reworded(subject="Out of toner", at=3.0))
    assert told([ASKED], ticket=ticket) == ticket


def test_with_first_reaction_a_message_alone_is_no_question() -> None:
    ticket = told([ASKED], FIRST_REACTION)
    assert ticket == Ticket(place=PLACE)
    assert plan(ticket, FIRST_REACTION, 10.0).due == ()


AWAITED: list[Any] = [
    pytest.param([on(SEEN, 2)], True, id="a responder's mark"),
    pytest.param([off(SEEN, 2)], True, id="a responder's mark taken off"),
    pytest.param([on("ticket", 2)], True, id="the ticket reaction"),
    pytest.param([escalated(2)], True, id="the form"),
    pytest.param([on(SEEN, 2, ROBIN)], False, id="a mark of somebody who may not"),
    pytest.param([on(SEEN, 2, BOT)], False, id="the bot's own mark"),
    pytest.param([on("thumbsup", 2)], False, id="an emoji without meaning"),
    pytest.param([e.Deleted(at=2.0)], False, id="its deletion"),
    pytest.param([e.Reworded(subject="?", at=2.0)], False, id="an edit"),
    pytest.param([e.Replied(by=ROBIN, ts="2.0", at=2.0)], False, id="a reply"),
]


@pytest.mark.parametrize(("events", "looked_up"), AWAITED)
def test_an_unknown_message_is_looked_up_once_something_counts_there(events: list[e.Event], looked_up: bool) -> None:
    assert due(told(events), RULES) == (["slack.look_up"] if looked_up else [])


@pytest.mark.parametrize("order", [1, -1], ids=["message first", "mark first"])
def test_with_first_reaction_the_marked_message_becomes_a_question(order: int) -> None:
    events: list[e.Event] = [ASKED, on(SEEN, 2)]
    ticket = told(events[::order], FIRST_REACTION)
    assert told([FOUND], FIRST_REACTION, ticket).kind == "question"
    assert (ticket.state, ticket.assignee) == (State.SEEN, ALEX)


def test_without_zendesk_who_asks_for_a_ticket_is_answered_even_at_an_unknown_message() -> None:
    ticket = told([on("ticket", 2)], rules(zendesk=False))
    assert due(ticket, rules(zendesk=False)) == ["slack.look_up"]
    assert due(told([FOUND], ticket=ticket), rules(zendesk=False)) == [f"slack.notice:{ALEX}:not_set_up"]


def test_what_was_found_about_a_message_known_by_then_is_not_needed() -> None:
    ticket = question(on(SEEN, 2))
    for found in (FOUND, e.MessageIsReply(root="1.0"), e.MessageGone()):
        assert told([found], ticket=ticket) == ticket


def test_a_reply_only_remembers_its_thread_and_no_mark_counts_there() -> None:
    ticket = told([on(SEEN, 2), e.MessageIsReply(root="1700000000.000001")])
    assert ticket == Ticket(place=PLACE, kind="reply", root="1700000000.000001")
    assert told([on(SEEN, 3), off(SEEN, 4), ASKED, FOUND], ticket=ticket) == ticket
    assert plan(ticket, RULES, 10.0).due == ()


def test_a_button_of_a_question_the_store_has_lost_is_heard_and_its_message_looked_for() -> None:
    for press in (button("resolve", 3), button("take", 3)):
        ticket = told([press])
        assert due(ticket) == ["slack.look_up"]
        shows = [each for each in plan(told([FOUND], ticket=ticket), RULES, 10.0).due if isinstance(each, ShowStatus)]
        assert [(each.message, each.doubt) for each in shows] == [(None, True)]


def test_a_message_that_is_gone_is_left_alone() -> None:
    ticket = told([on(SEEN, 2), escalated(2.0), e.MessageGone()])
    assert ticket == Ticket(place=PLACE, kind="gone")
    assert told([on(SEEN, 3), off(SEEN, 4)], ticket=ticket) == ticket


def test_a_deleted_question_is_dismissed_and_slack_is_left_alone() -> None:
    ticket = question(on(RESOLVED, 2), button("working", 3), e.Deleted(at=4.0))
    assert (ticket.state, ticket.deleted, due(ticket)) == (State.DISMISSED, True, [])


def test_a_deletion_told_before_the_question_dismisses_it_too() -> None:
    ticket = told([e.Deleted(at=4.0), ASKED])
    assert (ticket.kind, ticket.state, ticket.deleted, due(ticket)) == ("question", State.DISMISSED, True, [])


def test_a_deleted_question_with_a_ticket_is_solved_in_zendesk_after_the_grace_period() -> None:
    ticket = linked(e.Deleted(at=100.0))
    outcome = plan(ticket, RULES, 100.0)
    assert (outcome.due, outcome.wake) == ((), 130.0)
    assert due(ticket, now=130.0) == ["zendesk.update:7:solved:-"]


EDITS: list[Any] = [
    pytest.param([("B", 3.0)], "B", id="one"),
    pytest.param([("B", 3.0), ("C", 4.0)], "C", id="two"),
    pytest.param([("C", 4.0), ("B", 3.0)], "C", id="the older one told later"),
]


@pytest.mark.parametrize(("edits", "subject"), EDITS)
def test_the_last_edit_is_the_subject(edits: list[tuple[str, float]], subject: str) -> None:
    assert question(*(e.Reworded(subject=text, at=at) for text, at in edits)).subject == subject


def test_who_may_not_is_told_once_per_person_and_ticket() -> None:
    by = rules(responders=Responders(frozenset({ALEX})))
    ticket = question(on(SEEN, 2, ROBIN), on(RESOLVED, 3, ROBIN), button("resolve", 4, KIM), on(SEEN, 2, ROBIN), by=by)
    expected = [f"slack.notice:{ROBIN}:not_a_responder", f"slack.notice:{KIM}:not_a_responder"]
    assert (due(ticket, by), ticket.state) == (expected, State.NEW)
    said = told([e.NoticeGiven(person=ROBIN, why="not_a_responder")], by, ticket)
    assert due(told([on(SEEN, 9, ROBIN), escalated(9, ROBIN)], by, said), by) == expected[1:]


def test_taking_a_mark_off_is_nobodys_fault() -> None:
    assert question(off(SEEN, 2, ROBIN)) == question()


def test_who_is_no_responder_any_more_can_still_take_their_mark_off() -> None:
    without_alex = rules(responders=Responders(frozenset({KIM})))
    assert told([off(SEEN, 3)], without_alex, question(on(SEEN, 2))).state is State.NEW
