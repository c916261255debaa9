"""Files move between the local Slack and the local Zendesk; a large one without filling the memory."""

import asyncio
import base64
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.responses import StreamingResponse

from helpdesk.domain.files import CantCopy, NotCopied
from helpdesk.domain.place import Place
from helpdesk.sandbox.slack.app import Slack as LocalSlack
from helpdesk.sandbox.slack.app import create_slack
from helpdesk.sandbox.zendesk.acts import Act
from helpdesk.sandbox.zendesk.app import Zendesk as LocalZendesk
from helpdesk.sandbox.zendesk.app import create_zendesk
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.files import SlackFiles, file_of
from helpdesk.zendesk.files import ZendeskFiles, attachment_of
from helpdesk.zendesk.login import TokenLogin
from tests.waiting import until

from .conftest import Port
from .stage import PNG, TOKEN, Script

HELP, ROBIN, BOT_MAIL = "C0ITHELP1", "U0EMPLOYEE", "helpdesk-bot@example.com"
MIB = 1024 * 1024
SIZE, MOST_KIB = 50 * MIB, 40 * 1024
LOGIN = TokenLogin(BOT_MAIL, SecretStr("api-token"))


@dataclass
class Town:
    """Both services, and our files' wings before them."""

    slack: LocalSlack
    zendesk: LocalZendesk
    slack_url: str
    zendesk_url: str

    def __post_init__(self) -> None:
        base_url = f"{self.slack_url}/api/"
        self.calls = SlackCalls(TOKEN, base_url)
        self.from_slack = SlackFiles(self.calls, TOKEN, base_url)
        self.from_zendesk = ZendeskFiles(self.zendesk_url, LOGIN)

    def post(self, name: str, content: bytes, **more: Any) -> tuple[Place, dict[str, Any]]:
        given = {"name": name, "content_base64": base64.b64encode(content).decode(), **more}
        posted = asyncio.run(self.slack.acts.post(user=ROBIN, channel=HELP, text="see", files=[given]))
        listed = self.calls.read("files.info", file=posted["files"][0])["file"]
        return Place("T0SANDBOX", HELP, str(posted["ts"])), listed

    def to_zendesk(self, listed: dict[str, Any]) -> str | NotCopied:
        file = file_of(listed)
        try:
            with self.from_slack.download(file) as content:
                return self.from_zendesk.upload(content, file.mimetype)
        except CantCopy as refused:
            return refused.not_copied

    def attached(self, name: str, content: bytes) -> dict[str, Any]:
        """A file in a comment of an agent, as the API lists it."""
        account = self.zendesk.account
        by = next(user.id for user in account.users.values() if user.email == BOT_MAIL)
        given = {"name": name, "content": base64.b64encode(content).decode(), "content_type": "image/png"}
        made = Act.model_validate({"act": "create", "as": by, "subject": "x", "text": "see", "files": [given]})
        self.zendesk.acts.perform(made)
        token = [*account.attachments.values()][-1].token
        address = f"{self.zendesk_url}/attachments/token/{token}/?name=x"
        return {"id": 1, "file_name": name, "size": len(content), "content_url": address}


@pytest.fixture
def town(ports: tuple[Port, Port, Port]) -> Town:
    slack = create_slack(
        bot_token=TOKEN, app_token="xapp-test", signing_secret="shh", deliver_to=None, public_url=ports[0].url
    )
    zendesk = create_zendesk(
        client_id="helpdesk-client",
        client_secret="client-secret",
        email=BOT_MAIL,
        api_token="api-token",
        webhook_secret="webhook-secret",
        deliver_to=None,
        public_url=ports[1].url,
    )
    ports[0].app, ports[1].app = slack.asgi, zendesk.asgi
    return Town(slack, zendesk, ports[0].url, ports[1].url)


def test_a_file_goes_from_slack_to_zendesk(town: Town) -> None:
    _, listed = town.post("screen shot & more.png", PNG)
    token = town.to_zendesk(listed)
    assert isinstance(token, str)
    stored = town.zendesk.account.uploads[token].attachments[0]
    assert (stored.file_name, stored.content_type, stored.content) == ("screen shot & more.png", "image/png", PNG)


def test_a_page_goes_from_slack_to_zendesk(town: Town) -> None:
    _, listed = town.post("page.html", b"<html>mine</html>")
    assert isinstance(town.to_zendesk(listed), str)


def test_without_the_right_token_the_login_page_is_not_copied(town: Town) -> None:
    _, listed = town.post("page.html", b"<html>mine</html>")
    base_url = f"{town.slack_url}/api/"
    town.from_slack = SlackFiles(town.calls, "xoxb-wrong", base_url)
    assert town.to_zendesk(listed) == NotCopied("page.html", "no_access")


def test_a_type_that_zendesk_refuses_is_told(town: Town) -> None:
    town.zendesk.account.knobs.refused_extensions = ["exe"]
    _, listed = town.post("tool.exe", PNG)
    assert town.to_zendesk(listed) == NotCopied("tool.exe", "type")


def test_a_file_too_big_for_the_account_is_told(town: Town) -> None:
    town.zendesk.account.knobs.upload_limit = 1000
    _, listed = town.post("a.png", PNG)
    assert town.to_zendesk(listed) == NotCopied("a.png", "too_big")


def test_an_empty_file_is_told(town: Town) -> None:
    _, listed = town.post("a.txt", b"")
    assert town.to_zendesk(listed) == NotCopied("a.txt", "empty")


def test_a_file_goes_from_zendesk_into_the_thread(town: Town) -> None:
    place, _ = town.post("question.png", PNG)
    answer = PNG + b"answer"
    with town.from_zendesk.download(attachment_of(town.attached(".answer\u202e.png", answer))) as content:
        id_ = town.from_slack.upload(content)
    assert not town.from_slack.is_shared(id_, place)
    town.from_slack.share(place, {id_: content.name}, comment="from Zendesk")
    file = town.slack.workspace.files[id_]
    assert (file.name, file.title, file.content) == ("answer.png", "answer.png", answer)
    until(lambda: town.from_slack.is_shared(id_, place), "the file shared")
    root = town.slack.workspace.channels[HELP].messages[place.ts]
    reply = town.slack.workspace.channels[HELP].messages[root.replies[0]]
    assert (reply.text, reply.files) == ("from Zendesk", [id_])


def test_private_attachments_are_fetched_with_our_login(town: Town) -> None:
    town.zendesk.account.knobs.private_attachments = True
    with town.from_zendesk.download(attachment_of(town.attached("a.png", PNG))) as content:
        assert b"".join(content) == PNG


async def _many_bytes() -> AsyncIterator[bytes]:
    for _ in range(SIZE // MIB):
        yield bytes(MIB)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from Linux's own count")
@pytest.mark.parametrize("way", ["to Zendesk", "to Slack"])
def test_a_file_of_50_mb_takes_less_than_40_mb_of_memory(way: str, slack: Script, zendesk: Script) -> None:
    source, goal = (slack, zendesk) if way == "to Zendesk" else (zendesk, slack)
    source.answers.append(StreamingResponse(_many_bytes(), headers={"content-length": str(SIZE)}))
    if goal is slack:
        goal.says({"ok": True, "upload_url": f"{slack.url}/upload", "file_id": "F9"})
    goal.says({"upload": {"token": "t1"}}, 200)
    command = [sys.executable, "-m", "tests.files.moving", way, slack.url, zendesk.url, str(SIZE)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (said.returncode, said.stderr) == (0, "")
    assert goal.asked[-1].length == SIZE
    assert int(said.stdout) < MOST_KIB
