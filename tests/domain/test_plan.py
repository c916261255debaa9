"""What is to be done and when: the grace period, retries, refusals, and what Slack shows."""

from pathlib import Path
from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.plan import Plan, plan, without_stale_attempts
from helpdesk.domain.plan.in_zendesk import JOIN_SECONDS
from helpdesk.domain.retry import TRIES, GiveUp, TryLater, believed, wait_before
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket

from .scenes import (
    ALEX,
    DISMISSED,
    KIM,
    RESOLVED,
    ROBIN,
    RULES,
    SEEN,
    WAITING,
    WORKING,
    button,
    due,
    link_of,
    linked,
    off,
    on,
    question,
    read,
    reading,
    rules,
    told,
)

SOLVE = "zendesk.update:7:solved:-"


def update(ticket: Ticket, by: Rules = RULES) -> fx.UpdateZendeskTicket | None:
    found = [effect for effect in plan(ticket, by, 1e6).due if isinstance(effect, fx.UpdateZendeskTicket)]
    return found[0] if found else None


def at_rest(ticket: Ticket) -> Ticket:
    """The ticket with its status message as it is to be, and everybody warned."""
    outstanding = plan(ticket, RULES, 1e6).due
    cards = [e.StatusMessageShown(ts="2.0", card=each.card) for each in outstanding if isinstance(each, fx.ShowStatus)]
    warned = [e.Warned(keys=each.keys) for each in outstanding if isinstance(each, fx.WarnOfDead)]
    return told([*cards, *warned], ticket=ticket)


GRACE: list[Any] = [
    pytest.param([on(RESOLVED, 100)], 130.0, id="resolved by a mark"),
    pytest.param([on(DISMISSED, 100)], 130.0, id="dismissed by a mark"),
    pytest.param([button("resolve", 100)], 130.0, id="resolved by the button"),
    pytest.param([e.Deleted(at=100)], 130.0, id="deleted"),
    pytest.param([on(RESOLVED, 90), on("tada", 100)], 130.0, id="resolved anew"),
    pytest.param([read("pending", 50), on(RESOLVED, 100)], 130.0, id="after Zendesk had moved it"),
    pytest.param([on(WAITING, 100)], 0.0, id="waiting is written at once"),
    pytest.param([on(SEEN, 90), on(RESOLVED, 95), off(RESOLVED, 100), off(SEEN, 101)], None, id="a slip"),
    pytest.param([read("solved", 100)], None, id="solved in Zendesk"),
]


@pytest.mark.parametrize(("events", "starts"), GRACE)
def test_what_ends_a_question_reaches_zendesk_after_the_grace_period(
    events: list[e.Event], starts: float | None
) -> None:
    ticket = linked(*events)
    before = {effect.key for effect in plan(ticket, RULES, (starts or 1e6) - 0.001).due}
    after = {effect.key for effect in plan(ticket, RULES, starts or 1e6).due}
    writes = {key for key in after - before if key.startswith("zendesk")} if starts else set()
    assert len(writes) == (1 if starts else 0)
    assert plan(ticket, RULES, 100.0).wake == (starts or None)


def test_without_a_grace_period_it_is_written_at_once() -> None:
    assert SOLVE in {effect.key for effect in plan(linked(on(RESOLVED, 100)), rules(grace=0.0), 100.0).due}


TAKEN = e.ZendeskWritten(reading=reading("open"), assigned=ALEX)
MINE = (on(SEEN, 3), TAKEN)
SAID = e.Replied(by=KIM, ts="90.0", at=90.0)
TELL = "zendesk.tell:90.0"
LATER = e.Failed(key=TELL, again=2e6, doubt=False, why="Away.")
REFUSED = e.Refused(key=TELL, why="No.", doubt=False, at=99.0)
TRIED = e.Failed(key=SOLVE, again=5.0, doubt=False, why="Away.")
AFTERWARDS = (LATER, REFUSED, TRIED)
ENDS: list[Any] = [
    pytest.param([*MINE, SAID], [(TELL, "solved")], id="together in one update"),
    pytest.param([SAID], [(TELL, None)], id="first, as the solve may need an assignee"),
    pytest.param([*MINE, SAID, e.Replied(by=ALEX, ts="91.0", at=91.0)], [(TELL, None)], id="the first of two"),
    pytest.param([*MINE, SAID, LATER], [(SOLVE, "solved")], id="one put off holds nothing back"),
    pytest.param([*MINE, SAID, REFUSED], [(SOLVE, "solved")], id="nor does one given up"),
    pytest.param([*MINE, SAID, TRIED], [(TELL, None)], id="first, as the solve was tried in vain"),
    pytest.param([*MINE], [(SOLVE, "solved")], id="nothing was said"),
]


@pytest.mark.parametrize(("events", "expected"), ENDS)
def test_what_ends_a_question_goes_along_with_the_last_reply_and_never_before_it(
    events: list[Any], expected: object
) -> None:
    before = [event for event in events if event not in AFTERWARDS]
    ticket = linked(*before, on(RESOLVED, 100), *(event for event in events if event in AFTERWARDS))
    effects = plan(ticket, RULES, 1e6).due
    asked = [(x.key, x.status) for x in effects if isinstance(x, fx.TellZendesk | fx.UpdateZendeskTicket)]
    assert asked == expected


def test_without_a_grace_period_a_reply_of_a_moment_ago_goes_first_all_the_same() -> None:
    ticket = linked(*MINE, e.Replied(by=KIM, ts="99.9", at=99.9), on(RESOLVED, 100))
    at_once = plan(ticket, rules(grace=0.0), 100.0)
    assert not [effect for effect in at_once.due if effect.key.startswith("zendesk")]
    assert at_once.wake == 99.9 + JOIN_SECONDS


UPDATES: list[Any] = [
    pytest.param([], None, id="nothing new"),
    pytest.param([on(SEEN, 3)], (None, True, ALEX, None), id="seen is open already, somebody took it"),
    pytest.param([on(WAITING, 3)], ("pending", False, None, None), id="waiting, nobody took it"),
    pytest.param([on(SEEN, 3), on(WAITING, 4)], ("pending", True, ALEX, None), id="both in one update"),
    pytest.param([on(RESOLVED, 3, KIM)], ("solved", False, None, KIM), id="solved by somebody"),
    pytest.param([on(SEEN, 3), on(RESOLVED, 4, KIM)], ("solved", True, ALEX, KIM), id="solved, taken by another"),
]


@pytest.mark.parametrize(("events", "expected"), UPDATES)
def test_status_and_assignee_go_in_one_update(events: list[e.Event], expected: object) -> None:
    asked = update(linked(*events))
    assert (asked and (asked.status, asked.assign, asked.assignee, asked.solver)) == expected


def written(assigned: str | None, unknown: str | None = None) -> e.ZendeskWritten:
    return e.ZendeskWritten(reading=reading("open"), assigned=assigned, unknown=unknown)


ASSIGNMENTS: list[Any] = [
    pytest.param([on(SEEN, 3), written(ALEX)], None, id="written"),
    pytest.param([on(SEEN, 3), written(None, ALEX)], None, id="unknown to Zendesk is not tried again"),
    pytest.param([on(SEEN, 3), written(ALEX), off(SEEN, 4)], (True, None), id="taken back"),
    pytest.param([on(SEEN, 3), written(None, ALEX), off(SEEN, 4)], None, id="unknown and taken back"),
    pytest.param([on(SEEN, 3), written(ALEX), on(SEEN, 4, KIM), off(SEEN, 5)], (True, KIM), id="handed on"),
    pytest.param([on(SEEN, 3), written(ALEX), on(RESOLVED, 4, KIM), off(SEEN, 5)], (False, None), id="solved: kept"),
]


@pytest.mark.parametrize(("events", "expected"), ASSIGNMENTS)
def test_who_stands_by_the_question_is_the_assignee(events: list[e.Event], expected: object) -> None:
    asked = update(linked(*events))
    assert (asked and (asked.assign, asked.assignee)) == expected


def test_an_update_is_safe_by_the_stamp_that_was_read_last() -> None:
    asked = update(linked(read("open", stamp="S2"), on(WAITING, 3)))
    assert asked is not None
    assert (asked.stamp, asked.key) == ("S2", "zendesk.update:7:pending:-")


def test_what_zendesk_refuses_stays_refused_until_the_state_changes() -> None:
    refused = linked(on(RESOLVED, 3), e.Refused(key=SOLVE, why="Zendesk wants the field Cause first."))
    assert due(refused) == ["slack.status:post", "slack.warn:0"]
    assert due(at_rest(told([on(RESOLVED, 9, KIM)], ticket=refused))) == []
    back = without_stale_attempts(told([off(RESOLVED, 10)], ticket=refused), RULES)
    assert back.attempts == {}
    assert SOLVE in due(told([on(RESOLVED, 11)], ticket=back))


def test_a_put_off_effect_waits_and_others_do_not() -> None:
    ticket = linked(on(WAITING, 3), e.Failed(key="zendesk.update:7:pending:-", again=50.0, doubt=False, why="Away."))
    outcome = plan(ticket, RULES, 10.0)
    assert ([effect.key for effect in outcome.due], outcome.wake) == (["slack.status:post"], 50.0)
    assert due(ticket, now=50.0) == ["zendesk.update:7:pending:-", "slack.status:post"]


def test_the_earliest_of_what_waits_wakes_the_ticket() -> None:
    put_off = [e.Failed(key="zendesk.update:7:pending:-", again=50.0, doubt=False, why="Away.")]
    ticket = linked(on(WAITING, 3), *put_off, e.Failed(key="slack.status:post", again=40.0, doubt=True, why="Away."))
    assert plan(ticket, RULES, 10.0) == Plan((), 40.0)


def test_zendesk_comes_first_then_reactions_then_the_status_message_then_notices() -> None:
    ticket = linked(button("waiting", 9), on(SEEN, 10, ROBIN))
    expected = ["zendesk.update:7:pending:-", "slack.react:hourglass", "slack.status:post"]
    assert due(ticket) == [*expected, f"slack.notice:{ROBIN}:not_a_responder"]


REACTIONS: list[Any] = [
    pytest.param([on(WAITING, 3)], [], [], id="people's own mark is enough"),
    pytest.param([button("waiting", 3)], [], ["slack.react:hourglass"], id="a button"),
    pytest.param([button("waiting", 3)], [WAITING], [], id="shown already"),
    pytest.param([button("waiting", 3), on(WORKING, 2)], [], ["slack.react:hourglass"], id="people show another state"),
    pytest.param([on(WAITING, 2), button("waiting", 3)], [], [], id="people show that state as well"),
    pytest.param([button("waiting", 3), on(WAITING, 4)], [WAITING], ["slack.unreact:hourglass"], id="people took over"),
    pytest.param([button("resolve", 3)], [WAITING], ["slack.unreact:hourglass", "slack.react:check"], id="moved on"),
    pytest.param([button("reopen", 3)], [RESOLVED], ["slack.unreact:check"], id="new has no reaction"),
]


@pytest.mark.parametrize(("events", "shown", "expected"), REACTIONS)
def test_the_bot_shows_a_state_that_no_persons_mark_shows(
    events: list[e.Event], shown: list[str], expected: list[str]
) -> None:
    ticket = question(*events, *(e.BotReacted(emoji=emoji, there=True) for emoji in shown))
    assert [key for key in due(ticket) if "react" in key] == expected
    done = [e.BotReacted(emoji=key.split(":")[1], there=".react" in key) for key in expected]
    assert not [key for key in due(told(done, ticket=ticket)) if "react" in key]


def test_a_reaction_that_may_be_there_is_taken_off_when_the_state_is_another_by_then() -> None:
    lost = e.Failed(key="slack.react:hourglass", again=4.0, doubt=True, why="Slack can't be reached.")
    waits = question(button("waiting", 3), lost)
    assert "slack.react:hourglass" in due(waits)
    moved = told([button("resolve", 8)], ticket=waits)
    assert due(moved)[:2] == ["slack.unreact:hourglass", "slack.react:check"]
    off = told([e.BotReacted(emoji=WAITING, there=False)], ticket=moved)
    assert "slack.unreact:hourglass" not in due(off)
    there = told([e.BotReacted(emoji=WAITING, there=True)], ticket=waits)
    assert not [key for key in due(there) if "react" in key]


def test_a_reaction_that_surely_is_not_there_is_not_taken_off() -> None:
    refused = e.Failed(key="slack.react:hourglass", again=4.0, doubt=False, why="Slack asks us to slow down.")
    moved = question(button("waiting", 3), refused, button("resolve", 8))
    assert "slack.unreact:hourglass" not in due(moved)


def test_the_status_message_is_posted_once_and_then_edited() -> None:
    ticket = at_rest(linked())
    assert (ticket.shown.message, plan(ticket, RULES, 10.0)) == ("2.0", Plan((), None))
    moved = told([on(WAITING, 3)], ticket=ticket)
    assert due(moved)[-1].startswith("slack.status:edit:")
    assert due(told([e.StatusMessageGone()], ticket=moved))[-1] == "slack.status:post"


def test_only_what_could_double_is_looked_for_when_its_outcome_is_unknown() -> None:
    ticket = linked(e.Started(key="slack.status:post"), button("waiting", 3), e.Started(key="slack.react:hourglass"))
    shown = {effect.key: effect for effect in plan(ticket, RULES, 10.0).due}
    post = shown["slack.status:post"]
    assert isinstance(post, fx.ShowStatus)
    assert (post.doubt, post.doubles) == (True, True)
    assert shown["slack.react:hourglass"] == fx.AddReaction(WAITING)


def test_after_the_first_failure_the_next_try_comes_within_a_minute() -> None:
    assert wait_before(1) <= 60


def test_the_waits_grow_and_add_up_to_about_a_day() -> None:
    waits = [wait_before(tries) for tries in range(1, TRIES)]
    assert waits == sorted(waits)
    assert 22 * 3600 < sum(waits) < 26 * 3600


def test_a_wait_is_never_shorter_than_the_other_side_asked_for() -> None:
    assert [wait_before(1, 40.0), wait_before(1, 0.5), wait_before(100, 9999.0)] == [40.0, wait_before(1), 9999.0]


def test_what_the_other_side_asks_for_is_believed_within_reason() -> None:
    assert [believed(said, 7.0) for said in (40.0, -5.0, float("nan"), 1e9)] == [40.0, 0.0, 7.0, 3600.0]


def test_the_schedule_of_tries_is_the_documented_one() -> None:
    waits = [wait_before(tries) for tries in range(1, TRIES)]
    minutes = [60.0 * number for number in (1, 2, 5, 10, 20, 30)]
    assert waits == [2.0, 5.0, 15.0, 30.0, *minutes, *[3600.0] * 22]
    assert 22 * 3600 < sum(waits) < 25 * 3600
    text = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
    assert "after 2, 5, 15 and 30 seconds, 1, 2, 5, 10, 20 and 30 minutes, then each hour" in text
    assert f"After {TRIES} tries, about 24 hours" in text


def test_what_goes_wrong_says_why() -> None:
    later, never = TryLater("Zendesk is away.", after=7.0, doubt=True), GiveUp("No such form.")
    assert (later.why, later.after, later.doubt, never.why) == ("Zendesk is away.", 7.0, True, "No such form.")


def test_the_tries_of_an_effect_are_counted() -> None:
    failed = e.Failed(key="slack.status:post", again=50.0, doubt=True, why="Away.")
    attempt = linked(failed, failed, e.Started(key="slack.status:post")).attempts["slack.status:post"]
    assert (attempt.tries, attempt.doubt, attempt.trouble) == (2, True, "Away.")
    refused = linked(failed, e.Refused(key="slack.status:post", why="No.")).attempts["slack.status:post"]
    assert (refused.tries, refused.doubt, refused.refused) == (2, False, "No.")


def test_asked_to_try_again_what_was_refused_or_put_off_is_due_at_once() -> None:
    put_off = e.Failed(key="slack.status:post", again=2e6, doubt=True, why="Away.")
    ticket = linked(on(RESOLVED, 3), e.Refused(key=SOLVE, why="No."), put_off)
    assert due(ticket) == ["slack.warn:0"]
    again = told([e.TryAgain(at=9.0)], ticket=ticket)
    assert due(again) == [SOLVE, "slack.status:post"]
    assert again.attempts["slack.status:post"].doubt


def test_a_closed_ticket_takes_no_update() -> None:
    ticket = linked(on(RESOLVED, 3), read("solved", 4), read("closed", 5), on(SEEN, 6))
    assert (update(ticket), link_of(ticket).status) == (None, "closed")
