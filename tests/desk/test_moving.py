"""A question moves to another help channel with all it has, once, whoever dies on the way; both ends say so."""

from dataclasses import replace

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.events import (
    ButtonPressed,
    Deleted,
    EscalationRequested,
    MoveWanted,
    Replied,
    Rerouted,
    Reworded,
    ZendeskStirred,
)
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.states import State
from helpdesk.domain.transcript import Spoken
from helpdesk.store import keys
from tests.desk.moving import HERE, HR, IRIS, IT, PAY, PIA, RIO, THERE, at, both, happens, move
from tests.desk.stage import Stage
from tests.letters import place, reply


def test_it_goes_on_there_with_its_number_and_new_to_who_answers_there(two: Stage) -> None:
    two.marks("eyes")
    move(two)
    there = at(two)
    assert (there.kind, there.number, there.requester) == ("question", "IT-1", RIO)
    assert (there.subject, there.asked) == ("The printer is on fire", 50.0)
    assert (there.state, there.assignee, there.came_from) == (State.NEW, None, place())
    assert [(told.what, told.by) for told in two.tickets.history(THERE)][:1] == [("moved_here", IRIS)]
    assert two.tickets.numbered("IT-1") == THERE
    assert [ticket.place for ticket in two.tickets.all()] == [THERE]
    assert two.slack.moved == {(place(), PAY): [THERE.ts]}
    assert two.slack.lines == [("moved", PAY)]
    assert [message.card.state for message in two.slack.posted if message.place == THERE] == [State.NEW]
    two.marks("wrench", PIA, THERE)
    assert (at(two).state, at(two).assignee) == (State.WORKING, PIA)


def test_its_times_go_along(two: Stage) -> None:
    two.marks("eyes")
    seen = two.ticket.timings.seen
    two.marks("hourglass")
    before = two.clock()
    move(two)
    assert seen is not None
    assert at(two).timings.seen == seen
    assert at(two).timings.waits == ((before, before + 1),)


def test_what_was_left_is_no_question_any_more(two: Stage) -> None:
    two.marks("eyes")
    happens(two, ButtonPressed(by=IRIS, button="waiting", at=two.clock()))
    assert two.slack.reactions
    move(two)
    assert two.ticket.kind == "moved"
    assert two.slack.reactions == set()
    (left,) = [message for message in two.slack.posted if message.place == place()]
    assert left.card.moved_to == PAY
    assert list(two.tickets.live(HERE)) == []
    assert not two.valkey.ttl(keys.of(place(), "ticket")) > 0


def test_the_zendesk_ticket_goes_along_and_what_happens_there_comes_to_the_new_place(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    move(two)
    link = at(two).zendesk
    assert link is not None
    assert two.tickets.places_of(link.id)[0] == THERE
    two.zendesk.heard = [e.HeardComment(id=31, at=two.clock(), public=True)]
    two.zendesk.move("pending", two.clock() + 1)
    happens(two, ZendeskStirred(ticket=link.id, about="talk"))  # the webhook names the place it was made for
    assert at(two).state is State.WAITING
    assert "31" in at(two).talk.heard
    assert len(two.zendesk.tickets) == 1


def test_a_ticket_made_after_the_move_is_made_for_the_new_place(two: Stage) -> None:
    move(two)
    two.marks("ticket", PIA, THERE)
    both(two)
    assert [made.external_id for made in two.zendesk.tickets] == [THERE.external_id]


def test_such_a_ticket_begins_with_the_thread_that_was_left(two: Stage) -> None:
    move(two)
    two.zendesk.until = THERE.ts
    two.marks("ticket", PIA, THERE)
    both(two)
    assert two.zendesk.read_along == [(f"https://example.com/{HERE}", f"https://example.com/{PAY}")]
    assert at(two).talk.elsewhere == {place().ts: place()}, "what is said there is looked for there"


def test_a_form_opened_before_the_move_is_not_lost(two: Stage) -> None:
    move(two)
    happens(two, EscalationRequested(by=PIA, at=two.clock()))
    assert [made.external_id for made in two.zendesk.tickets] == [THERE.external_id]


def test_it_does_not_move_while_zendesk_is_to_hear_what_was_said(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    two.zendesk.trouble["tell"] = TryLater("Zendesk is away.")
    two.tell(reply("1700000300.000100"))
    two.clock.now = 1_700_000_310.0
    two.attend()
    two.tell(MoveWanted(by=IRIS, to=PAY, at=two.clock()))
    two.attend()
    two.later(5)
    assert two.slack.moved == {}
    two.zendesk.trouble.clear()
    both(two)
    assert two.zendesk.comments == [("1700000300.000100",)]
    assert at(two).number == "IT-1"


def test_what_bots_and_the_helpdesk_itself_write_in_the_old_thread_tells_nobody_where_to_go(two: Stage) -> None:
    move(two)
    late = two.clock() + 5
    happens(two, Replied(by="U0OTHER", ts=f"{late:.6f}", at=late, bot=True), reply(f"{late + 2:.6f}", "U0BOT"))
    assert two.slack.notices == []
    assert len(at(two).talk.relays) == 1


def test_who_marks_or_presses_in_the_old_thread_is_told_where_to_go(two: Stage) -> None:
    move(two)
    two.marks("eyes")
    happens(two, ButtonPressed(by="U0IVAN", button="resolve", at=two.clock()), Rerouted(by=RIO, to=PAY, at=two.clock()))
    two.marks("tada", "U0IVAN")
    assert sorted(two.slack.notices) == [(IRIS, "moved"), ("U0IVAN", "moved")]
    assert at(two).state is State.NEW


def test_an_edit_shows_in_the_other_channel_and_a_deletion_takes_the_words_away(two: Stage) -> None:
    move(two)
    happens(two, Reworded(subject="Edited", at=two.clock() + 1))
    two.slack.words = "Edited"
    happens(two, Reworded(subject="Edited again", at=two.clock() + 2))
    happens(two, Deleted(at=two.clock() + 3))
    assert two.slack.renewed == ["gone", "said", "gone"]
    assert set(two.slack.by_whom) == {("IT-1", RIO)}
    assert (at(two).deleted, at(two).state) == (True, State.DISMISSED)


def test_a_comment_that_is_withdrawn_goes_from_the_old_thread_and_is_not_shown_in_the_new(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    (made,) = two.zendesk.tickets
    two.zendesk.heard = [e.HeardComment(id=31, at=two.clock(), public=True)]
    two.zendesk.spoken[31] = Spoken("Ada", None, of_text("Look"), public=True)
    happens(two, ZendeskStirred(ticket=made.id, about="talk"))
    move(two)
    happens(two, ZendeskStirred(ticket=made.id, about="talk"), at=THERE)
    assert two.slack.comments == [31]
    for where in (place(), THERE):
        happens(two, ZendeskStirred(ticket=made.id, about="withdrawn", comment=31), at=where)
    assert two.slack.comments == []


@pytest.mark.parametrize(
    "chosen", [MoveWanted(by=IRIS, to="C0NOWHERE", at=2e9), MoveWanted(by=RIO, to=PAY, at=2e9)], ids=["where", "who"]
)
def test_where_there_is_no_help_channel_and_by_who_may_not_nothing_moves(two: Stage, chosen: e.Event) -> None:
    happens(two, chosen)
    assert two.ticket.kind == "question"
    assert two.slack.moved == {}


def test_a_question_that_is_over_stays(two: Stage) -> None:
    two.marks("white_check_mark")
    move(two)
    assert two.slack.moved == {}


def test_a_help_channel_that_is_chosen_in_the_list_of_targets_moves_it(two: Stage) -> None:
    happens(two, Rerouted(by=IRIS, to=PAY, at=two.clock() + 1))
    assert at(two).number == "IT-1"


def test_a_channel_that_refuses_it_is_told_of_and_another_one_may_be_chosen(two: Stage) -> None:
    two.slack.trouble["post_moved"] = GiveUp("The helpdesk is not in this channel.")
    move(two)
    assert two.ticket.kind == "question"
    assert [warned[2:] for warned in two.slack.warned] == [(f"slack.move:{PAY}",)]
    two.slack.trouble.clear()
    move(two)
    assert at(two).number == "IT-1"


def test_handed_over_twice_it_is_what_it_was(two: Stage) -> None:
    before = two.ticket.model_copy(update={"moving": Moving(to=PAY, by=IRIS, at=1.0, ts=THERE.ts)})
    move(two)
    two.marks("wrench", PIA, THERE)
    there = at(two)
    happens(two, e.MovedHere(ticket=before), at=THERE)
    assert at(two) == there


def test_while_nobody_knows_whether_it_is_there_no_other_channel_can_be_chosen(two: Stage) -> None:
    two.rules = lambda channel: HR if channel == PAY else replace(IT, moves_to=frozenset({PAY, "C0OTHER"}))
    two.slack.lost.add("post_moved")
    two.tell(MoveWanted(by=IRIS, to=PAY, at=two.clock()))
    two.attend()
    two.tell(MoveWanted(by=IRIS, to="C0OTHER", at=two.clock() + 1))
    both(two)
    assert two.slack.moved == {(place(), PAY): [THERE.ts]}
    assert at(two).number == "IT-1"


def test_a_choice_told_late_changes_nothing(two: Stage) -> None:
    two.slack.trouble["post_moved"] = TryLater("Slack is away.")
    late = MoveWanted(by=IRIS, to="C0OTHER", at=two.clock())
    two.rules = lambda channel: HR if channel == PAY else replace(IT, moves_to=frozenset({PAY, "C0OTHER"}))
    two.clock.now += 1
    two.tell(MoveWanted(by=IRIS, to=PAY, at=two.clock()))
    two.attend()
    two.slack.trouble.clear()
    happens(two, late)
    assert at(two).number == "IT-1"


def test_what_was_under_way_there_when_somebody_marked_it_first(two: Stage) -> None:
    two.tell(e.ReactionAdded(person=PIA, emoji="eyes", at=two.clock() + 50), at=THERE)
    two.slack.trouble["look_up"] = TryLater("This question is still on its way here from another channel.")
    two.attend(THERE)
    move(two)
    assert (at(two).number, at(two).assignee) == ("IT-1", PIA)
    assert [ticket.number for ticket in two.tickets.all()] == ["IT-1"]


def test_a_file_that_is_withdrawn_goes_from_the_old_thread(two: Stage) -> None:
    left = two.ticket.model_copy(
        update={"kind": "moved", "moving": Moving(to=PAY, by=IRIS, at=1.0, ts=THERE.ts, handed=True, told=True)}
    )
    files = (Attached(id=9, comment=31, there=True, ts="5.0"),)
    left = left.model_copy(update={"talk": left.talk.model_copy(update={"heard": {"31": "4.0"}, "files": files})})
    gone = decide(left, ZendeskStirred(ticket=7, about="withdrawn", comment=31, file=9), IT)
    assert gone.talk.files[0].gone
    assert decide(left, ZendeskStirred(ticket=7, about="talk"), IT) == left


def test_in_shadow_mode_nothing_moves(two: Stage) -> None:
    two.rules = lambda channel: HR if channel == PAY else replace(IT, shadow=True)
    move(two)
    assert two.ticket.moving is None
