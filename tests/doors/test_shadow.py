"""In shadow mode nobody is answered at the door, and what happens is kept all the same."""

import time

from helpdesk.domain import events as e
from tests.slack.stage import ALEX, HELP, ROBIN

from .conftest import OpenDoor
from .town import Town


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
