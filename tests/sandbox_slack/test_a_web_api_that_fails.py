"""Faults and rate limits of the Web API, as the real client meets them."""

from http.client import RemoteDisconnected

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.waiting import PATIENCE, until

from .stage import BOT_TOKEN, HELP, Scene

SHORT = httpx.Timeout(PATIENCE, read=0.03)


def messages(scene: Scene) -> int:
    return len(scene.slack.workspace.channels[HELP].messages)


def test_too_many_requests_come_with_a_wait(scene: Scene) -> None:
    scene.drive("faults", target="web_api", method="chat.postMessage", kind="rate_limited", retry_after=7)
    with pytest.raises(SlackApiError) as error:
        scene.client.chat_postMessage(channel=HELP, text="x")
    assert (error.value.response.status_code, error.value.response.headers["retry-after"]) == (429, "7")
    assert error.value.response["error"] == "ratelimited"
    assert scene.client.chat_postMessage(channel=HELP, text="x")["ok"]


@pytest.mark.parametrize("after", [False, True])
def test_a_dropped_connection_may_or_may_not_have_taken_effect(scene: Scene, after: bool) -> None:
    before = messages(scene)
    scene.drive("faults", target="web_api", method="chat.postMessage", kind="drop", after=after)
    with pytest.raises(RemoteDisconnected):
        scene.client.chat_postMessage(channel=HELP, text="x")
    assert messages(scene) - before == int(after)
    assert scene.slack.journal.calls("chat.postMessage")[-1].took_effect is after


def test_the_clients_own_retry_says_it_twice(scene: Scene) -> None:
    before = messages(scene)
    scene.drive("faults", target="web_api", method="chat.postMessage", kind="drop", after=True)
    WebClient(BOT_TOKEN, base_url=f"{scene.url}/api/").chat_postMessage(channel=HELP, text="x")
    assert messages(scene) - before == 2


@pytest.mark.parametrize("after", [False, True])
def test_a_hanging_call_outlasts_the_client_and_takes_effect(scene: Scene, after: bool) -> None:
    before = messages(scene)
    scene.drive("faults", target="web_api", kind="hang", seconds=PATIENCE, after=after)
    url, headers = f"{scene.url}/api/chat.postMessage", {"authorization": f"Bearer {BOT_TOKEN}"}
    with pytest.raises(httpx.ReadTimeout):
        scene.http.post(url, json={"channel": HELP, "text": "x"}, headers=headers, timeout=SHORT)
    if after:
        until(lambda: messages(scene) > before, "its effect before its answer")
    assert messages(scene) - before == int(after)
    scene.slack.faults.clear()
    until(lambda: messages(scene) - before == 1, "its effect, once")


def test_errors_come_with_or_without_effect_until_cleared(scene: Scene) -> None:
    before = messages(scene)
    scene.drive("faults", target="web_api", kind="error", error="fatal_error", after=True, times=None)
    for _ in range(2):
        assert scene.call("chat.postMessage", channel=HELP, text="x") == {"ok": False, "error": "fatal_error"}
    assert messages(scene) - before == 2
    assert len(scene.http.get(f"{scene.url}/sandbox/slack/faults").json()["faults"]) == 1
    scene.http.delete(f"{scene.url}/sandbox/slack/faults")
    scene.drive("faults", target="web_api", kind="http_error", status=503)
    with pytest.raises(SlackApiError) as error:
        scene.client.auth_test()
    assert error.value.response.status_code == 503
    assert scene.client.auth_test()["ok"]


def test_a_fault_of_one_method_leaves_the_others_alone(scene: Scene) -> None:
    scene.drive("faults", target="web_api", method="reactions.add", kind="error", times=None)
    assert scene.call("auth.test")["ok"]
    assert scene.drive("faults", target="web_api", kind="no such kind")["ok"] is False


def test_slacks_own_limits_can_be_switched_on(scene: Scene) -> None:
    scene.drive("faults", target="rate_limits", on=True)
    posted = [scene.call("chat.postMessage", channel=HELP, text="x") for _ in range(5)]
    assert [each["ok"] for each in posted] == [True, True, True, False, False]
    assert posted[-1]["error"] == "ratelimited"
    listed = [scene.call("users.list") for _ in range(22)]
    assert not all(each["ok"] for each in listed)
    scene.drive("faults", target="rate_limits", on=False)
    assert scene.call("users.list")["ok"]
