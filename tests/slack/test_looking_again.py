"""What Slack shows of ours is read back: reactions, status messages, comments, and what is there twice is deleted."""

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.recorded import digest
from helpdesk.domain.retry import GiveUp
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Extra, Ticket
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Comment
from helpdesk.domain.transcript import Spoken

from .stage import ALEX, HELP, TEAM, Scene

CARD = Card(state=State.WORKING, zendesk=(7,))


def ticket(place: Place) -> Ticket:
    return Ticket(place=place, kind="question", number="IT-42", zendesk=Link(id=7, status="open"))


def post(scene: Scene, place: Place, card: Card = CARD, message: str | None = None) -> str:
    shown = scene.slack.show_status(ticket(place), fx.ShowStatus(card, message))
    assert isinstance(shown, e.StatusMessageShown)
    return shown.ts


def comment(scene: Scene, place: Place) -> str:
    spoken = Spoken("Kim", None, of_text("Looking"), public=True)
    return scene.slack.show_comment(ticket(place), fx.ShowComment(7, Comment(id=31, at=1.0)), spoken).ts


def test_a_look_tells_everything_of_ours_and_nothing_of_others(scene: Scene) -> None:
    place = scene.ask()
    scene.slack.add_reaction(place, "wrench")
    scene.act(scene.local.acts.react(user=ALEX, channel=HELP, ts=place.ts, name="eyes"))
    scene.reply(place)
    status, once, twice = post(scene, place), comment(scene, place), comment(scene, place)
    assert scene.slack.look_again(ticket(place)) == e.ShownSeen(
        reactions=("wrench",),
        posts=(
            e.SeenPost(ts=status, card=digest(CARD)),
            e.SeenPost(ts=once, comment=31, part="0"),
            e.SeenPost(ts=twice, comment=31, part="0"),
        ),
    )


def test_a_status_message_is_known_by_what_it_says_now(scene: Scene) -> None:
    place = scene.ask()
    resolved = CARD.model_copy(update={"state": State.RESOLVED})
    ts = post(scene, place, resolved, message=post(scene, place))
    assert [seen.card for seen in scene.slack.look_again(ticket(place)).posts] == [digest(resolved)]
    assert ts in scene.channel.messages


def test_one_message_is_deleted_as_often_as_is_asked(scene: Scene) -> None:
    place = scene.ask()
    ts = comment(scene, place)
    for _ in range(2):
        assert scene.slack.remove_post(ticket(place), Extra(ts=ts)) == e.PostRemoved(ts=ts)
    assert scene.thread(place) == []


def test_a_thread_that_is_gone_is_not_looked_at_again(scene: Scene) -> None:
    with pytest.raises(GiveUp):
        scene.slack.look_again(ticket(Place(TEAM, HELP, "1.000001")))
