"""A message that begins with 📣 asks nothing: no ticket, until somebody edits it or wants one all the same."""

from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.differences import differences
from helpdesk.domain.seen import SeenMessage
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.states import State

from .scenes import ALEX, ASKED, PLACE, ROBIN, RULES, SEEN, due, escalated, off, on, question, rules, told

ANNOUNCED = ASKED.model_copy(update={"announcement": True})
FOUND = e.MessageFound(by=ROBIN, at=1.0, announcement=True)
FIRST_REACTION = rules(track="first-reaction")


def reworded(at: float, *, announcement: bool) -> e.Reworded:
    return e.Reworded(subject="The VPN is down", at=at, announcement=announcement)


@pytest.mark.parametrize(
    "happened",
    [
        pytest.param([ANNOUNCED], id="alone"),
        pytest.param([ANNOUNCED, on(SEEN, 3)], id="marked"),
        pytest.param([on(SEEN, 3), ANNOUNCED], id="marked before it was told"),
        pytest.param([on(SEEN, 3), FOUND], id="looked up"),
        pytest.param([ANNOUNCED, on(SEEN, 3, ROBIN)], id="marked by one who may not"),
    ],
)
def test_nothing_is_done_about_an_announcement(happened: list[Any]) -> None:
    ticket = told(happened)
    assert (ticket.kind, due(ticket), ticket.is_live) == ("announcement", [], False)


def test_one_that_somebody_wants_a_zendesk_ticket_of_is_a_question() -> None:
    stories: list[list[e.Event]] = [[ANNOUNCED, escalated()], [escalated(), ANNOUNCED], [ANNOUNCED, on("ticket", 3)]]
    for happened in stories:
        ticket = told(happened)
        assert (ticket.kind, "zendesk.open" in due(ticket)) == ("question", True)


def test_without_its_megaphone_it_is_a_question_in_the_state_of_its_marks() -> None:
    ticket = told([ANNOUNCED, on(SEEN, 3), reworded(5, announcement=False)])
    assert (ticket.kind, ticket.state, ticket.assignee) == ("question", State.SEEN, ALEX)


def test_where_the_first_reaction_makes_a_question_an_edit_does_not() -> None:
    edited = told([FOUND.model_copy(update={"announcement": False})], FIRST_REACTION)
    assert edited.kind == "question"
    announced = told([on(SEEN, 3), FOUND, off(SEEN, 4)], FIRST_REACTION)
    assert told([reworded(5, announcement=False)], FIRST_REACTION, announced).kind == "question"
    unmarked = announced.model_copy(update={"marks": ()})
    assert told([reworded(5, announcement=False)], FIRST_REACTION, unmarked).kind == "unknown"


def test_a_question_edited_to_an_announcement_is_none_any_more() -> None:
    ticket = question(on(SEEN, 3), reworded(5, announcement=True))
    assert (ticket.kind, due(ticket)) == ("announcement", [])


def test_what_the_helpdesk_has_answered_stays_a_question() -> None:
    shown = e.StatusMessageShown(ts="2.0", card=Card(state=State.NEW))
    reacted = e.BotReacted(emoji="check", there=True)
    answers: list[e.Event | e.Learned] = [shown, escalated(), reacted]
    for before in answers:
        assert question(before, reworded(5, announcement=True)).kind == "question"


def test_an_edit_nobody_told_of_is_found() -> None:
    seen = SeenMessage("1.0", ROBIN, subject="The VPN is down", edited=9.0)
    found = list(differences(told([ANNOUNCED]), seen, RULES, 0.0))
    assert found == [reworded(9.0, announcement=False)]
    missed = SeenMessage("1.0", ROBIN, announcement=True)
    assert told(differences(None, missed, RULES, 0.0), ticket=Ticket(place=PLACE)).kind == "announcement"
