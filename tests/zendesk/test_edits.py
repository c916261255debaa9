"""An edit of a message becomes a note with its new words."""

from dataclasses import replace

import pytest

from helpdesk.domain.retry import TryLater

from .scene import Scene
from .talking import (
    FIRST,
    SECOND,
    THIRD,
    comments,
    last,
    link_to,
    message,
    opened,
    reply,
    tell,
    telling,
    told,
)

TICKET = "/api/v2/tickets/1"


def test_an_edit_is_an_internal_note_with_the_new_words(scene: Scene) -> None:
    before = opened(scene)
    edit = reply(kind="edited", at=1795000300.25)
    done = told(tell(scene, telling(before, edit), message(text="Up <again>")))
    assert done.names == {edit.name: last(scene).id}
    assert done.copied.messages == 0
    assert (last(scene).public, last(scene).author_id) == (False, scene.bot.id)
    assert last(scene).plain_body.startswith("Robin Sample edited this message (2026-11-18 ")
    assert last(scene).plain_body.endswith("Up <again>")
    assert link_to(FIRST).replace("&", "&amp;") in last(scene).html_body
    assert scene.sent("PUT")[0]["metadata"] == {"slack": edit.name, "edited": "0"}


def test_words_say_which_edits_they_have(scene: Scene) -> None:
    before = opened(scene)
    first, second = (replace(message(ts), edited=1795000300.5 + n) for n, ts in enumerate((FIRST, SECOND)))
    tell(scene, telling(before, reply(), reply(SECOND)), first, second)
    edit = reply(SECOND, kind="edited", at=1795000305.25)
    tell(scene, telling("", edit), replace(second, edited=1795000310.0))
    tell(scene, telling("", reply(THIRD)), replace(message(THIRD, "word " * 20_000), edited=1795000320.0))
    edits = [sent["metadata"]["edited"] for sent in scene.sent("PUT")]
    assert edits[:2] == ["1795000301", "1795000310"]
    assert (len(edits[2:]) > 1, {*edits[2:]}) == (True, {"1795000320"})


def test_an_edit_of_a_message_gone_since_needs_no_telling(scene: Scene) -> None:
    edit = reply(kind="edited", at=1795000300.25)
    assert told(tell(scene, telling(opened(scene), edit))).names == {edit.name: 0}
    assert comments(scene) == []


def test_a_lost_edit_is_noted_once(scene: Scene) -> None:
    before = opened(scene)
    edit = reply(kind="edited", at=1795000300.25)
    scene.fail(method="PUT", path=TICKET, when="after", drop=True)
    with pytest.raises(TryLater):
        tell(scene, telling(before, edit), message())
    assert told(tell(scene, telling(before, edit, doubt=True), message())).names == {edit.name: last(scene).id}
    assert len(comments(scene)) == 1
