"""Socket Mode with slack_sdk's own client."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from tests.waiting import until

from .stage import ALEX, APP_TOKEN, HELP, Scene


class Listener:
    """Remembers requests; acknowledges them with what `answers` says, or not at all for `None`."""

    def __init__(self) -> None:
        self.requests: list[SocketModeRequest] = []
        self.answers: list[dict[str, Any] | None] = []
        self.then: Callable[[], None] = lambda: None
        """What happens with each request."""

    def __call__(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        self.requests.append(request)
        self.then()
        answer = self.answers.pop(0) if self.answers else {}
        if answer is not None:
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id, answer or None))


@pytest.fixture
def listener(scene: Scene) -> Iterator[Listener]:
    listener = Listener()
    web = WebClient(base_url=f"{scene.url}/api/")
    client = SocketModeClient(app_token=APP_TOKEN, web_client=web, concurrency=2)
    client.socket_mode_request_listeners.append(listener)
    client.connect()
    until(lambda: scene.slack.deliveries.socket_mode.connected == 1, "a socket")
    yield listener
    client.auto_reconnect_enabled = False
    scene.act(scene.slack.acts.cut_sockets())
    threading.Thread(target=client.close, daemon=True).start()  # takes its time over its own threads


def test_events_go_to_the_socket_instead_of_http(scene: Scene, listener: Listener) -> None:
    scene.ask("over the socket")
    (request,) = listener.requests
    assert (request.type, request.payload["event"]["text"]) == ("events_api", "over the socket")
    assert scene.app.heard == []
    assert scene.slack.journal.deliveries("message")[0].via == "socket"


def test_what_is_not_acknowledged_comes_again(scene: Scene, listener: Listener) -> None:
    patience, scene.slack.deliveries.ack_seconds = scene.slack.deliveries.ack_seconds, 0.3
    listener.then = lambda: setattr(scene.slack.deliveries, "ack_seconds", patience)  # what comes now has its time
    listener.answers.append(None)
    scene.ask()
    *slow, last = [each.status for each in scene.slack.journal.deliveries("message")]
    assert (set(slow), last) == ({"timeout"}, "ack")
    assert [each.retry_attempt for each in listener.requests] == [*range(len(slow) + 1)]
    assert {each.retry_reason for each in listener.requests[1:]} == {"timeout"}
    assert len({each.payload["event_id"] for each in listener.requests}) == 1


def test_a_form_is_answered_through_the_acknowledgement(scene: Scene, listener: Listener) -> None:
    ts = scene.ask()
    scene.act(scene.slack.acts.shortcut(user=ALEX, channel=HELP, ts=ts, wait_seconds=0))
    request = listener.requests[-1]
    assert (request.type, request.accepts_response_payload) == ("interactive", True)
    field = {"type": "plain_text_input", "action_id": "v", "initial_value": "x"}
    block = {"type": "input", "block_id": "b", "label": {"type": "plain_text", "text": "L"}, "element": field}
    words = {"type": "plain_text", "text": "Go"}
    view = {"type": "modal", "title": words, "submit": words, "blocks": [block]}
    opened = scene.client.views_open(trigger_id=request.payload["trigger_id"], view=view)["view"]
    listener.answers.append({"response_action": "errors", "errors": {"b": "no"}})
    assert scene.act(scene.slack.acts.submit(user=ALEX, view_id=opened["id"]))["errors"] == {"b": "no"}


def test_a_command_is_answered_through_the_acknowledgement(scene: Scene, listener: Listener) -> None:
    listener.answers.append({"text": "hello"})
    scene.act(scene.slack.acts.command(user=ALEX, channel=HELP))
    assert listener.requests[0].type == "slash_commands"
    assert scene.slack.workspace.channels[HELP].ephemerals[0].text == "hello"


def test_an_app_told_to_reconnect_hears_on(scene: Scene, listener: Listener) -> None:
    assert scene.act(scene.slack.acts.disconnect_sockets(after_seconds=0.2)) == {"sockets": 1}
    until(lambda: scene.slack.deliveries.socket_mode.connected == 1, "a socket")
    scene.ask("after the change")
    assert listener.requests[-1].payload["event"]["text"] == "after the change"
    assert scene.slack.workspace.socket_tickets == set()


def test_an_app_whose_socket_broke_comes_back_by_itself(scene: Scene, listener: Listener) -> None:
    assert scene.act(scene.slack.acts.cut_sockets()) == {"sockets": 1}
    until(lambda: scene.slack.deliveries.socket_mode.connected == 1, "a socket")
    scene.ask("after the break")
    assert listener.requests[-1].payload["event"]["text"] == "after the break"


def test_the_app_token_opens_connections_and_no_other(scene: Scene) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        scene.client.apps_connections_open(app_token="xoxb-sandbox")
