"""A local Slack that knocks at the door by itself, and what its people do and see."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from helpdesk.domain.place import Place
from helpdesk.doors.opening import open_reception
from helpdesk.doors.socket_mode import SocketDoor
from helpdesk.sandbox.slack.app import Slack, create_slack
from helpdesk.sandbox.slack.records import Message, View
from tests.canaries import told
from tests.slack.stage import HELP, ROBIN, TEAM, TOKEN
from tests.waiting import PATIENCE, until

from .stage import SLACK_SECRET, wiring

APP_TOKEN = "xapp-test"
RETRY_SCALE = 0.001
ACK_SECONDS = PATIENCE / 2
"""How long an answer takes on a busy machine is no property of the product."""

T = TypeVar("T")


def founded() -> Slack:
    slack = create_slack(
        bot_token=TOKEN,
        app_token=APP_TOKEN,
        signing_secret=SLACK_SECRET,
        deliver_to=None,
        public_url="",
        retry_scale=RETRY_SCALE,
    )
    slack.deliveries.ack_seconds = slack.workspace.trigger_seconds = ACK_SECONDS
    return slack


@dataclass
class Town:
    """`url` is where the local Slack is served."""

    slack: Slack
    url: str

    @property
    def api(self) -> str:
        return f"{self.url}/api/"

    def act(self, act: Coroutine[Any, Any, T]) -> T:
        """What somebody does; its events have gone out when this returns."""
        done = asyncio.run(act)
        assert self.slack.settled()
        return done

    def ask(self, text: str = "My screen is black", channel: str = HELP, **more: Any) -> Place:
        place = self.posted(text, channel, **more)
        assert self.slack.settled()
        return place

    def posted(self, text: str = "My screen is black", channel: str = HELP, **more: Any) -> Place:
        """A question whose event may still be on its way."""
        told(text)
        posted = asyncio.run(self.slack.acts.post(user=ROBIN, channel=channel, text=text, **more))
        return Place(TEAM, channel, str(posted["ts"]))

    def use_shortcut(self, place: Place, user: str, ts: str | None = None) -> View:
        """Use "Create ticket" on a message; the window that opened."""
        about = ts or place.ts
        opened = self.act(self.slack.acts.shortcut(user=user, channel=place.channel, ts=about, wait_seconds=0))["view"]
        return self.slack.workspace.views[opened["id"]]

    def send(self, view: View, **values: str) -> dict[str, str]:
        """Send the form; what is wrong with it by block id."""
        given = {block: {"value": value} for block, value in values.items()}
        answer = self.act(self.slack.acts.submit(user=view.user, view_id=view.id, values=given))
        return dict(answer["errors"])

    def whispered(self) -> list[Message]:
        return self.slack.workspace.channels[HELP].ephemerals


def sentence(view: View) -> str:
    """What a window says that has no fields."""
    (block,) = view.body["blocks"]
    return str(block["text"]["text"])


def filled_in(view: View) -> tuple[str | None, str | None]:
    """The subject and the requester a form begins with."""
    subject, requester = (block["element"] for block in view.body["blocks"][:2])
    return subject.get("initial_value"), requester.get("initial_user")


@contextmanager
def listening(town: Town, store_url: str) -> Iterator[None]:
    """A Socket Mode door as `helpdesk listen` opens it."""
    reception, close = open_reception(wiring(store_url, slack_api_url=town.api))
    door, stop = SocketDoor(reception, APP_TOKEN, town.api, close), threading.Event()
    thread = threading.Thread(target=door.listen, args=[stop], daemon=True)
    thread.start()
    until(lambda: town.slack.deliveries.socket_mode.connected, "the door's socket")
    yield
    stop.set()
    thread.join(timeout=PATIENCE)
    assert not thread.is_alive()
