"""A question becomes one Zendesk ticket, whoever asks for it and however often."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.plan import plan, without_stale_attempts
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import StatusMap

from .scenes import (
    AGENT,
    ALEX,
    ASKED,
    DISMISSED,
    KIM,
    ME,
    RESOLVED,
    ROBIN,
    RULES,
    SEEN,
    WAITING,
    WORKING,
    button,
    due,
    escalated,
    link_of,
    linked,
    off,
    on,
    question,
    read,
    reading,
    rules,
    told,
)

OPEN = "zendesk.open"


def opening(ticket: Ticket, by: Rules = RULES) -> fx.OpenZendeskTicket:
    found = [effect for effect in plan(ticket, by, 1e6).due if isinstance(effect, fx.OpenZendeskTicket)]
    assert len(found) == 1
    return found[0]


TWICE: list[Any] = [
    pytest.param([on("ticket", 5)], id="the reaction"),
    pytest.param([escalated()], id="the form"),
    pytest.param([escalated(), escalated()], id="the form twice"),
    pytest.param([on("ticket", 5), off("ticket", 6), on("ticket", 7)], id="the reaction off and on again"),
    pytest.param([on("ticket", 5), escalated(6)], id="the reaction and the form"),
]


@pytest.mark.parametrize("events", TWICE)
def test_escalated_once_or_twice_one_ticket_is_opened(events: list[e.Event]) -> None:
    ticket = question(*events)
    assert due(ticket) == [OPEN]
    there = told(events, ticket=told([e.ZendeskOpened(reading=reading("new"))], ticket=ticket))
    assert [key for key in due(there) if ":details" not in key] == ["slack.status:post"]


def test_who_escalates_by_a_reaction_is_offered_the_rest_of_the_form_when_the_ticket_is_there() -> None:
    ticket = question(on("ticket", 5))
    assert due(ticket) == [OPEN]
    assert f"slack.notice:{ALEX}:details" in due(told([e.ZendeskOpened(reading=reading("new"))], ticket=ticket))


def test_a_second_person_is_told_that_it_was_escalated_already() -> None:
    assert due(question(escalated(), escalated(6, KIM))) == [OPEN, f"slack.notice:{KIM}:already_escalated"]


def test_who_may_not_escalate_is_told_so() -> None:
    assert due(question(escalated(by=ROBIN))) == [f"slack.notice:{ROBIN}:not_a_responder"]


def test_without_zendesk_a_person_is_told_that_it_is_not_set_up() -> None:
    assert due(question(escalated(), by=rules(zendesk=False)), rules(zendesk=False)) == [
        f"slack.notice:{ALEX}:not_set_up"
    ]


def test_a_ticket_of_a_zendesk_that_is_not_set_up_any_more_rests() -> None:
    assert due(linked(on(WAITING, 9)), rules(zendesk=False)) == ["slack.status:post"]


STATUSES: list[Any] = [
    pytest.param([], None, id="without any mark no status is forced"),
    pytest.param([on(SEEN, 3)], "open", id="seen"),
    pytest.param([on(WAITING, 3)], "pending", id="waiting"),
    pytest.param([on(RESOLVED, 3)], None, id="resolved is written later"),
    pytest.param([on(DISMISSED, 3)], None, id="dismissed is written later"),
]


@pytest.mark.parametrize(("events", "status"), STATUSES)
def test_the_ticket_opens_with_the_questions_state(events: list[e.Event], status: str | None) -> None:
    assert opening(question(*events, escalated())).status == status


def test_the_ticket_opens_with_a_custom_status_and_who_took_it() -> None:
    by = rules(statuses=StatusMap({State.WORKING: 55}))
    asked = opening(question(on(WORKING, 3, KIM), escalated(), by=by), by)
    assert (asked.status, asked.assignee) == (55, KIM)


FORMS: list[Any] = [
    pytest.param({}, (ROBIN, "The printer is on fire"), id="the form's defaults"),
    pytest.param({"subject": "Fire", "requester": KIM}, (KIM, "Fire"), id="what was filled in"),
]


@pytest.mark.parametrize(("form", "expected"), FORMS)
def test_the_form_says_who_asks_and_what(form: dict[str, Any], expected: tuple[str, str]) -> None:
    asked = opening(question(escalated(**form)))
    assert (asked.requester, asked.subject) == expected


def test_an_attempt_of_unknown_outcome_is_looked_for_first() -> None:
    ticket = question(escalated(), e.Started(key=OPEN))
    assert opening(ticket).doubt
    failed = told([e.Failed(key=OPEN, again=50.0, doubt=False, why="Zendesk is away.")], ticket=ticket)
    assert not opening(failed).doubt
    assert plan(failed, RULES, 49.0).wake == 50.0


def test_a_ticket_that_an_earlier_try_made_is_read_before_anything_is_written() -> None:
    """Somebody may have commented and moved it before we knew that it is ours; their webhook told us in vain."""
    ticket = question(on(WORKING, 3), escalated(), e.ZendeskStirred(ticket=7, actor=AGENT, about="talk"))
    opened = e.ZendeskOpened(reading=reading("pending"), adopted=True, assigned=ALEX)
    adopted = told([opened], ticket=ticket)
    assert [key for key in due(adopted) if key.startswith("zendesk.")] == ["zendesk.read"]
    assert adopted.zendesk is not None
    assert adopted.zendesk.talked
    assert told([read("pending", at=9.0)], ticket=adopted).state == "waiting"
    assert told([read("pending", at=2.0)], ticket=adopted).state == "working"
    ours = told([read("open", at=9.0, moved_by=ME)], ticket=adopted)
    assert (ours.state, [key for key in due(ours) if key.startswith("zendesk.")]) == ("working", [])


def test_an_opened_ticket_is_learned_once() -> None:
    ticket = linked(on(WAITING, 9), read("pending", 10, moved_by=None))
    assert told([e.ZendeskOpened(reading=reading("new"))], ticket=ticket) == ticket


@pytest.mark.parametrize("who", [ALEX, KIM], ids=["the same person", "somebody else"])
def test_a_refused_ticket_is_left_until_it_is_asked_for_again(who: str) -> None:
    refused = question(escalated(), e.Refused(key=OPEN, why="No such form."))
    assert due(refused) == ["slack.status:post", "slack.warn:0"]
    assert OPEN in due(told([escalated(9, who)], ticket=refused))


def closed(*happened: e.Event | e.Learned) -> Ticket:
    return linked(on(RESOLVED, 3), read("solved", 4), read("closed", 5), *happened)


FOLLOWED_UP: list[Any] = [
    pytest.param([], False, id="nothing more"),
    pytest.param([e.Replied(by=ROBIN, ts="9.0", at=9.0)], True, id="a reply"),
    pytest.param([e.Replied(by=None, ts="9.0", at=9.0, bot=True)], False, id="a reply by a bot"),
    pytest.param([e.Replied(by=ROBIN, ts="2.5", at=2.5)], False, id="a reply from before, told late"),
    pytest.param([off(RESOLVED, 9)], True, id="the resolving mark taken off"),
    pytest.param([button("reopen", 9)], True, id="the reopen button"),
    pytest.param([on(SEEN, 9, KIM)], False, id="a nearer mark"),
]


@pytest.mark.parametrize(("events", "opens"), FOLLOWED_UP)
def test_after_the_close_a_reply_or_a_reopening_makes_a_follow_up(events: list[e.Event], opens: bool) -> None:
    assert ("zendesk.follow_up:7" in due(closed(*events))) is opens


def test_a_responders_reply_to_a_solved_ticket_moves_nothing() -> None:
    ticket = linked(on(RESOLVED, 3), read("solved", 4))
    assert told([e.Replied(by=KIM, ts="9.0", at=9.0)], ticket=ticket).state is State.RESOLVED


def test_a_second_reply_does_not_reopen_what_is_being_worked_on() -> None:
    ticket = closed(e.Replied(by=ROBIN, ts="9.0", at=9.0), button("working", 10), e.Replied(by=KIM, ts="11.0", at=11.0))
    assert ticket.state is State.WORKING


def test_a_follow_up_opened_by_a_reply_stays_open() -> None:
    reopened = closed(e.Replied(by=ROBIN, ts="9.0", at=9.0))
    assert (opening(reopened).follows, opening(reopened).status) == (7, None)
    ticket = told([e.ZendeskOpened(reading=reading("new", id=8), until="9.0")], ticket=reopened)
    assert (ticket.state, ticket.past, link_of(ticket).id) == (State.NEW, (7,), 8)
    assert due(ticket) == ["slack.status:post"]


FOLLOW_UP = "zendesk.follow_up:7"


def test_what_was_said_last_in_the_closed_ticket_is_read_before_the_follow_up() -> None:
    """Nobody asks for it afterwards."""
    stirred = e.ZendeskStirred(ticket=7, about="fields")
    alone = e.ZendeskRead(reading=reading("closed", 5, stamp="S2"))
    ticket = linked(on(RESOLVED, 3), stirred, alone, button("reopen", 9), stamp="S1")
    asked = next(x for x in plan(ticket, RULES, 1e6).due if isinstance(x, fx.ReadZendeskTicket))
    assert asked.talk
    assert FOLLOW_UP not in due(ticket)
    assert FOLLOW_UP in due(told([read("closed", 5, stamp="S2")], ticket=ticket))
    refused = told([e.Refused(key="zendesk.read", why="Not allowed.")], ticket=ticket)
    assert [key for key in due(without_stale_attempts(refused, RULES)) if key.startswith("zendesk")] == [FOLLOW_UP]


def test_a_follow_up_that_may_be_there_is_looked_for_although_the_question_ended_again() -> None:
    ended = closed(off(RESOLVED, 9), e.Started(key=FOLLOW_UP, at=10.0), on(RESOLVED, 11))
    (asked,) = (x for x in plan(ended, RULES, 1e6).due if isinstance(x, fx.OpenZendeskTicket))
    assert (asked.follows, asked.doubt) == (7, True)


def test_a_refused_follow_up_can_be_asked_for_again() -> None:
    refused = closed(off(RESOLVED, 9), e.Refused(key="zendesk.follow_up:7", why="Not closed."))
    assert "zendesk.follow_up:7" not in due(refused)
    assert "zendesk.follow_up:7" in due(told([escalated(10)], ticket=refused))


def test_a_ticket_deleted_in_zendesk_is_said_to_be_lost_and_may_be_opened_again() -> None:
    lost = linked(on(SEEN, 3), e.ZendeskGone(id=7))
    assert (lost.zendesk, lost.lost, due(lost)) == (None, 7, ["slack.status:post"])
    again = told([escalated(9, KIM)], ticket=lost)
    assert opening(again).past == (7,)
    assert told([e.ZendeskOpened(reading=reading(id=8))], ticket=again).past == (7,)


def test_news_of_another_zendesk_ticket_is_not_ours() -> None:
    ticket = linked()
    strange = reading("solved", 9, id=99)
    others: list[e.Learned] = [
        e.ZendeskGone(id=99),
        e.ZendeskRead(reading=strange),
        e.ZendeskWritten(reading=strange, wrote="solved"),
    ]
    assert told([*others, e.ZendeskStirred(ticket=99)], ticket=ticket) == ticket
    assert told([e.ZendeskStirred(ticket=7), *others], ticket=question()) == question()


def test_attempts_at_what_is_not_wanted_any_more_are_forgotten() -> None:
    put_off = question(escalated(), e.Failed(key=OPEN, again=50.0, doubt=True, why="Zendesk is away."))
    assert without_stale_attempts(put_off, RULES) is put_off
    opened = told([e.ZendeskOpened(reading=reading())], ticket=put_off)
    assert without_stale_attempts(opened, RULES).attempts == {}


def test_a_question_with_its_ticket_keeps_its_number_of_asking() -> None:
    assert told([ASKED], ticket=linked()) == linked()
