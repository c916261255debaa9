"""A reply on its way when Zendesk closes the ticket: who ended it there has not read it, so it opens a follow-up."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

from .scenes import (
    ALEX,
    DISMISSED,
    KIM,
    RESOLVED,
    ROBIN,
    WORKING,
    button,
    due,
    link_of,
    linked,
    on,
    read,
    reading,
    told,
)
from .test_talk import said

FOLLOW_UP = "zendesk.follow_up:7"
AWAY = e.Failed(key=f"{fx.TELLING}3.0", again=1e5, doubt=False, why="Zendesk can't be reached.")
CLOSED = read("closed", 9, stamp="S9")
DELETED = e.Deleted(at=8.0)
REFUSED = e.Refused(key=f"{fx.TELLING}3.0", why="No.")


def closed(*before: e.Event | e.Learned, **more: Any) -> Ticket:
    """A reply was said at 3 and not told yet; an agent solved the ticket at 5, and it was closed at 9."""
    return linked(*before, said(3.0, **more), AWAY, read("solved", 5, stamp="S5"), CLOSED)


@pytest.mark.parametrize(
    ("more", "opens"),
    [
        pytest.param({}, True, id="the words of who asked"),
        pytest.param({"by": KIM}, True, id="anybody's words"),
        pytest.param({"thanks": True}, False, id="thanks"),
        pytest.param({"internal": True}, False, id="words for agents alone"),
        pytest.param({"by": None, "bot": True}, False, id="the words of a bot"),
    ],
)
def test_words_that_did_not_come_in_time_open_a_follow_up(more: dict[str, Any], opens: bool) -> None:
    assert ([key for key in due(closed(**more)) if key.startswith("zendesk.")] == [FOLLOW_UP]) is opens


def test_who_has_the_question_goes_on_with_it_and_the_follow_up_has_the_words() -> None:
    ticket = closed(on(WORKING, 2, ALEX))
    assert ticket.state is State.WORKING
    ticket = told([e.ZendeskOpened(reading=reading("open", id=8), until="3.0", carried=("3.0",))], ticket=ticket)
    assert (link_of(ticket).id, ticket.past, ticket.talk.waiting) == (8, (7,), ())
    assert told([CLOSED, said(3.0)], ticket=ticket) == ticket


@pytest.mark.parametrize(
    "after",
    [
        pytest.param([on(RESOLVED, 4)], id="by a mark"),
        pytest.param([on(DISMISSED, 4)], id="dismissed"),
        pytest.param([button("resolve", 4)], id="by a button that Zendesk has not heard of"),
        pytest.param([DELETED], id="with the question itself"),
    ],
)
def test_whoever_ends_it_in_slack_after_the_words_has_read_them(after: list[Any]) -> None:
    ticket = linked(said(3.0), AWAY, *after, read("closed", 9, moved_by=0, stamp="S9"))
    assert FOLLOW_UP not in due(ticket)
    assert ticket.state.ends


def test_words_after_the_end_in_slack_open_it() -> None:
    ticket = linked(on(RESOLVED, 2), said(3.0, KIM), AWAY, read("closed", 9, moved_by=0, stamp="S9"))
    assert FOLLOW_UP in due(ticket)


def test_an_end_in_slack_after_all_that_stands() -> None:
    assert told([on(RESOLVED, 12)], ticket=closed()).state is State.RESOLVED
    assert FOLLOW_UP not in due(told([on(RESOLVED, 12), CLOSED], ticket=closed()))


def test_what_the_closed_ticket_has_is_looked_at_first() -> None:
    """The answer to an earlier try may have been lost; nothing can be written there any more, so a look tells."""
    lost = e.Failed(key=f"{fx.TELLING}3.0", again=1e5, doubt=True, why="No answer.")
    fields = e.ZendeskRead(reading=reading("closed", 9, stamp="S9", moved_by=4))
    ticket = linked(said(3.0), lost, fields)
    assert due(ticket)[0] == "zendesk.read"
    there = (e.HeardComment(id=80, at=3.0, public=True, ours=True, tells=("3.0",)),)
    heard = told([e.ZendeskRead(reading=fields.reading, comments=there)], ticket=ticket)
    assert (heard.state, heard.talk.waiting) == (State.RESOLVED, ())
    assert FOLLOW_UP in due(told([e.ZendeskRead(reading=fields.reading, comments=())], ticket=ticket))


def test_what_was_given_up_was_told_of_and_opens_it_when_somebody_wants_another_try() -> None:
    ticket = linked(said(3.0), REFUSED, read("closed", 9, stamp="S9"))
    assert FOLLOW_UP not in due(ticket)
    assert FOLLOW_UP in due(told([e.TryAgain(at=20.0)], ticket=ticket))


def test_a_reply_told_to_a_ticket_that_closes_on_it_leaves_the_others_to_a_follow_up() -> None:
    ticket = linked(said(3.0, ROBIN), said(4.0, KIM), read("solved", 5, stamp="S5"))
    answer = e.ZendeskTold(reading=reading("closed", 9, stamp="S9", moved_by=0), names={"3.0": 80})
    assert FOLLOW_UP in due(told([answer], ticket=ticket))


def test_a_merged_ticket_is_followed_instead() -> None:
    merged = linked(said(3.0), AWAY, read("closed", 9, stamp="S9", into=9))
    assert [key for key in due(merged) if key.startswith("zendesk.")] == ["zendesk.follow:9"]
