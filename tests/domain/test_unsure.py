"""What we can't know of Slack is looked at later, and what is there once too often goes."""

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.plan import plan, settled, without_stale_attempts
from helpdesk.domain.recorded import digest
from helpdesk.domain.second_looks import LATEST_SECONDS
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.card import Card

from .scenes import RESOLVED, RULES, WAITING, button, due, linked, off, on, read, told

POST, REACT, LOOK = "slack.status:post", "slack.react:hourglass", "slack.look_again"
NO_ANSWER = "Slack can't be reached."


def started(key: str, at: float = 10.0) -> e.Started:
    return e.Started(key=key, at=at)


def failed(key: str, again: float = 12.0, doubt: bool = True) -> e.Failed:
    return e.Failed(key=key, again=again, doubt=doubt, why=NO_ANSWER)


def looks_at(ticket: Ticket) -> float | None:
    return ticket.shown.unsure_until


def test_a_post_whose_answer_was_lost_is_looked_at_when_it_can_come_no_more() -> None:
    ticket = linked(started(POST), failed(POST))
    assert looks_at(ticket) == 12.0 + LATEST_SECONDS
    assert LOOK not in due(ticket, now=60.0)
    assert LOOK in due(ticket, now=72.0)


def test_what_surely_did_not_happen_is_not_looked_at() -> None:
    assert looks_at(linked(started(POST), failed(POST, doubt=False))) is None
    assert looks_at(linked(started(POST))) is None


def test_who_takes_over_in_the_middle_of_a_call_looks() -> None:
    assert looks_at(linked(started(POST), started(POST, 20.0))) == 20.0 + LATEST_SECONDS
    assert looks_at(linked(e.Overtaken(at=30.0))) == 30.0 + LATEST_SECONDS


def test_what_is_not_wanted_any_more_may_have_happened_all_the_same() -> None:
    waits = linked(button("waiting", 3), started(REACT))
    moved = without_stale_attempts(told([button("resolve", 8)], ticket=waits), RULES)
    assert looks_at(moved) == 10.0 + LATEST_SECONDS


def test_what_came_through_leaves_no_doubt() -> None:
    waits = linked(button("waiting", 3), started(REACT))
    done = told([e.BotReacted(emoji=WAITING, there=True)], ticket=settled(waits, fx.AddReaction(WAITING)))
    assert looks_at(without_stale_attempts(done, RULES)) is None


def test_a_status_message_that_was_not_wanted_for_a_while_is_looked_for_before_it_is_posted() -> None:
    unsure = linked(started(POST), failed(POST))
    forgotten = unsure.model_copy(update={"attempts": {}})
    post = next(effect for effect in plan(forgotten, RULES, 20.0).due if isinstance(effect, fx.ShowStatus))
    assert (post.message, post.doubt) == (None, True)


def seen(*posts: e.SeenPost, reactions: tuple[str, ...] = ()) -> e.ShownSeen:
    return e.ShownSeen(reactions=reactions, posts=posts)


def card_of(ticket: Ticket) -> Card:
    assert ticket.shown.card is not None
    return ticket.shown.card


@pytest.fixture
def shown() -> Ticket:
    """A ticket with its status message `2.0` and two comments, the second for agents alone."""
    both = (
        e.HeardComment(id=31, at=4.0, public=True),
        e.HeardComment(id=32, at=5.0, public=False),
    )
    by = e.ZendeskRead(reading=read().reading, comments=both)
    ticket = linked(by, e.CommentShown(comment=31, ts="3.0"), e.CommentShown(comment=32, ts="3.5"))
    post = next(effect for effect in plan(ticket, RULES, 20.0).due if isinstance(effect, fx.ShowStatus))
    return told([e.StatusMessageShown(ts="2.0", card=post.card), e.Overtaken(at=9.0)], ticket=ticket)


def as_known(ticket: Ticket) -> tuple[e.SeenPost, ...]:
    return (
        e.SeenPost(ts="2.0", card=digest(card_of(ticket))),
        e.SeenPost(ts="3.0", comment=31, part="0"),
        e.SeenPost(ts="3.5", comment=32, part="0", public=False),
    )


def test_a_look_that_shows_what_was_known_changes_nothing_else(shown: Ticket) -> None:
    calm = shown.model_copy(update={"shown": shown.shown.model_copy(update={"unsure_until": None})})
    assert told([seen(*as_known(shown))], ticket=shown) == calm


def test_what_is_there_twice_goes_and_the_first_stays(shown: Ticket) -> None:
    again = (e.SeenPost(ts="6.0", comment=31, part="0"), e.SeenPost(ts="7.0", card=1))
    ticket = told([seen(*as_known(shown), *again)], ticket=shown)
    assert due(ticket) == ["slack.remove:7.0", "slack.remove:6.0"]
    assert (ticket.talk.heard["31"], ticket.shown.message) == ("3.0", "2.0")
    assert due(told([e.PostRemoved(ts="6.0"), e.PostRemoved(ts="7.0")], ticket=ticket)) == []


def test_a_file_that_is_there_twice_goes_once(shown: Ticket) -> None:
    files = (e.SeenPost(ts="4.0", file=5), e.SeenPost(ts="5.0", file=5))
    ticket = told([seen(*as_known(shown), *files)], ticket=shown)
    assert [extra.ts for extra in ticket.shown.extra] == ["5.0"]
    assert ticket.talk.heard == shown.talk.heard


def test_a_file_that_was_shared_twice_is_shown_once(shown: Ticket) -> None:
    file = Attached(id=5, comment=31, file="F1", there=True)
    known = shown.model_copy(update={"talk": shown.talk.model_copy(update={"files": (file,)})})
    files = tuple(e.SeenPost(ts=ts, shared=file) for ts, file in (("4.0", "F1"), ("5.0", "F1"), ("6.0", "F9")))
    ticket = told([seen(*as_known(shown), *files)], ticket=known)
    assert [post.ts for post in ticket.shown.extra] == ["5.0"]
    assert ticket.shown.message == shown.shown.message


def test_a_note_that_is_there_twice_goes_where_agents_read(shown: Ticket) -> None:
    again = e.SeenPost(ts="6.0", comment=32, part="0", public=False)
    (extra,) = told([seen(*as_known(shown), again)], ticket=shown).shown.extra
    assert (extra.ts, extra.public) == ("6.0", False)


@pytest.mark.parametrize(
    "key",
    ["slack.tell_route:0", "slack.pass_on:0", "slack.released:thread:9", "slack.remind:9", "slack.idle_resolved:9"],
)
def test_a_line_whose_answer_was_lost_is_looked_for(key: str) -> None:
    assert looks_at(linked(started(key), failed(key))) == 12.0 + LATEST_SECONDS


def test_a_line_that_came_twice_goes_wherever_it_stands_and_others_stay(shown: Ticket) -> None:
    first, other = e.SeenPost(ts="4.0", said="0"), e.SeenPost(ts="5.0", said="1")
    late, there = e.SeenPost(ts="6.0", said="0"), e.SeenPost(ts="4.5", said="0", channel="C0PAYROLL")
    again = there.model_copy(update={"ts": "7.5"})
    ticket = told([seen(*as_known(shown), first, other, late, there, again)], ticket=shown)
    assert [(extra.ts, extra.channel) for extra in ticket.shown.extra] == [("6.0", ""), ("7.5", "C0PAYROLL")]


def test_a_comment_that_came_after_it_was_withdrawn_goes(shown: Ticket) -> None:
    gone = told(
        [e.ZendeskStirred(ticket=7, about="withdrawn", comment=31), e.CommentShown(comment=31, ts="")], ticket=shown
    )
    late = told([seen(*as_known(shown))], ticket=gone)
    assert [extra.ts for extra in late.shown.extra] == ["3.0"]
    assert late.talk.heard["31"] == ""


def test_an_older_card_that_came_late_is_written_over(shown: Ticket) -> None:
    stale = e.SeenPost(ts="2.0", card=1)
    ticket = told([seen(stale, *as_known(shown)[1:])], ticket=shown)
    assert due(ticket) == [fx.ShowStatus(card_of(shown), "2.0").key]


def test_a_reaction_that_came_late_is_taken_off(shown: Ticket) -> None:
    assert due(told([seen(*as_known(shown), reactions=("check",))], ticket=shown)) == ["slack.unreact:check"]


def test_a_reaction_that_is_missing_is_added_again() -> None:
    waits = linked(button("waiting", 3), e.BotReacted(emoji=WAITING, there=True), e.Overtaken(at=9.0))
    assert REACT in due(told([seen()], ticket=waits))


def test_a_look_that_is_refused_is_the_end_of_it(shown: Ticket) -> None:
    ticket = told([e.Refused(key=LOOK, why="Slack answered “thread_not_found”.")], ticket=shown)
    assert (due(ticket), looks_at(ticket)) == ([], None)


def test_marks_of_people_are_no_business_of_a_look(shown: Ticket) -> None:
    marked = told([on(RESOLVED, 10), off(RESOLVED, 11)], ticket=shown)
    assert told([seen(*as_known(shown))], ticket=marked).marks == marked.marks
