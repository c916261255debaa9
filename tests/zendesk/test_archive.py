"""Our tickets read back for a store that was lost: what is in their words, whatever the thread shows by now."""

from dataclasses import replace

import pytest

from helpdesk.domain.rebuilding.sight import SeenTicket
from helpdesk.domain.retry import TryLater
from helpdesk.domain.transcript import Transcript
from helpdesk.sandbox.zendesk.records import Actor
from helpdesk.sandbox.zendesk.ticket_ends import merge_tickets

from .scene import KIM, LINK, PLACE, ROBIN, THREAD, Scene
from .talking import FIRST, SECOND, message, reply, say, tell, telling


def archived(scene: Scene) -> SeenTicket:
    archive = scene.tickets.archive
    return archive.whole(archive.exported(1.0, "").tickets[0])


def test_the_messages_in_the_opening_and_the_edits_in_each_comment_are_known(scene: Scene) -> None:
    (asked,) = THREAD.messages
    second = replace(message(SECOND), edited=1795000302.5)
    scene.open(thread=Transcript(LINK, (asked, message(FIRST), second)))
    say(scene, message("1795000399.000100", "Later"))
    scene.act("comment", KIM, 1, text="From Zendesk")
    private = scene.act("comment", KIM, 1, text="Files", files=[{"name": "a.txt", "content": "YQ=="}])["comment"]
    scene.act("make_private", KIM, 1, comment=private)
    scene.pass_time(120)
    seen = archived(scene)
    assert [file.name for file in seen.comments[-1].files] == ["a.txt"], "the thread may show it still"
    assert seen.carried == (PLACE.ts, FIRST, SECOND)
    assert [comment.edited for comment in seen.comments] == [1795000302.0, 0.0, None, None]


def test_words_whose_redaction_was_put_off_after_the_note_are_known_to_be_there_still(scene: Scene) -> None:
    scene.open(thread=Transcript(LINK, (*THREAD.messages, message(FIRST), message(SECOND))))
    scene.pass_time()
    tell(scene, telling("", reply(FIRST, kind="deleted", at=1795000400.5)), carrier=0)
    scene.fail(method="PUT", path="/api/v2/comment_redactions/*", status=503)
    with pytest.raises(TryLater):
        tell(scene, telling("", reply(SECOND, kind="deleted", at=1795000400.5)), carrier=0)
    scene.pass_time(120)
    assert archived(scene).unerased == (SECOND,)


def test_where_a_ticket_was_merged_into_is_known_as_long_as_that_is_there(scene: Scene) -> None:
    scene.open()
    scene.act("create", KIM, subject="Other", text="Other", requester=scene.user(ROBIN).id)
    merge_tickets(scene.zendesk.account, 2, [1], {}, Actor(scene.user(KIM), "web"))
    scene.pass_time(120)
    assert archived(scene).reading.into == 2
    scene.act("delete", KIM, 2)
    assert archived(scene).reading.into is None
    scene.act("delete_forever", KIM, 2)
    assert archived(scene).reading.into is None


def test_a_file_that_was_redacted_is_known_by_its_id_alone(scene: Scene) -> None:
    scene.open()
    files = [{"name": name, "content": "YQ=="} for name in ("a.txt", "b.txt")]
    comment = scene.act("comment", KIM, 1, text="Two files", files=files)["comment"]
    left, redacted = scene.ticket(1).comments[-1].attachments
    scene.act("redact_file", KIM, 1, comment=comment, file=redacted.id)
    scene.pass_time(120)
    seen = archived(scene).comments[-1]
    assert ([file.id for file in seen.files], seen.redacted) == ([str(left.id)], (redacted.id,))
