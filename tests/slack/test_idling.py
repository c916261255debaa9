"""What is said of a question that nothing happens to, in a real workspace: once, to whom it concerns."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import IdleTelling, RemindRequester, TellRelease, TellResolved
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.idle import Release

from .stage import ALEX, HELP, KIM, ROBIN, Scene

RELEASE = Release(person=ALEX, at=1_700_000_000.0, days=3)
EACH: list[IdleTelling] = [
    TellRelease(RELEASE, "thread"),
    TellRelease(RELEASE, "thread", KIM),
    TellRelease(RELEASE, "person"),
    RemindRequester(ROBIN, 1_700_000_000.0, 1),
    RemindRequester(ROBIN, 1_700_000_000.0, None),
    TellResolved(ROBIN, 1_700_000_000.0),
]
SAID = [
    (HELP, "Nobody has this question any more: nothing was done for 3 working days."),
    (HELP, f"<@{KIM}>, this question is yours now: nothing was done for 3 working days"),
    ("D", "|IT-42> in <#C0ITHELP1> is not yours any more: nothing was done for 3 working days."),
    (HELP, f"<@{ROBIN}>, this waits for you. Do you still need help? Without a word here it will be resolved in a"),
    (HELP, f"<@{ROBIN}>, this waits for you. Do you still need help? A word here is enough."),
    (HELP, f"<@{ROBIN}>, nothing was heard for a while, so this is resolved. A reply here opens it again."),
]


def ticket(place: Place) -> Ticket:
    return Ticket(place=place, kind="question", number="IT-42", requester=ROBIN)


def posted(scene: Scene) -> list[tuple[str, str]]:
    return [(call.args["channel"], call.args["text"]) for call in scene.called("chat.postMessage")]


@pytest.mark.parametrize(("effect", "said"), list(zip(EACH, SAID, strict=True)))
def test_it_is_said_where_it_concerns_people_and_once_although_the_answer_is_lost(
    scene: Scene, effect: IdleTelling, said: tuple[str, str]
) -> None:
    place = scene.ask()
    scene.fault("chat.postMessage", "drop", after=True)
    with pytest.raises(TryLater):
        scene.slack.tell_idle(ticket(place), effect)
    again = type(effect)(**{name: getattr(effect, name) for name in effect.__slots__} | {"doubt": True})
    learned = scene.slack.tell_idle(ticket(place), again)
    ((channel, text),) = posted(scene)
    assert channel.startswith(said[0])
    assert said[1] in text
    if isinstance(learned, e.RequesterReminded):
        assert learned.at == float(scene.channel.messages[place.ts].replies[-1])


def test_who_is_not_there_any_more_is_not_told(scene: Scene) -> None:
    place = scene.ask()
    effect = TellRelease(RELEASE, "person")
    scene.fault("conversations.open", "error", error="user_disabled")
    assert scene.slack.tell_idle(ticket(place), effect) == e.ReleaseTold(to="person", of=RELEASE.at)
    scene.fault("conversations.open", "error", error="invalid_users")
    with pytest.raises(GiveUp):
        scene.slack.tell_idle(ticket(place), effect)
