"""Acts of people, and the events the app hears of them."""

import pytest

from helpdesk.sandbox.slack.acting import ActError

from .stage import AGENTS, ALEX, BOT, GENERAL, HELP, KIM, ROBIN, SAM, Scene


def test_a_message_arrives_in_the_envelope_of_the_events_api(scene: Scene) -> None:
    ts = scene.ask("My *screen* is black & white")
    envelope = scene.app.heard[0].body
    assert (envelope["type"], envelope["team_id"], envelope["api_app_id"]) == (
        "event_callback",
        "T0SANDBOX",
        "A0HELPDESK",
    )
    assert envelope["authorizations"][0]["user_id"] == BOT
    event = envelope["event"]
    assert (event["ts"], event["event_ts"], event["channel_type"]) == (ts, ts, "channel")
    assert event["text"] == "My *screen* is black &amp; white"
    assert event["client_msg_id"]
    leaves = event["blocks"][0]["elements"][0]["elements"]
    assert leaves[1] == {"type": "text", "text": "screen", "style": {"bold": True}}
    assert "thread_ts" not in event


def test_only_channels_with_the_bot_are_heard_of(scene: Scene) -> None:
    scene.act(scene.slack.acts.post(user=ROBIN, channel=GENERAL, text="lunch?"))
    assert scene.app.heard == []


def test_a_reply_names_its_parent_and_a_broadcast_its_root(scene: Scene) -> None:
    root = scene.ask()
    scene.ask("more", user=SAM, thread_ts=root)
    scene.ask("for all", user=SAM, thread_ts=root, broadcast=True)
    reply, broadcast = scene.app.events("message")[1:]
    assert (reply["thread_ts"], reply["parent_user_id"]) == (root, ROBIN)
    assert (broadcast["subtype"], broadcast["root"]["ts"]) == ("thread_broadcast", root)
    assert broadcast["root"]["reply_count"] == 2


def test_a_mention_comes_twice_with_one_ts(scene: Scene) -> None:
    ts = scene.ask(f"<@{BOT}> are you there?")
    kinds = {each.event["type"]: each.body["event_id"] for each in scene.app.heard if each.event["ts"] == ts}
    assert set(kinds) == {"message", "app_mention"}
    assert len(set(kinds.values())) == 2


def test_an_edit_is_a_change_with_the_old_words(scene: Scene) -> None:
    ts = scene.ask("frist")
    scene.act(scene.slack.acts.edit(user=ROBIN, channel=HELP, ts=ts, text="first"))
    change = scene.app.events("message_changed")[0]
    assert (change["message"]["text"], change["previous_message"]["text"]) == ("first", "frist")
    assert (change["message"]["edited"]["user"], change["hidden"], change["message"]["ts"]) == (ROBIN, True, ts)


def test_an_unfurl_is_a_change_that_nobody_made(scene: Scene) -> None:
    ts = scene.ask("see https://www.example.com/page")
    scene.act(scene.slack.acts.unfurl(channel=HELP, ts=ts))
    change = scene.app.events("message_changed")[0]
    assert "edited" not in change["message"]
    assert change["message"]["attachments"]


def test_deleting_tells_what_was_there(scene: Scene) -> None:
    ts = scene.ask("oops")
    scene.act(scene.slack.acts.delete(user=ROBIN, channel=HELP, ts=ts))
    event = scene.app.events("message_deleted")[0]
    assert (event["deleted_ts"], event["previous_message"]["text"]) == (ts, "oops")


def test_a_reaction_with_a_skin_tone_keeps_it(scene: Scene) -> None:
    ts = scene.ask()
    scene.act(scene.slack.acts.react(user=ALEX, channel=HELP, ts=ts, name="raised_hand::skin-tone-3"))
    scene.act(scene.slack.acts.unreact(user=ALEX, channel=HELP, ts=ts, name="hand::skin-tone-3"))
    added, removed = scene.app.events("reaction_added")[0], scene.app.events("reaction_removed")[0]
    assert added["reaction"] == removed["reaction"] == "hand::skin-tone-3"
    assert float(removed["event_ts"]) > float(added["event_ts"])
    with pytest.raises(ActError, match="no emoji"):
        scene.act(scene.slack.acts.react(user=ALEX, channel=HELP, ts=ts, name="eyes::skin-tone-3"))


@pytest.mark.parametrize("act", ["react", "unreact"])
def test_a_person_is_told_when_a_reaction_is_not_possible(scene: Scene, act: str) -> None:
    ts = scene.ask()
    if act == "react":
        scene.act(scene.slack.acts.react(user=ALEX, channel=HELP, ts=ts, name="eyes"))
    answer = scene.drive("act", act=act, user=ALEX, channel=HELP, ts=ts, name="eyes")
    assert answer["ok"] is False
    assert answer["error"].startswith("Alex Support has")


def test_groups_profiles_and_channels_change(scene: Scene) -> None:
    acts = scene.slack.acts
    scene.act(acts.set_group(group="S0ITTEAM", members=[KIM, SAM]))
    scene.act(acts.change_person(user=ROBIN, real_name="Robin Renamed"))
    scene.act(acts.rename(user=ALEX, channel=AGENTS, name="it-staff"))
    scene.act(acts.rename(user=ALEX, channel=HELP, name="it-desk"))
    scene.act(acts.archive(user=ALEX, channel=HELP))
    change = scene.app.events("subteam_members_changed")[0]
    assert (change["added_users"], change["removed_users"]) == ([SAM], [ALEX])
    assert scene.app.events("user_change")[0]["user"]["real_name"] == "Robin Renamed"
    assert scene.app.events("group_rename")[0]["channel"]["name"] == "it-staff"
    assert scene.app.events("channel_rename")[0]["channel"]["name"] == "it-desk"
    assert scene.app.events("channel_archive")[-1]["channel"] == HELP
    assert scene.call("chat.postMessage", channel=HELP, text="x")["error"] == "is_archived"


def test_an_invited_bot_hears_of_its_own_coming(scene: Scene) -> None:
    with pytest.raises(ActError, match="invite"):
        scene.act(scene.slack.acts.join(user=BOT, channel=GENERAL))
    scene.act(scene.slack.acts.join(user=BOT, channel=GENERAL, inviter=ALEX))
    event = scene.app.events("member_joined_channel")[0]
    assert (event["user"], event["inviter"], event["channel_type"]) == (BOT, ALEX, "C")


def test_uninstalling_ends_everything(scene: Scene) -> None:
    scene.act(scene.slack.acts.uninstall())
    assert {each["type"] for each in scene.app.events()} == {"tokens_revoked", "app_uninstalled"}
    assert scene.call("auth.test")["error"] == "account_inactive"
    scene.ask()
    assert len(scene.app.heard) == 2
    scene.act(scene.slack.acts.install())
    assert scene.call("auth.test")["ok"]


def test_outsiders_can_not_write_where_they_are_not(scene: Scene) -> None:
    answer = scene.drive("act", act="post", user=ROBIN, channel=AGENTS, text="hello")
    assert answer == {"ok": False, "error": f"There is no channel {AGENTS} for {ROBIN}."}
    scene.act(scene.slack.acts.leave(user=SAM, channel=GENERAL))
    assert "join it first" in scene.drive("act", act="post", user=SAM, channel=GENERAL, text="x")["error"]


def test_the_seed_has_three_questions_one_with_a_reply(scene: Scene) -> None:
    messages = scene.client.conversations_history(channel=HELP)["messages"]
    assert len(messages) == 3
    assert sum("reply_count" in each for each in messages) == 1
    code = [part for each in messages for part in each["blocks"][0]["elements"] if part["type"].endswith("formatted")]
    assert len(code) == 1


def test_a_webhooks_message_has_no_author(scene: Scene) -> None:
    ts = scene.act(scene.slack.acts.post_webhook(channel=HELP, text="disk full"))["ts"]
    scene.act(scene.slack.acts.react(user=ALEX, channel=HELP, ts=ts, name="eyes"))
    message, reaction = scene.app.events("bot_message")[0], scene.app.events("reaction_added")[0]
    assert (message["bot_id"], "user" in message) == ("B0WEBHOOK1", False)
    assert "item_user" not in reaction
