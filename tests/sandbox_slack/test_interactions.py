"""Shortcuts, modals, buttons, selects, commands and the home tab, with the app answering in all its ways."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient
from starlette.responses import PlainTextResponse, Response

from helpdesk.sandbox.slack.acting import ActError

from .stage import AGENTS, ALEX, HELP, ROBIN, Heard, Scene, answering

SUBJECT = {
    "type": "input",
    "block_id": "subject",
    "label": {"type": "plain_text", "text": "Subject"},
    "element": {"type": "plain_text_input", "action_id": "value", "initial_value": "Screen", "max_length": 20},
}
URGENCY = {
    "type": "input",
    "block_id": "urgency",
    "optional": True,
    "label": {"type": "plain_text", "text": "Urgency"},
    "element": {
        "type": "static_select",
        "action_id": "value",
        "options": [
            {"text": {"type": "plain_text", "text": "Low"}, "value": "low"},
            {"text": {"type": "plain_text", "text": "High"}, "value": "high"},
        ],
    },
}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    title = {"type": "plain_text", "text": "Create ticket"}
    submit = {"type": "plain_text", "text": "Create"}
    return {"type": "modal", "callback_id": "ticket", "title": title, "submit": submit, "blocks": [*blocks], **more}


def opens(scene: Scene, view: dict[str, Any]) -> None:
    """Let the app open this modal inline, as it answers."""

    def answer(heard: Heard) -> Response:
        sent = scene.http.post(
            f"{scene.url}/api/views.open",
            json={"trigger_id": heard.body["trigger_id"], "view": view},
            headers={"authorization": "Bearer xoxb-sandbox"},
        )
        assert sent.json()["ok"], sent.text
        return Response()

    scene.app.answers.append(answer)


def shortcut(scene: Scene, ts: str) -> dict[str, Any]:
    return scene.act(scene.slack.acts.shortcut(user=ALEX, channel=HELP, ts=ts, wait_seconds=0))


@pytest.fixture
def opened(scene: Scene) -> dict[str, Any]:
    ts = scene.ask()
    opens(scene, modal(SUBJECT, URGENCY, private_metadata="meta", notify_on_close=True))
    view: dict[str, Any] = shortcut(scene, ts)["view"]
    return view


def test_a_shortcut_carries_the_message_and_opens_a_modal(scene: Scene, opened: dict[str, Any]) -> None:
    payload = scene.app.last()
    assert (payload["type"], payload["callback_id"], payload["user"]["id"]) == ("message_action", "create_ticket", ALEX)
    assert payload["message"]["text"] == "My screen is black"
    assert payload["message"]["ts"] == payload["message_ts"]
    assert payload["channel"] == {"id": HELP, "name": "it-help"}
    assert opened["state"]["values"]["subject"]["value"] == {"type": "plain_text_input", "value": "Screen"}
    assert scene.drive("act", act="submit", user=ROBIN, view_id=opened["id"])["ok"] is False


def test_a_modal_may_open_just_after_the_answer(scene: Scene) -> None:
    assert shortcut(scene, scene.ask())["view"] is None
    late = scene.app.last()["trigger_id"]
    assert scene.client.views_open(trigger_id=late, view=modal())["view"]["type"] == "modal"


def test_a_submission_is_taken_with_what_was_filled_in(scene: Scene, opened: dict[str, Any]) -> None:
    values = {"subject": {"value": "Black screen"}, "urgency": {"value": "high"}}
    result = scene.act(scene.slack.acts.submit(user=ALEX, view_id=opened["id"], values=values))
    assert result == {"errors": {}, "view": None}
    view = scene.app.last()["view"]
    assert scene.app.last()["type"] == "view_submission"
    assert (view["private_metadata"], view["callback_id"]) == ("meta", "ticket")
    assert view["state"]["values"]["subject"]["value"]["value"] == "Black screen"
    assert view["state"]["values"]["urgency"]["value"]["selected_option"]["text"]["text"] == "High"
    with pytest.raises(SlackApiError, match="not_found"):
        scene.client.views_update(view_id=opened["id"], view=modal())


def test_the_client_refuses_an_empty_or_overlong_field_itself(scene: Scene, opened: dict[str, Any]) -> None:
    before = len(scene.app.heard)
    empty = {"subject": {"value": ""}}
    assert "subject" in scene.act(scene.slack.acts.submit(user=ALEX, view_id=opened["id"], values=empty))["errors"]
    long = {"subject": {"value": "x" * 21}}
    assert "subject" in scene.act(scene.slack.acts.submit(user=ALEX, view_id=opened["id"], values=long))["errors"]
    assert len(scene.app.heard) == before


def test_the_app_may_answer_with_errors_update_push_and_clear(scene: Scene, opened: dict[str, Any]) -> None:
    acts, view_id = scene.slack.acts, opened["id"]
    scene.app.answers.append(answering({"response_action": "errors", "errors": {"subject": "Say more"}}))
    assert scene.act(acts.submit(user=ALEX, view_id=view_id))["errors"] == {"subject": "Say more"}
    scene.app.answers.append(answering({"response_action": "update", "view": modal(SUBJECT, callback_id="second")}))
    updated = scene.act(acts.submit(user=ALEX, view_id=view_id))["view"]
    assert (updated["id"], updated["callback_id"]) == (view_id, "second")
    assert updated["hash"] != opened["hash"]
    scene.app.answers.append(answering({"response_action": "push", "view": modal(callback_id="third")}))
    pushed = scene.act(acts.submit(user=ALEX, view_id=view_id))["view"]
    assert (pushed["previous_view_id"], pushed["root_view_id"]) == (view_id, view_id)
    scene.app.answers.append(answering({"response_action": "clear"}))
    assert scene.act(acts.submit(user=ALEX, view_id=pushed["id"]))["view"] is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (answering(status=500), "500"),
        (answering({"response_action": "errors", "errors": {"nowhere": "x"}}), "no input"),
        (answering({"response_action": "update", "view": modal(title={"type": "plain_text", "text": "x" * 25})}), "25"),
    ],
)
def test_a_bad_answer_is_told_to_the_person_and_the_form_stays(
    scene: Scene, opened: dict[str, Any], answer: Any, words: str
) -> None:
    scene.app.answers.append(answer)
    with pytest.raises(ActError, match=words):
        scene.act(scene.slack.acts.submit(user=ALEX, view_id=opened["id"]))
    assert scene.slack.workspace.modals[ALEX] == [opened["id"]]


def test_a_stale_hash_is_a_conflict(scene: Scene, opened: dict[str, Any]) -> None:
    fresh = scene.client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal(SUBJECT))["view"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        scene.client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal(SUBJECT))
    assert scene.client.views_update(view_id=opened["id"], hash=fresh["hash"], view=modal(SUBJECT))["ok"]


def test_closing_is_told_where_it_was_asked_for(scene: Scene, opened: dict[str, Any]) -> None:
    scene.act(scene.slack.acts.close_view(user=ALEX, view_id=opened["id"]))
    assert (scene.app.last()["type"], scene.app.last()["is_cleared"]) == ("view_closed", False)
    assert scene.slack.workspace.modals[ALEX] == []


def test_a_trigger_serves_once_and_for_three_seconds(scene: Scene, opened: dict[str, Any]) -> None:
    used = next(each.body["trigger_id"] for each in scene.app.heard if each.body.get("callback_id") == "create_ticket")
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        scene.client.views_open(trigger_id=used, view=modal())
    shortcut(scene, scene.ask())
    late = scene.app.last()["trigger_id"]
    scene.slack.workspace.trigger_seconds = 3.0
    scene.slack.workspace.triggers[late].born -= 3.1
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        scene.client.views_open(trigger_id=late, view=modal())
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        scene.client.views_open(trigger_id="1.2.x", view=modal())
    assert opened["type"] == "modal"


def test_a_view_beyond_the_limits_is_refused(scene: Scene) -> None:
    shortcut(scene, scene.ask())
    trigger = scene.app.last()["trigger_id"]
    wrong: list[dict[str, Any]] = [
        modal(SUBJECT, submit=None),
        modal(private_metadata="x" * 3001),
        modal(*[{"type": "divider"}] * 101),
        modal(title={"type": "plain_text", "text": "x" * 25}),
        modal(SUBJECT, SUBJECT),
    ]
    for view in wrong:
        with pytest.raises(SlackApiError) as error:
            scene.client.views_open(trigger_id=trigger, view=view)
        assert error.value.response["error"] == "invalid_arguments"
        assert error.value.response["response_metadata"]["messages"]
    big = modal(*[{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 100)
    with pytest.raises(SlackApiError, match="view_too_large"):
        scene.client.views_open(trigger_id=trigger, view=big)
    assert scene.client.views_open(trigger_id=trigger, view=modal(SUBJECT))["ok"]


def test_a_button_of_a_message_answers_through_its_response_url(scene: Scene) -> None:
    button = {"type": "button", "action_id": "take", "value": "7", "text": {"type": "plain_text", "text": "Take"}}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button]}]
    root = scene.ask()
    ts = scene.client.chat_postMessage(channel=HELP, text="card", blocks=blocks, thread_ts=root)["ts"]
    scene.act(scene.slack.acts.press(user=ALEX, channel=HELP, ts=ts, action_id="take"))
    payload = scene.app.last()
    assert payload["actions"][0]["value"] == "7"
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": HELP,
        "is_ephemeral": False,
        "thread_ts": root,
    }
    webhook = WebhookClient(payload["response_url"])
    assert webhook.send(text="taken", replace_original=True).status_code == 200
    assert scene.slack.workspace.channels[HELP].messages[ts].text == "taken"
    assert [webhook.send(text="again").status_code for _ in range(5)] == [200, 200, 200, 200, 404]
    assert len(scene.slack.workspace.channels[HELP].ephemerals) == 4


def test_a_button_of_an_ephemeral_message_can_delete_it(scene: Scene) -> None:
    button = {"type": "button", "action_id": "ok", "text": {"type": "plain_text", "text": "OK"}}
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "psst"}, "accessory": button}]
    ts = scene.client.chat_postEphemeral(channel=HELP, user=ROBIN, text="psst", blocks=blocks)["message_ts"]
    scene.act(scene.slack.acts.press(user=ROBIN, channel=HELP, ts=ts, action_id="ok"))
    assert scene.app.last()["container"]["is_ephemeral"]
    assert "message" not in scene.app.last()
    assert WebhookClient(scene.app.last()["response_url"]).send(delete_original=True).status_code == 200
    assert scene.slack.workspace.channels[HELP].ephemerals == []
    with pytest.raises(ActError):
        scene.act(scene.slack.acts.press(user=ALEX, channel=HELP, ts=ts, action_id="ok"))


def test_private_channels_are_not_named_to_the_app(scene: Scene) -> None:
    ts = scene.act(scene.slack.acts.post(user=ALEX, channel=AGENTS, text="x"))["ts"]
    scene.act(scene.slack.acts.shortcut(user=ALEX, channel=AGENTS, ts=ts, wait_seconds=0))
    assert scene.app.last()["channel"]["name"] == "privategroup"


def test_an_external_select_asks_the_app(scene: Scene) -> None:
    select = {"type": "external_select", "action_id": "who", "min_query_length": 0}
    block = {"type": "input", "block_id": "b", "label": {"type": "plain_text", "text": "Who"}, "element": select}
    ts = scene.ask()
    opens(scene, modal(block))
    view = shortcut(scene, ts)["view"]
    option = {"text": {"type": "plain_text", "text": "Kim"}, "value": "kim"}
    scene.app.answers.append(answering({"options": [option]}))
    found = scene.act(scene.slack.acts.suggest(user=ALEX, view_id=view["id"], action_id="who", value="ki"))
    assert (scene.app.last()["type"], scene.app.last()["value"]) == ("block_suggestion", "ki")
    assert found == {"options": [option]}
    scene.act(scene.slack.acts.press(user=ALEX, view_id=view["id"], action_id="who", value=option))
    assert scene.app.last()["actions"][0]["selected_option"] == option
    assert scene.app.last()["view"]["state"]["values"]["b"]["who"]["selected_option"] == option


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (answering({"response_type": "in_channel", "text": "all see"}), ("all see", None)),
        (answering({"text": "you see"}), ("you see", ROBIN)),
        (lambda _heard: PlainTextResponse("plain words"), ("plain words", ROBIN)),
    ],
)
def test_a_command_shows_the_apps_answer(scene: Scene, answer: Any, shown: tuple[str, str | None]) -> None:
    scene.app.answers.append(answer)
    scene.act(scene.slack.acts.command(user=ROBIN, channel=HELP, command="/helpdesk", text="mine"))
    command = next(each for each in scene.app.heard if each.path == "/slack/commands").body
    assert (command["command"], command["text"], command["user_id"]) == ("/helpdesk", "mine", ROBIN)
    channel = scene.slack.workspace.channels[HELP]
    newest = channel.ephemerals[-1] if channel.ephemerals else list(channel.messages.values())[-1]
    assert (newest.text, newest.ephemeral_to) == shown
    with pytest.raises(ActError, match="not a valid command"):
        scene.act(scene.slack.acts.command(user=ROBIN, channel=HELP, command="/other"))


def test_the_home_tab_is_published_and_pressed(scene: Scene) -> None:
    button = {"type": "button", "action_id": "new", "text": {"type": "plain_text", "text": "New"}}
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    direct = scene.client.conversations_open(users=ROBIN)["channel"]["id"]
    assert scene.act(scene.slack.acts.open_home(user=ROBIN)) == {"view": None, "channel": direct}
    assert "." not in scene.app.events("app_home_opened")[0]["event_ts"]
    view = scene.client.views_publish(user_id=ROBIN, view=home)["view"]
    assert scene.act(scene.slack.acts.open_home(user=ROBIN))["view"]["id"] == view["id"]
    scene.act(scene.slack.acts.press(user=ROBIN, view_id=view["id"], action_id="new"))
    assert scene.app.last()["container"] == {"type": "view", "view_id": view["id"]}


def test_nobody_listening_is_told_to_the_person(scene: Scene) -> None:
    ts = scene.ask()
    scene.slack.deliver_to = None
    with pytest.raises(ActError, match="did not answer"):
        shortcut(scene, ts)
    scene.slack.deliver_to = "http://127.0.0.1:9"
    with pytest.raises(ActError, match="connection failed"):
        shortcut(scene, ts)
