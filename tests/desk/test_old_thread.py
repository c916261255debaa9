"""What people write in a thread that their question has left is said where it stands, in Slack and in Zendesk, once."""

from dataclasses import replace

import pytest
from redis import Redis

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Talk
from tests.desk.moving import HERE, HR, IRIS, IT, PAY, PIA, RIO, THERE, at, both, happens, move, prepared
from tests.desk.old_thread import BACK, copies, deletes, edits, escalated_and_moved, says, settle, told, write
from tests.desk.stage import Stage
from tests.letters import asked, place, question


@pytest.fixture
def two(two: Stage) -> Stage:
    """The question has a Zendesk ticket, and moved to the other channel."""
    return escalated_and_moved(two)


def test_a_reply_is_in_the_new_thread_and_in_zendesk_once(two: Stage) -> None:
    said = says(two, 5, "It still burns")
    happens(two, said, said)
    assert copies(two) == [(THERE, "It still burns")]
    assert told(two) == [(said.ts,)]
    assert two.slack.notices[1:] == [(RIO, "moved")]


def test_replies_of_both_threads_are_told_in_their_order(two: Stage) -> None:
    here, there, again = write(two, 5, "One"), write(two, 6, "Two", PIA, THERE), write(two, 7, "Three")
    two.clock.now += 1
    two.tell(again)
    two.tell(there, at=THERE)
    two.tell(here)
    both(two)
    assert told(two) == [(here.ts,), (there.ts,), (again.ts,)]
    assert [words for _, words in copies(two)] == ["One", "Three"]


@pytest.mark.parametrize("deleted", [False, True], ids=["there", "deleted"])
def test_a_copy_that_may_be_there_is_looked_for_although_an_earlier_word_comes_late(two: Stage, deleted: bool) -> None:
    if deleted:
        happens(two, e.Deleted(at=two.clock() + 1))
    late, there = write(two, 5, "One"), write(two, 6, "Two")
    two.slack.lost.add("relay_words")
    two.clock.now += 1
    two.tell(there)
    two.attend()
    two.attend(THERE)
    assert copies(two) == [(THERE, "Two")]
    two.tell(late)
    both(two)
    assert sorted(words for _, words in copies(two)) == ["One", "Two"]


def test_one_comment_holds_replies_of_one_thread_alone(two: Stage) -> None:
    one, two_of, there = write(two, 5, "One"), write(two, 5.2, "Two"), write(two, 5.4, "Three", RIO, THERE)
    two.clock.now += 1
    two.tell(one, two_of)
    two.tell(there, at=THERE)
    both(two)
    assert told(two) == [(one.ts, two_of.ts), (there.ts,)]


def test_an_edit_and_a_deletion_follow_in_both(two: Stage) -> None:
    said = says(two, 5, "It burns")
    edit = edits(two, said, "It smokes")
    happens(two, edit)
    assert copies(two) == [(THERE, "It smokes")]
    deletion = deletes(two, said)
    happens(two, deletion)
    assert copies(two) == []
    assert told(two)[1:] == [(f"edited:{said.ts}:{edit.at:.6f}",), (f"deleted:{said.ts}:{deletion.at:.6f}",)]


def test_so_do_those_of_what_was_said_before_it_moved(two: Stage) -> None:
    before = two.slack.written[place()][0].replied
    assert before
    edit = edits(two, before, "It smokes")
    happens(two, edit)
    deletion = deletes(two, before)
    happens(two, deletion)
    names = [(f"edited:{before.ts}:{edit.at:.6f}",), (f"deleted:{before.ts}:{deletion.at:.6f}",)]
    assert (told(two), copies(two)) == (names, [])


def test_and_those_of_the_question_itself(two: Stage) -> None:
    happens(two, e.Reworded(subject="Edited", at=two.clock() + 1))
    happens(two, e.Deleted(at=two.clock() + 2))
    assert [name.split(":")[:2] for (name,) in told(two)] == [["edited", place().ts], ["deleted", place().ts]]
    assert (at(two).subject, at(two).deleted) == ("Edited", True)


def test_the_requesters_word_opens_it_again_and_thanks_and_other_peoples_dont(two: Stage) -> None:
    two.marks("white_check_mark", PIA, THERE)
    says(two, 5, "Thanks", thanks=True)
    says(two, 6, "Me too", "U0IVAN")
    assert at(two).state is State.RESOLVED
    says(two, 7, "It burns again")
    assert at(two).state is State.NEW
    assert [words for _, words in copies(two)] == ["Thanks", "Me too", "It burns again"]
    assert len(told(two)) == 3


def test_what_is_for_agents_alone_is_not_told_to_everybody(two: Stage) -> None:
    two.marks("white_check_mark", PIA, THERE)
    said = says(two, 5, "🔒 He is new here", IRIS, internal=True)
    assert [(one.ts, one.internal) for one in two.slack.relayed] == [(said.ts, True)]
    assert two.zendesk.internal == [(said.ts,)]
    assert at(two).state is State.RESOLVED


def test_secrets_stay_in_the_thread_where_they_were_written(two: Stage) -> None:
    says(two, 5, "My card 4111 1111 1111 1111")
    assert copies(two) == [(THERE, "My card •••• (card number)")]
    two.rules = lambda channel: replace(HR, mask=False) if channel == PAY else IT
    says(two, 6, "My card 4111 1111 1111 1111")
    assert copies(two)[1] == (THERE, "My card 4111 1111 1111 1111")


def test_nor_does_the_question_take_its_secrets_along(valkey: Redis) -> None:
    stage = prepared(valkey)
    stage.tell(asked())
    stage.attend()
    stage.slack.words = "My card 4111 1111 1111 1111"
    move(stage)
    assert stage.slack.moved_words == ["My card •••• (card number)"]


def test_without_zendesk_it_is_said_in_the_new_thread_all_the_same(valkey: Redis) -> None:
    stage = prepared(valkey)
    stage.tell(asked())
    stage.attend()
    move(stage)
    says(stage, 5, "It burns")
    assert copies(stage) == [(THERE, "It burns")]
    assert stage.zendesk.comments == []


def test_a_ticket_made_afterwards_has_it_in_its_opening_and_learns_of_its_edit(valkey: Redis) -> None:
    stage = prepared(valkey)
    stage.tell(asked())
    stage.attend()
    move(stage)
    said = says(stage, 5, "It burns")
    last = says(stage, 6, "Which one?", PIA, THERE)
    stage.zendesk.until = last.ts
    stage.marks("ticket", PIA, THERE)
    both(stage)
    edit = edits(stage, said, "It smokes")
    happens(stage, edit)
    assert stage.zendesk.comments == [(f"edited:{said.ts}:{edit.at:.6f}",)]


def test_what_is_written_there_while_the_ticket_is_made_comes_as_a_reply(valkey: Redis) -> None:
    stage = prepared(valkey)
    stage.tell(asked())
    stage.attend()
    move(stage)
    stage.clock.now = 1_701_000_000.0
    last = says(stage, 5, "Which one?", PIA, THERE)
    late = write(stage, 6, "This one")
    stage.zendesk.until = last.ts
    stage.marks("ticket", PIA, THERE)
    both(stage)
    (begins,) = stage.zendesk.read_along
    assert (f"https://example.com/{last.ts}" in begins, f"https://example.com/{late.ts}" in begins) == (True, False)
    happens(stage, late)
    assert stage.zendesk.comments == [(late.ts,)]


def test_a_ticket_that_follows_a_closed_one_has_what_that_was_told(two: Stage) -> None:
    said = says(two, 5, "It still burns")
    two.zendesk.move("closed", two.clock())
    happens(two, e.ZendeskStirred(ticket=501, about="fields"), at=THERE)
    says(two, 5, "And now?")
    assert two.zendesk.opened[-1].follows == 501
    assert said.ts in {link.rpartition("/")[2] for link in two.zendesk.read_along[-1]}


def test_what_was_written_there_before_it_arrived_is_not_taken_for_told(two: Stage) -> None:
    left = question().model_copy(update={"moving": Moving(to=PAY, by=IRIS, at=5.0, ts=THERE.ts), "kind": "moved"})
    later = [f"{float(THERE.ts) + seconds:.6f}" for seconds in (1, 2)]
    known = Talk(until=later[1], sent={place().ts: 0, later[1]: 0})
    there = decide(Ticket(place=THERE), e.MovedHere(ticket=left.model_copy(update={"talk": known})), HR)
    assert [there.talk.has_told(ts) for ts in (place().ts, *later)] == [True, False, True]


def test_words_of_every_thread_it_left_come_to_where_it_stands(two: Stage) -> None:
    first = says(two, 5, "One")
    two.clock.now += 30
    two.tell(e.MoveWanted(by=PIA, to=HERE, at=two.clock()), at=THERE)
    both(two)
    two.attend(BACK)
    second, third = write(two, 5, "Two"), write(two, 6, "Three", PIA, THERE)
    happens(two, second)
    happens(two, third, at=THERE)
    settle(two)
    assert copies(two) == [(THERE, "One"), (BACK, "Two"), (BACK, "Three")]
    happens(two, edits(two, first, "Uno"))
    settle(two)
    assert sorted(copies(two), key=str) == [(BACK, "Three"), (BACK, "Two"), (THERE, "Uno")]
    assert told(two)[:3] == [(first.ts,), (second.ts,), (third.ts,)]
    assert told(two)[3][0].startswith(f"edited:{first.ts}:")
