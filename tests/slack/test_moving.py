"""A question in the channel it moves to, and the lines on both ends, in a real workspace: each once."""

from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import PostMoved, RenewMoved, TellMoved
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.moved import Moving
from helpdesk.slack.history import History
from helpdesk.slack.outbound import Slack

from .stage import AGENTS, ALEX, BOT, HELP, KIM, ROBIN, ZENDESK, Scene

MOVING = Moving(to=AGENTS, by=KIM, at=5.0)
WORDS = "The <b> VPN is down & out"


def ticket(place: Place, moving: Moving = MOVING) -> Ticket:
    return Ticket(place=place, kind="question", number="IT-42", requester=ROBIN, moving=moving)


def post(scene: Scene, place: Place, slack: Slack | None = None, *, doubt: bool = False) -> Moving:
    wing = slack or scene.slack
    message = next(iter(wing.messages(place, place.ts, place.ts)))
    posted = wing.post_moved(ticket(place), PostMoved(MOVING, doubt=doubt), message)
    return MOVING.model_copy(update={"ts": posted.ts})


def there(scene: Scene) -> list[Any]:
    """What stands in the other channel."""
    return [m for m in scene.local.workspace.channels[AGENTS].messages.values() if m.thread_ts in {None, m.ts}]


def test_the_question_is_there_by_name_with_its_words_and_a_link_back(scene: Scene) -> None:
    place = scene.ask(WORDS)
    moving = post(scene, place)
    message = scene.local.workspace.channels[AGENTS].messages[str(moving.ts)]
    head, words = message.text.split("\n", 1)
    assert head.startswith(f"*IT-42* · <@{ROBIN}> asked this in <#{HELP}>, and <@{KIM}> moved it here.")
    assert f"/archives/{HELP}/p{place.ts.replace('.', '')}|" in head
    assert words == "The &lt;b&gt; VPN is down &amp; out"


def test_it_is_there_once_although_the_answer_is_lost(scene: Scene) -> None:
    place = scene.ask(WORDS)
    before = len(there(scene))
    scene.fault("chat.postMessage", "drop", after=True)
    with pytest.raises(TryLater):
        post(scene, place)
    moving = post(scene, place, doubt=True)
    assert len(there(scene)) == before + 1
    assert moving.ts == there(scene)[-1].ts


def test_of_long_words_the_first_are_there(scene: Scene) -> None:
    place = scene.ask("word " * 700)
    moving = post(scene, place)
    text = scene.local.workspace.channels[AGENTS].messages[str(moving.ts)].text
    assert text.endswith("…")
    assert len(text) < 3200


def test_our_message_is_nothing_to_look_up_and_is_known_again(scene: Scene) -> None:
    place = scene.ask(WORDS)
    moving = post(scene, place)
    with pytest.raises(TryLater, match="on its way"):
        scene.slack.look_up(place._replace(channel=AGENTS, ts=str(moving.ts)))
    seen = History(scene.calls).whole(AGENTS, BOT, lambda _: None).messages
    (root,) = [message for message in seen if message.ts == moving.ts]
    assert root.mark == {"moved_from": str(place), "number": "IT-42", "requester": ROBIN, "by": KIM}
    others = History(scene.calls).whole(AGENTS, ALEX, lambda _: None).messages
    assert not any(message.mark for message in others), "only what we wrote ourselves is believed"


def test_the_thread_that_was_left_is_told_once(scene: Scene) -> None:
    place = scene.ask(WORDS)
    moving = post(scene, place)
    scene.fault("chat.postMessage", "drop", after=True)
    with pytest.raises(TryLater):
        scene.slack.tell_moved(ticket(place), TellMoved(moving))
    assert scene.slack.tell_moved(ticket(place), TellMoved(moving, doubt=True)) == e.MovedTold()
    (line,) = scene.thread(place)
    assert f"<@{KIM}> moved this to <#{AGENTS}>" in line
    assert f"/archives/{AGENTS}/p{str(moving.ts).replace('.', '')}|IT-42>" in line


@pytest.mark.parametrize("gone", [False, True], ids=["there", "deleted"])
def test_a_look_tells_of_it_where_it_moves_to(scene: Scene, gone: bool) -> None:
    place, other = scene.ask(WORDS), scene.ask("Another")
    first, again, _ = post(scene, place), post(scene, place), post(scene, other)
    if gone:
        scene.act(scene.local.acts.delete(user=ROBIN, channel=HELP, ts=place.ts))
    posts = scene.slack.look_again(ticket(place)).posts
    assert {(seen.ts, seen.channel, seen.moved) for seen in posts} == {(m.ts, AGENTS, True) for m in (first, again)}


def test_a_look_tells_of_every_line_that_says_where_it_went(scene: Scene) -> None:
    place = scene.ask(WORDS)
    moving = post(scene, place)
    for _ in range(2):
        scene.slack.tell_moved(ticket(place), TellMoved(moving))
    here = [seen for seen in scene.slack.look_again(ticket(place, moving)).posts if not seen.moved]
    assert len(here) == 2
    assert len({seen.said for seen in here}) == 1


def test_an_edit_and_a_deletion_show(scene: Scene) -> None:
    place = scene.ask(WORDS)
    moving = post(scene, place).model_copy(update={"reworded": 9.0})
    message = next(iter(scene.slack.messages(place, place.ts, place.ts)))
    for said, shows in ((message, True), (None, False)):
        effect = RenewMoved(moving, deleted=said is None)
        assert scene.slack.renew_moved(ticket(place), effect, said) == e.MovedRenewed(at=9.0)
        assert ("VPN" in scene.local.workspace.channels[AGENTS].messages[str(moving.ts)].text) is shows
    scene.fault("chat.update", "error", error="message_not_found")
    scene.slack.renew_moved(ticket(place), RenewMoved(moving, deleted=True), None)


@pytest.mark.parametrize(("language", "said"), [("fr", "a posé cette question"), ("it", "ha posto questa domanda")])
def test_it_is_in_the_language_of_the_channel_it_moves_to(scene: Scene, language: str, said: str) -> None:
    place = scene.ask(WORDS)
    wing = Slack(scene.calls, scene.directory, ZENDESK, language=lambda c: language if c == AGENTS else "en")
    moving = post(scene, place, wing)
    assert said in scene.local.workspace.channels[AGENTS].messages[str(moving.ts)].text
