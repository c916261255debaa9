"""Shortcuts, forms, buttons and commands: what was wanted, and what happens to those that don't fit."""

import contextlib
import json
import math
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.place import Place
from helpdesk.domain.ticket.rating import Score
from helpdesk.languages.speech import Speech
from helpdesk.slack.commands import Command, read_command
from helpdesk.slack.interactions import Wanted, wanted
from helpdesk.slack.wanted import FieldFaults, FormWanted, FromHome, HomeState, HomeWanted, Passed

from . import interacted as i
from . import recorded as r
from .mutating import mutated

PLACE = Place(r.TEAM, r.HELP, r.ROOT)


def read(payload: r.Payload) -> Wanted:
    return wanted(json.dumps(payload))


def test_the_shortcut_on_a_question_fills_the_form_in() -> None:
    assert read(i.shortcut()) == FormWanted(
        place=PLACE, by=r.IRIS, trigger="111.222.xxx", subject="The printer is on fire", requester=r.RIO
    )


def test_the_shortcut_on_a_reply_is_about_its_thread() -> None:
    message = r.stored("Same here", r.REPLY, thread_ts=r.ROOT, user="U0SOMEBODY")
    assert read(i.shortcut(message)) == FormWanted(PLACE, r.IRIS, "111.222.xxx", subject="", requester=None)


def test_an_organisation_wide_installation_names_the_workspace_with_the_person() -> None:
    found = read(i.shortcut(team=None, is_enterprise_install=True, enterprise={"id": "E0HOUSE"}))
    assert isinstance(found, FormWanted)
    assert found.place == PLACE


@pytest.mark.parametrize("message", [r.by_app(), r.by_webhook()])
def test_a_message_without_a_person_has_no_requester(message: r.Payload) -> None:
    found = read(i.shortcut(message))
    assert isinstance(found, FormWanted)
    assert found.requester is None
    assert found.subject == message["text"]


def test_a_sent_form_asks_for_a_zendesk_ticket_from_the_time_it_was_opened() -> None:
    wish = e.EscalationRequested(by=r.IRIS, at=1795000101.5, subject="Fire", requester=r.RIO)
    assert read(i.form(requester=r.RIO)) == Delivery("form:V0FORM", PLACE, wish)


def test_spaces_around_and_in_a_subject_count_once() -> None:
    found = read(i.form("  Fire \n on\tfloor 2 "))
    assert isinstance(found, Delivery)
    assert found.event == e.EscalationRequested(by=r.IRIS, at=1795000101.5, subject="Fire on floor 2")


@pytest.mark.parametrize("subject", [None, "", "   ", "\n"])
def test_a_form_without_a_subject_is_told_so(subject: str | None) -> None:
    assert read(i.form(subject)) == FieldFaults({"subject": Speech().say("fault-no-subject")})


def test_a_subject_may_have_150_characters_and_no_more() -> None:
    assert isinstance(read(i.form("x" * 150)), Delivery)
    assert read(i.form("x" * 151)) == FieldFaults({"subject": "At most 150 characters, please: this has 151."})


def test_a_form_without_the_field_for_the_person_is_taken() -> None:
    payload = i.form()
    del payload["view"]["state"]["values"]["requester"]
    assert isinstance(read(payload), Delivery)


@pytest.mark.parametrize(
    "metadata",
    [
        *("", "{", "null", "[]", "7", '"text"', "{}", "[" * 5000),
        json.dumps({"place": i.OURS}),
        json.dumps({"at": 1.0}),
        json.dumps({"place": "somewhere", "at": 1.0}),
        json.dumps({"place": [], "at": 1.0}),
        json.dumps({"place": i.OURS, "at": None}),
        json.dumps({"place": i.OURS, "at": []}),
        json.dumps({"place": i.OURS, "at": math.nan}),
        json.dumps({"place": i.OURS, "at": math.inf}),
        json.dumps({"place": i.OURS, "at": 10**400}),
    ],
)
def test_a_form_that_does_not_say_which_thread_is_unreadable(metadata: str) -> None:
    with pytest.raises(Unreadable):
        read(i.form(metadata=metadata))


@pytest.mark.parametrize("name", ["working", "waiting", "resolve", "reopen"])
def test_a_pressed_button_is_an_event_of_its_question(name: str) -> None:
    found = read(i.button(f"state:{name}"))
    assert isinstance(found, Delivery)
    assert found.place == PLACE
    assert found.event.model_dump() == {"kind": "button_pressed", "by": r.IRIS, "button": name, "at": 1795000120.0001}


def in_private(action_id: str, **more: Any) -> r.Payload:
    """A button in the direct conversation with the app."""
    where = {"type": "message", "message_ts": r.REPLY, "channel_id": "D0RIO", "is_ephemeral": False}
    return i.button(action_id, container=where, channel={"id": "D0RIO", "name": "directmessage"}, **more)


@pytest.mark.parametrize("score", ["good", "fair", "bad"])
def test_a_face_is_an_answer_that_names_the_message_it_stands_on(score: Score) -> None:
    found = read(in_private(f"rate:{score}"))
    assert isinstance(found, Delivery)
    rated = e.Rated(by=r.IRIS, score=score, at=1795000120.0001, channel="D0RIO", ts=r.REPLY)
    assert (found.place, found.event) == (PLACE, rated)


@pytest.mark.parametrize("payload", [in_private("rate:superb"), i.button("rate:good", container=None)])
def test_a_face_that_is_none_of_ours_or_stands_nowhere_is_unreadable(payload: r.Payload) -> None:
    with pytest.raises(Unreadable):
        read(payload)


def test_a_comment_has_a_form_of_its_own() -> None:
    asked = read(in_private("ticket:rating_comment"))
    assert asked == FormWanted(PLACE, r.IRIS, "111.222.xxx", form="comment")
    sent = i.form()
    value = {"comment": {"value": {"type": "plain_text_input", "value": "Quick!"}}}
    sent["view"] |= {"callback_id": "rating_comment", "state": {"values": value}}
    assert read(sent) == Delivery("comment:V0FORM", PLACE, e.Commented(by=r.IRIS, comment="Quick!", at=1795000101.5))


def test_a_button_pressed_twice_is_two_deliveries_and_one_sent_twice_is_one() -> None:
    first, again = read(i.button()), read(i.button())
    later = i.button()
    later["actions"][0]["action_ts"] = "1795000121.000100"
    other = read(later)
    assert isinstance(first, Delivery)
    assert isinstance(other, Delivery)
    assert first == again
    assert first.id != other.id


HOME = {"id": "V0HOME", "type": "home", "private_metadata": '{"channel":"C0ITHELP1","unseen":2,"asked":1}'}
UNREAD = {**HOME, "private_metadata": "?"}
STATE = HomeState(channel="C0ITHELP1", unseen=2, asked=1)


def chosen(channel: str) -> r.Payload:
    """A choice in the list of channels."""
    payload = i.button("home:channel", None, view=HOME)
    payload["actions"][0] |= {"type": "static_select", "selected_option": {"value": channel}}
    return payload


TURNED: dict[str, tuple[r.Payload, HomeState]] = {
    "a page": (i.button("home:page:unseen:after", "3", view=HOME), STATE.model_copy(update={"unseen": 3})),
    "a page without a number": (i.button("home:page:unseen:after", "x", view=HOME), HomeState()),
    "a page before the first": (i.button("home:page:unseen:before", "-1", view=HOME), HomeState()),
    "a section of another version": (i.button("home:page:later:after", "3", view=HOME), STATE),
    "memory of another version": (i.button("home:page:asked:after", "3", view=UNREAD), HomeState(asked=3)),
    "no memory": (i.button("home:page:asked:after", "3"), HomeState(asked=3)),
    "a channel": (chosen("C0OTHER"), HomeState(channel="C0OTHER", asked=1)),
}


@pytest.mark.parametrize("case", TURNED)
def test_a_page_or_a_channel_of_the_home_is_what_is_shown_next(case: str) -> None:
    payload, state = TURNED[case]
    assert read(payload) == HomeWanted(r.IRIS, state)


def test_a_button_of_a_question_in_the_home_is_an_event_and_the_home_follows() -> None:
    below = read(i.button())
    assert isinstance(below, Delivery)
    assert read(i.button(view=HOME)) == FromHome(below, HomeWanted(r.IRIS, STATE))


@pytest.mark.parametrize("value", [None, "", "somewhere else", "T0HOUSE:C0ITHELP", f"{i.OURS}:more"])
def test_a_button_with_a_foreign_value_is_unreadable(value: str | None) -> None:
    with pytest.raises(Unreadable):
        read(i.button(value=value))


def test_a_state_button_that_is_none_of_ours_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read(i.button("state:explode"))


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (i.shortcut(callback_id="another"), "message_action"),
        (i.GLOBAL, "shortcut"),
        (i.CLOSED, "view_closed"),
        (i.SUGGESTION, "block_suggestion"),
        (i.button("another:button", "x"), "block_actions"),
        (i.button(actions=[]), "block_actions"),
        ({"type": "a kind of tomorrow", "user": "a shape of tomorrow"}, "a kind of tomorrow"),
        ({**i.form(), "view": {"id": "V0", "callback_id": "another"}}, "view_submission"),
    ],
)
def test_what_needs_nothing_is_passed_over(payload: r.Payload, kind: str) -> None:
    assert read(payload) == Passed(kind)


@pytest.mark.parametrize(
    "payload",
    [
        i.shortcut(message=r.stored(ts="no ts")),
        {**i.shortcut(), "message": None},
        i.shortcut(channel=None),
        i.shortcut(channel={"id": "somewhere"}),
        i.shortcut(team=None, user={"id": r.IRIS}),
        i.shortcut(team={"id": "somewhere"}),
        i.shortcut(trigger_id=None),
        i.shortcut(user=None),
        i.form(view=[]),
        i.button(actions={}),
        i.button(value=7),
    ],
)
def test_a_known_interaction_that_does_not_fit_is_unreadable(payload: r.Payload) -> None:
    with pytest.raises(Unreadable):
        read(payload)


@pytest.mark.parametrize(
    "raw", ["", "null", "[]", "{", "[" * 10_000, '{"a":' * 10_000, '{"type": "\\ud800"}', "\ufffd"]
)
def test_what_is_no_interaction_is_unreadable(raw: str) -> None:
    with pytest.raises(Unreadable):
        wanted(raw)


@settings(max_examples=300, deadline=None)
@given(mutated([i.shortcut(), i.button(), i.form(), i.CLOSED, i.SUGGESTION, i.GLOBAL]))
def test_no_interaction_brings_the_reader_down(payload: Any) -> None:
    with contextlib.suppress(Unreadable):
        found = read(payload)
        if isinstance(found, Delivery):
            assert e.EVENTS.validate_json(e.EVENTS.dump_json(found.event)) == found.event


COMMAND = {"token": "long-retired", "team_id": r.TEAM, "command": "/helpdesk", "user_id": r.RIO, "channel_id": r.HELP}


def test_a_command_says_who_typed_what_where() -> None:
    typed = urlencode({**COMMAND, "text": " how is my <@U0IRIS> ticket? "}).encode()
    said = Command(by=r.RIO, channel=r.HELP, text="how is my <@U0IRIS> ticket?", team=r.TEAM)
    assert read_command(typed) == said
    assert (said.word, said.near, said.argument) == ("how", None, "is my <@U0IRIS> ticket?")


def test_slacks_certificate_check_is_no_command() -> None:
    assert read_command(b"ssl_check=1&token=long-retired") is None


@pytest.mark.parametrize("raw", [b"", b"\xff", b"user_id=U0RIO", b"command=%2Fhelpdesk", b"{}", b"ssl_check=0"])
def test_a_command_without_a_person_or_a_name_is_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_command(raw)
