"""How the help was: asked in a direct message, answered by a face, and said thanks for in the same place."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.rating import Score
from helpdesk.sandbox.slack.records import Message

from .stage import ROBIN, Scene


def ticket(place: Place) -> Ticket:
    subject = "<!channel> & my screen"
    return Ticket(place=place, kind="question", number="IT-42", requester=ROBIN, subject=subject)


def direct(scene: Scene) -> list[Message]:
    channels = [c for c in scene.local.workspace.channels.values() if c.is_im and ROBIN in c.members]
    return [message for channel in channels for message in channel.messages.values()]


def test_the_question_comes_in_private_with_three_faces_and_a_comment(scene: Scene) -> None:
    place = scene.ask()
    assert scene.slack.ask_satisfaction(ticket(place), AskSatisfaction(ROBIN)) == e.SatisfactionAsked()
    (asked,) = direct(scene)
    assert "IT-42" in asked.text
    assert "<!channel>" not in asked.text
    buttons = asked.blocks[1]["elements"]
    assert [b["action_id"] for b in buttons] == ["rate:good", "rate:fair", "rate:bad", "ticket:rating_comment"]
    assert {b["accessibility_label"] for b in buttons} >= {"Good, IT-42", "Add a comment, IT-42"}
    assert scene.thread(place) == []


def test_somebody_who_is_there_no_more_is_not_asked_again_and_again(scene: Scene) -> None:
    place = scene.ask()
    assert scene.slack.ask_satisfaction(ticket(place), AskSatisfaction("U0LEFT")) == e.SatisfactionAsked()
    gone = ThankForRating("U0LEFT", "good", False, "D0LEFT", "1.000001")
    assert scene.slack.thank(ticket(place), gone) == e.ThankedForRating(score="good", commented=False)


def test_when_an_earlier_try_may_have_come_through_nothing_is_asked(scene: Scene) -> None:
    asked = scene.slack.ask_satisfaction(ticket(scene.ask()), AskSatisfaction(ROBIN, doubt=True))
    assert asked == e.SatisfactionAsked()
    assert direct(scene) == []


def test_a_lost_answer_leaves_a_doubt(scene: Scene) -> None:
    scene.fault("chat.postMessage", "drop", times=1)
    with pytest.raises(TryLater) as lost:
        scene.slack.ask_satisfaction(ticket(scene.ask()), AskSatisfaction(ROBIN))
    assert lost.value.doubt


def test_the_message_says_thanks_and_what_was_answered(scene: Scene) -> None:
    known = ticket(scene.ask())
    scene.slack.ask_satisfaction(known, AskSatisfaction(ROBIN))
    (asked,) = direct(scene)
    channel = scene.local.workspace.direct(ROBIN).id
    answers: list[tuple[Score, bool, str]] = [("good", False, "Good"), ("bad", True, "comment")]
    for score, commented, words in answers:
        thanks = ThankForRating(ROBIN, score, commented, channel, asked.ts)
        thanked = scene.slack.thank(known, thanks)
        assert (thanked.score, thanked.commented) == (score, commented)
        assert "Thank you" in asked.text
        assert words in asked.text
    assert len(direct(scene)) == 1


def test_a_question_that_is_gone_needs_no_thanks(scene: Scene) -> None:
    known, channel = ticket(scene.ask()), scene.local.workspace.direct(ROBIN).id
    thanks = ThankForRating(ROBIN, "good", False, channel, "1.000001")
    assert scene.slack.thank(known, thanks) == e.ThankedForRating(score="good", commented=False)
