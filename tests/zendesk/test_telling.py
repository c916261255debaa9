"""Replies of the thread become comments by whoever wrote them, each exactly once."""

import pytest

from helpdesk.domain.retry import TryLater

from .scene import ALEX, KIM, ROBIN, Scene
from .talking import (
    FIRST,
    SECOND,
    THIRD,
    comments,
    is_gone,
    last,
    link_to,
    message,
    opened,
    reply,
    tell,
    telling,
    told,
    was_read,
)

TICKET = "/api/v2/tickets/1"


def test_a_reply_is_one_update_with_its_words_author_and_mark(scene: Scene) -> None:
    before = opened(scene)
    done = told(tell(scene, telling(before), message(text="Still <down>")))
    assert scene.sent("PUT") == [
        {
            "id": 1,
            "comment": {
                "html_body": "<p>Still &lt;down&gt;</p>",
                "public": True,
                "author_id": scene.user(ROBIN).id,
            },
            "metadata": {"slack": FIRST, "edited": "0"},
            "safe_update": True,
            "updated_stamp": before.reading.stamp,
        }
    ]
    assert done.names == {FIRST: last(scene).id}
    assert (done.wrote, done.copied.messages) == (None, 1)
    assert done.reading.stamp == scene.transport.ticket(1).updated_at != before.reading.stamp
    assert all(call.unknown_fields == [] for call in scene.zendesk.journal.calls)


def test_the_requesters_second_word_costs_one_call(scene: Scene) -> None:
    before = opened(scene)
    tell(scene, telling(before), message())
    assert [(call.method, call.path) for call in scene.zendesk.journal.calls] == [("PUT", TICKET)]


def test_a_status_goes_along(scene: Scene) -> None:
    opened(scene)
    scene.act("set_status", ALEX, 1, status="pending")
    scene.pass_time()
    stamp = scene.transport.ticket(1).updated_at
    done = told(tell(scene, telling(stamp, status="open"), message()))
    assert (done.wrote, done.reading.status, done.reading.moved_by) == ("open", "open", scene.bot.id)
    assert scene.count("PUT", TICKET) == 1


def test_a_custom_status_goes_along_by_its_id(scene: Scene) -> None:
    in_the_works = scene.custom_status("In the works")
    done = told(tell(scene, telling(opened(scene), status=in_the_works), message()))
    assert (done.wrote, done.reading.custom) == (in_the_works, in_the_works)


def test_replies_together_are_one_comment_with_a_part_for_each(scene: Scene) -> None:
    before = opened(scene)
    replies = (reply(FIRST), reply(SECOND), reply(THIRD))
    done = told(tell(scene, telling(before, *replies), message(FIRST, "one"), message(SECOND, "two"), message(THIRD)))
    comment = last(scene).id
    assert done.names == {FIRST: comment, SECOND: comment, THIRD: comment}
    assert done.copied.messages == 3
    sent = scene.sent("PUT")[0]
    assert sent["metadata"] == {"slack": f"{FIRST} {SECOND} {THIRD}", "edited": "0"}
    html = sent["comment"]["html_body"]
    assert html.index(link_to(FIRST).split("?")[0]) < html.index("one") < html.index("two") < html.index("Still down")
    assert html.count("<div>") == 3
    assert "Robin" not in html


def test_a_message_that_is_gone_needs_no_telling(scene: Scene) -> None:
    done = told(tell(scene, telling(opened(scene), reply(FIRST), reply(SECOND)), message(SECOND)))
    assert done.names == {FIRST: 0, SECOND: last(scene).id}
    assert done.copied.messages == 1
    assert scene.sent("PUT")[0]["comment"]["html_body"] == "<p>Still down</p>"


def test_when_all_are_gone_the_ticket_is_only_read(scene: Scene) -> None:
    before = opened(scene)
    done = told(tell(scene, telling(before)))
    assert (done.names, done.wrote, done.reading.stamp) == ({FIRST: 0}, None, before.reading.stamp)
    assert [(call.method, call.path) for call in scene.zendesk.journal.calls] == [("GET", TICKET)]


def test_when_all_are_gone_from_a_ticket_that_changed_it_is_read_first(scene: Scene) -> None:
    before = opened(scene)
    scene.act("set_status", KIM, 1, status="pending")
    assert was_read(tell(scene, telling(before))).reading.status == "pending"


def test_when_all_are_gone_a_status_still_goes(scene: Scene) -> None:
    done = told(tell(scene, telling(opened(scene), status="pending")))
    assert (done.names, done.wrote, done.reading.status) == ({FIRST: 0}, "pending", "pending")
    assert "comment" not in scene.sent("PUT")[0]


def test_a_message_without_words_is_told_all_the_same(scene: Scene) -> None:
    tell(scene, telling(opened(scene)), message(text="  "))
    assert last(scene).plain_body == "(a message without words)"


def test_files_are_named(scene: Scene) -> None:
    tell(scene, telling(opened(scene)), message(text="", files=("a<b>.png", "log.txt")))
    assert last(scene).plain_body == "Files: a<b>.png, log.txt"


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", [{"drop": True}, {"status": 500}, {"status": 503, "retry_after": 7}], ids=str)
def test_a_lost_call_leaves_exactly_one_comment_and_one_status(scene: Scene, when: str, how: dict[str, object]) -> None:
    before = opened(scene)
    effect = telling(before, reply(FIRST), reply(SECOND), status="pending")
    words = message(FIRST, "one"), message(SECOND, "two")
    scene.fail(method="PUT", path=TICKET, when=when, **how)
    with pytest.raises(TryLater) as later:
        tell(scene, effect, *words)
    assert later.value.doubt
    assert scene.count("PUT", TICKET) == 1
    again = telling(before, reply(FIRST), reply(SECOND), status="pending", doubt=True)
    done = told(tell(scene, again, *words))
    assert len(comments(scene)) == 1
    assert done.names == {FIRST: last(scene).id, SECOND: last(scene).id}
    assert (done.reading.status, done.reading.moved_by) == ("pending", scene.bot.id)
    assert done.reading.stamp == scene.transport.ticket(1).updated_at
    assert scene.count("PUT", TICKET) == (1 if when == "after" else 2)


def test_an_answer_that_takes_too_long_leaves_exactly_one_comment(scene: Scene) -> None:
    before = opened(scene)
    scene.fail(method="PUT", path=TICKET, when="after", hang=0.4)
    with pytest.raises(TryLater) as later:
        scene.impatient().tickets.tell(telling(before), ROBIN, (message(),), None)
    assert later.value.doubt
    assert told(tell(scene, telling(before, doubt=True), message())).names == {FIRST: last(scene).id}
    assert len(comments(scene)) == 1


def test_in_doubt_only_what_is_there_is_told_and_nothing_else_is_written(scene: Scene) -> None:
    before = opened(scene)
    tell(scene, telling(before), message())
    scene.pass_time()
    done = told(tell(scene, telling(before, reply(FIRST), reply(SECOND), doubt=True), message(), message(SECOND)))
    assert list(done.names) == [FIRST]
    assert len(comments(scene)) == 1


def test_in_doubt_with_nothing_there_and_a_changed_ticket_it_is_read_first(scene: Scene) -> None:
    before = opened(scene)
    scene.act("comment", KIM, 1, text="Looking")
    outcome = was_read(tell(scene, telling(before, doubt=True), message()))
    assert outcome.comments is not None
    assert [heard.ours for heard in outcome.comments] == [True, False]
    assert scene.sent("PUT") == []


@pytest.mark.parametrize("path", [TICKET, f"{TICKET}/comments"])
def test_the_doubt_stays_until_the_look_up_was_answered(scene: Scene, path: str) -> None:
    before = opened(scene)
    scene.fail(method="GET", path=path, status=503, retry_after=9)
    with pytest.raises(TryLater) as later:
        tell(scene, telling(before, doubt=True), message())
    assert (later.value.doubt, later.value.after) == (True, 9)


def test_a_slow_down_is_no_doubt_and_carries_its_seconds(scene: Scene) -> None:
    before = opened(scene)
    scene.fail(method="PUT", path=TICKET, status=429, retry_after=468)
    with pytest.raises(TryLater) as later:
        tell(scene, telling(before), message())
    assert (later.value.doubt, later.value.after) == (False, 468)


def test_a_ticket_changed_meanwhile_is_read_with_its_comments_and_not_written(scene: Scene) -> None:
    before = opened(scene)
    said = scene.act("comment", KIM, 1, text="Looking", status="pending")
    outcome = was_read(tell(scene, telling(before), message()))
    assert (outcome.reading.status, outcome.reading.moved_by) == ("pending", scene.user(KIM).id)
    assert outcome.comments is not None
    assert [heard.id for heard in outcome.comments if not heard.ours] == [said["comment"]]
    assert len(comments(scene)) == 1


@pytest.mark.parametrize("status", [None, "open"])
def test_a_closed_ticket_is_read(scene: Scene, status: str | None) -> None:
    opened(scene)
    scene.act("set_status", ALEX, 1, status="solved")
    scene.act("close", ALEX, 1)
    outcome = was_read(tell(scene, telling("", status=status), message()))
    assert outcome.reading.status == "closed"
    assert comments(scene) == []


def test_a_deleted_ticket_is_gone(scene: Scene) -> None:
    before = opened(scene)
    scene.act("delete", ALEX, 1)
    assert is_gone(tell(scene, telling(before), message()))
    assert is_gone(tell(scene, telling(before, doubt=True), message()))
    assert is_gone(tell(scene, telling(before)))


def test_a_status_refused_does_not_hold_the_comment_back(scene: Scene) -> None:
    before = opened(scene)
    impact = next(field for field in scene.zendesk.account.ticket_fields.values() if field.title == "Impact")
    impact.required = True
    done = told(tell(scene, telling(before, status="solved"), message()))
    assert (done.wrote, done.names) == (None, {FIRST: last(scene).id})
    assert (len(comments(scene)), scene.ticket(1).status) == (1, "new")
    assert last(scene).author_id == scene.user(ROBIN).id


def test_a_status_the_account_does_not_have_does_not_hold_the_comment_back(scene: Scene) -> None:
    before = opened(scene)
    scene.zendesk.account.knobs.hold_enabled = False
    assert told(tell(scene, telling(before, status="hold"), message())).wrote is None
    assert len(comments(scene)) == 1


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div><redact>x</redact>",
    '"><img src=x onerror=1>',
    "\x00\ud800",
    "&amp;",
]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("where", ["text", "author", "files"])
def test_whatever_people_write_stays_words(scene: Scene, words: str, where: str) -> None:
    before = opened(scene)
    hostile = {"text": words, "author": words, "files": (words,)}
    one = message(**{where: hostile[where]})  # type: ignore[arg-type]
    assert told(tell(scene, telling(before), one, author=None)).names
    html = scene.sent("PUT")[0]["comment"]["html_body"]
    assert not any(tag in html for tag in ("<script", "<img", "<redact", "</div"))


def test_twenty_replies_and_their_marks_fit_in_the_metadata(scene: Scene) -> None:
    stamps = [f"17950002{number:02}.000200" for number in range(20)]
    done = told(tell(scene, telling(opened(scene), *map(reply, stamps)), *map(message, stamps)))
    assert list(done.names) == stamps
