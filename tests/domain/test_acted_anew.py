"""Acts that only take back what was done before, that were told late, or that met our own write in one second."""

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.plan import plan
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

from .scenes import (
    ALEX,
    ASKED,
    KIM,
    ME,
    RESOLVED,
    RULES,
    SEEN,
    WAITING,
    WORKING,
    button,
    due,
    escalated,
    linked,
    off,
    on,
    read,
    reading,
    told,
)


def test_a_mark_told_late_does_not_undo_what_an_agent_did_after_it() -> None:
    ticket = linked(read("open", 9), status="new")
    assert told([on(WAITING, 5)], ticket=ticket).state is State.NEW
    assert told([on(WAITING, 10)], ticket=ticket).state is State.WAITING


def test_who_acted_after_the_escalation_is_later_than_what_zendesk_said_before_the_ticket_was_found() -> None:
    adopted = e.ZendeskOpened(reading=reading("solved"), adopted=True)
    ticket = told([ASKED, escalated(2.0), button("reopen", 20), adopted, read("solved", 9)])
    assert ticket.state is State.NEW


def test_zendesk_is_asked_who_moved_it_last_while_slack_has_moved() -> None:
    def looks(ticket: Ticket) -> bool:
        effect = next(effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.ReadZendeskTicket))
        return effect.moved

    assert looks(linked(on(WAITING, 3), e.ZendeskStirred(ticket=7)))
    assert not looks(linked(on(WORKING, 3), e.ZendeskStirred(ticket=7)))


def test_a_move_that_our_write_ran_over_in_the_second_of_its_stamp_counts() -> None:
    wrote = e.ZendeskWritten(reading=reading("solved", 40.0, moved_by=ME, was="hold", was_at=9.0), wrote="solved")
    assert told([wrote], ticket=linked(on(RESOLVED, 3))).state is State.WAITING
    assert told([wrote], ticket=linked(on(RESOLVED, 12))).state is State.RESOLVED
    usual = e.ZendeskWritten(reading=reading("solved", 40.0, moved_by=ME, was="open", was_at=9.0), wrote="solved")
    assert told([usual], ticket=linked(on(RESOLVED, 3))).state is State.RESOLVED


def test_a_status_that_came_with_the_answer_to_a_comment_is_read_before_anything_is_made_of_it() -> None:
    ticket = linked(on(RESOLVED, 3), status="new")
    wrote = e.ZendeskWritten(reading=reading("open", stamp="S2"))
    assert due(told([wrote], ticket=ticket))[0] == "zendesk.read"
    assert told([wrote, read("open", 9, stamp="S2")], ticket=ticket).state is State.WORKING


def test_an_assignee_whose_write_is_in_doubt_is_written_again() -> None:
    taken = linked(on(WORKING, 3))
    given = told([written(ALEX)], ticket=taken)
    other = told([on(SEEN, 2, KIM)], ticket=given)
    key = f"zendesk.update:7::{KIM}"
    assert key in due(other)
    lost = e.Failed(key=key, again=5.0, doubt=True, why="Zendesk can't be reached.")
    back = told([lost, off(SEEN, 8, KIM)], ticket=other)
    assert f"zendesk.update:7::{ALEX}" in due(back)


def written(person: str) -> e.ZendeskWritten:
    return e.ZendeskWritten(reading=reading("open"), assigned=person)
