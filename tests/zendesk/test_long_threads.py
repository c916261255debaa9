"""The thread goes into the ticket whole, and the ticket says how far it had come."""

import pytest

from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket.card import Copied
from helpdesk.domain.transcript import Transcript

from .scene import GUEST, LINK, ROBIN, THREAD, Scene, opening
from .talking import message

TICKETS = "/api/v2/tickets"


def grown(*texts: str) -> Transcript:
    """The thread with replies."""
    return Transcript(LINK, (*THREAD.messages, *(message(f"17950003{n:02}.000100", t) for n, t in enumerate(texts))))


def test_the_opening_says_how_far_the_thread_had_come(scene: Scene) -> None:
    opened = scene.open(thread=grown("one", "two"))
    assert (opened.until, opened.copied) == ("1795000301.000100", Copied(messages=3))
    metadata = scene.sent("POST")[0]["metadata"]
    assert (metadata["slack"], metadata["until"]) == ("opening", "1795000301.000100")


@pytest.mark.parametrize("doubt", [True, False])
def test_an_adopted_ticket_says_how_far_the_thread_had_come_by_then(scene: Scene, doubt: bool) -> None:
    scene.fail(method="POST", path=TICKETS, when="after", drop=True)
    with pytest.raises(TryLater):
        scene.open(thread=grown("one"))
    opened = scene.open(opening(doubt=doubt), thread=grown("one", "two"))
    assert (opened.reading.id, opened.until, opened.copied.messages) == (1, "1795000300.000100", 2)


def test_an_adopted_ticket_without_our_mark_says_nothing_of_the_thread(scene: Scene) -> None:
    scene.open()
    scene.ticket(1).comments[0].metadata = {"custom": {"until": "yesterday", "slack": ["x"]}, "system": {}}
    assert scene.open(opening(doubt=True)).until == ""


LONG = tuple(f"{number:03} " + "x" * 3000 for number in range(57))


def all_said(scene: Scene) -> str:
    return " ".join(comment.plain_body for comment in scene.ticket(1).comments)


def test_a_long_thread_goes_whole_in_several_comments(scene: Scene) -> None:
    opened = scene.open(thread=grown(*LONG))
    comments = scene.ticket(1).comments
    assert len(comments) == 3
    assert {(comment.author_id, comment.public) for comment in comments} == {(scene.user(ROBIN).id, True)}
    assert [comment.metadata["custom"]["slack"] for comment in comments] == ["opening", "opening/2", "opening/3"]
    assert all(text in all_said(scene) for text in LONG)
    assert opened.copied == Copied(messages=58)
    assert opened.reading.stamp == scene.transport.ticket(1).updated_at


def test_many_short_messages_fit_as_zendesk_keeps_them(scene: Scene) -> None:
    scene.open(thread=grown(*("ok\n\nfine" for _ in range(600))))
    kept = [len(comment.html_body.encode()) for comment in scene.ticket(1).comments]
    assert len(kept) > 1
    assert max(kept) <= 65_535


@pytest.mark.parametrize("part", [2, 3])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", [{"drop": True}, {"status": 429}, {"status": 503}], ids=str)
def test_a_lost_part_of_a_long_thread_is_there_once(scene: Scene, part: int, when: str, how: dict[str, object]) -> None:
    scene.fail(method="PUT", path=f"{TICKETS}/1", when=when, body_contains=f"opening/{part}", **how)
    with pytest.raises(TryLater) as later:
        scene.open(thread=grown(*LONG))
    assert later.value.doubt
    scene.open(opening(doubt=True), thread=grown(*LONG, "new since"))
    assert len(scene.living) == 1
    assert len(scene.ticket(1).comments) == 3
    assert all(all_said(scene).count(text) == 1 for text in LONG)
    assert "new since" not in all_said(scene)


def test_a_part_zendesk_refuses_is_said_and_the_ticket_kept(scene: Scene) -> None:
    body = {"error": "RecordInvalid", "details": {"base": [{"description": "No."}]}}
    scene.fail(method="PUT", path=f"{TICKETS}/1", status=422, body=body, body_contains="opening/3")
    opened = scene.open(thread=grown(*LONG))
    assert opened.copied.parts == (2, 3)


def test_a_guests_long_thread_is_found_again_in_the_same_parts(scene: Scene) -> None:
    scene.fail(method="PUT", path=f"{TICKETS}/1", when="before", body_contains="opening/2", drop=True)
    with pytest.raises(TryLater):
        scene.open(requester=GUEST, thread=grown(*LONG))
    scene.open(opening(doubt=True), requester=GUEST, thread=grown(*LONG))
    assert all(all_said(scene).count(text) == 1 for text in LONG)
