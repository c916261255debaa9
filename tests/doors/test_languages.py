"""At the door people read the language of their Slack, and don't wait for it."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from helpdesk.doors.languages import Languages
from helpdesk.languages.speech import Speech
from helpdesk.slack.readers import Readers
from tests.slack.stage import ALEX, ROBIN
from tests.waiting import PATIENCE

from .conftest import OpenDoor
from .stage import HELP, Door
from .town import Town


def connected(town: Town, open_door: OpenDoor, **more: float) -> Door:
    door = open_door(set_to={"slack_api_url": town.api, **more}, clock=time.time)
    town.slack.deliver_to = door.url
    return door


@pytest.fixture
def door(town: Town, open_door: OpenDoor) -> Door:
    return connected(town, open_door)


@pytest.fixture
def speaks(town: Town) -> Iterator["Speaks"]:
    def set_(user: str, locale: str) -> None:
        town.act(town.slack.acts.change_person(user=user, locale=locale))

    yield set_
    for user in (ROBIN, ALEX):
        set_(user, "en-US")


Speaks = Callable[[str, str], None]


def answer(town: Town, user: str, text: str) -> str:
    town.act(town.slack.acts.command(user=user, channel=HELP, text=text))
    return town.whispered()[-1].text


def test_the_command_answers_in_the_language_of_who_typed_it(town: Town, door: Door, speaks: Speaks) -> None:
    speaks(ROBIN, "it-IT")
    speaks(ALEX, "fr-CA")
    assert Speech("it").say("help-ask") in answer(town, ROBIN, "help")
    assert answer(town, ALEX, "ticket") == Speech("fr").say("no-open-question")


def test_a_form_is_in_the_language_of_who_opens_it_and_so_is_what_is_wrong_with_it(
    town: Town, door: Door, speaks: Speaks
) -> None:
    speaks(ALEX, "fr-FR")
    view = town.use_shortcut(town.ask(), ALEX)
    assert view.body["title"]["text"] == Speech("fr").say("form-create-title")
    assert town.send(view, subject=" ") == {"subject": Speech("fr").say("fault-no-subject")}


class SlowReaders(Readers):
    """Knows the language of people once it is let to."""

    def __init__(self) -> None:
        self.may = threading.Event()

    def of_channel(self, channel: str) -> Speech:
        return Speech("fr")

    def of_person(self, person: str, channel: str) -> Speech:
        self.may.wait(PATIENCE)
        return Speech("it")


def test_it_is_the_channels_language_when_it_takes_too_long_to_hear() -> None:
    async def heard() -> Speech:
        readers = SlowReaders()
        found = await Languages(readers).of(ALEX, HELP)
        readers.may.set()
        return found

    assert asyncio.run(heard()) == Speech("fr")


@pytest.mark.parametrize("fault", [{"kind": "hang", "seconds": 30}, {"kind": "http_error"}], ids=["slow", "broken"])
def test_nobody_waits_for_a_slack_that_does_not_tell_their_language(
    town: Town, open_door: OpenDoor, speaks: Speaks, fault: dict[str, object]
) -> None:
    connected(town, open_door, patience=2.0)
    speaks(ALEX, "it-IT")
    town.slack.faults.add({"target": "web_api", "method": "users.info", **fault})
    assert town.use_shortcut(town.ask(), ALEX).body["title"]["text"] == Speech("en").say("form-create-title")
