"""The Socket Mode door against a local Slack: what is acknowledged is kept, and what is not kept comes again."""

from collections.abc import Iterator

import pytest

from helpdesk.domain import events as e
from helpdesk.sandbox.slack.acting import ActError
from tests.slack.stage import ALEX, HELP, ROBIN
from tests.waiting import until

from .conftest import OpenDoor
from .stage import Door
from .town import Town, filled_in, listening

pytestmark = pytest.mark.xdist_group("socket mode")


@pytest.fixture(scope="module")
def one_door(founded_town: Town, valkey_url: str) -> Iterator[None]:
    """The door of all tests here: slack_sdk's client takes three seconds to close."""
    with listening(founded_town, valkey_url):
        yield


@pytest.fixture
def heard(town: Town, one_door: None, open_door: OpenDoor) -> Door:
    """A view into the store that the listening door keeps things in; nothing comes over HTTP."""
    return open_door()


def test_an_event_is_kept_when_it_is_acknowledged(town: Town, heard: Door) -> None:
    place = town.ask()
    assert heard.mail(place) == [e.Asked(by=ROBIN, at=float(place.ts), subject="My screen is black")]
    assert [(each.via, each.ok) for each in town.slack.journal.deliveries("message")] == [("socket", True)]


def test_an_event_whose_acknowledgement_is_not_heard_is_kept_once(town: Town, heard: Door) -> None:
    town.slack.faults.add({"target": "delivery", "kind": "deaf"})
    place = town.ask()
    assert len(town.slack.journal.deliveries("message")) == 2
    assert len(heard.mail(place)) == 1


def test_the_form_opens_and_is_answered_through_the_acknowledgement(town: Town, heard: Door) -> None:
    place = town.ask()
    view = town.use_shortcut(place, ALEX)
    assert filled_in(view) == ("My screen is black", ROBIN)
    assert list(town.send(view, subject="  ")) == ["subject"]
    assert town.send(view, subject="Black screen") == {}
    assert [event.kind for event in heard.mail(place)] == ["asked", "escalation_requested"]


def test_a_form_that_slack_does_not_open_is_not_acknowledged(town: Town, heard: Door) -> None:
    place = town.ask()
    town.slack.deliveries.ack_seconds = 0.3
    town.slack.faults.add({"target": "web_api", "method": "views.open", "kind": "http_error"})
    with pytest.raises(ActError):
        town.use_shortcut(place, ALEX)


def test_a_command_is_answered_through_the_acknowledgement(town: Town, heard: Door) -> None:
    town.act(town.slack.acts.command(user=ROBIN, channel=HELP, text="help"))
    (whispered,) = town.whispered()
    assert ":eyes:" in whispered.text


def test_a_change_of_people_and_a_kind_that_is_not_used_are_acknowledged(town: Town, heard: Door) -> None:
    town.act(town.slack.acts.set_group(group="S0ITTEAM", members=[ALEX]))
    town.act(town.slack.acts.open_home(user=ROBIN))
    assert all(each.ok for each in town.slack.journal.deliveries())
    assert heard.store.get("hd:{answers}:group:S0ITTEAM:generation") == b"1"


def test_a_broken_socket_is_mended_and_nothing_is_lost(town: Town, heard: Door) -> None:
    town.act(town.slack.acts.disconnect_sockets(after_seconds=0.1))
    until(lambda: town.slack.deliveries.socket_mode.connected, "a new socket")
    place = town.ask()
    assert len(heard.mail(place)) == 1
