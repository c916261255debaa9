"""Replies that don't fit in one comment are told in several, nothing cut."""

import pytest

from helpdesk.domain.retry import TryLater

from .scene import Scene
from .talking import (
    FIRST,
    comments,
    is_gone,
    last,
    message,
    opened,
    reply,
    say,
    tell,
    telling,
    told,
)

TICKET = "/api/v2/tickets/1"


def test_a_message_longer_than_a_comment_takes_several_and_is_told_with_the_last(scene: Scene) -> None:
    words = " ".join(f"word{number}" for number in range(16_000))
    opened(scene)
    done = say(scene, message(text=words))
    assert len(comments(scene)) > 1
    assert " ".join(c.plain_body for c in comments(scene)).split() == words.split()
    assert done.names == {FIRST: last(scene).id}


@pytest.mark.parametrize("number", [1, 2])
def test_a_long_message_goes_on_where_its_answer_was_lost(scene: Scene, number: int) -> None:
    words = " ".join(f"word{place}" for place in range(20_000))
    before = opened(scene)
    scene.fail(method="PUT", path=TICKET, when="after", drop=True, body_contains=f'{FIRST}/{number}"')
    with pytest.raises(TryLater) as later:
        tell(scene, telling(before), message(text=words))
    assert later.value.doubt
    stamp = before.reading.stamp
    for _ in range(3):
        outcome = tell(scene, telling(stamp, doubt=True), message(text=words))
        stamp = outcome.reading.stamp if not is_gone(outcome) else ""  # type: ignore[union-attr]
    assert told(outcome).names == {FIRST: last(scene).id}
    assert " ".join(c.plain_body for c in comments(scene)).split() == words.split()


def test_many_long_replies_are_told_as_far_as_they_fit(scene: Scene) -> None:
    stamps = [f"17950002{number:02}.000200" for number in range(20)]
    messages = [message(ts, "x" * 9_000) for ts in stamps]
    done = told(tell(scene, telling(opened(scene), *(reply(ts) for ts in stamps)), *messages))
    assert 1 < len(done.names) < 20
    assert list(done.names) == stamps[: len(done.names)]
    assert len(scene.sent("PUT")[0]["comment"]["html_body"].encode()) <= 65_535
