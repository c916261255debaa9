"""The chat.* and reactions.* methods through the real client."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from .stage import AGENTS, ALEX, APP_TOKEN, BOT, BOT_TOKEN, GENERAL, HELP, ROBIN, Scene


def refused(scene: Scene, method: str, **args: Any) -> str:
    with pytest.raises(SlackApiError) as error:
        getattr(scene.client, method)(**args)
    return str(error.value.response["error"])


def test_a_posted_message_stands_in_history_and_comes_back_as_an_event(scene: Scene) -> None:
    metadata = {"event_type": "helpdesk_post", "event_payload": {"op_id": "1"}}
    answer = scene.client.chat_postMessage(channel=HELP, text="Hello", metadata=metadata)
    scene.settle()
    (event,) = scene.app.events("message")
    assert event["ts"] == answer["ts"] == scene.client.conversations_history(channel=HELP, limit=1)["messages"][0]["ts"]
    assert (event["bot_id"], event["app_id"], event["user"]) == ("B0HELPBOT", "A0HELPDESK", BOT)
    assert event["metadata"] == metadata
    assert "subtype" not in event
    assert scene.app.unsigned == 0


def test_a_reply_knows_its_thread_and_the_thread_its_replies(scene: Scene) -> None:
    root = scene.ask()
    reply = scene.client.chat_postMessage(channel=HELP, text="Looking", thread_ts=root)
    assert (reply["message"]["thread_ts"], reply["message"]["parent_user_id"]) == (root, ROBIN)
    parent = scene.client.conversations_replies(channel=HELP, ts=root)["messages"][0]
    assert (parent["reply_count"], parent["latest_reply"], parent["reply_users"]) == (1, reply["ts"], [BOT])
    assert refused(scene, "chat_postMessage", channel=HELP, text="x", thread_ts="1.000001") == "thread_not_found"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"channel": GENERAL, "text": "x"}, "not_in_channel"),
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": HELP, "text": "x", "blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"channel": HELP, "text": "x", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"channel": HELP, "text": "x", "metadata": {"event_type": "t"}}, "invalid_metadata_format"),
    ],
)
def test_a_post_that_breaks_a_rule_is_refused(scene: Scene, args: dict[str, Any], error: str) -> None:
    assert refused(scene, "chat_postMessage", **args) == error


def test_a_post_without_words_is_refused(scene: Scene) -> None:
    assert scene.call("chat.postMessage", channel=HELP)["error"] == "no_text"


def test_a_label_that_is_too_long_is_named_by_its_place(scene: Scene) -> None:
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "x" * 76}}
    with pytest.raises(SlackApiError) as error:
        scene.client.chat_postMessage(channel=HELP, text="x", blocks=[{"type": "actions", "elements": [button]}])
    assert error.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"
    ]


def test_text_without_blocks_takes_the_blocks_away_and_leaves_the_metadata(scene: Scene) -> None:
    blocks = [{"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": "one"}}]
    metadata = {"event_type": "t", "event_payload": {}}
    ts = scene.client.chat_postMessage(channel=HELP, text="one", blocks=blocks, metadata=metadata)["ts"]
    scene.client.chat_update(channel=HELP, ts=ts, text="two", blocks=blocks)
    assert "edited" not in scene.slack.workspace.channels[HELP].messages[ts].extra
    assert scene.slack.workspace.channels[HELP].messages[ts].edited is None
    scene.client.chat_update(channel=HELP, ts=ts, text="three")
    scene.settle()
    found = scene.client.conversations_history(channel=HELP, limit=1, include_all_metadata=True)["messages"][0]
    assert found["text"] == "three"
    assert "blocks" not in found
    assert found["metadata"] == metadata
    assert found["edited"]["user"] == BOT
    changes = scene.app.events("message_changed")  # they may overtake each other on their way
    (change,) = (each for each in changes if each["message"]["text"] == "three")
    assert change["previous_message"]["text"] == "two"
    assert change["message"]["ts"] == ts != change["ts"]


def test_an_update_is_refused_when_too_long_or_of_a_strangers_message(scene: Scene) -> None:
    ts = scene.client.chat_postMessage(channel=HELP, text="one")["ts"]
    assert refused(scene, "chat_update", channel=HELP, ts=ts, text="x" * 4001) == "msg_too_long"
    assert refused(scene, "chat_update", channel=HELP, ts=scene.ask(), text="x") == "cant_update_message"
    assert refused(scene, "chat_update", channel=HELP, ts="1.000001", text="x") == "message_not_found"


def test_an_ephemeral_message_is_for_one_member_only(scene: Scene) -> None:
    scene.client.chat_postEphemeral(channel=HELP, user=ROBIN, text="psst")
    scene.settle()
    assert [each.ephemeral_to for each in scene.slack.workspace.channels[HELP].ephemerals] == [ROBIN]
    assert scene.app.events() == []
    assert refused(scene, "chat_postEphemeral", channel=AGENTS, user=ROBIN, text="x") == "user_not_in_channel"


def test_a_deleted_message_is_gone_and_a_parent_leaves_a_tombstone(scene: Scene) -> None:
    root = scene.client.chat_postMessage(channel=HELP, text="root")["ts"]
    reply = scene.client.chat_postMessage(channel=HELP, text="reply", thread_ts=root)["ts"]
    scene.client.chat_delete(channel=HELP, ts=root)
    scene.settle()
    change = scene.app.events("message_changed")[-1]
    assert (change["message"]["subtype"], change["message"]["user"]) == ("tombstone", "USLACKBOT")
    assert [each["ts"] for each in scene.client.conversations_replies(channel=HELP, ts=root)["messages"]] == [
        root,
        reply,
    ]
    scene.client.chat_delete(channel=HELP, ts=reply)
    scene.settle()
    assert scene.app.events("message_deleted")[-1]["deleted_ts"] == reply
    assert refused(scene, "conversations_replies", channel=HELP, ts=root) == "thread_not_found"


def test_a_reaction_added_twice_answers_already_reacted(scene: Scene) -> None:
    ts = scene.ask()
    scene.client.reactions_add(channel=HELP, timestamp=ts, name="thumbsup")
    assert refused(scene, "reactions_add", channel=HELP, timestamp=ts, name="+1") == "already_reacted"
    assert refused(scene, "reactions_add", channel=HELP, timestamp=ts, name="no_such_emoji") == "invalid_name"
    scene.settle()
    event = scene.app.events("reaction_added")[-1]
    assert (event["user"], event["reaction"], event["item_user"]) == (BOT, "+1", ROBIN)
    assert event["item"] == {"type": "message", "channel": HELP, "ts": ts}
    scene.client.reactions_remove(channel=HELP, timestamp=ts, name="+1")
    assert refused(scene, "reactions_remove", channel=HELP, timestamp=ts, name="+1") == "no_reaction"


def test_reactions_get_shows_everybodys_marks(scene: Scene) -> None:
    ts = scene.ask()
    scene.act(scene.slack.acts.react(user=ALEX, channel=HELP, ts=ts, name="eyes"))
    found = scene.client.reactions_get(channel=HELP, timestamp=ts)["message"]["reactions"]
    assert found == [{"name": "eyes", "users": [ALEX], "count": 1}]


def test_a_permalink_leads_to_the_message(scene: Scene) -> None:
    root = scene.ask()
    reply = scene.client.chat_postMessage(channel=HELP, text="x", thread_ts=root)["ts"]
    link = scene.client.chat_getPermalink(channel=HELP, message_ts=reply)["permalink"]
    assert link == f"{scene.url}/archives/{HELP}/p{reply.replace('.', '')}?thread_ts={root}&cid={HELP}"


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-other", "invalid_auth"), (APP_TOKEN, "not_allowed_token_type")],
)
def test_the_token_is_checked(scene: Scene, token: str, error: str) -> None:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    answer = scene.http.post(f"{scene.url}/api/auth.test", headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"ok": False, "error": error})
    assert scene.http.get(f"{scene.url}/api/auth.test", params={"token": BOT_TOKEN}).json()["user_id"] == BOT


def test_json_is_read_only_where_slack_reads_it(scene: Scene) -> None:
    headers = {"authorization": f"Bearer {BOT_TOKEN}"}
    url = f"{scene.url}/api/"
    assert (
        scene.http.post(f"{url}users.info", json={"user": ROBIN}, headers=headers).json()["error"]
        == "invalid_arguments"
    )
    assert scene.http.post(f"{url}users.info", data={"user": ROBIN}, headers=headers).json()["ok"]
    assert scene.http.post(f"{url}chat.postMessage", json=[1], headers=headers).json()["error"] == "json_not_object"
    answer = scene.http.post(f"{url}no.such")
    assert answer.json()["error"] == "unknown_method"
    assert {"x-slack-req-id", "x-oauth-scopes"} <= set(answer.headers)
