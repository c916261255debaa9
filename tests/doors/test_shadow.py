"""In shadow mode nobody is answered at the door, and what happens is kept all the same."""

import time

from helpdesk.config import Channel
from helpdesk.domain import events as e
from helpdesk.languages.speech import Speech
from tests.slack.stage import AGENTS, ALEX, GENERAL, HELP, ROBIN

from .conftest import OpenDoor
from .test_home import head, opened, sections
from .test_questions_by_command import RESOLVED, TAKEN, named, question, said
from .town import Town

LIVE_TOO = (Channel(name="it-help", id=HELP, responders=(ALEX,), shadow=True), Channel(name="house-help", id=AGENTS))


def test_no_form_opens_and_no_command_is_answered(town: Town, open_door: OpenDoor) -> None:
    door = open_door(set_to={"slack_api_url": town.api, "shadow": True}, clock=time.time)
    town.slack.deliver_to = door.url
    place = town.ask()
    used = town.act(town.slack.acts.shortcut(user=ALEX, channel=HELP, ts=place.ts, wait_seconds=0))
    assert used["view"] is None
    for text in ("help", "ticket", "ticket IT-1"):
        assert town.act(town.slack.acts.command(user=ROBIN, channel=HELP, text=text))["view"] is None
    assert town.whispered() == []
    assert town.slack.journal.calls("views.open") == []
    assert door.counted()["slack_interactivity", "create", "would_have"] == 1
    town.act(town.slack.acts.react(user=ALEX, channel=HELP, ts=place.ts, name="eyes"))
    assert [type(event) for event in door.mail(place)] == [e.Asked, e.ReactionAdded]


def test_who_asked_there_sees_nothing_of_it_elsewhere(town: Town, open_door: OpenDoor) -> None:
    door = open_door(set_to={"slack_api_url": town.api, "channels": LIVE_TOO}, clock=time.time)
    town.slack.deliver_to = door.url
    hidden, shown = question(door, 100.0), question(door, 200.0, channel=AGENTS)
    question(door, 50.0, marks=TAKEN)
    question(door, 60.0, move=RESOLVED)
    assert named(said(town, "mine", ROBIN, GENERAL)) == [shown.number]
    assert named(said(town, "mine", ALEX, GENERAL)) == []
    for word in ("why", "resolve"):
        answer = said(town, f"{word} {hidden.number}", ROBIN, GENERAL)
        assert answer == Speech().say("no-such-question", name=str(hidden.number))
    assert sections(opened(town, ROBIN)) == {head("asked", 1): [shown.number], head("over", 0): []}
    town.slack.workspace.homes.clear()
