"""Files go both ways, one that fails holds nothing back, and secrets stay out of Zendesk."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from tests.story.faults import slack_fails, trouble_ends, zendesk_fails
from tests.story.stage import ALEX, CHANNEL, ROBIN, Stage, staged
from tests.story.test_the_conversation import answer, comment_with, comments, message_with, say, thread
from tests.story.test_the_main_job import escalate, user_id
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("files")

OPEN_HEARTED = "C0ITAGENTS"
PNG = b"\x89PNG" + bytes(range(256)) * 20
CARD = "4111 1111 1111 1111"
UNMASKED = f"""
[[channels]]
name = "it-agents"
id = "{OPEN_HEARTED}"
responders = ["{ALEX}"]
mask_secrets = false
"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("stage"), grace=0.3) as stage:
        configuration = stage.folder / "helpdesk.toml"
        configuration.write_text(configuration.read_text() + UNMASKED)
        stage.start("up")
        stage.ready()
        yield stage
        assert "Traceback" not in stage.log()


@pytest.fixture(autouse=True)
def whole_again(stage: Stage) -> Iterator[None]:
    yield
    stage.zendesk.account.knobs.refused_extensions = []
    trouble_ends(stage)


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def drag(stage: Stage, ts: str | None, *names: str, text: str = "", content: bytes = PNG) -> str:
    files = [{"name": name, "content_base64": encoded(content)} for name in names]
    where = {"thread_ts": ts} if ts else {}
    return str(stage.act("upload", user=ROBIN, channel=CHANNEL, files=files, text=text, **where)["ts"])


def attach(stage: Stage, number: int, text: str, *names: str, content: bytes = PNG, public: bool = True) -> int:
    files = [{"name": name, "content": encoded(content), "content_type": "image/png"} for name in names]
    said = {"as": user_id(stage, "Kim"), "ticket": number, "text": text, "public": public, "files": files}
    return int(stage.agent("comment", **said)["comment"])


def names_with(comment: dict[str, Any]) -> list[str]:
    return [file["file_name"] for file in comment["attachments"]]


def files_in(stage: Stage, ts: str) -> list[str]:
    return [file["name"] for message in thread(stage, ts) for file in message.get("files") or ()]


def status_with(stage: Stage, ts: str, words: str) -> str:
    return until(lambda: next((text for text in stage.by_bot(ts) if words in text), None), f"status: {words}")


def test_files_of_the_thread_go_to_zendesk_with_the_ticket_and_later_ones_with_their_reply(stage: Stage) -> None:
    ts = drag(stage, None, "screen.png", text="My screen is black")
    drag(stage, ts, "log.txt", content=b"no signal")
    escalate(stage, ts)
    [opening] = comments(stage, ts)
    assert sorted(names_with(opening)) == ["log.txt", "screen.png"]
    assert "not copied" not in opening["plain_body"]
    drag(stage, ts, "again.png", text="Now it flickers")
    reply = comment_with(stage, ts, "Now it flickers")
    assert names_with(reply) == ["again.png"]
    stored = next(f for f in stage.zendesk.account.attachments.values() if f.file_name == "again.png")
    assert stored.content == PNG


def test_a_file_that_zendesk_refuses_holds_nothing_back_and_is_listed(stage: Stage) -> None:
    stage.zendesk.account.knobs.refused_extensions = ["exe"]
    ts = drag(stage, None, "setup.exe", "screen.png", text="It does not install")
    escalate(stage, ts)
    [opening] = comments(stage, ts)
    assert names_with(opening) == ["screen.png"]
    assert opening["plain_body"].rstrip().endswith("setup.exe: Zendesk takes no files of this type")
    drag(stage, ts, "other.exe", text="Nor this one")
    reply = comment_with(stage, ts, "Nor this one")
    assert (names_with(reply), "other.exe: Zendesk takes no files" in reply["plain_body"]) == ([], True)
    assert "1 file; not copied: 2 files (Zendesk takes no files of this type)" in status_with(stage, ts, "2 files (")
    assert len(stage.by_bot(ts)) == 1


def test_a_file_that_never_comes_through_lets_its_message_go_in_the_end(stage: Stage) -> None:
    ts = stage.ask("The upload hangs")
    escalate(stage, ts)
    zendesk_fails(stage, method="POST", path="/api/v2/uploads", times=None, status=500)
    drag(stage, ts, "slow.png", text="See here")
    reply = comment_with(stage, ts, "See here")
    assert (names_with(reply), "slow.png: it could not be fetched" in reply["plain_body"]) == ([], True)


@pytest.mark.parametrize(
    ("method", "path", "when"),
    [
        ("PUT", "/api/v2/tickets/*", "after"),
        ("POST", "/api/v2/uploads", "after"),
    ],
)
def test_a_reply_whose_writing_was_lost_has_its_file_once(stage: Stage, method: str, path: str, when: str) -> None:
    ts = stage.ask("Lost on the way")
    escalate(stage, ts)
    zendesk_fails(stage, method=method, path=path, times=1, drop=True, when=when)
    drag(stage, ts, "once.png", text="Only once")
    comment_with(stage, ts, "Only once")
    say(stage, ts, "And then this")
    comment_with(stage, ts, "And then this")
    assert [names_with(c) for c in comments(stage, ts) if names_with(c)] == [["once.png"]]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_ticket_whose_making_was_lost_has_its_file_once(stage: Stage, when: str) -> None:
    ts = drag(stage, None, "once.png", text="Lost at the start")
    zendesk_fails(stage, method="POST", path="/api/v2/tickets", times=1, drop=True, when=when)
    escalate(stage, ts)
    [opening] = comments(stage, ts)
    assert names_with(opening) == ["once.png"]


def test_attachments_of_public_comments_come_into_the_thread_after_their_words(stage: Stage) -> None:
    ts = stage.ask("Send me the form")
    number = escalate(stage, ts)
    attach(stage, number, "For us alone", "internal.png", public=False)
    attach(stage, number, "Here are both", "form.png", "how to.png")
    until(lambda: len(files_in(stage, ts)) == 2, "both files")
    said = [m["text"] or [f["name"] for f in m["files"]] for m in thread(stage, ts)][-3:]
    assert said == ["Here are both", ["form.png"], ["how to.png"]]
    drag(stage, ts, "filled.png", text="Filled in")
    comment_with(stage, ts, "Filled in")
    assert [names_with(c) for c in comments(stage, ts) if c["author"] != user_id(stage, "Kim")] == [[], ["filled.png"]]


@pytest.mark.parametrize(
    ("method", "after"),
    [
        ("files.completeUploadExternal", False),
        ("files.completeUploadExternal", True),
        ("files.getUploadURLExternal", True),
    ],
)
def test_an_attachment_whose_sharing_was_lost_is_in_the_thread_once(stage: Stage, method: str, after: bool) -> None:
    ts = stage.ask("Lost on its way here")
    number = escalate(stage, ts)
    slack_fails(stage, target="web_api", method=method, kind="drop", after=after, times=1)
    attach(stage, number, "See the picture", "once.png")
    until(lambda: files_in(stage, ts), "the file")
    answer(stage, number, "That was all")
    message_with(stage, ts, "That was all")
    assert files_in(stage, ts) == ["once.png"]


def test_an_attachment_that_slack_does_not_take_is_told_in_a_line(stage: Stage) -> None:
    ts = stage.ask("Nothing for me?")
    number = escalate(stage, ts)
    fault = {"target": "web_api", "method": "files.getUploadURLExternal", "kind": "error"}
    slack_fails(stage, **fault, error="file_type_not_allowed", times=1)
    attach(stage, number, "Two pictures", "*<!channel>*.png", "good.png")
    told = message_with(stage, ts, "is not shown here: Slack takes no files of this type")
    assert (told["username"], "<!channel>" in told["text"]) == ("Kim Support", False)
    until(lambda: files_in(stage, ts) == ["good.png"], "the other")


def test_a_redacted_attachment_leaves_the_thread_and_so_do_those_of_a_redacted_comment(stage: Stage) -> None:
    ts = stage.ask("Which code is it")
    number = escalate(stage, ts)
    comment = attach(stage, number, "The code is on it", "code.png", "map.png")
    until(lambda: len(files_in(stage, ts)) == 2, "both files")
    kim = user_id(stage, "Kim")
    file = next(f.id for f in stage.zendesk.account.attachments.values() if f.file_name == "code.png")
    stage.agent("redact_file", **{"as": kim, "ticket": number, "comment": comment, "file": file})
    until(lambda: files_in(stage, ts) == ["map.png"], "one left")
    assert message_with(stage, ts, "The code is on it")
    stage.agent("redact_comment", **{"as": kim, "ticket": number, "comment": comment})
    until(lambda: not files_in(stage, ts), "none left")
    assert "code.png" not in {file.name for file in stage.slack.workspace.files.values()}


def test_a_deleted_message_takes_its_file_and_its_line_in_the_list_with_it(stage: Stage) -> None:
    stage.zendesk.account.knobs.refused_extensions = ["exe"]
    ts = stage.ask("What did I send")
    private = drag(stage, ts, "private.exe", "private.png", text="My own things")
    drag(stage, ts, "public.exe", "public.png", text="The public ones")
    escalate(stage, ts)
    stage.act("delete", user=ROBIN, channel=CHANNEL, ts=private)
    until(lambda: "My own" not in comments(stage, ts)[0]["plain_body"], "redacted")
    until(lambda: "private" not in comments(stage, ts)[0]["plain_body"], "no name of it")
    assert "public.exe: Zendesk takes no files" in comments(stage, ts)[0]["plain_body"]
    shown = [f for f in comments(stage, ts)[0]["attachments"] if not f["deleted"]]
    assert [file["file_name"] for file in shown if "private" in file["file_name"]] == []
    assert "public.png" in [file["file_name"] for file in shown]


def test_secrets_stay_out_of_zendesk_and_the_thread_is_told_their_kinds(stage: Stage) -> None:
    ts = stage.ask(f"My card {CARD} does not work")
    say(stage, ts, "password: hunter2-Blue!")
    stage.react(ALEX, ts, "ticket")
    ticket = until(lambda: stage.ticket_of(ts), "a ticket")
    assert CARD not in str(ticket)
    assert "hunter2" not in str(ticket)
    told = status_with(stage, ts, "Masked before it went to Zendesk: a card number, a password")
    assert CARD not in told
    reply = say(stage, ts, f"It is {CARD}, really")
    comment_with(stage, ts, "really")
    stage.act("edit", user=ROBIN, channel=CHANNEL, ts=reply, text=f"It was {CARD} before")
    comment_with(stage, ts, "before")
    assert CARD not in str(stage.ticket_of(ts))
    assert len(stage.by_bot(ts)) == 1


def test_where_it_is_switched_off_nothing_is_masked(stage: Stage) -> None:
    text = f"The test card is {CARD}"
    posted = str(stage.act("post", user=ALEX, channel=OPEN_HEARTED, text=text)["ts"])
    stage.act("react", user=ALEX, channel=OPEN_HEARTED, ts=posted, name="ticket")
    made = until(lambda: [t for t in stage.tickets() if (t["external_id"] or "").endswith(posted)], "a ticket")
    assert CARD in made[0]["comments"][0]["plain_body"]
