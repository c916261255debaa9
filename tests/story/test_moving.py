"""The whole product with two help channels, and a question that is moved from one to the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.stage import ALEX, BOT, CHANNEL, KIM, ROBIN, Stage, staged
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("story")

NETWORK = "C0ITAGENTS"
SECOND = f"""
[[channels]]
name = "network"
id = "{NETWORK}"
prefix = "NET"
responders = ["S0ITTEAM"]
grace_seconds = 0
"""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        file = stage.folder / "helpdesk.toml"
        file.write_text(file.read_text() + SECOND)
        stage.start("up")
        stage.ready()
        yield stage
        assert "Traceback" not in stage.log()


def moved(stage: Stage) -> str | None:
    """The `ts` of the question in the other channel."""
    posted = stage.slack_state()["messages"][NETWORK]
    return next((message["ts"] for message in posted if message["user"] == BOT), None)


def in_thread(stage: Stage, channel: str, ts: str) -> str:
    root = next(message for message in stage.slack_state()["messages"][channel] if message["ts"] == ts)
    return "\n".join(reply["text"] for reply in root.get("replies", []))


def files_in(stage: Stage, channel: str, ts: str) -> list[str]:
    root = next(message for message in stage.slack_state()["messages"][channel] if message["ts"] == ts)
    return [file["name"] for reply in root.get("replies", []) for file in reply.get("files") or ()]


def said(stage: Stage, ts: str) -> str:
    """What the comments of the question's ticket say."""
    ticket = stage.ticket_of(ts)
    return "\n".join(comment["html_body"] for comment in ticket["comments"]) if ticket else ""


def test_a_moved_question_goes_on_in_the_other_channel_with_its_number_and_its_ticket(stage: Stage) -> None:
    ts = stage.ask("The switch on floor 2 blinks")
    stage.react(ALEX, ts, "ticket")
    until(lambda: stage.ticket_of(ts) and stage.by_bot(ts), "the ticket and its status message")
    stage.act("command", user=ALEX, channel=CHANNEL, text="move IT-1 #network")
    new = until(lambda: moved(stage), "the question in the other channel")
    until(lambda: f"<#{NETWORK}>" in in_thread(stage, CHANNEL, ts), "the old thread says where it went")
    ticket = stage.ticket_of(ts)
    assert ticket
    author = next(u.id for u in stage.zendesk.account.users.values() if u.name == "Kim Support")
    stage.agent("comment", **{"as": author, "ticket": ticket["id"], "text": "Which port is it?"})
    until(lambda: "Which port is it?" in in_thread(stage, NETWORK, new), "the comment where the question is now")
    assert "Which port" not in in_thread(stage, CHANNEL, ts)
    stage.act("post", user=ROBIN, channel=CHANNEL, text="It is port 7", thread_ts=ts)
    until(lambda: "It is port 7" in in_thread(stage, NETWORK, new), "what was written in the old thread")
    until(lambda: "It is port 7" in said(stage, ts), "the same in Zendesk")
    photo = [{"name": "ports.png", "content": "a photo", "mimetype": "image/png"}]
    sent = stage.act("upload", user=ROBIN, channel=CHANNEL, files=photo, text="This one", thread_ts=ts)
    until(lambda: files_in(stage, NETWORK, new) == ["ports.png"], "its file where the question is now")
    stage.act("delete", user=ROBIN, channel=CHANNEL, ts=sent["ts"])
    until(lambda: "This one" not in in_thread(stage, NETWORK, new), "what was deleted there is gone here")
    until(lambda: files_in(stage, NETWORK, new) == [], "and so is its file")
    stage.act("react", user=KIM, channel=NETWORK, ts=new, name="white_check_mark")
    until(lambda: (stage.ticket_of(ts) or {}).get("status") == "solved", "the ticket solved")
    assert len(stage.tickets()) == 1
    until(lambda: stage.shown("IT-1").get("state") == "resolved", "one number, in its new place")
    assert stage.shown(stage.link(ts))["ticket"] == "IT-1"
