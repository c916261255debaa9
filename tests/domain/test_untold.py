"""Replies, edits and deletions that were told late, twice or never."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.plan import plan
from helpdesk.domain.ticket import Ticket

from .scenes import (
    ASKED,
    ROBIN,
    RULES,
    due,
    escalated,
    linked,
    read,
    reading,
    rules,
    told,
)

FIRST, SECOND, THIRD = "10.0", "11.0", "12.0"
TELL = "zendesk.tell:"


def said(ts: str, **more: Any) -> e.Replied:
    return e.Replied(by=ROBIN, ts=ts, at=float(ts), **more)


def changed(ts: str, at: float, deleted: bool = False) -> e.ReplyChanged:
    return e.ReplyChanged(ts=ts, by=ROBIN, at=at, deleted=deleted)


def zendesk_has(*names: str, comment: int = 70) -> e.ZendeskTold:
    return e.ZendeskTold(reading=reading(), names=dict.fromkeys(names, comment))


def doubt(ts: str) -> tuple[e.Started, e.Failed]:
    key = f"{TELL}{ts}"
    return e.Started(key=key, at=13.0), e.Failed(key=key, again=15.0, doubt=True, why="Zendesk can't be reached.")


def telling(ticket: Ticket) -> list[str]:
    """The names of the replies in the next comment."""
    effect = next(effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.TellZendesk))
    return [reply.name for reply in effect.replies]


def test_a_reply_found_on_the_way_goes_first() -> None:
    ticket = linked(said(SECOND), e.Started(key=f"{TELL}{SECOND}"))
    found = e.RepliesFound(key=f"{TELL}{SECOND}", replies=(said(FIRST),))
    ticket = told([found], ticket=ticket)
    assert telling(ticket) == [FIRST, SECOND]
    assert not any(attempt.doubt for attempt in ticket.attempts.values())
    assert told([said(FIRST)], ticket=told([zendesk_has(FIRST, SECOND)], ticket=ticket)).talk.waiting == ()


def test_a_reply_found_that_needs_no_telling_is_not_found_again() -> None:
    ticket = told([e.RepliesFound(key="", replies=(said(FIRST, bot_id="B0"),))], ticket=linked())
    assert ticket.talk.knows(FIRST)


def test_a_telling_in_doubt_leaves_earlier_replies_out_of_its_comment() -> None:
    ticket = linked(said(SECOND), *doubt(SECOND), said(FIRST), said(THIRD))
    assert telling(ticket) == [SECOND, THIRD]


def test_a_change_told_twice_is_one() -> None:
    ticket = linked(said(FIRST), zendesk_has(FIRST), changed(FIRST, 20.0))
    assert f"{TELL}edited:{FIRST}:20.000000" in due(ticket)
    done = told([zendesk_has(f"edited:{FIRST}:20.000000", comment=71)], ticket=ticket)
    assert told([changed(FIRST, 20.0), changed(FIRST, 19.0)], ticket=done).talk.waiting == ()


def test_nothing_is_told_of_a_deleted_message_any_more() -> None:
    gone = linked(said(FIRST), zendesk_has(FIRST), changed(FIRST, 20.0, deleted=True))
    name = f"deleted:{FIRST}:20.000000"
    assert told([changed(FIRST, 21.0)], ticket=told([zendesk_has(name)], ticket=gone)).talk.waiting == ()


@pytest.mark.parametrize("deleted", [True, False])
def test_a_change_of_what_may_be_under_way_is_told_as_well(deleted: bool) -> None:
    """The earlier sending has the old words, and may arrive after the message was found changed."""
    sure = linked(said(FIRST), changed(FIRST, 20.0, deleted))
    assert [reply.kind for reply in sure.talk.waiting] == ["said"]
    unsure = linked(said(FIRST), *doubt(FIRST), changed(FIRST, 20.0, deleted))
    assert [(reply.kind, reply.unsure) for reply in unsure.talk.waiting] == [
        ("said", False),
        ("deleted" if deleted else "edited", True),
    ]


def test_what_was_deleted_while_it_may_be_under_way_is_told_before_anybody_says_that_it_was() -> None:
    late = zendesk_has(FIRST, comment=0).model_copy(update={"late": (FIRST,)})
    ticket = linked(said(FIRST), *doubt(FIRST), late)
    assert [(reply.kind, reply.unsure) for reply in ticket.talk.waiting] == [("deleted", True)]
    assert told([changed(FIRST, 20.0, deleted=True)], ticket=ticket).talk == ticket.talk


def test_what_changed_before_an_earlier_tries_ticket_was_found_is_told() -> None:
    adopted = e.ZendeskOpened(reading=reading(), adopted=True, until=SECOND, carried=("1.0", FIRST, SECOND))
    deleted, edited = changed(FIRST, 20.0, deleted=True), changed(SECOND, 11.5)
    ticket = told([ASKED, said(FIRST), escalated(12.0), deleted, edited, adopted])
    assert [(reply.kind, reply.ts) for reply in ticket.talk.waiting] == [("deleted", FIRST)]


def heard(**more: Any) -> e.ZendeskRead:
    return e.ZendeskRead(reading=read().reading, comments=(), **more)


def shown(*, public: bool) -> Ticket:
    coming = e.ZendeskRead(reading=read().reading, comments=(e.HeardComment(id=31, at=4.0, public=public),))
    return linked(coming, e.CommentShown(comment=31, ts="3.0"), by=rules(agents_channel="C0AGENTS"))


@pytest.mark.parametrize("public", [True, False])
def test_a_redaction_nobody_told_of_is_found_when_the_comments_are_read(public: bool) -> None:
    ticket = told([heard(blackened=(31,), private=() if public else (31,))], ticket=shown(public=public))
    (gone,) = ticket.talk.coming
    assert (gone.gone, gone.public) == (True, public)
    assert "slack.hide:31" in due(ticket)


def test_a_comment_that_was_made_private_unheard_disappears_and_a_note_stays() -> None:
    assert "slack.hide:31" in due(told([heard(private=(31,))], ticket=shown(public=True)))
    assert "slack.hide:31" not in due(told([heard(private=(31,))], ticket=shown(public=False)))
