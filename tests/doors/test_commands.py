"""The slash command: an answer for the one who typed it, and nothing kept."""

import time
from typing import Any
from urllib.parse import urlencode

import pytest

from helpdesk.domain.place import Place, permalink
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.states import State
from helpdesk.sandbox.slack.acting import ActError
from helpdesk.sandbox.slack.records import View
from helpdesk.store import keys
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets
from tests.slack import recorded as r
from tests.slack.stage import ALEX, GENERAL, ROBIN, SAM

from .conftest import OpenDoor
from .stage import COMMANDS, HELP, NOW, Door, slack_headers
from .town import Town, filled_in, sentence


def typed(**more: str) -> bytes:
    return urlencode({"command": "/helpdesk", "user_id": r.RIO, "channel_id": r.HELP, "text": "", **more}).encode()


def test_the_command_explains_the_channels_own_reactions(door: Door) -> None:
    answer = door.knock(COMMANDS, typed()).json()
    assert answer["response_type"] == "ephemeral"
    assert ":eyes: being worked on" in answer["text"]
    assert ":wrench:" not in answer["text"]
    assert door.kept() == []


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


@pytest.fixture
def connected(town: Town, open_door: OpenDoor) -> Door:
    door = open_door(set_to={"slack_api_url": town.api}, clock=time.time)
    town.slack.deliver_to = door.url
    return door


def question(door: Door, place: Place, **more: Any) -> str:
    """A question as a worker has absorbed it; its number."""
    number = Tickets(door.store).number("IT", place)
    asked: dict[str, Any] = {"kind": "question", "number": number, "requester": SAM, "subject": f"Known as {number}"}
    leases = Leases(door.store)
    lease = leases.take(place)
    assert lease is not None
    leases.commit(lease, Ticket(place=place, **asked, **more), len(lease.mail), [])
    assert leases.rest(lease, None)
    return number


def use(town: Town, text: str, channel: str = HELP) -> View | None:
    """Type the command; the window that opened."""
    opened = town.act(town.slack.acts.command(user=ALEX, channel=channel, text=text))["view"]
    return town.slack.workspace.views[opened["id"]] if opened else None


def window(town: Town, text: str, channel: str = HELP) -> View:
    found = use(town, text, channel)
    assert found is not None
    return found


def test_a_ticket_is_made_of_the_question_with_that_number(town: Town, connected: Door) -> None:
    question(connected, town.ask())
    number = question(connected, town.ask())
    for name in (number, number.lower()):
        assert filled_in(window(town, f"ticket {name}")) == (f"Known as {number}", SAM)
    assert connected.counted()[("slack_commands", "create", "opened")] == 2


def test_a_ticket_is_made_of_the_thread_with_that_link(town: Town, connected: Door) -> None:
    place = town.ask()
    number = question(connected, place)
    reply = permalink("https://sandbox.slack.com", place.channel, "1795000300.000100", place.ts)
    for link in (permalink("https://sandbox.slack.com", place.channel, place.ts), f"<{reply}>", f"<{reply}|there>"):
        view = window(town, f"ticket {link}")
        assert filled_in(view) == (f"Known as {number}", SAM)
        assert str(place) in view.body["private_metadata"]


OVER: list[Any] = [
    {"zendesk": Link(id=7, status="open")},
    {"deleted": True},
    {"move": Move(state=State.RESOLVED, at=9.0, source="button")},
]


def test_without_a_name_the_newest_open_question_of_the_channel_is_meant(town: Town, connected: Door) -> None:
    question(connected, town.ask())
    number = question(connected, town.ask())
    for more in OVER:
        question(connected, town.ask(), **more)
    question(connected, town.ask(channel=GENERAL))
    assert filled_in(window(town, "ticket")) == (f"Known as {number}", SAM)


def test_a_record_of_a_newer_version_does_not_hide_the_others(town: Town, connected: Door) -> None:
    number = question(connected, town.ask())
    newer = town.ask()
    question(connected, newer)
    connected.store.hset(keys.of(newer, "ticket"), "body", '{"v":99}')
    assert filled_in(window(town, "ticket")) == (f"Known as {number}", SAM)


def test_where_nothing_is_open_a_sentence_says_how_to_name_a_question(town: Town, connected: Door) -> None:
    for more in OVER:
        question(connected, town.ask(), **more)
    assert use(town, "ticket") is None
    assert "/helpdesk ticket IT-42" in town.whispered()[-1].text


@pytest.mark.parametrize("name", ["IT-99", "it", "-7", "IT-x", "<!channel>", "https://example.com/archives", "7 8 9"])
def test_a_question_that_is_not_there_is_named_in_the_answer(town: Town, connected: Door, name: str) -> None:
    assert use(town, f"ticket {name}") is None
    said = town.whispered()[-1].text
    assert "There is no question" in said
    assert "<!" not in said


def test_elsewhere_there_is_no_newest_question(town: Town, connected: Door) -> None:
    question(connected, town.ask())
    answer = connected.knock(COMMANDS, typed(channel_id=GENERAL, text="ticket")).json()
    assert "not one of the helpdesk's" in answer["text"]


def test_elsewhere_the_form_tells_nothing_of_a_question(town: Town, connected: Door) -> None:
    number = question(connected, town.ask())
    workspace = town.slack.workspace
    workspace.channels[GENERAL].members.append(workspace.bot)
    view = window(town, f"ticket {number}", GENERAL)
    assert filled_in(view) == (None, None)


def test_a_question_with_a_ticket_answers_with_its_link(town: Town, connected: Door) -> None:
    number = question(connected, town.ask(), zendesk=Link(id=7, status="open"))
    assert "/agent/tickets/7|#7>" in sentence(window(town, f"ticket {number}"))


def test_a_form_slack_does_not_open_fails_in_front_of_the_person(town: Town, connected: Door) -> None:
    question(connected, town.ask())
    town.slack.faults.add({"target": "web_api", "method": "views.open", "kind": "http_error"})
    with pytest.raises(ActError):
        use(town, "ticket")
