"""What is filled in after a ticket was made: written with the status, tried again, and no obstacle when it is wrong."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.plan import plan, without_stale_attempts
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Notice, Ticket
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.form import Details, FieldOffer, FormOffer

from .scenes import ALEX, KIM, RESOLVED, ROBIN, RULES, WORKING, due, linked, off, on, reading, told

SOLVE = "zendesk.update:7:solved:-"
WANTS = 'Zendesk needs "Impact" filled in before this ticket can be solved'
IMPACT = 9001
HIGH = Details(fields={IMPACT: "high"})


def given(details: Details = HIGH, at: float = 9.0, by: str = KIM) -> e.DetailsGiven:
    return e.DetailsGiven(by=by, at=at, details=details)


def writes(ticket: Ticket) -> list[fx.UpdateZendeskTicket]:
    return [effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.UpdateZendeskTicket)]


def assigned(*happened: e.Event | e.Learned) -> Ticket:
    """A ticket that Kim has, in Zendesk too, so that nothing but what happens is to be written."""
    mine = e.ZendeskWritten(reading=reading("open"), assigned=KIM)
    return told([on(WORKING, 3.0, KIM), mine, *happened], ticket=linked())


def wanting() -> Ticket:
    """Kim resolved it, and Zendesk wants a field first."""
    ticket = assigned(on(RESOLVED, 5.0, KIM))
    assert [write.key for write in writes(ticket)] == [SOLVE]
    return told([e.Refused(key=SOLVE, why=WANTS, fields=(IMPACT,))], ticket=ticket)


def card(ticket: Ticket) -> Card:
    found = status_card(ticket, RULES)
    assert found is not None
    return found


def test_who_resolved_it_is_told_once_what_zendesk_wants() -> None:
    ticket = wanting()
    assert ticket.notices == (Notice(person=KIM, why="fields_missing"),)
    assert f"slack.notice:{KIM}:fields_missing" in due(ticket)
    said = told([e.NoticeGiven(person=KIM, why="fields_missing")], ticket=ticket)
    assert f"slack.notice:{KIM}:fields_missing" not in due(said)
    assert writes(said) == []


def test_meanwhile_the_status_message_says_that_zendesk_has_not_solved_it() -> None:
    ticket = wanting()
    assert (card(ticket).unsolved, card(ticket).trouble) == (True, (WANTS,))
    reopened = without_stale_attempts(told([off(RESOLVED, 8.0, KIM)], ticket=ticket), RULES)
    assert (card(reopened).unsolved, card(reopened).trouble) == (False, ())


def test_a_solve_that_only_waits_for_the_grace_is_not_unsolved() -> None:
    assert not card(assigned(on(RESOLVED, 5.0, KIM))).unsolved


def test_what_was_missing_goes_with_the_status_and_is_gone_when_written() -> None:
    ticket = without_stale_attempts(told([given()], ticket=wanting()), RULES)
    (write,) = writes(ticket)
    assert (write.status, write.details) == ("solved", HIGH)
    solved = e.ZendeskWritten(reading=reading("solved", 10.0, moved_by=900), wrote="solved", details=HIGH, assigned=KIM)
    done = told([solved], ticket=ticket)
    assert (done.details, writes(done), card(done).unsolved) == (None, [], False)


def test_should_zendesk_want_still_more_that_is_said_again() -> None:
    ticket = told([e.NoticeGiven(person=KIM, why="fields_missing"), given()], ticket=wanting())
    (write,) = writes(ticket)
    again = told([e.Refused(key=write.key, why=WANTS, fields=(9002,))], ticket=ticket)
    assert f"slack.notice:{KIM}:fields_missing" in due(again)
    more = told([given(Details(fields={9002: "x"}), at=11.0)], ticket=again)
    assert [write.details for write in writes(more)] == [Details(fields={IMPACT: "high", 9002: "x"})]


def test_details_are_written_at_once_without_any_status() -> None:
    ticket = assigned(given(Details(priority="high")))
    (write,) = writes(ticket)
    assert (write.status, write.assign, write.details) == (None, False, Details(priority="high"))


LATER: list[Any] = [
    pytest.param(Details(priority="low"), Details(priority="low", group=71, fields={1: "a"}), id="another priority"),
    pytest.param(
        Details(fields={1: "b", 2: "c"}), Details(group=71, priority="high", fields={1: "b", 2: "c"}), id="more"
    ),
    pytest.param(Details(), Details(group=71, priority="high", fields={1: "a"}), id="nothing"),
]


@pytest.mark.parametrize(("later", "both"), LATER)
def test_later_details_stand_over_the_earlier_ones(later: Details, both: Details) -> None:
    first = given(Details(priority="high", group=71, fields={1: "a"}))
    assert assigned(first, given(later, at=10.0)).details == both


def test_details_told_while_others_are_on_their_way_are_not_lost() -> None:
    ticket = assigned(given(Details(priority="high")), given(Details(type="task"), at=10.0))
    early = e.ZendeskWritten(reading=reading("open"), details=Details(priority="high"), assigned=KIM)
    assert told([early], ticket=ticket).details == Details(priority="high", type="task")


def test_only_who_may_answer_gives_details() -> None:
    ticket = assigned(given(by=ROBIN))
    assert ticket.details is None
    assert f"slack.notice:{ROBIN}:not_a_responder" in due(ticket)


def test_details_without_a_ticket_are_nothing() -> None:
    ticket = told([e.ZendeskGone(id=7), given(by=ALEX)], ticket=linked())
    assert ticket.details is None


def test_details_that_are_wrong_are_told_of_and_hold_nothing_back() -> None:
    ticket = assigned(given(Details(fields={IMPACT: "very"})), on(RESOLVED, 10.0, KIM))
    (write,) = writes(ticket)
    refused = told([e.Refused(key=write.key, why="Zendesk refused it: Impact: very is not valid")], ticket=ticket)
    assert [(left.status, left.details) for left in writes(refused)] == [("solved", None)]
    kept = without_stale_attempts(refused, RULES)
    assert "Impact" in card(kept).trouble[0]
    solved = e.ZendeskWritten(reading=reading("solved", 11.0, moved_by=900), wrote="solved", assigned=KIM)
    done = without_stale_attempts(told([solved], ticket=kept), RULES)
    (again,) = writes(done)
    done = told([e.Refused(key=again.key, why="Zendesk refused it: Impact: very is not valid")], ticket=done)
    assert writes(done) == []
    (better,) = writes(told([given(HIGH, at=12.0)], ticket=done))
    assert (better.status, better.details) == (None, HIGH)


def test_how_replies_are_told_is_as_the_form_said() -> None:
    said = e.Replied(by=ROBIN, ts="9.0", at=9.0)
    for public in (True, False, None):
        ticket = linked()
        assert ticket.escalation is not None
        wish = ticket.escalation.model_copy(update={"public": public})
        asked = told([said], ticket=ticket.model_copy(update={"escalation": wish}))
        (tell,) = (effect for effect in plan(asked, RULES, 1e6).due if isinstance(effect, fx.TellZendesk))
        assert tell.public is public


def test_a_field_of_the_form_is_found_by_its_id() -> None:
    impact = FieldOffer(id=IMPACT, title="Impact", type="tagger")
    offer = FormOffer(fields=(impact.model_copy(update={"id": 1}), impact))
    assert offer.field(IMPACT) is impact
    assert offer.field(2) is None
