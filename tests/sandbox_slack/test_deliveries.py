"""Retries, misbehaving deliveries, the journal."""

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from helpdesk.sandbox.slack.acting import ActError
from tests.waiting import until

from .stage import ALEX, HELP, Heard, Scene, answering


class Silent(Response):
    """Waits until the sender has given up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "http.disconnect":
            continue


def tries(scene: Scene) -> list[tuple[str | None, str | None]]:
    return [each.retry for each in scene.app.heard]


def test_a_refused_event_comes_again_three_times_with_its_reason(scene: Scene) -> None:
    scene.app.answers += [answering(status=500), answering(status=404), answering(status=503)]
    scene.ask()
    assert tries(scene) == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({each.body["event_id"] for each in scene.app.heard}) == 1
    assert scene.app.unsigned == 0
    assert [each.status for each in scene.slack.journal.deliveries("message")] == ["500", "404", "503", "200"]


def test_an_event_is_given_up_after_the_third_retry(scene: Scene) -> None:
    scene.app.answers += [answering(status=500)] * 9
    scene.ask()
    assert len(scene.app.heard) == 4


def test_no_retry_is_honoured(scene: Scene) -> None:
    scene.app.answers.append(answering(status=500, x_slack_no_retry="1"))
    scene.ask()
    assert tries(scene) == [(None, None)]


def test_a_slow_answer_is_a_timeout(scene: Scene) -> None:
    patience, scene.slack.deliveries.ack_seconds = scene.slack.deliveries.ack_seconds, 0.3

    def silent(_heard: Heard) -> Response:
        scene.slack.deliveries.ack_seconds = patience  # what comes now has its time
        return Silent()

    scene.app.answers.append(silent)
    scene.ask()
    *slow, last = [each.status for each in scene.slack.journal.deliveries("message")]
    assert (set(slow), last) == ({"http_timeout"}, "200")
    assert tries(scene)[-1] == (str(len(slow)), "http_timeout")


def test_an_app_that_is_away_gets_its_event_when_it_is_back(scene: Scene) -> None:
    app = scene.slack.deliver_to
    scene.slack.deliver_to, scene.slack.deliveries.retry_scale = "http://127.0.0.1:9", 0.01
    scene.drive("act", act="post", user=ALEX, channel=HELP, text="x")
    until(lambda: scene.slack.journal.deliveries("message"), "an attempt")
    scene.slack.deliver_to = app
    scene.settle()
    assert [reason for _, reason in tries(scene)] == ["connection_failed"]


@pytest.mark.parametrize(("kind", "seen"), [("drop", 1), ("duplicate", 3), ("deaf", 3), ("delay", 2)])
def test_a_delivery_can_go_wrong(scene: Scene, kind: str, seen: int) -> None:
    scene.drive("faults", target="delivery", kind=kind, seconds=0.02)
    scene.ask("first")
    scene.ask("second")
    assert len(scene.app.heard) == seen
    assert len({each.body["event_id"] for each in scene.app.heard}) == min(seen, 2)


def test_two_events_can_change_places(scene: Scene) -> None:
    scene.slack.faults.add({"target": "delivery", "kind": "reorder", "what": "message", "seconds": 5})
    first, second = "first", "second"
    ts = scene.drive("act", act="post", user=ALEX, channel=HELP, text=first)["ts"]
    scene.ask(second)
    assert [each["text"] for each in scene.app.events("message")] == [second, first]
    assert scene.app.events("message")[1]["ts"] == ts


def test_chance_is_repeatable(scene: Scene) -> None:
    def lost() -> list[bool]:
        scene.slack.faults.clear()
        scene.slack.faults.reseed(7)
        scene.slack.faults.add({"target": "delivery", "kind": "drop", "percent": 50, "times": None})
        before = len(scene.app.heard)
        heard = []
        for _ in range(20):
            scene.ask()
            heard.append(len(scene.app.heard) > before)
            before = len(scene.app.heard)
        return heard

    first = lost()
    assert first == lost()
    assert 0 < sum(first) < 20


def test_an_interaction_is_never_retried(scene: Scene) -> None:
    ts = scene.ask()
    scene.app.answers.append(answering(status=500))
    answer = scene.drive("act", act="shortcut", user=ALEX, channel=HELP, ts=ts, callback_id="create_ticket")
    assert (answer["ok"], "500" in answer["error"]) == (False, True)
    assert len([each for each in scene.app.heard if each.path == "/slack/interactivity"]) == 1


def test_the_app_can_be_told_of_too_many_events(scene: Scene) -> None:
    scene.act(scene.slack.acts.rate_limit())
    assert scene.app.last()["type"] == "app_rate_limited"
    assert "event" not in scene.app.last()


def test_the_journal_knows_calls_without_their_tokens(scene: Scene) -> None:
    scene.client.chat_postMessage(channel=HELP, text="hello")
    scene.call("chat.postMessage", channel="C0NOWHERE", text="x")
    first, second = scene.slack.journal.calls("chat.postMessage")
    assert (first.ok, first.args["text"], second.error) == (True, "hello", "channel_not_found")
    assert "xoxb" not in str(scene.slack.journal.as_json())


@pytest.mark.parametrize("plain", [True, False])
def test_the_events_address_proves_itself(scene: Scene, plain: bool) -> None:
    with pytest.raises(ActError, match="challenge"):
        scene.act(scene.slack.acts.verify_url())

    def answer(heard: Heard) -> Response:
        challenge = heard.body["challenge"]
        return PlainTextResponse(challenge) if plain else JSONResponse({"challenge": challenge})

    scene.app.answers.append(answer)
    assert scene.act(scene.slack.acts.verify_url()) == {}
    assert scene.app.last()["type"] == "url_verification"
    assert scene.app.unsigned == 0
