"""What comes of news from threads that a question left, or of a message that never was a question."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.place import Place
from helpdesk.domain.taking_back import taken_back
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.talk import Talk

from .scenes import PLACE, ROBIN, RULES, question, read

LEFT = Place(PLACE.team, "C0PAYROLL", "1699990000.000100")
SAID = e.Replied(by=ROBIN, ts="1700000100.000100", at=1700000100.0001)


def moved(**more: object) -> Ticket:
    return question().model_copy(update={"came_from": LEFT, "subject": "Fire", "reworded": 9.0, **more})


def edited(at: float) -> e.Reworded:
    return e.Reworded(subject="Smoke", at=at)


@pytest.mark.parametrize("said", [SAID, edited(10.0), e.Deleted(at=10.0)], ids=lambda said: said.kind)
def test_what_is_no_question_here_hears_nothing_of_other_threads(said: e.Replied | e.Reworded | e.Deleted) -> None:
    ticket = moved(kind="announcement")
    assert decide(ticket, e.SpokeElsewhere(place=LEFT, said=said), RULES).talk == ticket.talk


@pytest.mark.parametrize(("at", "subject"), [(8.0, "Fire"), (10.0, "Smoke")])
def test_the_latest_wording_where_it_was_asked_counts(at: float, subject: str) -> None:
    assert decide(moved(), e.SpokeElsewhere(place=LEFT, said=edited(at)), RULES).subject == subject


def test_an_edit_of_our_own_message_with_the_question_is_no_news() -> None:
    assert decide(moved(), edited(10.0), RULES).subject == "Fire"


@pytest.mark.parametrize(("heard", "told"), [("", [LEFT]), ("1700000200.000100", [])])
def test_what_zendesk_took_back_is_told_where_it_may_stand_and_not_where_it_does_not(
    heard: str, told: list[Place]
) -> None:
    ticket = moved(talk=Talk(heard={"7": heard}))
    taken = read().model_copy(update={"blackened": (7,)})
    assert [place for place, _ in taken_back(ticket, taken)] == told
