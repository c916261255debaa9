"""The app's Home: what it shows to whom, that its buttons work, and that it stays small with many questions."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from helpdesk.config import Channel
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.marks import Mark
from helpdesk.domain.ticket.states import State
from helpdesk.languages.speech import Speech
from helpdesk.sandbox.slack.records import View
from helpdesk.slack.form_names import HOME_CHANNEL, HOME_PAGE
from helpdesk.store.lease import Leases
from tests.slack.stage import AGENTS, ALEX, HELP, KIM, ROBIN
from tests.waiting import until

from .conftest import OpenDoor
from .stage import Door
from .test_questions_by_command import named, pressed, question
from .town import Town

OURS = (
    Channel(name="it-help", id=HELP, responders=(ALEX, KIM)),
    Channel(name="secret-help", id=AGENTS, prefix="SEC", responders=(ALEX, KIM)),
)
E = Speech()
RESOLVED = Move(state=State.RESOLVED, at=9e8, source="button", by=ALEX)
TAKEN = (Mark(person=ALEX, emoji="wrench", state=State.WORKING, counts=True, added=8e8),)
WAITING = (Mark(person=KIM, emoji="hourglass", state=State.WAITING, counts=True, added=8e8),)


@pytest.fixture
def door(town: Town, open_door: OpenDoor) -> Iterator[Door]:
    workspace = town.slack.workspace
    members = list(workspace.channels[AGENTS].members)
    workspace.channels[AGENTS].members[:] = [workspace.bot, ALEX]
    door = open_door(set_to={"slack_api_url": town.api, "channels": OURS}, clock=time.time)
    town.slack.deliver_to = door.url
    yield door
    workspace.channels[AGENTS].members[:] = members
    workspace.homes.clear()


def shown(town: Town, user: str) -> View | None:
    workspace = town.slack.workspace
    return workspace.views.get(workspace.homes.get(user, ""))


def opened(town: Town, user: str = ALEX) -> View:
    """Open the Home, and wait until it is published anew."""
    before = hash_of(town, user)
    town.act(town.slack.acts.open_home(user=user))
    return again(town, user, before)


def published(town: Town) -> int:
    return len(town.slack.journal.calls("views.publish"))


def again(town: Town, user: str, before: str) -> View:
    until(lambda: hash_of(town, user) not in {"", before}, "the Home")
    view = shown(town, user)
    assert view is not None
    return view


def hash_of(town: Town, user: str) -> str:
    """Another one each time the Home is published."""
    view = shown(town, user)
    return view.hash if view else ""


def press(town: Town, view: View, action: str, **more: Any) -> View:
    before = hash_of(town, view.user)
    town.act(town.slack.acts.press(user=view.user, view_id=view.id, action_id=action, **more))
    return again(town, view.user, before)


def sections(view: View) -> dict[str, list[str]]:
    """Heading -> the questions below it."""
    found: dict[str, list[str]] = {"": []}
    for block in view.body["blocks"]:
        if block["type"] == "header":
            found[block["text"]["text"]] = []
        elif block["type"] == "section":
            found[list(found)[-1]] += named(block["text"]["text"])
    return {head: numbers for head, numbers in found.items() if head}


def head(name: str, questions: int) -> str:
    return E.say(f"home-{name}", questions=questions)


def test_an_employee_sees_their_own_questions_and_nothing_else(town: Town, door: Door) -> None:
    question(door, 200.0)
    question(door, 100.0, marks=TAKEN)
    question(door, 50.0, move=RESOLVED)
    question(door, 60.0, requester=KIM)
    view = opened(town, ROBIN)
    assert sections(view) == {head("asked", 2): ["IT-2", "IT-1"], head("over", 1): ["IT-3"]}
    assert "actions" not in {block["type"] for block in view.body["blocks"]}
    assert "Last heard" not in json.dumps(view.body)


def test_a_responder_sees_theirs_and_those_of_their_channels_the_oldest_first(town: Town, door: Door) -> None:
    question(door, 300.0)
    question(door, 100.0)
    question(door, 200.0, channel=AGENTS)
    question(door, 400.0, marks=TAKEN)
    question(door, 500.0, marks=WAITING)
    question(door, 50.0, move=RESOLVED)
    view = opened(town)
    assert sections(view) == {
        head("taken", 1): ["IT-3"],
        head("unseen", 3): ["IT-2", "SEC-1", "IT-1"],
        head("waiting", 1): ["IT-4"],
        head("ended", 1): ["IT-5"],
    }
    assert "Last heard of Slack" in view.body["blocks"][-1]["elements"][0]["text"]


def test_a_private_channels_questions_are_in_its_members_homes_alone(town: Town, door: Door) -> None:
    question(door, 200.0, channel=AGENTS)
    question(door, 100.0)
    view = opened(town, KIM)
    assert sections(view)[head("unseen", 1)] == ["IT-1"]
    assert "SEC-1" not in json.dumps(view.body)


def test_a_channel_can_be_chosen_and_all_again(town: Town, door: Door) -> None:
    question(door, 100.0)
    question(door, 200.0, channel=AGENTS)
    view = press(town, opened(town), HOME_CHANNEL, value=AGENTS)
    assert sections(view)[head("unseen", 1)] == ["SEC-1"]
    view = press(town, view, HOME_CHANNEL, value="all")
    assert sections(view)[head("unseen", 2)] == ["IT-1", "SEC-1"]


def test_pages_are_turned_and_a_page_that_is_gone_is_the_first_again(town: Town, door: Door) -> None:
    tickets = [question(door, 100.0 + number) for number in range(8)]
    view = press(town, opened(town), f"{HOME_PAGE}unseen:after")
    assert sections(view)[head("unseen", 8)] == ["IT-7", "IT-8"]
    assert sections(press(town, view, f"{HOME_PAGE}unseen:before"))[head("unseen", 8)][0] == "IT-1"
    view = opened(town)
    for ticket in tickets[3:]:
        resolve(door, ticket)
    view = press(town, view, f"{HOME_PAGE}unseen:after")
    assert sections(view)[head("unseen", 3)] == ["IT-1", "IT-2", "IT-3"]


def resolve(door: Door, ticket: Ticket) -> None:
    leases = Leases(door.store)
    lease = leases.take(ticket.place)
    assert lease is not None
    leases.commit(lease, ticket.model_copy(update={"move": RESOLVED}), 0, [])
    leases.rest(lease, None)


def test_a_button_does_what_it_does_below_the_question_and_the_home_follows(town: Town, door: Door) -> None:
    ticket = question(door, 100.0)
    view = opened(town)
    resolve(door, ticket)  # as a worker does soon after
    view = press(town, view, "state:resolve", block_id=f"unseen:{ticket.place}")
    (event,) = pressed(door, ticket)
    assert (event.by, event.button) == (ALEX, "resolve")
    assert sections(view)[head("ended", 1)] == ["IT-1"]


def test_with_a_thousand_open_questions_it_stays_small_and_asks_the_store_as_often(town: Town, door: Door) -> None:
    def asked() -> int:
        """How many commands the store took for one Home."""
        opened(town)  # so that everything is remembered
        stats: Any = door.store.info("commandstats")
        before = sum(one["calls"] for name, one in stats.items() if name in COUNTED)
        opened(town)
        stats = door.store.info("commandstats")
        return int(sum(one["calls"] for name, one in stats.items() if name in COUNTED)) - int(before)

    for number in range(12):
        fill(door, number, {})
        fill(door, number + 12, {"marks": TAKEN})
        fill(door, number + 24, {"marks": WAITING})
        fill(door, number + 36, {"move": RESOLVED})
    few = asked()
    for number in range(48, 1048):
        fill(door, number, [{}, {"marks": TAKEN}, {"marks": WAITING}][number % 3])
    assert asked() == few
    view = opened(town)
    assert len(view.body["blocks"]) < 100
    assert len(json.dumps(view.body)) < 250_000
    assert sections(view)[head("unseen", 346)]
    last = view
    for _ in range(3):
        last = press(town, last, f"{HOME_PAGE}unseen:after")
    assert len(last.body["blocks"]) < 100


COUNTED = {"cmdstat_evalsha", "cmdstat_hget", "cmdstat_hgetall", "cmdstat_zcard"}


def fill(door: Door, number: int, more: Any) -> None:
    """A question that the reader asked as well."""
    leases, place = Leases(door.store), Place("T0SANDBOX", HELP, f"{1000 + number}.000100")
    lease = leases.take(place)
    assert lease is not None
    known = {"place": place, "kind": "question", "number": f"IT-{number}", "requester": ALEX, "asked": float(number)}
    leases.commit(lease, Ticket.model_validate({**known, "subject": "ä<&>" * 40, **more}), 0, [])
    leases.rest(lease, None)


@pytest.mark.parametrize("fault", [{"kind": "error", "error": "not_enabled"}, {"kind": "http_error"}])
def test_a_home_that_slack_does_not_take_is_published_at_the_next_opening(
    town: Town, door: Door, fault: dict[str, Any]
) -> None:
    question(door, 100.0)
    town.slack.faults.add({"target": "web_api", "method": "views.publish", **fault})
    before = published(town)
    town.act(town.slack.acts.open_home(user=ALEX))
    until(lambda: published(town) > before, "a call that fails")
    assert shown(town, ALEX) is None
    assert sections(opened(town))[head("unseen", 1)] == ["IT-1"]


def test_it_is_in_the_readers_language(town: Town, door: Door) -> None:
    question(door, 100.0)
    town.act(town.slack.acts.change_person(user=ROBIN, locale="fr-FR"))
    view = opened(town, ROBIN)
    town.act(town.slack.acts.change_person(user=ROBIN, locale="en-US"))
    assert Speech("fr").say("home-asked", questions=1) in sections(view)
    assert "<!date^" in json.dumps(view.body)


def test_while_slack_does_not_say_who_answers_it_says_so_and_shows_ones_own(town: Town, door: Door) -> None:
    question(door, 100.0, requester=ALEX)
    town.slack.faults.add({"target": "web_api", "method": "conversations.info", "kind": "http_error", "times": None})
    view = opened(town)
    assert view.body["blocks"][0]["elements"][0]["text"] == E.say("home-unsure")
    assert sections(view) == {head("asked", 1): ["IT-1"], head("over", 0): []}


def test_the_messages_tab_publishes_nothing(town: Town, door: Door) -> None:
    before = published(town)
    town.act(town.slack.acts.open_home(user=ALEX, tab="messages"))
    opened(town)
    assert published(town) == before + 1
