"""What is deleted in Slack is redacted in Zendesk, with its files, and a note stays."""

import re

import pytest

from helpdesk.domain.people import Person
from helpdesk.domain.retry import TryLater
from helpdesk.domain.text.document import Document, Link, Paragraph, Text, of_text
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.sandbox.zendesk.records import Comment
from helpdesk.zendesk.refusals import Refused

from .scene import ALEX, GUEST, KIM, LINK, PLACE, ROBIN, Scene, opening
from .talking import (
    FIRST,
    SECOND,
    THIRD,
    comments,
    deleting,
    is_gone,
    last,
    link_to,
    message,
    opened,
    reply,
    say,
    tell,
    telling,
    told,
    was_read,
)

REDACTIONS = "/api/v2/comment_redactions"
DELETED = reply(kind="deleted", at=1795000400.5)
MARKS = re.compile(r"</?redact>| redact(?=>)")


def black(text: str) -> bool:
    return not text.replace("▇", "").strip()


def first(scene: Scene) -> Comment:
    return scene.ticket(1).comments[0]


def test_a_comment_of_nothing_else_is_redacted_whole_and_noted(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="my password is hunter2")).names[FIRST]
    done = told(tell(scene, deleting(scene), carrier=carrier))
    said, note = comments(scene)
    assert black(said.plain_body)
    assert (note.plain_body, note.public, note.author_id) == (
        "Message by Robin Sample deleted in Slack",
        False,
        scene.bot.id,
    )
    assert done.names == {DELETED.name: note.id}
    assert done.copied.messages == 0
    assert scene.sent("PUT", "/tickets/1")[0]["metadata"] == {"slack": DELETED.name, "edited": "0"}


def test_what_is_sent_is_the_comment_itself_with_marks(scene: Scene) -> None:
    opened(scene)
    words = Document((Paragraph((Text("see "), Link("https://example.com/a?b=1&c=2", "this"))),))
    carrier = say(scene, message(text=words)).names[FIRST]
    before = last(scene).html_body
    tell(scene, deleting(scene), carrier=carrier)
    [call] = scene.zendesk.journal.calls_of("PUT", REDACTIONS)
    assert call.path == f"{REDACTIONS}/{carrier}"
    assert call.body["ticket_id"] == 1
    assert "<redact>see </redact>" in call.body["html_body"]
    assert " redact><redact>this</redact></a>" in call.body["html_body"]
    assert MARKS.sub("", call.body["html_body"]) == before
    assert "example.com" not in comments(scene)[0].html_body


def test_of_a_comment_with_several_only_the_messages_part_goes(scene: Scene) -> None:
    opened(scene)
    done = say(scene, message(FIRST, "one"), message(SECOND, "two\n\nand more"), message(THIRD, "three"))
    tell(scene, deleting(scene, SECOND), carrier=done.names[SECOND])
    said = comments(scene)[0]
    assert "one" in said.plain_body
    assert "three" in said.plain_body
    assert not any(word in said.plain_body for word in ("two", "more"))
    assert all(link_to(ts).split("?")[0] in said.html_body for ts in (FIRST, SECOND, THIRD))


def test_a_link_to_the_message_in_another_message_is_not_taken_for_it(scene: Scene) -> None:
    opened(scene)
    quoting = Document((Paragraph((Link(link_to(SECOND), "2026-11-18 12:00 UTC"), Text("said so"))),))
    done = say(scene, message(FIRST, quoting), message(SECOND, "the secret"))
    tell(scene, deleting(scene, SECOND), carrier=done.names[SECOND])
    assert "said so" in comments(scene)[0].plain_body
    assert "secret" not in comments(scene)[0].plain_body


def test_in_our_own_comment_the_name_goes_with_the_words(scene: Scene) -> None:
    opened(scene)
    done = say(scene, message(FIRST, "one", "Gus Guest"), message(SECOND, "two", "Gus Guest"), author=GUEST)
    tell(scene, deleting(scene, FIRST), carrier=done.names[FIRST], author=GUEST)
    assert "one" not in comments(scene)[0].plain_body
    assert "two" in comments(scene)[0].plain_body


def thread(*messages: Message) -> Transcript:
    return Transcript(LINK, messages)


def opened_with(scene: Scene, *messages: Message) -> None:
    scene.open(
        thread=thread(Message(ROBIN.name, 1795000000.0, of_text("The VPN is down"), LINK, ts=PLACE.ts), *messages)
    )


def test_of_the_opening_only_the_messages_part_goes(scene: Scene) -> None:
    opened_with(scene, message(FIRST, "one\n\n> quoted"), message(SECOND, "two"))
    tell(scene, deleting(scene, FIRST), carrier=0)
    assert "The VPN is down" in first(scene).plain_body
    assert "two" in first(scene).plain_body
    assert not any(word in first(scene).plain_body for word in ("one", "quoted"))
    assert last(scene).plain_body == "Message by Robin Sample deleted in Slack"
    assert scene.ticket(1).subject == "The VPN is down"


def test_of_a_deleted_root_the_subject_goes_too(scene: Scene) -> None:
    opened_with(scene, message(FIRST, "one"))
    done = told(tell(scene, deleting(scene, PLACE.ts), carrier=0))
    assert "VPN" not in first(scene).plain_body
    assert "VPN" not in scene.ticket(1).description
    assert "one" in first(scene).plain_body
    assert scene.ticket(1).subject == "Question from Slack"
    assert len(done.names) == 1


def test_a_subject_of_other_words_stays(scene: Scene) -> None:
    opened_with(scene)
    scene.act("comment", KIM, 1, text="Looking")
    scene.ticket(1).subject = "Network trouble"
    tell(scene, deleting(scene, PLACE.ts), carrier=0)
    assert scene.ticket(1).subject == "Network trouble"


def test_what_zendesk_never_had_needs_neither_redaction_nor_note(scene: Scene) -> None:
    opened_with(scene)
    done = told(tell(scene, deleting(scene, FIRST), carrier=0))
    assert list(done.names.values()) == [0]
    assert scene.count("PUT", "/") == 0


def test_the_notes_of_its_edits_are_redacted_too(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="hunter2")).names[FIRST]
    scene.pass_time()
    edit = telling(scene.transport.ticket(1).updated_at, reply(kind="edited", at=1795000300.5))
    tell(scene, edit, message(text="hunter3"))
    tell(scene, deleting(scene), carrier=carrier)
    assert not any("hunter" in comment.plain_body for comment in comments(scene))
    assert len(comments(scene)) == 3


def test_every_comment_of_a_long_message_is_redacted(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="secret " * 12_000)).names[FIRST]
    say(scene, message(SECOND, "other"))
    tell(scene, deleting(scene), carrier=carrier)
    *pieces, other, _note = comments(scene)
    assert len(pieces) > 1
    assert all(black(piece.plain_body) for piece in pieces)
    assert other.plain_body == "other"


def test_without_a_name_the_note_has_none(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message()).names[FIRST]
    tell(scene, deleting(scene), carrier=carrier, author=None)
    assert last(scene).plain_body == "Message deleted in Slack"


def test_a_hostile_name_stays_words(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message()).names[FIRST]
    tell(scene, deleting(scene), carrier=carrier, author=Person("U1", "<img src=x>\x00" * 99, "robin@example.com"))
    assert "<img" not in last(scene).html_body


def test_a_status_goes_along_with_the_note(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message()).names[FIRST]
    assert told(tell(scene, deleting(scene, status="pending"), carrier=carrier)).wrote == "pending"
    assert scene.ticket(1).status == "pending"


def test_a_closed_ticket_takes_the_redaction_without_a_note(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="hunter2")).names[FIRST]
    scene.act("set_status", ALEX, 1, status="solved")
    scene.act("close", ALEX, 1)
    done = told(tell(scene, deleting(scene), carrier=carrier))
    assert (list(done.names.values()), done.reading.status) == ([0], "closed")
    assert black(comments(scene)[0].plain_body)
    assert len(comments(scene)) == 1


def test_a_ticket_changed_meanwhile_is_read_and_nothing_is_redacted_yet(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="hunter2")).names[FIRST]
    effect = deleting(scene)
    scene.act("set_status", KIM, 1, status="pending")
    assert was_read(tell(scene, effect, carrier=carrier)).reading.status == "pending"
    assert scene.count("PUT", REDACTIONS) == 0
    again = deleting(scene)
    tell(scene, again, carrier=carrier)
    assert black(comments(scene)[0].plain_body)


def test_a_deleted_ticket_is_gone(scene: Scene) -> None:
    opened(scene)
    effect = deleting(scene)
    scene.act("delete", ALEX, 1)
    assert is_gone(tell(scene, effect, carrier=5))


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("path", ["/api/v2/tickets/1", f"{REDACTIONS}/*"])
@pytest.mark.parametrize("how", [{"drop": True}, {"status": 503, "retry_after": 7}, {"status": 429}], ids=str)
def test_a_lost_call_leaves_exactly_one_note_and_no_words(
    scene: Scene, when: str, path: str, how: dict[str, object]
) -> None:
    opened(scene)
    carrier = say(scene, message(text="hunter2")).names[FIRST]
    effect = deleting(scene)
    scene.fail(method="PUT", path=path, when=when, **how)
    with pytest.raises(TryLater) as later:
        tell(scene, effect, carrier=carrier)
    done = told(tell(scene, telling(effect.stamp, *effect.replies, doubt=later.value.doubt), carrier=carrier))
    said, note = comments(scene)
    assert black(said.plain_body)
    assert done.names == {DELETED.name: note.id}


def test_a_redaction_that_is_not_allowed_is_said_with_the_note_left(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="hunter2")).names[FIRST]
    effect = deleting(scene)
    scene.fail(method="PUT", path=f"{REDACTIONS}/*", status=403, body={"error": {"title": "Forbidden"}})
    with pytest.raises(Refused, match="check its role"):
        tell(scene, effect, carrier=carrier)
    assert len(comments(scene)) == 2


def test_a_comment_that_is_gone_leaves_nothing_to_redact(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="hunter2")).names[FIRST]
    effect = deleting(scene)
    scene.fail(method="PUT", path=f"{REDACTIONS}/*", status=404, body={"error": "RecordNotFound"})
    assert told(tell(scene, effect, carrier=carrier)).names == {DELETED.name: last(scene).id}


def test_older_tickets_of_the_question_are_redacted_too(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="hunter2")).names[FIRST]
    scene.act("set_status", ALEX, 1, status="solved")
    scene.act("close", ALEX, 1)
    words = thread(Message(ROBIN.name, 1795000000.0, of_text("The VPN"), LINK, ts=PLACE.ts), message(text="hunter2"))
    scene.open(opening(follows=1), thread=words)
    stamp = scene.transport.ticket(2).updated_at
    effect = telling(stamp, DELETED, id=2, past=(1, 4711))
    done = told(tell(scene, effect, carrier=carrier))
    assert "hunter2" not in scene.ticket(2).comments[0].plain_body
    assert black(comments(scene)[0].plain_body)
    assert done.names == {DELETED.name: scene.ticket(2).comments[-1].id}
    assert len(comments(scene)) == 1


def test_after_a_merge_the_words_go_from_the_merged_ticket_with_a_note_in_the_target(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(text="hunter2")).names[FIRST]
    made = scene.act("create", KIM, subject="Other", text="Other", requester=scene.user(ROBIN).id)
    scene.act("merge", KIM, 1, into=made["ticket"])
    stamp = scene.transport.ticket(2).updated_at
    done = told(tell(scene, telling(stamp, DELETED, id=2, past=(1,)), carrier=carrier))
    assert black(comments(scene)[0].plain_body)
    assert done.names == {DELETED.name: scene.ticket(2).comments[-1].id}
