"""The reading methods: history, threads, channels, people, groups, files."""

import pytest
from slack_sdk.errors import SlackApiError

from .stage import AGENTS, ALEX, BOT, BOT_TOKEN, GENERAL, HELP, KIM, ROBIN, SAM, Scene


def test_history_is_paged_newest_first_without_replies(scene: Scene) -> None:
    roots = [scene.ask(f"question {number}") for number in range(5)]
    scene.client.chat_postMessage(channel=HELP, thread_ts=roots[0], text="hidden")
    shown = scene.client.chat_postMessage(channel=HELP, thread_ts=roots[0], text="shown", reply_broadcast=True)["ts"]
    pages = [
        [each["ts"] for each in page["messages"]]
        for page in scene.client.conversations_history(channel=HELP, limit=2, oldest=roots[0], inclusive=True)
    ]
    assert pages == [[shown, roots[4]], [roots[3], roots[2]], [roots[1], roots[0]]]


def test_oldest_and_latest_are_exclusive_unless_asked_otherwise(scene: Scene) -> None:
    stamps = [scene.ask(str(number)) for number in range(3)]
    between = scene.client.conversations_history(channel=HELP, oldest=stamps[0], latest=stamps[2])["messages"]
    assert [each["ts"] for each in between] == [stamps[1]]
    assert scene.call("conversations.history", channel=HELP, oldest="yesterday")["error"] == "invalid_ts_oldest"
    assert scene.call("conversations.history", channel=HELP, limit="1000")["error"] == "invalid_limit"
    assert scene.call("conversations.history", channel=HELP, cursor="!")["error"] == "invalid_cursor"


def test_a_replys_ts_gives_only_that_reply(scene: Scene) -> None:
    root = scene.ask()
    stamps = [scene.client.chat_postMessage(channel=HELP, text=str(n), thread_ts=root)["ts"] for n in range(5)]
    found = scene.client.conversations_replies(channel=HELP, ts=stamps[2])["messages"]
    assert [(each["ts"], each["thread_ts"]) for each in found] == [(stamps[2], root)]
    pages = [
        [each["ts"] for each in page["messages"]]
        for page in scene.client.conversations_replies(channel=HELP, ts=root, limit=4)
    ]
    assert pages == [[root, *stamps[:3]], stamps[3:]]


def test_metadata_is_whole_only_when_asked_for(scene: Scene) -> None:
    metadata = {"event_type": "t", "event_payload": {"op_id": "7"}}
    scene.client.chat_postMessage(channel=HELP, text="x", metadata=metadata)
    assert scene.client.conversations_history(channel=HELP, limit=1)["messages"][0]["metadata"] == {"event_type": "t"}
    full = scene.client.conversations_history(channel=HELP, limit=1, include_all_metadata=True)["messages"][0]
    assert full["metadata"] == metadata


def test_history_embeds_reactions_and_reply_counts(scene: Scene) -> None:
    ts = scene.ask()
    scene.act(scene.slack.acts.react(user=ALEX, channel=HELP, ts=ts, name="eyes"))
    scene.act(scene.slack.acts.post(user=SAM, channel=HELP, text="me too", thread_ts=ts))
    message = scene.client.conversations_history(channel=HELP, limit=1)["messages"][0]
    assert message["reactions"] == [{"name": "eyes", "users": [ALEX], "count": 1}]
    assert (message["thread_ts"], message["reply_count"], message["reply_users"]) == (ts, 1, [SAM])


@pytest.mark.parametrize(("channel", "error"), [(GENERAL, "not_in_channel"), ("C0NOWHERE", "channel_not_found")])
def test_only_members_read(scene: Scene, channel: str, error: str) -> None:
    assert scene.call("conversations.history", channel=channel)["error"] == error
    assert scene.call("conversations.replies", channel=channel, ts="1.000001")["error"] == error


def test_a_private_channel_is_unknown_to_a_bot_that_left(scene: Scene) -> None:
    assert scene.client.conversations_info(channel=AGENTS)["channel"]["is_private"]
    scene.act(scene.slack.acts.leave(user=BOT, channel=AGENTS, remover=ALEX))
    assert scene.call("conversations.info", channel=AGENTS)["error"] == "channel_not_found"
    assert scene.app.events("group_left")


def test_channels_and_members_are_paged(scene: Scene) -> None:
    names = [
        each["name"]
        for page in scene.client.conversations_list(types="public_channel,private_channel", limit=2)
        for each in page["channels"]
    ]
    assert names == ["it-help", "it-agents", "general"]
    members = [user for page in scene.client.conversations_members(channel=HELP, limit=2) for user in page["members"]]
    assert members == [ROBIN, SAM, ALEX, KIM, BOT]


def test_joining_a_public_channel_is_told(scene: Scene) -> None:
    scene.client.conversations_join(channel=GENERAL)
    scene.settle()
    assert scene.app.events("member_joined_channel")[0]["user"] == BOT
    assert scene.app.events("channel_join")[0]["text"] == f"<@{BOT}> has joined the channel"
    assert scene.client.conversations_join(channel=GENERAL)["warning"] == "already_in_channel"


def test_a_message_to_a_person_goes_to_the_direct_conversation(scene: Scene) -> None:
    direct = scene.client.conversations_open(users=[ROBIN])["channel"]["id"]
    assert scene.client.chat_postMessage(channel=ROBIN, text="hello")["channel"] == direct
    scene.settle()
    assert scene.app.events("message")[-1]["channel_type"] == "im"


def test_a_locale_is_told_to_whoever_asks_for_it(scene: Scene) -> None:
    scene.act(scene.slack.acts.change_person(user=ROBIN, locale="fr-CA"))
    assert scene.client.users_info(user=ROBIN, include_locale=True)["user"]["locale"] == "fr-CA"
    assert scene.client.users_list(include_locale=True)["members"][0]["locale"]
    assert "locale" not in scene.client.users_info(user=ROBIN)["user"]


def test_people_are_found_by_id_and_email(scene: Scene) -> None:
    assert scene.client.users_info(user=ROBIN)["user"]["profile"]["email"] == "robin@example.com"
    assert scene.client.users_lookupByEmail(email="Sam@example.com")["user"]["id"] == SAM
    assert scene.call("users.info", user="U0NOBODY")["error"] == "user_not_found"
    assert scene.call("users.lookupByEmail", email="no@example.com")["error"] == "users_not_found"
    found = [each["id"] for page in scene.client.users_list(limit=2) for each in page["members"]]
    assert found == [ROBIN, SAM, ALEX, KIM, BOT]


def test_groups_show_their_members(scene: Scene) -> None:
    group = scene.client.usergroups_list(include_users=True)["usergroups"][0]
    assert (group["handle"], group["users"]) == ("it-team", [ALEX, KIM])
    assert scene.client.usergroups_users_list(usergroup="S0ITTEAM")["users"] == [ALEX, KIM]
    assert scene.call("usergroups.users.list", usergroup="S0NONE")["error"] == "no_such_subteam"


def test_the_app_asks_about_itself(scene: Scene) -> None:
    assert scene.client.auth_test()["bot_id"] == "B0HELPBOT"
    assert scene.client.team_info()["team"]["domain"] == "sandbox"
    assert scene.client.emoji_list()["emoji"] == {}
    assert scene.client.bots_info(bot="B0HELPBOT")["bot"]["user_id"] == BOT
    assert scene.call("api.test", error="mine")["error"] == "mine"


def test_an_upload_is_shared_a_moment_later_and_can_be_fetched(scene: Scene) -> None:
    root = scene.ask()
    answer = scene.client.files_upload_v2(
        channel=HELP, thread_ts=root, filename="log.txt", content="all is well", initial_comment="the log"
    )
    assert (answer["files"][0]["shares"], answer["files"][0]["mimetype"]) == ({}, "")
    file_id = answer["files"][0]["id"]
    scene.settle()
    message = scene.app.events("file_share")[0]
    assert (message["thread_ts"], message["text"], message["files"][0]["id"]) == (root, "the log", file_id)
    info = scene.client.files_info(file=file_id)["file"]
    assert info["shares"]["public"][HELP][0]["ts"] == message["ts"]
    fetched = scene.http.get(info["url_private_download"], headers={"authorization": f"Bearer {BOT_TOKEN}"})
    assert (fetched.text, fetched.headers["content-type"].partition(";")[0]) == ("all is well", "text/plain")


def test_a_file_without_the_token_is_a_login_page(scene: Scene) -> None:
    scene.act(
        scene.slack.acts.upload(user=ROBIN, channel=HELP, text="look", files=[{"name": "a.txt", "content": "hi"}])
    )
    event = scene.app.events("file_share")[0]
    assert scene.app.events("file_shared")[0]["file_id"] == event["files"][0]["id"]
    page = scene.http.get(event["files"][0]["url_private_download"], headers={"authorization": "Bearer xoxb-other"})
    assert (page.status_code, page.headers["content-type"].partition(";")[0]) == (200, "text/html")
    assert "subtype" not in scene.client.conversations_history(channel=HELP, limit=1)["messages"][0]


def test_a_file_that_never_came_can_not_be_shared(scene: Scene) -> None:
    ticket = scene.client.files_getUploadURLExternal(filename="a.txt", length=3)
    with pytest.raises(SlackApiError, match="file_not_found"):
        scene.client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}], channel_id=HELP)
