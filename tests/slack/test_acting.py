"""What the wing does in Slack: reactions, private sentences, and the status message, once and in place."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.recorded import StatusRecord, digest
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.states import State
from helpdesk.slack.outbound import METADATA

from .stage import ALEX, BOT, GENERAL, HELP, ROBIN, SAM, TEAM, ZENDESK, Scene, Script, Wing

CARD = Card(state=State.WORKING, assignee=ALEX, zendesk=(7,))


def ticket(place: Place) -> Ticket:
    return Ticket(place=place, kind="question", number="IT-42", zendesk=Link(id=7, status="open"))


def shown(scene: Scene, place: Place, card: Card = CARD, message: str | None = None, doubt: bool = False) -> e.Learned:
    return scene.slack.show_status(ticket(place), fx.ShowStatus(card, message, doubt))


def post(scene: Scene, place: Place) -> str:
    posted = shown(scene, place)
    assert isinstance(posted, e.StatusMessageShown)
    return posted.ts


def test_a_reaction_is_added_and_taken_off_as_often_as_is_asked(scene: Scene) -> None:
    place = scene.ask()
    for _ in range(2):
        assert scene.slack.add_reaction(place, "eyes") == e.BotReacted(emoji="eyes", there=True)
        assert scene.channel.messages[place.ts].reactions == {"eyes": [BOT]}
    for _ in range(2):
        assert scene.slack.remove_reaction(place, "eyes") == e.BotReacted(emoji="eyes", there=False)
        assert scene.channel.messages[place.ts].reactions == {}
    assert [call.error for call in scene.called("reactions.add")] == ["", "already_reacted"]
    assert [call.error for call in scene.called("reactions.remove")] == ["", "no_reaction"]


def test_a_reaction_on_a_message_that_is_gone_is_refused_but_one_is_taken_off(scene: Scene) -> None:
    gone = Place(TEAM, HELP, "1.000001")
    with pytest.raises(GiveUp):
        scene.slack.add_reaction(gone, "eyes")
    assert scene.slack.remove_reaction(gone, "eyes") == e.BotReacted(emoji="eyes", there=False)


def test_an_emoji_the_workspace_does_not_have_is_refused(scene: Scene) -> None:
    with pytest.raises(GiveUp, match="invalid_name"):
        scene.slack.add_reaction(scene.ask(), "no-such-emoji")


def test_the_status_message_is_posted_in_the_thread(scene: Scene) -> None:
    place = scene.ask()
    ts = post(scene, place)
    message = scene.channel.messages[ts]
    assert message.thread_ts == place.ts
    assert not message.broadcast
    assert message.metadata is not None
    payload = message.metadata["event_payload"]
    assert (message.metadata["event_type"], payload["place"]) == (METADATA, str(place))
    record = StatusRecord.read(payload["record"])
    assert record is not None
    assert (record.card, record.zendesk) == (digest(CARD), CARD.zendesk)
    assert f"<{ZENDESK}/agent/tickets/7|#7>" in message.text
    assert message.blocks[0]["text"]["text"] == message.text


def test_the_status_message_is_edited_in_place(scene: Scene) -> None:
    place = scene.ask()
    ts = post(scene, place)
    resolved = CARD.model_copy(update={"state": State.RESOLVED})
    assert shown(scene, place, resolved, ts) == e.StatusMessageShown(ts=ts, card=resolved)
    assert len(scene.thread(place)) == 1
    message = scene.channel.messages[ts]
    assert "Resolved" in message.text
    assert [button["action_id"] for button in message.blocks[1]["elements"]] == ["state:reopen"]
    assert message.edited is None
    assert message.metadata is not None
    assert f'"card":{digest(resolved)}' in message.metadata["event_payload"]["record"]


@pytest.mark.parametrize("after", [False, True], ids=["was not posted", "was posted"])
def test_a_status_message_whose_answer_was_lost_is_posted_once(scene: Scene, after: bool) -> None:
    place = scene.ask()
    scene.fault("chat.postMessage", "drop", after=after)
    with pytest.raises(TryLater) as later:
        shown(scene, place)
    assert later.value.doubt
    assert len(scene.thread(place)) == int(after)
    again = shown(scene, place, doubt=True)
    (only,) = scene.channel.messages[place.ts].replies
    assert again == e.StatusMessageShown(ts=only, card=CARD)
    assert len(scene.called("chat.postMessage")) == (1 if after else 2)


def test_a_doubt_is_looked_into_over_all_pages_and_past_other_metadata(scene: Scene) -> None:
    place, other = scene.ask(), scene.ask()
    for metadata in (
        {"event_type": METADATA, "event_payload": {"place": str(other)}},
        {"event_type": METADATA, "event_payload": {}},
        {"event_type": "another_app", "event_payload": {"place": str(place)}},
    ):
        scene.calls.write("chat.postMessage", channel=HELP, thread_ts=place.ts, text="x", metadata=metadata)
    for _ in range(200):
        scene.reply(place)
    ts = post(scene, place)
    assert shown(scene, place, doubt=True) == e.StatusMessageShown(ts=ts, card=CARD)
    assert len(scene.called("conversations.replies")) == 2


def test_metadata_without_a_payload_is_somebody_elses(wing: Wing, script: Script) -> None:
    replies: list[dict[str, Any]] = [
        {"ts": "2.0", "metadata": {"event_type": METADATA}},
        {"ts": "3.0", "metadata": None},
    ]
    script.says(messages=replies)
    script.says(ts="4.000000")
    posted = wing.slack.show_status(ticket(Place(TEAM, HELP, "1.000001")), fx.ShowStatus(CARD, None, doubt=True))
    assert posted == e.StatusMessageShown(ts="4.000000", card=CARD)


def test_without_a_doubt_nobody_looks(scene: Scene) -> None:
    post(scene, scene.ask())
    assert scene.called("conversations.replies") == []


def test_a_look_that_fails_posts_nothing(scene: Scene) -> None:
    place = scene.ask()
    scene.fault("conversations.replies", "http_error")
    with pytest.raises(TryLater) as later:
        shown(scene, place, doubt=True)
    assert later.value.doubt is False
    assert scene.thread(place) == []


def test_a_status_message_that_somebody_deleted_is_gone(scene: Scene) -> None:
    place = scene.ask()
    ts = post(scene, place)
    scene.calls.write("chat.delete", channel=HELP, ts=ts)
    assert shown(scene, place, message=ts) == e.StatusMessageGone()


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message", "edit_window_closed"])
def test_a_status_message_that_cant_be_edited_any_more_is_gone(wing: Wing, script: Script, error: str) -> None:
    script.refuses(error)
    effect = fx.ShowStatus(CARD, "2.000002")
    assert wing.slack.show_status(ticket(Place(TEAM, HELP, "1.000001")), effect) == e.StatusMessageGone()


@pytest.mark.parametrize("message", [None, "2.000002"])
def test_another_refusal_of_the_status_message_is_told(wing: Wing, script: Script, message: str | None) -> None:
    script.refuses("is_archived")
    with pytest.raises(GiveUp, match="archived"):
        wing.slack.show_status(ticket(Place(TEAM, HELP, "1.000001")), fx.ShowStatus(CARD, message))


def test_the_longest_status_is_taken_by_slack_new_and_edited(scene: Scene) -> None:
    place = scene.ask()
    longest = CARD.model_copy(update={"trouble": ("<!channel> & " * 500,) * 9, "zendesk": tuple(range(60))})
    posted = shown(scene, place, longest)
    assert isinstance(posted, e.StatusMessageShown)
    assert shown(scene, place, longest, posted.ts) == posted
    assert "<!channel>" not in scene.thread(place)[0]


def test_a_notice_is_seen_by_one_person_alone(scene: Scene) -> None:
    place = scene.ask()
    effect = fx.GiveNotice(SAM, "not_a_responder")
    assert scene.slack.give_notice(ticket(place), effect) == e.NoticeGiven(person=SAM, why="not_a_responder")
    (whispered,) = scene.channel.ephemerals
    assert whispered.ephemeral_to == SAM
    assert whispered.thread_ts is None
    assert scene.thread(place) == []


def test_a_notice_to_somebody_who_left_is_given_up_in_silence(scene: Scene) -> None:
    place = scene.ask()
    scene.act(scene.local.acts.leave(user=SAM, channel=HELP))
    given = scene.slack.give_notice(ticket(place), fx.GiveNotice(SAM, "not_set_up"))
    assert given == e.NoticeGiven(person=SAM, why="not_set_up")
    assert scene.channel.ephemerals == []


def test_a_notice_where_we_are_not_is_put_off(scene: Scene) -> None:
    elsewhere = ticket(Place(TEAM, GENERAL, "1.000001"))
    with pytest.raises(TryLater, match="invite"):
        scene.slack.give_notice(elsewhere, fx.GiveNotice(ROBIN, "not_set_up"))
