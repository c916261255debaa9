"""A merged ticket is followed with what was said last in both, whether its webhook came or not."""

from typing import Any

import pytest

from helpdesk.domain.effects import FollowTicket, ReadZendeskTicket
from helpdesk.domain.events import ZendeskFollowed, ZendeskGone, ZendeskRead
from helpdesk.sandbox.zendesk.records import Actor
from helpdesk.sandbox.zendesk.ticket_ends import merge_tickets

from .scene import ALEX, KIM, ROBIN, Scene

UNREAD = ReadZendeskTicket(1, "new", None)


@pytest.fixture
def both(scene: Scene) -> Scene:
    """Ours is number 1; Kim made number 2 of a call, and said something there."""
    scene.open()
    scene.act("create", KIM, subject="Other", text="Other", requester=scene.user(ROBIN).id)
    scene.act("comment", KIM, 2, text="Said there before", public=True)
    scene.pass_time()
    return scene


def merged(scene: Scene, **words: Any) -> None:
    merge_tickets(scene.zendesk.account, 2, [1], words, Actor(scene.user(KIM), "web"))


def followed(scene: Scene, known: frozenset[int] = frozenset()) -> ZendeskFollowed:
    told = scene.tickets.follow(FollowTicket(2, 1, known))
    assert isinstance(told, ZendeskFollowed)
    return told


def said(scene: Scene, ids: object) -> list[str]:
    """The words of these comments, wherever they are, in the order given."""
    words = {comment.id: comment.plain_body for n in (1, 2) for comment in scene.ticket(n).comments}
    return [words[id_].partition("\n")[0] for id_ in ids]  # type: ignore[attr-defined]


def test_what_was_said_last_in_the_merged_ticket_comes_along(both: Scene) -> None:
    both.act("comment", KIM, 1, text="Never read here", public=True)
    both.pass_time()
    merged(both, source_comment="Goes on in #2", target_comment="From #1")
    told = followed(both, known=frozenset({both.ticket(1).comments[0].id}))
    assert said(both, [comment.id for comment in told.comments]) == ["Never read here", "Goes on in #2"]
    assert said(both, told.known) == ["From #1", "Said there before", "Other"]


def test_what_was_said_in_the_target_since_the_merge_is_news(both: Scene) -> None:
    merged(both)
    both.act("comment", KIM, 2, text="Part of merging, as far as anybody can tell", public=True)
    both.pass_time()
    both.act("comment", ALEX, 2, text="By another agent", public=True)
    both.pass_time(10)
    both.act("comment", KIM, 2, text="Later", public=True)
    told = followed(both, known=frozenset(comment.id for comment in both.ticket(1).comments))
    assert said(both, [comment.id for comment in told.comments]) == ["By another agent", "Later"]


def test_a_merged_ticket_that_is_gone_tells_nothing_and_a_target_that_is_gone_neither(both: Scene) -> None:
    merged(both)
    both.act("delete", KIM, 1)
    told = followed(both)
    assert told.comments == ()
    assert len(told.known) == len(both.ticket(2).comments)
    both.act("delete", KIM, 2)
    assert both.tickets.follow(FollowTicket(2, 1)) == ZendeskGone(id=2)


@pytest.mark.parametrize(
    ("words", "into"),
    [
        pytest.param({}, 2, id="the words that Zendesk proposes"),
        pytest.param({"source_comment": "See #2, not #1"}, 2, id="words that name it first"),
        pytest.param({"source_comment": "Goes on elsewhere"}, None, id="words that don't name it"),
        pytest.param({"source_comment": "Goes on in #4711"}, None, id="words that name one which isn't there"),
    ],
)
def test_a_read_finds_the_target_although_no_webhook_came(both: Scene, words: dict[str, str], into: int | None) -> None:
    merged(both, **words)
    told = both.tickets.read(UNREAD)
    assert isinstance(told, ZendeskRead)
    assert (told.reading.status, told.reading.into) == ("closed", into)


def test_a_closed_ticket_that_was_not_merged_names_no_target(both: Scene) -> None:
    both.act("comment", KIM, 1, text="As in #2", public=True)
    both.act("set_status", KIM, 1, status="solved")
    both.act("close", KIM, 1)
    told = both.tickets.read(UNREAD)
    assert isinstance(told, ZendeskRead)
    assert told.reading.into is None
