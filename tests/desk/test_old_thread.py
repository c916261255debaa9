"""What people write in a thread that their question has left is said where it stands, in Slack and in Zendesk, once."""

from dataclasses import replace

import pytest
from redis import Redis

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.plan import plan
from helpdesk.domain.relaying import to_be_relayed
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.ticket import Extra, Shown, Ticket, talk
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Talk
from tests.desk.moving import HERE, HR, IRIS, IT, PAY, PIA, RIO, THERE, at, both, happens, move, prepared
from tests.desk.old_thread import BACK, copies, deletes, edits, says, settle, told, write
from tests.desk.stage import Stage
from tests.letters import asked, place, question


@pytest.fixture
def two(valkey: Redis) -> Stage:
    """Two help channels; a question was asked in one, has a Zendesk ticket, and moved to the other."""
    stage = prepared(valkey)
    stage.zendesk.until = place().ts
    stage.tell(asked())
    stage.attend()
    stage.marks("ticket")
    both(stage)
    says(stage, 10, "It is on fire")
    move(stage)
    stage.clock.now = 1_701_000_000.0
    return stage


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


def test_after_a_lost_answer_it_is_there_once(two: Stage) -> None:
    two.slack.lost.add("relay_words")
    says(two, 5, "It burns")
    assert copies(two) == [(THERE, "It burns")]


def test_deleted_while_nobody_knew_whether_it_was_there_it_is_gone(two: Stage) -> None:
    two.slack.lost.add("relay_words")
    said = write(two, 5, "It burns")
    two.tell(said)
    two.attend()
    two.attend(THERE)
    assert copies(two) == [(THERE, "It burns")]
    happens(two, deletes(two, said))
    assert copies(two) == []


def test_deleted_before_anybody_was_told_it_is_nowhere(two: Stage) -> None:
    said = write(two, 5, "It burns")
    deletes(two, said)
    happens(two, said)
    assert copies(two) == []


def test_what_slack_refuses_is_told_of_and_holds_nothing_back(two: Stage) -> None:
    two.slack.trouble["relay_words"] = GiveUp("Slack says is_archived.")
    said = says(two, 5, "One")
    two.slack.trouble.clear()
    says(two, 6, "Two")
    assert copies(two) == [(THERE, "Two")]
    assert [warned[2:] for warned in two.slack.warned] == [(f"slack.relay:{said.ts}",)]
    happens(two, e.TryAgain(at=two.clock()), at=THERE)
    assert sorted(words for _, words in copies(two)) == ["One", "Two"]


def test_an_edit_of_what_slack_refused_is_another_try(two: Stage) -> None:
    two.slack.trouble["relay_words"] = GiveUp("Slack says msg_too_long.")
    said = says(two, 5, "One")
    two.slack.trouble.clear()
    happens(two, edits(two, said, "Uno"))
    assert copies(two) == [(THERE, "Uno")]


def test_it_does_not_move_on_while_words_are_on_their_way(valkey: Redis) -> None:
    two = prepared(valkey)
    two.tell(asked())
    two.attend()
    move(two)
    two.clock.now = 1_701_000_000.0
    two.slack.trouble["relay_words"] = TryLater("Slack is away.")
    said = write(two, 5, "It burns")
    two.tell(said)
    two.attend()
    two.tell(e.MoveWanted(by=PIA, to=HERE, at=two.clock() + 1), at=THERE)
    two.attend(THERE)
    assert (THERE, HERE) not in two.slack.moved
    two.slack.trouble.clear()
    both(two)
    assert copies(two) == [(THERE, "It burns")]
    assert (THERE, HERE) in two.slack.moved


def test_what_was_written_while_nobody_knew_whether_it_had_left_is_shown_where_it_went(valkey: Redis) -> None:
    stage = prepared(valkey)
    stage.tell(asked())
    stage.attend()
    stage.clock.now = 1_700_000_000.0
    says(stage, 5, "Before")
    stage.slack.lost.add("post_moved")
    stage.tell(e.MoveWanted(by=IRIS, to=PAY, at=stage.clock()))
    stage.attend()
    stage.clock.now = 1_701_000_000.0
    says(stage, 5, "Meanwhile")
    assert copies(stage) == [(THERE, "Meanwhile")]


def test_an_edit_that_only_zendesk_was_told_of_is_shown_as_well(two: Stage) -> None:
    said = says(two, 5, "It burns")
    edited = float(int(two.clock() + 20))
    known = talk.with_edits(at(two).talk, {said.ts: edited})
    (effect,) = to_be_relayed(at(two).model_copy(update={"talk": known}))
    assert (effect.relay.ts, effect.relay.edited) == (said.ts, edited)


def test_of_a_question_that_was_deleted_a_copy_that_came_twice_goes(two: Stage) -> None:
    says(two, 5, "It burns")
    happens(two, e.Deleted(at=two.clock() + 1))
    doubled = at(two).model_copy(update={"shown": Shown(extra=(Extra(ts="7.0"),), unsure_until=two.clock())})
    assert [effect.key for effect in plan(doubled, HR, two.clock()).due] == ["slack.remove:7.0", "slack.look_again"]


def test_of_copies_that_came_twice_the_first_stays_and_is_kept_as_the_words_are(two: Stage) -> None:
    says(two, 5, "It burns")
    says(two, 6, "It smokes")
    one, other = at(two).talk.relays
    posts = [e.SeenPost(ts=ts, said=wrote, wrote=wrote, part="0") for ts, wrote in (("7.0", one.ts), ("8.0", one.ts))]
    seen = decide(at(two), e.ShownSeen(posts=(*posts, e.SeenPost(ts=other.shown[0], said="x", wrote=other.ts))), HR)
    assert [extra.ts for extra in seen.shown.extra] == ["8.0"]
    assert [(relay.shown, relay.is_settled) for relay in seen.talk.relays] == [(("7.0",), False), (other.shown, True)]


def test_a_reply_nobody_told_of_is_told_before_a_later_one_of_its_thread(two: Stage) -> None:
    says(two, 5, "One")
    missed = write(two, 6, "Two")
    says(two, 7, "Three", PIA, THERE)
    last = says(two, 8, "Four")
    assert told(two)[2:] == [(missed.ts, last.ts)]
    assert sorted(words for _, words in copies(two)) == ["Four", "One", "Two"]


def test_an_answer_there_counts_as_one(two: Stage) -> None:
    said = says(two, 5, "Which one?", PIA)
    assert at(two).timings.answered == said.at


def test_what_zendesk_refused_before_it_moved_can_still_be_tried_again(two: Stage) -> None:
    two.clock.now += 60
    two.zendesk.trouble["tell"] = GiveUp("Zendesk doesn't take it.")
    refused = says(two, 5, "One", PIA, THERE)
    warnings = list(two.slack.warned)
    two.tell(e.MoveWanted(by=PIA, to=HERE, at=two.clock() + 1), at=THERE)
    both(two)
    settle(two)
    assert (at(two, BACK).talk.waiting[0].ts, two.slack.warned) == (refused.ts, warnings)
    two.zendesk.trouble.clear()
    happens(two, e.TryAgain(at=two.clock()), at=BACK)
    settle(two)
    assert told(two) == [(refused.ts,)]
