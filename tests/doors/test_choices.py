"""Forms with what Zendesk has to choose from, as it was last heard: at the door nobody asks Zendesk."""

import time
from typing import Any

import pytest

from helpdesk.config import ZendeskConfig
from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Escalation, Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.form import Choice, Details, FieldOffer, FormOffer
from helpdesk.domain.ticket.link import Link
from helpdesk.doors.forms import OFFER
from helpdesk.languages.speech import Speech
from helpdesk.sandbox.slack.records import View
from helpdesk.slack.words import notice_blocks
from helpdesk.store.answers import Answers
from helpdesk.store.lease import Leases
from tests.slack import interacted as i
from tests.slack.stage import ALEX, KIM, SAM

from .conftest import OpenDoor
from .stage import Door
from .town import Town, sentence

IMPACT, ROOM = 7007, 7008
ROOMS = tuple(Choice(value=f"room_{number}", label=f"Room {number}") for number in range(120))
CHOICES = FormOffer(
    groups=(Choice(value="71", label="IT"), Choice(value="72", label="Facilities")),
    fields=(
        FieldOffer(id=IMPACT, title="Impact", type="tagger", choices=(Choice(value="high", label="High"),)),
        FieldOffer(id=ROOM, title="Room", type="tagger", choices=ROOMS),
        FieldOffer(id=7009, title="Not asked for", type="text"),
    ),
)
CONFIGURED = ZendeskConfig(fields=(ROOM, IMPACT), group_id=72, replies="internal")
SOLVE = "zendesk.update:7:solved:-"


@pytest.fixture
def door(town: Town, open_door: OpenDoor) -> Door:
    door = open_door(set_to={"slack_api_url": town.api, "zendesk": CONFIGURED}, clock=time.time)
    town.slack.deliver_to = door.url
    Answers(door.store).put(OFFER, CHOICES.model_dump_json(), 60)
    return door


def known(door: Door, place: Place, **more: Any) -> Ticket:
    """What a worker knows of the question already."""
    ticket = Ticket(place=place, kind="question", number="IT-1", requester=SAM, subject="Known", **more)
    leases = Leases(door.store)
    lease = leases.take(place)
    assert lease is not None
    leases.commit(lease, ticket, len(lease.mail), [])
    assert leases.rest(lease, None)
    return ticket


def with_link(door: Door, place: Place, **more: Any) -> Ticket:
    wish = Escalation(by=ALEX, at=1.0, details=Details(priority="high"))
    link = Link(id=7, status=more.pop("status", "open"))
    return known(door, place, zendesk=link, escalation=wish, **more)


def inputs(view: View) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in view.body["blocks"] if block["type"] == "input"}


def pressed(town: Town, ticket: Ticket, why: Any) -> View:
    """Press the button of a private sentence."""
    blocks = notice_blocks(Speech(), ticket, why, "https://desk.example.com")
    place = ticket.place
    message = town.act(town.slack.acts.post(user=KIM, channel=place.channel, text="x", thread_ts=place.ts))["ts"]
    town.slack.workspace.channels[place.channel].messages[message].blocks = blocks
    action = blocks[1]["elements"][0]["action_id"]
    shown = town.act(town.slack.acts.press(user=KIM, channel=place.channel, ts=message, action_id=action))["view"]
    return town.slack.workspace.views[shown["id"]]


def test_the_form_offers_what_is_configured_with_its_defaults(town: Town, door: Door) -> None:
    found = inputs(town.use_shortcut(town.ask(), ALEX))
    assert list(found) == [
        *("subject", "requester", "priority", "type", "group"),
        *(f"field:{ROOM}", f"field:{IMPACT}", "replies", "include"),
    ]
    assert found["group"]["initial_option"]["value"] == "72"
    assert found["replies"]["initial_option"]["value"] == "internal"
    assert (found[f"field:{ROOM}"]["type"], found[f"field:{IMPACT}"]["type"]) == ("external_select", "static_select")


@pytest.mark.parametrize("kept", [None, "{", '{"of_tomorrow": 1}'])
def test_without_choices_the_form_opens_all_the_same(town: Town, door: Door, kept: str | None) -> None:
    if kept is None:
        Answers(door.store).forget(OFFER)
    else:
        Answers(door.store).put(OFFER, kept, 60)
    found = inputs(town.use_shortcut(town.ask(), ALEX))
    assert list(found) == ["subject", "requester", "priority", "type", "replies", "include"]


def test_a_long_list_is_searched_while_somebody_types(town: Town, door: Door) -> None:
    view = town.use_shortcut(town.ask(), ALEX)
    typed = town.act(
        town.slack.acts.suggest(
            user=ALEX, view_id=view.id, block_id=f"field:{ROOM}", action_id="value", value="room 11"
        )
    )
    assert [option["value"] for option in typed["options"]] == ["room_11", *(f"room_{n}" for n in range(110, 120))]
    assert door.counted()[("slack_interactivity", "block_suggestion", "answered")] == 1


def test_nothing_is_suggested_for_a_list_that_is_not_there(door: Door) -> None:
    asked = {**i.SUGGESTION, "action_id": "value", "block_id": "field:1", "value": ""}
    assert door.interaction(asked).json() == {"options": []}


def test_what_was_chosen_is_in_the_mailbox(town: Town, door: Door) -> None:
    place = town.ask()
    view = town.use_shortcut(place, ALEX)
    values = {"priority": "urgent", "group": "71", f"field:{ROOM}": "room_119", "include": ["files"]}
    answer = town.act(
        town.slack.acts.submit(user=ALEX, view_id=view.id, values={name: {"value": v} for name, v in values.items()})
    )
    assert answer["errors"] == {}
    wish = door.mail(place)[-1]
    assert isinstance(wish, e.EscalationRequested)
    assert wish.details == Details(priority="urgent", group=71, fields={ROOM: "room_119"})
    assert (wish.public, wish.thread, wish.files) == (False, False, True)


def test_while_a_ticket_is_being_made_a_second_form_is_not_opened(town: Town, door: Door) -> None:
    place = town.ask()
    known(door, place, escalation=Escalation(by=ALEX, at=1.0))
    assert "being made" in sentence(town.use_shortcut(place, KIM))


def test_after_a_refusal_the_form_begins_with_what_was_filled_in(town: Town, door: Door) -> None:
    place = town.ask()
    details = Details(priority="low", group=71, fields={IMPACT: "high", ROOM: "room_3"})
    wish = Escalation(by=ALEX, at=1.0, subject="Mine", requester=KIM, details=details, public=True, files=False)
    known(door, place, escalation=wish, attempts={"zendesk.open": Attempt(refused="No.")})
    found = inputs(town.use_shortcut(place, ALEX))
    assert (found["subject"]["initial_value"], found["requester"]["initial_user"]) == ("Mine", KIM)
    began = [found[name]["initial_option"]["value"] for name in ("priority", "group", f"field:{IMPACT}", "replies")]
    assert began == ["low", "71", "high", "public"]
    assert found[f"field:{ROOM}"]["initial_option"]["text"]["text"] == "Room 3"
    assert [option["value"] for option in found["include"]["initial_options"]] == ["thread"]


def test_the_details_are_completed_by_a_button(town: Town, door: Door) -> None:
    place = town.ask()
    view = pressed(town, with_link(door, place), "details")
    assert list(inputs(view)) == ["priority", "type", "group", f"field:{ROOM}", f"field:{IMPACT}"]
    assert inputs(view)["priority"]["initial_option"]["value"] == "high"
    values = {"type": {"value": "task"}, f"field:{IMPACT}": {"value": "high"}}
    assert town.act(town.slack.acts.submit(user=KIM, view_id=view.id, values=values))["errors"] == {}
    told = door.mail(place)[-1]
    assert isinstance(told, e.DetailsGiven)
    assert (told.by, told.details) == (KIM, Details(type="task", fields={IMPACT: "high"}))


@pytest.mark.parametrize(("more", "words"), [({"status": "closed"}, "closed"), ({}, "nothing to fill in")])
def test_details_of_a_ticket_that_takes_none_are_not_asked_for(
    town: Town, door: Door, more: dict[str, Any], words: str
) -> None:
    place = town.ask()
    ticket = with_link(door, place, **more) if more else known(door, place)
    assert words in sentence(pressed(town, ticket, "details"))


def test_the_fields_zendesk_wants_stand_alone_in_their_form(town: Town, door: Door) -> None:
    place = town.ask()
    wants = {SOLVE: Attempt(refused='Zendesk needs "Impact" filled in', fields=(IMPACT,))}
    ticket = with_link(door, place, attempts=wants)
    view = pressed(town, ticket, "fields_missing")
    assert list(inputs(view)) == [f"field:{IMPACT}"]
    empty = town.act(town.slack.acts.submit(user=KIM, view_id=view.id))
    assert list(empty["errors"]) == [f"field:{IMPACT}"]
    given = {f"field:{IMPACT}": {"value": "high"}}
    assert town.act(town.slack.acts.submit(user=KIM, view_id=view.id, values=given))["errors"] == {}
    told = door.mail(place)[-1]
    assert isinstance(told, e.DetailsGiven)
    assert told.details == Details(fields={IMPACT: "high"})


@pytest.mark.parametrize(
    ("attempts", "words"),
    [({}, "Nothing is missing"), ({SOLVE: Attempt(refused="It wants more.", fields=(1,))}, "/agent/tickets/7|#7>")],
)
def test_fields_that_cant_be_asked_for_are_explained(
    town: Town, door: Door, attempts: dict[str, Attempt], words: str
) -> None:
    ticket = with_link(door, town.ask(), attempts=attempts)
    assert words in sentence(pressed(town, ticket, "fields_missing"))


def test_the_button_of_the_status_message_opens_the_form(town: Town, door: Door) -> None:
    place = town.ask()
    pressed_there = i.button("ticket:create_ticket", str(place), trigger_id="expired")
    assert door.interaction(pressed_there).status_code == 503
    assert door.counted()[("slack_interactivity", "create", "not_opened")] == 1


def test_where_the_helpdesk_is_not_a_member_somebody_is_told_to_invite_it(town: Town, door: Door) -> None:
    place = town.ask("Asked before it left")
    workspace = town.slack.workspace
    members = workspace.channels[place.channel].members
    members.remove(workspace.bot)
    try:
        assert "/invite" in sentence(town.use_shortcut(place, ALEX))
    finally:
        members.append(workspace.bot)
