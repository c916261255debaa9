"""Our tickets read back for a store that was lost: what is in their words, whatever the thread shows by now."""

from dataclasses import replace

from helpdesk.domain.rebuilding.sight import SeenTicket
from helpdesk.domain.transcript import Transcript

from .scene import KIM, LINK, PLACE, THREAD, Scene
from .talking import FIRST, SECOND, message, say


def archived(scene: Scene) -> SeenTicket:
    archive = scene.tickets.archive
    return archive.whole(archive.exported(1.0, "").tickets[0])


def test_the_messages_in_the_opening_and_the_edits_in_each_comment_are_known(scene: Scene) -> None:
    (asked,) = THREAD.messages
    second = replace(message(SECOND), edited=1795000302.5)
    scene.open(thread=Transcript(LINK, (asked, message(FIRST), second)))
    say(scene, message("1795000399.000100", "Later"))
    scene.act("comment", KIM, 1, text="From Zendesk")
    scene.pass_time(120)
    seen = archived(scene)
    assert seen.carried == (PLACE.ts, FIRST, SECOND)
    assert [comment.edited for comment in seen.comments] == [1795000302.0, 0.0, None]
