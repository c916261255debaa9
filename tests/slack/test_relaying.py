"""Words of a thread that a question left, where it stands now, in a real workspace: each once, and as they are."""

from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import RelayWords
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.relays import Relay
from helpdesk.slack.outbound import Slack

from .stage import AGENTS, HELP, KIM, ROBIN, SAM, TEAM, ZENDESK, Scene

WORDS = "Tell <@U0ITAGENT1> & <!channel>: it is <b>"


def asked(scene: Scene) -> tuple[Place, Ticket]:
    """Where a question was asked, and the question where it stands now."""
    left = scene.ask()
    root = scene.act(scene.local.acts.post(user=KIM, channel=AGENTS, text="Moved"))
    there = Place(TEAM, AGENTS, str(root["ts"]))
    return left, Ticket(place=there, kind="question", number="IT-42", requester=ROBIN, came_from=left)


def relay(
    scene: Scene, ticket: Ticket, relay: Relay, slack: Slack | None = None, *, doubt: bool = False
) -> e.WordsRelayed:
    wing = slack or scene.slack
    message = next(iter(wing.messages(relay.place, relay.ts, relay.ts)), None)
    return wing.relay_words(ticket, RelayWords(relay, doubt=doubt), message)


def there(scene: Scene, ticket: Ticket) -> list[Any]:
    """What stands in the thread where the question is now."""
    messages = scene.local.workspace.channels[AGENTS].messages
    return [messages[ts] for ts in messages[ticket.place.ts].replies]


def as_known(relay: Relay, told: e.WordsRelayed) -> Relay:
    return relay.model_copy(update={"where": told.where, "shown": told.shown, "shows": told.edited})


def test_the_words_are_there_by_name_escaped_and_with_a_link_to_where_they_stand(scene: Scene) -> None:
    left, ticket = asked(scene)
    ts = scene.reply(left, WORDS, ROBIN)
    told = relay(scene, ticket, Relay(ts=ts, place=left))
    (message,) = there(scene, ticket)
    assert told == e.WordsRelayed(ts=ts, where=ticket.place, shown=(message.ts,))
    assert message.username == "Robin Sample"
    assert "<!channel>" not in message.text
    assert "<@" not in message.text
    assert "&amp;" in message.text
    below = message.blocks[-1]["elements"][0]["text"]
    assert f"/archives/{HELP}/p{ts.replace('.', '')}?thread_ts={left.ts}" in below


def test_after_a_lost_answer_they_are_there_once(scene: Scene) -> None:
    left, ticket = asked(scene)
    one = Relay(ts=scene.reply(left), place=left)
    scene.fault("chat.postMessage", "drop", after=True)
    with pytest.raises(TryLater):
        relay(scene, ticket, one)
    told = relay(scene, ticket, one, doubt=True)
    assert [message.ts for message in there(scene, ticket)] == list(told.shown)


def test_an_edit_shows_and_a_deletion_takes_them_away(scene: Scene) -> None:
    left, ticket = asked(scene)
    ts = scene.reply(left, "It burns", ROBIN)
    one = Relay(ts=ts, place=left)
    one = as_known(one, relay(scene, ticket, one))
    scene.act(scene.local.acts.edit(user=ROBIN, channel=HELP, ts=ts, text="It smokes"))
    edited = one.model_copy(update={"edited": 5.0})
    told = relay(scene, ticket, edited)
    assert told.shown == one.shown
    assert told.edited >= 5.0
    assert [message.text for message in there(scene, ticket)] == ["It smokes"]
    scene.act(scene.local.acts.delete(user=ROBIN, channel=HELP, ts=ts))
    gone = relay(scene, ticket, one)
    assert (gone.gone, gone.shown, there(scene, ticket)) == (True, (), [])


def test_a_long_one_takes_several_messages_and_fewer_after_an_edit(scene: Scene) -> None:
    left, ticket = asked(scene)
    ts = scene.reply(left, "word " * 3000, ROBIN)
    one = Relay(ts=ts, place=left)
    one = as_known(one, relay(scene, ticket, one))
    assert len(one.shown) == len(there(scene, ticket)) > 1
    scene.act(scene.local.acts.edit(user=ROBIN, channel=HELP, ts=ts, text="Short"))
    told = relay(scene, ticket, one)
    assert [message.text for message in there(scene, ticket)] == ["Short"]
    assert told.shown == one.shown[:1]


def test_what_somebody_deleted_here_stays_deleted(scene: Scene) -> None:
    left, ticket = asked(scene)
    one = Relay(ts=scene.reply(left), place=left)
    one = as_known(one, relay(scene, ticket, one))
    for method in ("chat.update", "chat.delete"):
        scene.fault(method, "error", error="message_not_found")
    assert relay(scene, ticket, one).shown == one.shown
    scene.act(scene.local.acts.delete(user=SAM, channel=HELP, ts=one.ts))
    assert relay(scene, ticket, one).gone


def test_of_words_for_agents_alone_only_a_link_is_there(scene: Scene) -> None:
    left, ticket = asked(scene)
    for ts in (scene.reply(left, "🔒 He is new", SAM), scene.reply(left, ":lock: So is she", SAM)):
        relay(scene, ticket, Relay(ts=ts, place=left))
    relay(scene, ticket, Relay(ts=scene.reply(left, "Once for agents", SAM), place=left, internal=True))
    texts = [f"{message.text} {message.blocks}" for message in there(scene, ticket)]
    assert len(texts) == 3
    assert all("A note for agents alone" in text for text in texts)
    assert not any(word in text for text in texts for word in ("new", "she", "Once"))


def test_a_channel_that_refuses_is_given_up(scene: Scene) -> None:
    left, ticket = asked(scene)
    one = Relay(ts=scene.reply(left), place=left)
    scene.fault("chat.postMessage", "error", error="is_archived")
    with pytest.raises(GiveUp):
        relay(scene, ticket, one)


@pytest.mark.parametrize(("language", "said"), [("fr", "Écrit <"), ("it", "Scritto <")])
def test_it_is_in_the_language_of_the_channel_where_the_question_stands(scene: Scene, language: str, said: str) -> None:
    left, ticket = asked(scene)
    wing = Slack(scene.calls, scene.directory, ZENDESK, language=lambda c: language if c == AGENTS else "en")
    relay(scene, ticket, Relay(ts=scene.reply(left), place=left), wing)
    (message,) = there(scene, ticket)
    assert said in message.blocks[-1]["elements"][0]["text"]


def test_a_look_tells_which_messages_say_what(scene: Scene) -> None:
    left, ticket = asked(scene)
    one = Relay(ts=scene.reply(left), place=left)
    told = [relay(scene, ticket, one) for _ in range(2)]
    posts = scene.slack.look_again(ticket).posts
    assert [(post.ts, post.wrote, post.part) for post in posts] == [(each.shown[0], one.ts, "0") for each in told]
    assert len({post.said for post in posts}) == 1
