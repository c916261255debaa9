"""The whole product as people run it, `helpdesk up`, between a local Slack and a local Zendesk."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import typer
from redis import Redis, RedisError

from helpdesk.commands.finding import found
from helpdesk.commands.tickets import facts
from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.slack.app import Slack, create_slack
from helpdesk.sandbox.zendesk.app import Zendesk, create_zendesk
from helpdesk.sandbox.zendesk.seed import FieldSeed, Seed
from helpdesk.store.embedded_files import is_held
from helpdesk.store.keys import ANSWERS
from helpdesk.store.tickets import Tickets
from tests.canaries import leaks, told
from tests.story.port import reserved_port
from tests.waiting import PATIENCE, until

CHANNEL, ROBIN, SAM, ALEX, KIM, BOT = "C0ITHELP1", "U0EMPLOYEE", "U0EMPLOYE2", "U0ITAGENT1", "U0ITAGENT2", "U0HELPBOT"
IMPACT = 7007
SLACKS_PATIENCE = 30.0

CONFIGURATION = """
[[channels]]
name = "it-help"
id = "C0ITHELP1"
responders = ["S0ITTEAM"]
grace_seconds = {grace}

[zendesk]
fallback_requester = "it-help@example.com"
"""


@dataclass
class Stage:
    """Both stand-ins and the running product, with what people do and see."""

    slack: Slack
    zendesk: Zendesk
    slack_url: str
    zendesk_url: str
    url: str
    environment: dict[str, str]
    folder: Path
    client: httpx.Client
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def act(self, act: str, **fields: Any) -> dict[str, Any]:
        """What a person does in Slack; over HTTP, as the page does it."""
        told(fields.get("text"))
        answer = self.client.post(f"{self.slack_url}/sandbox/slack/act", json={"act": act, **fields}).json()
        assert answer.get("ok"), answer
        return dict(answer)

    def form(self, act: str, words: str = "", **fields: Any) -> dict[str, Any]:
        """The form that an act opens, with these words in it.

        It opens without them, or not at all, rather than late; then a person tries again.
        """

        def opened() -> dict[str, Any] | None:
            answer = self.client.post(f"{self.slack_url}/sandbox/slack/act", json={"act": act, **fields}).json()
            view = answer.get("view") or {"blocks": []}
            return dict(view) if answer.get("ok") and "id" in view and words in str(view["blocks"]) else None

        return until(opened, f"a form with {words!r}")

    def create_ticket(self, user: str, ts: str, words: str = "") -> dict[str, Any]:
        """The form that "Create ticket" opens on a message."""
        shortcut = {"user": user, "channel": CHANNEL, "ts": ts, "callback_id": "create_ticket"}
        return self.form("shortcut", words, **shortcut)

    def agent(self, act: str, **fields: Any) -> dict[str, Any]:
        """What an agent does in Zendesk."""
        told(fields.get("body"))
        answer = self.client.post(f"{self.zendesk_url}/sandbox/zendesk/act", json={"act": act, **fields}).json()
        assert answer.get("ok"), answer
        return dict(answer)

    def ask(self, text: str = "The printer on floor 2 is on fire", user: str = ROBIN) -> str:
        return str(self.act("post", user=user, channel=CHANNEL, text=text)["ts"])

    def react(self, user: str, ts: str, name: str) -> None:
        self.act("react", user=user, channel=CHANNEL, ts=ts, name=name)

    def unreact(self, user: str, ts: str, name: str) -> None:
        self.act("unreact", user=user, channel=CHANNEL, ts=ts, name=name)

    def slack_state(self) -> dict[str, Any]:
        return dict(self.client.get(f"{self.slack_url}/sandbox/slack/state").json())

    def messages(self) -> list[dict[str, Any]]:
        return list(self.slack_state()["messages"][CHANNEL])

    def root(self, ts: str) -> dict[str, Any]:
        return next(message for message in self.messages() if message["ts"] == ts)

    def by_bot(self, ts: str) -> list[str]:
        """What the bot said in the thread."""
        return [reply["text"] for reply in self.root(ts).get("replies", []) if reply["user"] == BOT]

    def reactions_of_bot(self, ts: str) -> set[str]:
        return {reaction["name"] for reaction in self.root(ts)["reactions"] if BOT in reaction["users"]}

    def tickets(self) -> list[dict[str, Any]]:
        return list(self.client.get(f"{self.zendesk_url}/sandbox/zendesk/state").json()["tickets"])

    def ticket_of(self, ts: str) -> dict[str, Any] | None:
        """The newest Zendesk ticket of a question."""
        mine = [t for t in self.tickets() if (t["external_id"] or "").endswith(f":{CHANNEL}:{ts}")]
        return mine[-1] if mine else None

    def helpdesk(self, *arguments: str, seconds: float = PATIENCE) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "helpdesk", *arguments],
            env={**os.environ, **self.environment},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def shown(self, ticket: str) -> dict[str, Any]:
        """What `helpdesk show --json` says of a ticket, from the running store; empty while there is none."""
        try:
            with self.store() as redis:
                return facts(found(Tickets(redis), ticket))
        except (typer.Exit, RedisError, OSError):
            return {}

    def store(self) -> Redis:
        """The running store: the one that is set, else the embedded one."""
        if url := self.environment.get("HELPDESK_REDIS_URL"):
            return Redis.from_url(url)
        return Redis(unix_socket_path=(self.folder / "data" / "server.lock").read_text())

    def forget_answers(self) -> None:
        """As if the time of every remembered answer of Slack and Zendesk were over; the last known ones stay."""
        with self.store() as redis:
            names = redis.scan_iter(f"{ANSWERS}[!l]*")
            redis.delete(*(name for name in names if not name.endswith(b":generation")))

    def link(self, ts: str) -> str:
        return f"https://sandbox.slack.com/archives/{CHANNEL}/p{ts.replace('.', '')}"

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "helpdesk", *arguments],
            env={**os.environ, **self.environment},
            cwd=self.folder,
            stderr=(self.folder / "log").open("ab"),
        )
        self.processes.append(process)
        return process

    def ready(self) -> None:
        until(self.answers, "a ready product")

    def answers(self) -> bool:
        """Whether door, store and workers are usable now."""
        return self.says_200("/readyz")

    def says_200(self, path: str) -> bool:
        try:
            return self.client.get(f"{self.url}{path}", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def log(self) -> str:
        file = self.folder / "log"
        return file.read_text() if file.exists() else ""

    def metrics(self) -> str:
        return self.client.get(f"{self.url}/metrics").text

    def worker_pids(self) -> list[int]:
        """The worker processes of this stage."""
        return self._pids_of("work")

    def web_pids(self) -> list[int]:
        """The HTTP doors of this stage."""
        return self._pids_of("web")

    def pids(self) -> list[int]:
        return [pid for pid, title in titles() if "helpdesk" in title and self._is_mine(pid)]

    def _pids_of(self, command: str) -> list[int]:
        """By the last word: of a process under a parent its title is `helpdesk work`, of another the command line."""
        return [pid for pid, title in titles() if title.split()[-1:] == [command] and self._is_mine(pid)]

    def store_pid(self) -> int:
        return int((self.folder / "data" / "server.pid").read_text())

    def store_runs(self) -> bool:
        return is_held(self.folder / "data" / "server.lock")

    def _is_mine(self, pid: int) -> bool:
        """All processes of a stage, and no others, work in its folder."""
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == self.folder.resolve()
        except OSError:
            return False

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(PATIENCE)
        if self.store_runs():  # all who could have stopped it were killed
            os.kill(self.store_pid(), signal.SIGKILL)


def titles() -> Iterator[tuple[int, str]]:
    """Each process with what `ps` shows of it."""
    for folder in Path("/proc").iterdir():
        if re.fullmatch(r"\d+", folder.name):
            try:
                yield int(folder.name), (folder / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue  # it has ended meanwhile


@contextmanager
def staged(
    folder: Path,
    *,
    grace: float = 0.0,
    with_zendesk: bool = True,
    socket_mode: bool = False,
    retry_scale: float = 0.01,
) -> Iterator[Stage]:
    """Both stand-ins, and everything the product needs to know of them; nothing of the product runs yet."""
    with ExitStack() as stack:
        port = stack.enter_context(reserved_port())
        url = f"http://127.0.0.1:{port}"
        slack = create_slack(
            bot_token="xoxb-test",
            app_token="xapp-test",
            signing_secret="shh",
            deliver_to=url,
            public_url="",
            retry_scale=retry_scale,
        )
        # How long an answer takes on a busy machine is no property of the product.
        slack.deliveries.ack_seconds = slack.workspace.trigger_seconds = SLACKS_PATIENCE
        zendesk = create_zendesk(
            client_id="helpdesk",
            client_secret="zshh",
            email="helpdesk-bot@example.com",
            api_token="tshh",
            webhook_secret="whshh",
            deliver_to=url,
            public_url="",
            seed=Seed(fields=[FieldSeed(title="Impact", type="tagger", options={"low": "Low"}, id=IMPACT)]),
        )
        slack_url = stack.enter_context(Serving(slack.asgi)).url
        zendesk_url = stack.enter_context(Serving(zendesk.asgi)).url
        slack.public_url = slack_url
        zendesk.account.public_url = zendesk_url
        (folder / "helpdesk.toml").write_text(CONFIGURATION.format(grace=grace))
        environment = {
            "HELPDESK_DATA_DIR": str(folder / "data"),
            "HELPDESK_STORE_FSYNC": "everysec",
            "HELPDESK_PORT": str(port),
            "HELPDESK_SLACK_BOT_TOKEN": "xoxb-test",
            "HELPDESK_SLACK_SIGNING_SECRET": "shh",
            "HELPDESK_SLACK_API_URL": f"{slack_url}/api/",
            "HELPDESK_LOG_FORMAT": "json",
        }
        if socket_mode:
            environment["HELPDESK_SLACK_APP_TOKEN"] = "xapp-test"
        if with_zendesk:
            environment |= {
                "HELPDESK_ZENDESK_URL": zendesk_url,
                "HELPDESK_ZENDESK_CLIENT_ID": "helpdesk",
                "HELPDESK_ZENDESK_CLIENT_SECRET": "zshh",
                "HELPDESK_ZENDESK_WEBHOOK_SECRET": "whshh",
            }
        # One for all that is asked: each new client reads every certificate. It keeps no line to a door that may die.
        client = stack.enter_context(httpx.Client(timeout=PATIENCE, limits=httpx.Limits(max_keepalive_connections=0)))
        stage = Stage(slack, zendesk, slack_url, zendesk_url, url, environment, folder, client)
        try:
            yield stage
        finally:
            stage.stop()
            assert leaks(stage.log()) == []
