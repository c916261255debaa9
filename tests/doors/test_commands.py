"""The slash command: an answer for the one who typed it, and nothing kept."""

import time
from urllib.parse import urlencode

import pytest

from tests.slack import recorded as r
from tests.slack.stage import ROBIN

from .conftest import OpenDoor
from .stage import COMMANDS, HELP, NOW, Door, slack_headers
from .town import Town


def typed(**more: str) -> bytes:
    return urlencode({"command": "/helpdesk", "user_id": r.RIO, "channel_id": r.HELP, "text": "", **more}).encode()


def test_the_command_explains_the_channels_own_reactions(door: Door) -> None:
    answer = door.knock(COMMANDS, typed()).json()
    assert answer["response_type"] == "ephemeral"
    assert ":eyes: being worked on" in answer["text"]
    assert ":wrench:" not in answer["text"]
    assert door.store.dbsize() == 0


@pytest.mark.parametrize("channel", [HELP, "C0LOUNGE", ""])
def test_elsewhere_it_explains_those_of_the_first_channel(door: Door, channel: str) -> None:
    answer = door.knock(COMMANDS, typed(channel_id=channel)).json()
    assert ":wrench: being worked on" in answer["text"]


def test_a_person_sees_the_answer_alone(town: Town, open_door: OpenDoor) -> None:
    door = open_door(set_to={"slack_api_url": town.api}, clock=time.time)
    town.slack.deliver_to = door.url
    town.act(town.slack.acts.command(user=ROBIN, channel=HELP, text="help"))
    (whispered,) = town.whispered()
    assert whispered.ephemeral_to == ROBIN
    assert ":eyes:" in whispered.text


def test_slacks_certificate_check_is_answered(door: Door) -> None:
    answer = door.knock(COMMANDS, b"ssl_check=1&token=long-retired")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_command_that_cant_be_read_is_parked(door: Door) -> None:
    raw = b"text=hello"
    assert door.http.post(door.url + COMMANDS, content=raw, headers=slack_headers(raw, NOW)).status_code == 200
    (parked,) = door.parked()
    assert (parked.door, parked.raw) == ("slack_commands", "text=hello")
