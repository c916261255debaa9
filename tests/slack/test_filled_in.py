"""Forms as they come back: what was filled in, what was left, and what is wrong at which field."""

import json
from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.ticket.form import Details
from helpdesk.languages.speech import Speech
from helpdesk.slack.interactions import Wanted, wanted
from helpdesk.slack.modals import Begun, create_ticket, details, missing_fields
from helpdesk.slack.wanted import FieldFaults, FormWanted, Passed, Suggestion

from . import interacted as i
from . import recorded as r
from .test_modals import GIVEN, OFFER, PLACE, begun


def text(value: str | None) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


def number(value: str | None) -> dict[str, Any]:
    return {"type": "number_input", "value": value}


def day(value: str | None) -> dict[str, Any]:
    return {"type": "datepicker", "selected_date": value}


def one(value: str | None, kind: str = "static_select") -> dict[str, Any]:
    option = {"text": {"type": "plain_text", "text": "…"}, "value": value} if value else None
    return {"type": kind, "selected_option": option}


def several(*values: str, kind: str = "multi_static_select") -> dict[str, Any]:
    return {
        "type": kind,
        "selected_options": [{"text": {"type": "plain_text", "text": "…"}, "value": v} for v in values],
    }


def fault(name: str) -> str:
    return Speech().say(f"fault-{name}")


CREATE = create_ticket(begun(subject="Fire"), OFFER)
FILLED_IN: dict[str, dict[str, Any]] = {
    "subject": text(" Fire \n here"),
    "requester": {"type": "users_select", "selected_user": r.RIO},
    "priority": one("high"),
    "type": one("incident"),
    "group": one("72", "external_select"),
    "form": one("82"),
    "field:1": text(" A-1 "),
    "field:2": text("First\nthen"),
    "field:3": number("4"),
    "field:4": number("1.5"),
    "field:5": day("2026-11-30"),
    "field:6": several("true", kind="checkboxes"),
    "field:7": one("choice2"),
    "field:8": several("site1", "site3", kind="multi_external_select"),
    "field:9": text(None),
    "replies": one("internal", "radio_buttons"),
    "include": several("thread", kind="checkboxes"),
}


def sent(view: dict[str, Any], values: dict[str, dict[str, Any]], **more: Any) -> Wanted:
    state = {"values": {block: {"value": value} for block, value in values.items()}}
    payload = i.form()
    payload["view"] = {**payload["view"], **view, "id": "V0FORM", "state": state, **more}
    return wanted(json.dumps(payload))


def event(found: Wanted) -> e.Event:
    assert isinstance(found, Delivery)
    assert str(found.place) == str(begun().place)
    return found.event


def test_everything_that_was_filled_in_is_asked_for() -> None:
    assert event(sent(CREATE, FILLED_IN)) == e.EscalationRequested(
        by=r.IRIS,
        at=begun().at,
        subject="Fire here",
        requester=r.RIO,
        details=GIVEN,
        public=False,
        thread=True,
        files=False,
    )


def test_what_was_left_empty_is_left_to_zendesk() -> None:
    left: dict[str, dict[str, Any]] = {
        "subject": text("Fire"),
        "requester": {"type": "users_select", "selected_user": None},
        "priority": one(None),
        "type": one(None),
        "group": one(None),
        "form": one(None),
        "field:1": text(None),
        "field:3": number("4"),
        "field:5": day(None),
        "field:7": one("choice1"),
        "field:6": several(kind="checkboxes"),
        "field:8": several(),
        "replies": one("public", "radio_buttons"),
        "include": several(kind="checkboxes"),
    }
    found = event(sent(CREATE, left))
    assert isinstance(found, e.EscalationRequested)
    assert found.details == Details(fields={3: "4", 7: "choice1"})
    assert (found.requester, found.public, found.thread, found.files) == (None, True, False, False)


FAULTS: list[Any] = [
    pytest.param("subject", text("  "), fault("no-subject"), id="no subject"),
    pytest.param("subject", text("x" * 151), "At most 150 characters, please: this has 151.", id="a long subject"),
    pytest.param("field:3", number(None), fault("required"), id="a required field left empty"),
    pytest.param("field:7", one(None), fault("required"), id="a required list left empty"),
    pytest.param("field:3", number("four"), fault("not-whole"), id="no number"),
    pytest.param("field:3", number("4.5"), fault("not-whole"), id="no whole number"),
    pytest.param("field:4", number("1.5.2"), fault("not-a-number"), id="no decimal number"),
    pytest.param("field:5", day("2026-02-30"), fault("not-a-day"), id="no such day"),
    pytest.param("field:5", day("20261130"), fault("not-a-day"), id="a day in another form"),
    pytest.param("field:2", text("x" * 3001), "At most 3,000 characters, please.", id="a long text"),
]


@pytest.mark.parametrize(("block", "value", "sentence"), FAULTS)
def test_what_is_wrong_is_said_at_its_field(block: str, value: dict[str, Any], sentence: str) -> None:
    assert sent(CREATE, {**FILLED_IN, block: value}) == FieldFaults({block: sentence})


def test_several_faults_are_said_at_once() -> None:
    found = sent(CREATE, {**FILLED_IN, "subject": text(None), "field:3": number("x"), "field:5": day("soon")})
    assert isinstance(found, FieldFaults)
    assert list(found.blocks) == ["subject", "field:3", "field:5"]


@pytest.mark.parametrize("said", ["-4", "+4", "0"])
def test_whole_numbers_have_signs(said: str) -> None:
    assert isinstance(sent(CREATE, {**FILLED_IN, "field:3": number(said)}), Delivery)


@pytest.mark.parametrize(("block", "value"), [("priority", "very high"), ("type", "party"), ("group", "IT")])
def test_a_value_the_form_never_offered_is_unreadable(block: str, value: str) -> None:
    with pytest.raises(Unreadable):
        sent(CREATE, {**FILLED_IN, block: one(value)})


def test_a_form_without_its_subject_can_not_be_taken() -> None:
    assert sent(CREATE, {"field:3": number("4")}) == FieldFaults({"subject": fault("no-subject")})


DETAILS = details(begun(details=GIVEN), OFFER)


def test_details_tell_only_what_somebody_changed() -> None:
    same = {block: value for block, value in FILLED_IN.items() if block in {"type", "group", "form"}}
    values = {
        **same,
        "priority": one("urgent"),
        "field:3": number("4"),
        "field:7": one("choice0"),
        "field:9": text("S-1"),
    }
    assert event(sent(DETAILS, values)) == e.DetailsGiven(
        by=r.IRIS, at=begun().at, details=Details(priority="urgent", fields={7: "choice0", 9: "S-1"})
    )


def test_a_box_that_is_not_ticked_any_more_says_no() -> None:
    assert event(sent(DETAILS, {"field:6": several(kind="checkboxes")})) == e.DetailsGiven(
        by=r.IRIS, at=begun().at, details=Details(fields={6: "false"})
    )


def test_details_that_nobody_changed_are_nothing() -> None:
    values = {block: value for block, value in FILLED_IN.items() if block.startswith(("priority", "field:"))}
    assert sent(DETAILS, values) == Passed("view_submission")


def test_missing_fields_come_back_and_are_asked_for_again_when_empty() -> None:
    view = missing_fields(begun(), OFFER, [7, 10])
    assert view is not None
    assert sent(view, {"field:7": one(None), "priority": one("low")}) == FieldFaults({"field:7": fault("required")})
    found = sent(view, {"field:7": one("choice1"), "priority": one("low")})
    assert event(found) == e.DetailsGiven(
        by=r.IRIS, at=begun().at, details=Details(priority="low", fields={7: "choice1"})
    )
    assert isinstance(found, Delivery)
    assert found.id == "details:V0FORM"


def test_what_is_wrong_is_said_in_the_language_of_the_form() -> None:
    view = create_ticket(Begun(PLACE, 1.0, Speech("fr")), OFFER)
    assert sent(view, {"subject": text("")}) == FieldFaults({"subject": Speech("fr").say("fault-no-subject")})
    older = {**view, "private_metadata": CREATE["private_metadata"].replace(', "language": "en"', "")}
    assert sent(older, {"subject": text("")}) == FieldFaults({"subject": fault("no-subject")})


@pytest.mark.parametrize("metadata", ["", "{}", '{"place": "somewhere", "at": 1}'])
@pytest.mark.parametrize("view", [CREATE, DETAILS], ids=["create", "details"])
def test_a_form_that_does_not_say_which_thread_is_unreadable(view: dict[str, Any], metadata: str) -> None:
    with pytest.raises(Unreadable):
        sent(view, {**FILLED_IN, "priority": one("low")}, private_metadata=metadata)


@pytest.mark.parametrize(
    "value",
    [
        *({}, {"type": "static_select"}, {"type": "static_select", "selected_option": "high"}),
        *({"type": "multi_static_select", "selected_options": 7}, {"type": "checkboxes", "selected_options": [7]}),
        *({"type": ["list"]}, {"type": "datepicker", "selected_date": 20261130}, {"value": {"deep": True}}),
    ],
)
def test_values_of_another_shape_are_as_left_empty(value: dict[str, Any]) -> None:
    found = event(sent(CREATE, {**FILLED_IN, "field:1": value}))
    assert isinstance(found, e.EscalationRequested)
    assert 1 not in found.details.fields


@pytest.mark.parametrize(
    ("action", "form"),
    [("create_ticket", "create"), ("ticket_details", "details"), ("ticket_fields", "fields")],
)
def test_a_ticket_button_opens_its_form(action: str, form: Any) -> None:
    found = wanted(json.dumps(i.button(f"ticket:{action}")))
    assert isinstance(found, FormWanted)
    assert (str(found.place), found.by, found.trigger, found.form) == (i.OURS, r.IRIS, "111.222.xxx", form)


@pytest.mark.parametrize("more", [{"trigger_id": None}, {"action_id": "ticket:explode"}, {"value": "somewhere"}])
def test_a_ticket_button_that_does_not_fit_is_unreadable(more: dict[str, Any]) -> None:
    named = {name: more[name] for name in ("action_id", "value") if name in more}
    trigger = {name: more[name] for name in ("trigger_id",) if name in more}
    with pytest.raises(Unreadable):
        wanted(json.dumps(i.button(**{"action_id": "ticket:create_ticket", **named}, **trigger)))


@pytest.mark.parametrize("block", ["group", "form", "field:360000000010"])
def test_typing_in_a_list_asks_for_what_fits(block: str) -> None:
    asked = {**i.SUGGESTION, "action_id": "value", "block_id": block, "value": "vp"}
    assert wanted(json.dumps(asked)) == Suggestion(block, "vp")
