"""A question that was moved is known again on both ends, and nothing old is said there again."""

from dataclasses import replace

from helpdesk.domain import events as e
from helpdesk.domain.effects.second_looks import RemovePost
from helpdesk.domain.place import Place
from helpdesk.domain.plan import plan
from helpdesk.domain.rebuilding import rebuilt
from helpdesk.domain.rebuilding.sight import SeenTicket, Sight
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Extra, Shown, Ticket

from .scenes import ALEX, BOT, PLACE, ROBIN, RULES

T0 = float(PLACE.ts)
THERE = Place(PLACE.team, "C0PAYROLL", f"{T0 + 500:.6f}")
MARK = {"moved_from": str(PLACE), "number": "IT-42", "requester": ROBIN, "by": ALEX}
ROOT = SeenMessage(THERE.ts, None, "IT-42 · asked in another channel", mark=MARK)


def line(by: str, target: str = str(THERE)) -> SeenReply:
    at = T0 + 501
    said = e.Replied(by=by, ts=f"{at:.6f}", at=at, bot=by == BOT)
    return SeenReply(said, mark={"moved_to": target, "by": ALEX, "number": "IT-42"})


def left(*replies: SeenReply) -> Ticket:
    said = SeenReply(e.Replied(by=ROBIN, ts=f"{T0 + 9:.6f}", at=T0 + 9))
    return rebuilt(Sight(PLACE, SeenMessage(PLACE.ts, ROBIN, "Help"), BOT, (said, *replies)), RULES)


def test_where_it_is_now_it_has_its_number_its_requester_and_its_time() -> None:
    ticket = rebuilt(Sight(THERE, ROOT, BOT), RULES)
    assert (ticket.kind, ticket.number, ticket.requester) == ("question", "IT-42", ROBIN)
    assert (ticket.asked, ticket.came_from, ticket.subject) == (T0, PLACE, "")
    assert Sight(THERE, ROOT, BOT).is_traced


def test_a_zendesk_ticket_made_before_it_moved_is_its_own() -> None:
    reading = e.Reading(id=7, status="open", stamp="s")
    made = SeenTicket(reading, owner=PLACE, subject="Payslip")
    ticket = rebuilt(Sight(THERE, ROOT, BOT, there=(made,)), RULES)
    assert ticket.zendesk is not None
    assert (ticket.zendesk.id, ticket.subject) == (7, "Payslip")


def test_a_question_that_moved_twice_keeps_its_zendesk_ticket_and_when_it_was_asked() -> None:
    last = Place(PLACE.team, "C0FINANCE", f"{T0 + 900:.6f}")
    root = SeenMessage(last.ts, None, "IT-42", mark={**MARK, "moved_from": str(THERE), "earlier": str(PLACE)})
    sight = Sight(last, root, BOT)
    ticket = rebuilt(sight, RULES)
    assert (ticket.asked, ticket.came_from, ticket.earlier) == (T0, THERE, (PLACE,))
    assert sight.owners == {last, THERE, PLACE}


def test_where_it_was_there_is_nothing_left_to_do() -> None:
    ticket = left(line(BOT))
    assert ticket.kind == "moved"
    assert ticket.moving is not None
    assert ticket.moving.target(PLACE) == THERE
    assert (ticket.number, ticket.requester) == ("IT-42", ROBIN), "an edit of the question is still shown there"
    assert plan(ticket, RULES, T0 + 999).due == ()


def test_what_others_write_into_their_metadata_is_not_believed() -> None:
    assert left(line(ROBIN)).kind == "question"
    assert left(line(BOT, "nowhere")).kind == "question"
    other = rebuilt(Sight(THERE, replace(ROOT, mark={"moved_from": "nowhere"}), BOT), RULES)
    assert other.came_from is None


def test_what_is_there_too_often_goes_and_a_doubt_is_looked_into() -> None:
    shown = Shown(extra=(Extra(ts="7.0"),), unsure_until=T0 + 50)
    outstanding = plan(left(line(BOT)).model_copy(update={"shown": shown}), RULES, T0)
    assert outstanding.due == (RemovePost(Extra(ts="7.0")),)
    assert outstanding.wake == T0 + 50


def test_between_two_moves_it_still_knows_where_its_words_are() -> None:
    last = Place(PLACE.team, "C0FINANCE", f"{T0 + 900:.6f}")
    ticket = rebuilt(Sight(THERE, ROOT, BOT, (line(BOT, str(last)),)), RULES)
    assert (ticket.kind, ticket.number, ticket.requester, ticket.asked_at) == ("moved", "IT-42", ROBIN, PLACE)
