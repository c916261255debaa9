"""A question that was moved is known again on both ends, and nothing old is said there again."""

from dataclasses import replace

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import RenewMoved
from helpdesk.domain.effects.second_looks import RemovePost
from helpdesk.domain.place import Place
from helpdesk.domain.plan import plan
from helpdesk.domain.rebuilding import caught_up, rebuilt
from helpdesk.domain.rebuilding.moves import arrivals
from helpdesk.domain.rebuilding.sight import SeenComment, SeenTicket, Sight
from helpdesk.domain.recorded import StatusRecord, digest
from helpdesk.domain.seen import SeenChannel, SeenFile, SeenMessage, SeenReply
from helpdesk.domain.ticket import Extra, Shown, Ticket
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.states import State

from .scenes import ALEX, BOT, PLACE, ROBIN, RULES, SEEN

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


def test_a_question_whose_thread_was_not_told_before_the_store_was_lost_has_left_all_the_same() -> None:
    went = arrivals(PLACE.team, {THERE.channel: SeenChannel((ROOT, replace(ROOT, ts=f"{T0 + 900:.6f}")))})
    sight = Sight(PLACE, SeenMessage(PLACE.ts, ROBIN, "Help"), BOT, arrival=went[PLACE])
    ticket = rebuilt(sight, RULES)
    assert (ticket.kind, ticket.number, ticket.requester) == ("moved", "IT-42", ROBIN)
    assert ticket.moving is not None
    assert ticket.moving.target(PLACE) == THERE
    doubled = f"slack.remove:{T0 + 900:.6f}"
    assert [effect.key for effect in plan(ticket, RULES, T0 + 999).due] == ["slack.tell_moved:", doubled]
    assert sight.is_traced


def test_a_message_that_came_twice_is_where_it_goes_on_and_the_other_goes() -> None:
    twice = replace(ROOT, ts=f"{T0 + 400:.6f}")
    used = replace(ROOT, latest_reply=T0 + 600)
    (arrival,) = arrivals(PLACE.team, {THERE.channel: SeenChannel((twice, used))}).values()
    assert (arrival.place, [place.ts for place in arrival.in_vain]) == (THERE, [twice.ts])
    ticket = rebuilt(Sight(PLACE, SeenMessage(PLACE.ts, ROBIN, "Help"), BOT, (line(BOT),), arrival=arrival), RULES)
    assert plan(ticket, RULES, T0 + 999).due == (RemovePost(Extra(ts=twice.ts, channel=THERE.channel)),)


def test_a_second_message_below_which_something_stands_is_left() -> None:
    used = tuple(replace(ROOT, ts=f"{T0 + n:.6f}", latest_reply=T0 + 600) for n in (400, 500))
    (arrival,) = arrivals(PLACE.team, {THERE.channel: SeenChannel(used)}).values()
    assert (arrival.place.ts, arrival.in_vain) == (used[0].ts, ())


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


def said(seconds: float, by: str = ROBIN, edited: float = 0.0, **mark: str) -> SeenReply:
    fact = e.Replied(by=by, ts=f"{T0 + seconds:.6f}", at=T0 + seconds, bot=by == BOT)
    return SeenReply(fact, edited=edited and T0 + edited, mark=mark)


def copy(of: SeenReply, seconds: float, edited: float = 0.0, part: str = "0") -> SeenReply:
    mark = {"wrote": of.said.ts, "written_in": str(PLACE), "relayed_to": str(THERE), "part": part}
    return said(seconds, BOT, edited, **mark)


def seen_again(*here: SeenReply, left: tuple[SeenReply, ...] = (), there: tuple[SeenTicket, ...] = ()) -> Ticket:
    sight = Sight(THERE, ROOT, BOT, here, there=there, left={PLACE: left})
    return caught_up(rebuilt(sight, RULES), sight, None, RULES)


def test_what_ours_show_of_the_thread_it_left_is_known_again() -> None:
    before, since = said(9), said(600)
    shown = (copy(since, 601), copy(since, 602, part="1"))
    talk = seen_again(*shown, left=(before, since)).talk
    (relay,) = talk.relays
    assert (relay.ts, relay.place, relay.where) == (since.said.ts, PLACE, THERE)
    assert relay.shown == tuple(reply.said.ts for reply in shown)
    assert relay.is_settled
    assert set(talk.elsewhere) == {PLACE.ts, before.said.ts, since.said.ts}


def test_what_they_dont_show_yet_is_to_be_shown() -> None:
    since, edited, gone = said(600), replace(said(610), edited=T0 + 650), said(620)
    relays = seen_again(copy(edited, 611), copy(gone, 621), left=(since, edited)).talk.relays
    assert [(relay.ts, relay.is_settled) for relay in relays] == [
        (reply.said.ts, False) for reply in (since, edited, gone)
    ]
    assert [relay.gone for relay in relays] == [False, False, True]
    (renewed,) = seen_again(copy(edited, 611, edited=651), left=(edited,)).talk.relays
    assert renewed.is_settled


def test_only_our_own_messages_say_what_they_show() -> None:
    since = said(600)
    forged = replace(copy(since, 601), said=said(601, ALEX).said)
    (relay,) = seen_again(forged, left=(since,)).talk.relays
    assert relay.where is None


def test_what_zendesk_has_of_the_thread_it_left_is_known_again() -> None:
    before, since = said(9), said(600)
    comments = (SeenComment(11, T0 + 20, True, marks=(before.said.ts,)), SeenComment(12, T0 + 605, True))
    made = SeenTicket(
        e.Reading(id=7, status="open", stamp="s"), owner=PLACE, opened_at=T0 + 1, until=PLACE.ts, comments=comments
    )
    ticket = seen_again(copy(since, 601), left=(before, since), there=(made,))
    assert ticket.talk.sent == {PLACE.ts: 0, before.said.ts: 11}
    assert [reply.ts for reply in ticket.talk.waiting] == [since.said.ts]
    assert ticket.talk.gone == ()


def test_its_files_are_known_again_by_name_and_size_and_others_are_still_to_come() -> None:
    files = (SeenFile("F1", "log.txt", 5), SeenFile("F2", "new.txt", 6))
    since = replace(said(600), files=files)
    shown = replace(said(602, BOT), files=(SeenFile("F9", "log.txt", 5),))
    (relay,) = seen_again(copy(since, 601), shown, left=(since,)).talk.relays
    assert [(file.id, file.file, file.there) for file in relay.files] == [("F1", "F9", True), ("F2", "", False)]


def test_what_was_told_of_a_thread_that_may_not_be_read_any_more_is_not_taken_for_deleted() -> None:
    comments = (SeenComment(11, T0 + 20, True, marks=(f"{T0 + 9:.6f}",)),)
    reading = e.Reading(id=7, status="open", stamp="s")
    made = SeenTicket(reading, owner=PLACE, opened_at=T0 + 1, until=PLACE.ts, comments=comments)
    sight = Sight(THERE, ROOT, BOT, there=(made,))
    talk = caught_up(rebuilt(sight, RULES), sight, None, RULES).talk
    assert talk.elsewhere[f"{T0 + 9:.6f}"] == PLACE
    assert talk.waiting == ()


def test_where_it_was_nothing_of_its_state_is_left() -> None:
    def status(card: int) -> SeenReply:
        return said(10, BOT, place=str(PLACE), record=StatusRecord(number="IT-42", card=card).written())

    root = SeenMessage(PLACE.ts, ROBIN, reactions={SEEN: [BOT]})
    file, comment = SeenFile("F1", "a.png", 5), said(20, BOT, comment="80", part="0")
    made = SeenTicket(
        e.Reading(id=7, status="open", stamp="s"), owner=PLACE, comments=(SeenComment(80, T0 + 10, True, black=True),)
    )
    replies = (status(1), comment, replace(said(30, BOT), files=(file,)), line(BOT))
    twice = (*replies, replace(said(31, BOT), files=(file,)))
    ticket = rebuilt(Sight(PLACE, root, BOT, twice, there=(made,)), RULES)
    due = [effect.key.partition(":")[0] for effect in plan(ticket, RULES, T0 + 999).due]
    assert sorted(due) == ["slack.hide", "slack.remove", "slack.status", "slack.unreact"]
    card = Card(state=State.NEW, moved_to=THERE.channel)
    assert rebuilt(Sight(PLACE, root, BOT, (status(digest(card)), line(BOT))), RULES).shown.card == card


@pytest.mark.parametrize("gone", [False, True])
def test_what_became_of_its_own_words_before_the_store_was_lost_is_shown_and_told(gone: bool) -> None:
    own = SeenMessage(PLACE.ts, ROBIN, "Payslip", edited=T0 + 550, gone=gone)
    last = Place(PLACE.team, "C0FINANCE", f"{T0 + 900:.6f}")
    between = rebuilt(Sight(THERE, ROOT, BOT, (line(BOT, str(last)),), own=own), RULES)
    for ticket in (rebuilt(Sight(PLACE, own, BOT, (line(BOT),)), RULES), between):
        (renewing,) = plan(ticket, RULES, T0 + 999).due
        assert isinstance(renewing, RenewMoved)
        assert (renewing.deleted, ticket.deleted) == (gone, gone)
    made = SeenTicket(
        e.Reading(id=7, status="open", stamp="s"),
        owner=PLACE,
        until=PLACE.ts,
        comments=(SeenComment(11, T0 + 20, True, marks=("opening",)),),
    )
    sight = Sight(THERE, ROOT, BOT, there=(made,), own=own)
    ticket = caught_up(rebuilt(sight, RULES), sight, None, RULES)
    assert [(reply.kind, reply.ts) for reply in ticket.talk.waiting] == [("deleted" if gone else "edited", PLACE.ts)]
    assert (ticket.deleted, ticket.state is State.DISMISSED) == (gone, gone)
    assert gone or ticket.reworded == T0 + 550


def test_own_words_that_nobody_may_read_any_more_are_not_taken_for_deleted() -> None:
    assert not rebuilt(Sight(THERE, ROOT, BOT), RULES).deleted
