"""The conversation of a ticket: what is still to be told to Zendesk and shown in Slack, whatever is told when."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.plan import plan
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Reply, Talk

from .scenes import KIM, RESOLVED, ROBIN, RULES, due, link_of, linked, on, read, reading, told

STIRRED = e.ZendeskStirred(ticket=7, about="talk")
SHOWING, HIDING, TELLING = "slack.comment:", "slack.hide:", "zendesk.tell:"


def said(at: float, by: str = ROBIN, **more: Any) -> e.Replied:
    return e.Replied(by=by, ts=f"{at:.1f}", at=at, **more)


def edited(ts: float, at: float, **more: Any) -> e.ReplyChanged:
    return e.ReplyChanged(ts=f"{ts:.1f}", at=at, by=ROBIN, **more)


def was_told(*names: str) -> e.ZendeskTold:
    return e.ZendeskTold(reading=reading(), names={name: 60 + n for n, name in enumerate(names)})


def commented(*ids: int) -> Ticket:
    """A ticket whose agents wrote these comments, which Slack is still to show."""
    comments = tuple(e.HeardComment(id=id_, at=float(id_), public=True) for id_ in ids)
    return linked(STIRRED, e.ZendeskRead(reading=reading(), comments=comments))


def of_talk(ticket: Ticket) -> list[str]:
    """What is to be done in the conversation, by its keys."""
    return [key for key in due(ticket) if key.startswith((SHOWING, HIDING, TELLING))]


def together(ticket: Ticket) -> tuple[str, ...]:
    """The replies that go in the next comment."""
    tell = next(effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.TellZendesk))
    return tuple(reply.name for reply in tell.replies)


WAITING: list[Any] = [
    pytest.param([said(9)], ("9.0",), id="one"),
    pytest.param([said(9), said(9)], ("9.0",), id="told twice"),
    pytest.param([said(12), said(9), said(10)], ("9.0", "10.0", "12.0"), id="told late"),
    pytest.param([said(9), said(10, KIM), said(11)], ("9.0",), id="another author comes between"),
    pytest.param([said(9), said(10, internal=True)], ("9.0",), id="the next is for other readers"),
    pytest.param([said(9), edited(9, 10)], ("9.0",), id="an edit before it was sent"),
    pytest.param([said(9), was_told("9.0"), said(10)], ("10.0",), id="what was sent is not sent again"),
    pytest.param([said(9), was_told("9.0"), said(9), said(10)], ("10.0",), id="told again after it was sent"),
]


@pytest.mark.parametrize(("events", "names"), WAITING)
def test_replies_go_in_their_order_once_with_one_author_each(events: list[e.Event | e.Learned], names: Any) -> None:
    assert together(linked(*events)) == names


def test_the_first_of_several_replies_waits_a_moment_for_the_others() -> None:
    ticket = linked(said(9))
    assert [plan(ticket, RULES, now).wake for now in (9.0, 10.4)] == [10.5, 10.5]
    assert any(isinstance(effect, fx.TellZendesk) for effect in plan(ticket, RULES, 10.5).due)


CHANGED: list[Any] = [
    pytest.param([edited(9, 12)], "edited:9.0:12.000000", id="edited"),
    pytest.param([edited(9, 12), edited(9, 14)], "edited:9.0:14.000000", id="the last edit"),
    pytest.param([edited(9, 14), edited(9, 12)], "edited:9.0:14.000000", id="told in another order"),
    pytest.param([edited(9, 12, deleted=True)], "deleted:9.0:12.000000", id="deleted"),
]


@pytest.mark.parametrize(("changes", "name"), CHANGED)
def test_a_change_of_what_zendesk_has_is_told_once(changes: list[e.Event], name: str) -> None:
    ticket = linked(said(9), was_told("9.0"), *changes)
    assert together(ticket) == (name,)
    assert of_talk(told([was_told(name)], ticket=ticket)) == []


def test_a_change_of_what_zendesk_never_had_is_not_told() -> None:
    assert of_talk(linked(edited(9, 12))) == []


def test_comments_are_shown_one_after_the_other_and_once() -> None:
    ticket = commented(72, 71)
    assert of_talk(ticket) == [f"{SHOWING}71"]
    ticket = told([e.CommentShown(comment=71, ts="80.1")], ticket=ticket)
    assert of_talk(ticket) == [f"{SHOWING}72"]
    again = e.ZendeskRead(reading=reading(), comments=(e.HeardComment(id=71, at=71.0, public=True),))
    assert of_talk(told([e.CommentShown(comment=72, ts="80.2"), STIRRED, again], ticket=ticket)) == []


def withdrawn(comment: int) -> e.ZendeskStirred:
    return e.ZendeskStirred(ticket=7, about="withdrawn", comment=comment)


SHOWN = e.CommentShown(comment=71, ts="80.1")
READ_AGAIN = e.ZendeskRead(reading=reading(), comments=(e.HeardComment(id=71, at=71.0, public=True),))


def test_a_comment_withdrawn_after_it_was_shown_is_hidden_once() -> None:
    ticket = told([SHOWN, withdrawn(71), READ_AGAIN], ticket=commented(71))
    hide = next(effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.HideComment))
    assert (hide.comment.id, hide.ts) == (71, "80.1")
    hidden = told([e.CommentShown(comment=71, ts=""), withdrawn(71), READ_AGAIN], ticket=ticket)
    assert not any(isinstance(effect, fx.HideComment | fx.ShowComment) for effect in plan(hidden, RULES, 1e6).due)


def test_a_comment_withdrawn_before_it_was_shown_never_is() -> None:
    assert of_talk(told([withdrawn(71), READ_AGAIN], ticket=commented(71))) == []


def test_a_comment_that_slack_refuses_is_told_to_its_author_in_zendesk() -> None:
    refused = e.Refused(key=f"{SHOWING}71", why="This channel is archived.")
    ticket = told([refused], ticket=commented(71))
    assert together(ticket)[0].startswith("unshown:71:")
    assert told([refused], ticket=ticket) == ticket


def test_comments_of_a_ticket_that_was_deleted_are_not_shown() -> None:
    assert of_talk(told([e.ZendeskGone(id=7)], ticket=commented(71))) == []


def test_who_became_the_requester_in_zendesk_is_remembered_by_name() -> None:
    opened = linked(requester_id=30)
    named = told([read(requester_id=31, requester="Sam Sample")], ticket=opened)
    assert link_of(told([read(requester_id=31)], ticket=named)).requester == "Sam Sample"
    assert link_of(told([read(requester_id=30)], ticket=named)).requester is None


def test_after_the_close_anybodys_word_opens_the_question_again() -> None:
    closed = linked(on(RESOLVED, 3), read("solved", 4), read("closed", 5))
    assert told([said(9, KIM)], ticket=closed).state is State.NEW


def test_a_reply_is_not_the_next_to_say_while_an_earlier_one_waits() -> None:
    early, late = Reply(ts="5.0", by=ROBIN, at=5.0), Reply(ts="6.0", by=ROBIN, at=6.0)
    talk = Talk(waiting=(early, late))
    assert [talk.is_to_say_before(reply) for reply in (early, late)] == [False, True]


def test_what_is_deleted_goes_from_a_closed_ticket_too() -> None:
    closed = linked(said(9), was_told("9.0"), read("closed", 20), edited(9, 30, deleted=True))
    assert together(closed) == ("deleted:9.0:30.000000",)
    assert of_talk(told([was_told("deleted:9.0:30.000000")], ticket=closed)) == []
