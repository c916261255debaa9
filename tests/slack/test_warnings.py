"""Responders are told of what was given up: where agents read, else in private, else in the thread; once."""

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import LINES, RELEASED
from helpdesk.domain.effects.moving import MOVING
from helpdesk.domain.effects.promises import WARNING
from helpdesk.domain.effects.routing import PASSING, TELLING_ROUTE
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.slack.outbound import Slack
from helpdesk.slack.warning_words import doing

from .stage import ALEX, HELP, ZENDESK, Scene

AGENTS = "C0ITAGENTS"
KEYS = ("slack.comment:70", "zendesk.open")


def ticket(place: Place) -> Ticket:
    return Ticket(place=place, kind="question", number="IT-42")


def warn(
    scene: Scene,
    place: Place,
    agents: str | None = None,
    person: str | None = ALEX,
    doubt: bool = False,
    *,
    language: str = "en",
) -> None:
    wing = Slack(scene.calls, scene.directory, ZENDESK, lambda _: agents, lambda _: language)
    effect = fx.WarnOfDead(0, KEYS, ("No such <group>.",), person, doubt)
    assert wing.warn(ticket(place), effect) == e.Warned(keys=KEYS)


def said(scene: Scene, channel: str = AGENTS) -> list[str]:
    return [message.text for message in scene.local.workspace.channels[channel].messages.values()]


def test_agents_read_it_with_the_commands_that_mend_it(scene: Scene) -> None:
    place = scene.ask()
    warn(scene, place, AGENTS)
    text = said(scene)[-1]
    assert f"/archives/{HELP}/p{place.ts.replace('.', '')}|IT-42>" in text
    assert "showing a comment of Zendesk's, making its Zendesk ticket. No such &lt;group&gt;." in text
    assert "`helpdesk failed retry IT-42`" in text
    assert scene.thread(place) == []


def test_without_agents_one_person_reads_it_in_private(scene: Scene) -> None:
    place = scene.ask()
    warn(scene, place)
    (whispered,) = scene.called("chat.postEphemeral")
    assert "helpdesk failed" not in str(whispered)
    assert scene.thread(place) == []


def test_with_nobody_to_tell_it_stands_in_the_thread(scene: Scene) -> None:
    place = scene.ask()
    warn(scene, place, person=None)
    assert len(scene.thread(place)) == 1


def test_the_thread_and_the_agents_read_the_channels_language(scene: Scene) -> None:
    place = scene.ask()
    warn(scene, place, AGENTS, language="it")
    warn(scene, place, person=None, language="fr")
    (in_thread,) = scene.thread(place)
    assert "creazione del ticket Zendesk" in said(scene)[-1]
    assert "création du ticket Zendesk" in str(in_thread)


def test_in_private_people_read_the_language_of_their_slack(scene: Scene) -> None:
    place = scene.ask()
    scene.act(scene.local.acts.change_person(user=ALEX, locale="fr-CA"))
    warn(scene, place, language="it")
    (whispered,) = scene.called("chat.postEphemeral")
    assert "création du ticket Zendesk" in str(whispered)


def test_where_slack_does_not_tell_the_language_it_is_the_channels(scene: Scene) -> None:
    place = scene.ask()
    scene.fault("users.info", "error", error="missing_scope")
    warn(scene, place, language="it")
    (whispered,) = scene.called("chat.postEphemeral")
    assert "creazione del ticket Zendesk" in str(whispered)


def test_an_archived_channel_of_agents_is_passed_over(scene: Scene) -> None:
    scene.local.workspace.channels[AGENTS].is_archived = True
    warn(scene, scene.ask(), AGENTS)
    assert len(scene.called("chat.postEphemeral")) == 1


@pytest.mark.parametrize("after", [False, True], ids=["was not posted", "was posted"])
def test_a_warning_whose_answer_was_lost_is_said_once(scene: Scene, after: bool) -> None:
    place, before = scene.ask(), len(said(scene))
    scene.fault("chat.postMessage", "drop", after=after)
    with pytest.raises(TryLater):
        warn(scene, place, AGENTS)
    warn(scene, place, AGENTS, doubt=True)
    assert len(said(scene)) == before + 1


def test_every_effect_has_words() -> None:
    keys = [fx.READING, fx.UPDATING, fx.TELLING, fx.SHOWING, fx.UPLOADING, fx.SHARING, fx.HIDING, fx.UNSHARING]
    keys += [fx.POSTING, fx.opening_key(None), fx.opening_key(7), fx.LookUp.key, fx.AddReaction("x").key]
    keys += [fx.RemoveReaction("x").key, fx.FollowTicket(7).key, fx.WarnOfDead(0, (), (), None).key]
    keys += [fx.GiveNotice("U0", "details").key, *LINES, f"{RELEASED}person:", WARNING, PASSING, TELLING_ROUTE, MOVING]
    assert [key for key in keys if doing(Speech(), key) == key] == []
