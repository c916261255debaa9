"""Answers are lost, words deleted, and Slack refuses: what was written in an old thread is shown once, or told of."""

import pytest
from redis import Redis

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.plan import plan
from helpdesk.domain.relaying import to_be_relayed
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.ticket import Extra, Shown, talk
from tests.desk.moving import HERE, HR, IRIS, PAY, PIA, THERE, at, both, happens, move, prepared
from tests.desk.old_thread import BACK, copies, deletes, edits, escalated_and_moved, says, settle, told, write
from tests.desk.stage import Stage
from tests.letters import asked


@pytest.fixture
def two(two: Stage) -> Stage:
    """The question has a Zendesk ticket, and moved to the other channel."""
    return escalated_and_moved(two)


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
