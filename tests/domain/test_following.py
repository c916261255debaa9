"""A ticket merged into another in Zendesk: what was said in either is heard once, and nothing of it is lost."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects import HIDING, SHOWING
from helpdesk.domain.plan import plan
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

from .scenes import KIM, RESOLVED, RULES, due, link_of, linked, on, read, reading, told
from .test_talk import READ_AGAIN, SHOWN, commented, edited, of_talk, said, withdrawn

MERGED = e.ZendeskStirred(ticket=7, about="merged", into=9)


def comment(id_: int, **more: Any) -> e.HeardComment:
    return e.HeardComment(id=id_, at=float(id_), public=True, **more)


def following(ticket: Ticket) -> fx.FollowTicket:
    return next(effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.FollowTicket))


def test_a_merged_ticket_is_followed_and_what_was_said_there_before_stays_there() -> None:
    merged = linked(MERGED)
    assert due(merged)[0] == "zendesk.follow:9"
    followed = e.ZendeskFollowed(reading=reading(id=9), known=(90,))
    ticket = told([followed], ticket=merged)
    assert (link_of(ticket).id, ticket.past, ticket.merged) == (9, (7,), True)
    assert told([followed], ticket=ticket) == ticket
    there = (comment(90), comment(91))
    stirred = e.ZendeskStirred(ticket=9, about="talk")
    heard = told([stirred, e.ZendeskRead(reading=reading(id=9), comments=there)], ticket=ticket)
    assert of_talk(heard) == [f"{SHOWING}91"]


def test_what_was_not_read_yet_is_read_in_both_on_following() -> None:
    merged = told([SHOWN, MERGED], ticket=commented(71))
    assert following(merged) == fx.FollowTicket(9, 7, frozenset({71}))
    news = (comment(72), comment(91))
    ticket = told([e.ZendeskFollowed(reading=reading(id=9), known=(90,), comments=news)], ticket=merged)
    assert of_talk(ticket) == [f"{SHOWING}72"]
    shown = told([e.CommentShown(comment=72, ts="81.1")], ticket=ticket)
    assert of_talk(shown) == [f"{SHOWING}91"]


def test_what_was_redacted_in_the_merged_ticket_goes_from_the_thread_before_and_after_following() -> None:
    followed = e.ZendeskFollowed(reading=reading(id=9), blackened=(71,))
    assert of_talk(told([SHOWN, MERGED, followed], ticket=commented(71))) == [f"{HIDING}71"]
    later: list[Any] = [SHOWN, MERGED, e.ZendeskFollowed(reading=reading(id=9)), withdrawn(71)]
    assert of_talk(told(later, ticket=commented(71))) == [f"{HIDING}71"]


def test_a_reply_that_the_merged_ticket_turns_out_to_have_is_not_told_again() -> None:
    lost = e.Failed(key="zendesk.tell:3.0", again=4.0, doubt=True, why="No answer.")
    merged = linked(said(3.0), lost, said(5.0), MERGED)
    there = comment(80, ours=True, tells=("3.0",))
    ticket = told([e.ZendeskFollowed(reading=reading(id=9), comments=(there,))], ticket=merged)
    assert [reply.ts for reply in ticket.talk.waiting] == ["5.0"]
    assert ticket.talk.where("3.0") == 80


def test_a_note_of_an_edit_that_the_merged_ticket_turns_out_to_have_is_not_told_again() -> None:
    written = e.ZendeskTold(reading=reading(), names={"9.0": 70})
    merged = linked(said(9), written, edited(9, 12), MERGED)
    there = comment(80, ours=True, tells=("edited:9.0:12.000000",))
    ticket = told([e.ZendeskFollowed(reading=reading(id=9), comments=(there,))], ticket=merged)
    assert ticket.talk.waiting == ()


def test_a_merge_that_nobody_told_of_is_followed_when_it_is_read() -> None:
    ticket = linked(read("closed", 9, into=9))
    assert due(ticket)[0] == "zendesk.follow:9"
    chain = told([e.ZendeskFollowed(reading=reading("closed", id=9, into=10))], ticket=ticket)
    assert due(chain)[0] == "zendesk.follow:10"


def test_a_ticket_merged_into_one_that_was_deleted_is_as_if_deleted_itself() -> None:
    ticket = told([e.ZendeskGone(id=9)], ticket=linked(MERGED))
    assert (ticket.zendesk, ticket.lost, ticket.past) == (None, 9, (7,))
    assert not [key for key in due(ticket) if key.startswith("zendesk.")]
    assert told([READ_AGAIN], ticket=ticket) == ticket


@pytest.mark.parametrize(
    ("merged", "moved", "state", "solved"),
    [
        pytest.param(9.0, 2.0, State.RESOLVED, True, id="after the merge, which was noticed late"),
        pytest.param(9.0, 25.0, State.WORKING, False, id="before the target was moved"),
        pytest.param(21.0, 2.0, State.WORKING, False, id="before the merge"),
        pytest.param(None, 2.0, State.WORKING, False, id="nobody knows when the merge was"),
    ],
)
def test_what_somebody_does_in_slack_after_the_merge_goes_to_the_target(
    merged: float | None, moved: float, state: State, solved: bool
) -> None:
    followed = e.ZendeskFollowed(reading=reading("open", moved, id=9), at=merged)
    ticket = told([followed], ticket=linked(on(RESOLVED, 20), MERGED))
    assert ticket.state is state
    assert any(key.startswith("zendesk.update:9:solved") for key in due(ticket)) is solved


def test_a_word_before_it_is_followed_does_not_open_a_question_that_merging_only_seems_to_end() -> None:
    closed = read("closed", 9, stamp="S9", into=9)
    ticket = told([closed, said(12.0, KIM)], ticket=linked())
    solved = told([e.ZendeskFollowed(reading=reading("solved", at=10, id=9), at=9.0)], ticket=ticket)
    assert (ticket.state, solved.state) == (State.RESOLVED, State.RESOLVED)
