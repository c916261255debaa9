"""Files go along with the comment of their message, brought only when that is written; the others are listed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import get_args

import pytest

from helpdesk.domain.events import HeardComment
from helpdesk.domain.files import Carried, NotCopied, SlackFile, WhyNot
from helpdesk.domain.retry import TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket.card import Copied
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.sandbox.zendesk.records import Attachment, Comment, Upload
from helpdesk.zendesk.html import LIMIT, transcript_parts
from helpdesk.zendesk.luggage import luggage_of
from helpdesk.zendesk.sent import NewComment

from .scene import KIM, LINK, Scene, opening
from .talking import FIRST, SECOND, THIRD, comments, deleting, last, message, opened, reply, say, tell, telling, told


@dataclass
class Bearer:
    """Uploads by name, and what stays behind; counts how often it is sent."""

    scene: Scene
    sent: int = 0

    def message(
        self, ts: str, text: str, names: tuple[str, ...] = (), stays: dict[str, WhyNot] | None = None
    ) -> Message:
        left = stays or {}
        attached = tuple(SlackFile(f"F{name}", name) for name in (*names, *left))
        carry = _once(lambda: self._carry(names, left))
        return replace(message(ts, text, files=(*names, *left)), attached=attached, carry=carry)

    def _carry(self, names: tuple[str, ...], left: dict[str, WhyNot]) -> Carried:
        self.sent += 1
        uploads = tuple(self._upload(name) for name in names)
        return Carried(uploads, tuple(NotCopied(name, why) for name, why in left.items()))

    def _upload(self, name: str) -> str:
        account = self.scene.zendesk.account
        attachment = Attachment(account.numbers.next(), name, "image/png", b"png", f"file-{name}")
        account.attachments[attachment.id] = attachment
        upload = Upload(f"token-{name}-{attachment.id}", account.clock.second() + 1000, [attachment])
        account.uploads[upload.token] = upload
        return upload.token


def _once(carry: Callable[[], Carried]) -> Callable[[], Carried]:
    found: list[Carried] = []

    def once() -> Carried:
        found.extend([] if found else [carry()])
        return found[0]

    return once


def names(comment: Comment) -> list[str]:
    return [file.file_name for file in comment.attachments if not file.deleted]


@pytest.fixture
def bearer(scene: Scene) -> Bearer:
    return Bearer(scene)


def test_a_reply_takes_its_files_along_and_ends_with_what_it_leaves(scene: Scene, bearer: Bearer) -> None:
    opened(scene)
    done = say(scene, bearer.message(FIRST, "See", ("a.png",), {"<i>b.exe": "type"}))
    assert (names(last(scene)), bearer.sent) == (["a.png"], 1)
    assert last(scene).plain_body.rstrip().endswith("b.exe: Zendesk takes no files of this type")
    assert done.copied == Copied(messages=1, files=1, left_out=("type",))


def test_replies_together_take_all_their_files_along(scene: Scene, bearer: Bearer) -> None:
    opened(scene)
    say(scene, bearer.message(FIRST, "See", ("a.png",)), bearer.message(SECOND, "And", ("b.png",)))
    assert (len(comments(scene)), names(last(scene))) == (1, ["a.png", "b.png"])


def test_a_comment_that_is_there_already_brings_nothing_again(scene: Scene, bearer: Bearer) -> None:
    done = opened(scene)
    scene.fail(method="PUT", path="/api/v2/tickets/*", drop=True, when="after")
    with pytest.raises(TryLater):
        tell(scene, telling(done), bearer.message(FIRST, "See", ("a.png",)))
    told(tell(scene, telling(done, doubt=True), bearer.message(FIRST, "See", ("a.png",))))
    assert (bearer.sent, len(comments(scene)), names(last(scene))) == (1, 1, ["a.png"])


def test_files_are_brought_once_though_another_has_to_write(scene: Scene, bearer: Bearer) -> None:
    done = opened(scene)
    complaint = [{"description": "Author: is suspended.", "error": "UserSuspended"}]
    refusal = {"error": "RecordInvalid", "details": {"author": complaint}}
    scene.fail(method="PUT", path="/api/v2/tickets/*", status=422, body=refusal)
    told(tell(scene, telling(done), bearer.message(FIRST, "See", ("a.png",))))
    assert (bearer.sent, names(last(scene)), last(scene).author_id) == (1, ["a.png"], scene.bot.id)


def test_an_edit_brings_no_file_again(scene: Scene, bearer: Bearer) -> None:
    done = opened(scene)
    told(tell(scene, telling(done, reply(kind="edited")), bearer.message(FIRST, "See", ("a.png",))))
    assert (bearer.sent, names(last(scene))) == (0, [])


def test_a_long_reply_takes_its_files_along_with_its_end(scene: Scene, bearer: Bearer) -> None:
    opened(scene)
    done = say(scene, bearer.message(FIRST, "word " * 20_000, ("a.png",), {"b.exe": "type"}))
    assert [names(comment) for comment in comments(scene)] == [[], ["a.png"]]
    assert ("b.exe: Zendesk" in last(scene).plain_body, done.copied.files) == (True, 1)


def asked_with(bearer: Bearer, *messages: Message) -> Transcript:
    return Transcript(LINK, messages)


def test_a_ticket_takes_the_threads_files_along_each_with_its_part(scene: Scene, bearer: Bearer) -> None:
    thread = asked_with(
        bearer,
        bearer.message(FIRST, "first", ("a.png",)),
        bearer.message(SECOND, "word " * 20_000, ("b.png",), {"c.exe": "type"}),
        bearer.message(THIRD, "third", ("d.png",), {"e.exe": "unwanted"}),
    )
    done = scene.open(thread=thread)
    assert [names(comment) for comment in scene.ticket(1).comments] == [["a.png"], [], ["b.png", "d.png"]]
    assert done.copied == Copied(messages=3, files=3, left_out=("type",))
    assert "e.exe: left in Slack, as chosen in the form" in last(scene).plain_body


def test_a_ticket_that_is_there_already_brings_only_what_is_missing(scene: Scene, bearer: Bearer) -> None:
    thread = asked_with(
        bearer,
        bearer.message(FIRST, "word " * 11_000, ("a.png",)),
        bearer.message(SECOND, "word " * 11_000, ("b.png",)),
    )
    scene.fail(method="PUT", path="/api/v2/tickets/*", drop=True)
    with pytest.raises(TryLater):
        scene.open(thread=thread)
    again = asked_with(
        bearer,
        bearer.message(FIRST, "word " * 11_000, ("a.png",)),
        bearer.message(SECOND, "word " * 11_000, ("b.png",)),
    )
    bearer.sent = 0
    done = scene.open(opening(doubt=True), thread=again)
    assert [names(comment) for comment in scene.ticket(1).comments] == [["a.png"], ["b.png"]]
    assert (bearer.sent, done.copied.files) == (1, 2)


def test_a_deleted_message_takes_its_line_in_the_list_with_it(scene: Scene, bearer: Bearer) -> None:
    opened(scene)
    messages = [bearer.message(ts, "words", (), {f"{n}.exe": "type"}) for ts, n in zip((FIRST, SECOND, THIRD), count())]
    done = say(scene, *messages)
    tell(scene, deleting(scene, THIRD), carrier=done.names[THIRD])
    assert [f"{n}.exe: Zendesk" in comments(scene)[0].plain_body for n in range(3)] == [True, True, False]
    tell(scene, deleting(scene, FIRST), carrier=done.names[FIRST])
    text = comments(scene)[0].plain_body
    assert ([f"{n}.exe" in text for n in range(3)], "not copied here" in text) == ([False, True, False], True)


@pytest.mark.parametrize("why", get_args(WhyNot))
def test_every_reason_is_told_and_no_list_makes_a_comment_too_long(why: WhyNot) -> None:
    left = tuple(NotCopied("&" * 170 + ".exe", why) for _ in range(400))
    one = replace(message(), carry=lambda: Carried(left_out=left))
    html = luggage_of([one]).with_comment(NewComment(html_body="x" * LIMIT, public=True, author_id=1)).html_body
    assert len(html.encode()) < 65_500
    assert "and 400 more" in html
    short = luggage_of([one]).with_comment(NewComment(html_body="x", public=True, author_id=1)).html_body
    assert 50_000 < len(short.encode()) < 65_500
    assert " more</li></ul>" in short


def test_room_is_kept_for_the_list() -> None:
    files = tuple(SlackFile(f"F{n}", f"{n}.exe") for n in range(5))
    told = Message("Robin", 1.0, of_text("x" * LIMIT), LINK, tuple(f.name for f in files), "1.0", attached=files)
    left = Carried(left_out=tuple(NotCopied(file.name, "trouble") for file in files))
    for part in transcript_parts(Transcript(LINK, (replace(told, carry=lambda: left),) * 3)):
        comment = NewComment(html_body=part.html, public=True, author_id=1)
        html = luggage_of(part.messages).with_comment(comment).html_body
        assert (" more</li>" in html, html.count(".exe</a>: it could")) == (False, 5 * len(part.messages))


def heard(scene: Scene) -> HeardComment:
    return scene.tickets._comments.unknown(1, ())[-1]


def test_the_files_of_a_public_comment_are_heard_and_spoken(scene: Scene) -> None:
    opened(scene)
    files = [{"name": name, "content": "YQ=="} for name in ("a.png", "../b.png")]
    made = scene.act("comment", KIM, 1, text="See", files=files)
    ids = tuple(file.id for file in scene.zendesk.account.comments[made["comment"]].attachments)
    assert heard(scene).files == ids
    spoken = scene.tickets.comment(1, made["comment"])
    assert spoken is not None
    assert [(file.id, file.name, file.size) for file in spoken.files] == list(
        zip(ids, ("a.png", "_b.png"), (1, 1), strict=True)
    )


@pytest.mark.parametrize("case", ["a note's", "redacted", "a picture that no line shows", "a picture in a line"])
def test_only_what_readers_see_is_heard(scene: Scene, case: str) -> None:
    opened(scene)
    files = [{"name": "a.png", "content": "YQ=="}]
    made = scene.act("comment", KIM, 1, text="See", files=files, public=case != "a note's")
    comment = scene.zendesk.account.comments[made["comment"]]
    file = comment.attachments[0]
    file.deleted, file.inline = case == "redacted", "picture" in case
    if case == "a picture in a line":
        comment.html_body += f'<img src="{scene.url}/attachments/token/{file.token}/?name=a.png&amp;x=1">'
        scene.zendesk.account.public_url = scene.url
    assert bool(heard(scene).files) is (case == "a picture in a line")
