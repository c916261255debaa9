"""The HTTP surface the page uses."""

import base64

import pytest

from .stage import ALEX, HELP, ROBIN, SAM, Scene


def test_the_state_draws_the_whole_workspace(scene: Scene) -> None:
    root = scene.ask("with a reply", files=[{"name": "a.txt", "content_base64": base64.b64encode(b"hi").decode()}])
    scene.ask("me too", user=SAM, thread_ts=root)
    scene.act(scene.slack.acts.react(user=ALEX, channel=HELP, ts=root, name="eyes"))
    scene.client.chat_postEphemeral(channel=HELP, user=ROBIN, text="psst")
    state = scene.http.get(f"{scene.url}/sandbox/slack/state").json()
    drawn = state["messages"][HELP][-1]
    assert (drawn["ts"], drawn["text"], drawn["replies"][0]["text"]) == (root, "with a reply", "me too")
    assert drawn["reactions"] == [{"name": "eyes", "users": [ALEX], "count": 1}]
    assert scene.http.get(scene.url + drawn["files"][0]["url"]).text == "hi"
    assert state["ephemerals"][HELP][0]["ephemeral_to"] == ROBIN
    assert {each["role"] for each in state["people"]} == {"employee", "it", "bot"}
    assert [each["name"] for each in state["channels"]] == ["it-help", "it-agents", "general"]
    assert state["app"]["shortcuts"][0]["callback_id"] == "create_ticket"
    assert state["rev"] > 0


def test_changes_are_told_as_they_happen(scene: Scene) -> None:
    with scene.http.stream("GET", f"{scene.url}/sandbox/slack/changes") as stream:
        lines = (line for line in stream.iter_lines() if line.startswith("data:"))
        first = next(lines)
        scene.drive("act", act="post", user=ROBIN, channel=HELP, text="x")
        assert next(lines) != first


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "https://www.example.com"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "www.example.com"}, 403),
        ({"content-type": "text/plain"}, 403),
    ],
)
def test_only_this_machines_own_page_may_drive(scene: Scene, headers: dict[str, str], status: int) -> None:
    body = b'{"act":"post","user":"U0EMPLOYEE","channel":"C0ITHELP1","text":"x"}'
    sent = {"content-type": "application/json", **headers}
    assert scene.http.post(f"{scene.url}/sandbox/slack/act", content=body, headers=sent).status_code == status


def test_the_page_of_the_demo_can_be_let_in(scene: Scene) -> None:
    scene.slack.driver.origins.add("http://127.0.0.1:8000")
    headers = {"origin": "http://127.0.0.1:8000"}
    assert scene.http.get(f"{scene.url}/sandbox/slack/state", headers=headers).status_code == 200
    own = {"origin": scene.url}
    assert scene.http.get(f"{scene.url}/sandbox/slack/state", headers=own).status_code == 200


def test_a_misspelt_act_or_field_is_named(scene: Scene) -> None:
    assert "post" in scene.drive("act", act="pots")["error"]
    answer = scene.drive("act", act="react", user=ALEX, channel=HELP, name="eyes", stamp="1")
    assert "ts" in answer["error"]
    assert "stamp" in answer["error"]


def test_the_journal_is_there_to_read(scene: Scene) -> None:
    scene.ask()
    entries = scene.http.get(f"{scene.url}/sandbox/slack/journal", params={"last": "1"}).json()["entries"]
    assert [(each["kind"], each["what"], each["ok"]) for each in entries] == [("delivery", "message", True)]


def test_a_permalink_leads_to_the_page(scene: Scene) -> None:
    link = scene.client.chat_getPermalink(channel=HELP, message_ts=scene.ask())["permalink"]
    assert scene.http.get(link).headers["location"].startswith(f"/#/{HELP}/p")
