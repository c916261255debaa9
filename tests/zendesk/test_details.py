"""What is filled in in the form reaches Zendesk as it takes it, and what it refuses is named."""

import json
from dataclasses import replace
from typing import Any

import pytest

from helpdesk.domain.effects import OpenZendeskTicket
from helpdesk.domain.events import ZendeskOpened, ZendeskWritten
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Escalation
from helpdesk.domain.ticket.form import Choice, Details, FormOffer
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.sandbox.zendesk.opening import FIRST_GROUP_ID
from helpdesk.sandbox.zendesk.records import TicketField, TicketForm
from helpdesk.zendesk.offering import OFFER
from helpdesk.zendesk.refusals import Refused

from .scene import ALEX, LINK, ROBIN, THREAD, Scene, opening, update

TICKETS, HARDWARE = "/api/v2/tickets", 360000000077
KINDS = {
    101: TicketField(id=101, type="text", title="Asset tag"),
    102: TicketField(id=102, type="integer", title="Seats"),
    103: TicketField(id=103, type="decimal", title="Cost"),
    104: TicketField(id=104, type="date", title="Needed by"),
    105: TicketField(id=105, type="checkbox", title="VIP"),
    106: TicketField(id=106, type="tagger", title="Impact", options=(("Low", "impact_low"), ("High", "impact_high"))),
    107: TicketField(id=107, type="multiselect", title="Sites", options=(("North", "north"), ("South", "south"))),
    108: TicketField(id=108, type="regexp", title="Serial", pattern="S-[0-9]+"),
}
GIVEN = Details(
    priority="high",
    type="incident",
    group=FIRST_GROUP_ID,
    form=HARDWARE,
    fields={
        101: "A-1 and more",
        102: "4",
        103: "1,5",
        104: "2026-11-30",
        105: "true",
        106: "impact_high",
        107: "north south",
        108: "S-7",
    },
)
WRITTEN = [
    *({"id": 101, "value": "A-1 and more"}, {"id": 102, "value": "4"}, {"id": 103, "value": "1.5"}),
    *({"id": 104, "value": "2026-11-30"}, {"id": 105, "value": True}, {"id": 106, "value": "impact_high"}),
    *({"id": 107, "value": ["north", "south"]}, {"id": 108, "value": "S-7"}),
]


@pytest.fixture
def scene(scene: Scene) -> Scene:
    """An account with every kind of field and a second form."""
    account = scene.zendesk.account
    account.ticket_fields.update({id_: TicketField(**_fields(field)) for id_, field in KINDS.items()})
    account.ticket_forms[HARDWARE] = TicketForm(HARDWARE, "Hardware", tuple(account.ticket_fields))
    for form in account.ticket_forms.values():
        form.ticket_field_ids = tuple(account.ticket_fields)
    return scene


def _fields(field: TicketField) -> dict[str, Any]:
    return {name: getattr(field, name) for name in ("id", "type", "title", "options", "pattern")}


def asked(details: Details = GIVEN, **more: object) -> OpenZendeskTicket:
    wish = {"by": "U0ALEX", "at": 1795000100.0, "details": details, **more}
    return opening(escalation=Escalation.model_validate(wish))


def open_(scene: Scene) -> ZendeskOpened:
    done = scene.open(opening(assignee="U0ALEX"), ROBIN, ALEX)
    scene.zendesk.journal.clear()
    scene.pass_time()
    return done


def test_a_ticket_is_made_with_all_that_was_filled_in(scene: Scene) -> None:
    scene.with_defaults(group_id=5, form_id=6).open(asked())
    sent = scene.sent("POST")[0]
    assert {name: sent[name] for name in ("priority", "type", "group_id", "ticket_form_id", "custom_fields")} == {
        "priority": "high",
        "type": "incident",
        "group_id": FIRST_GROUP_ID,
        "ticket_form_id": HARDWARE,
        "custom_fields": WRITTEN,
    }
    assert scene.zendesk.journal.calls_of("POST", TICKETS)[0].unknown_fields == []
    assert scene.ticket(1).custom_fields[107] == ["north", "south"]


def test_what_was_not_filled_in_is_as_configured(scene: Scene) -> None:
    scene.with_defaults(group_id=FIRST_GROUP_ID).open(asked(Details(type="task")))
    sent = scene.sent("POST")[0]
    assert (sent["group_id"], sent["type"]) == (FIRST_GROUP_ID, "task")
    assert not {"ticket_form_id", "priority", "custom_fields"} & set(sent)


@pytest.mark.parametrize(("public", "expected"), [(True, True), (False, False), (None, True)])
def test_the_first_comment_is_as_public_as_the_replies_will_be(
    scene: Scene, public: bool | None, expected: bool
) -> None:
    scene.open(asked(Details(), public=public))
    assert scene.sent("POST")[0]["comment"]["public"] is expected


def test_without_the_thread_only_the_question_goes_along_and_the_rest_counts_as_told(scene: Scene) -> None:
    reply = Message("Sam Sample", 1795000060.0, of_text("Same here"), LINK, ts="1795000060.000200")
    opened = scene.open(asked(thread=False), thread=Transcript(LINK, (*THREAD.messages, reply)))
    html = scene.sent("POST")[0]["comment"]["html_body"]
    assert "The VPN is" in html
    assert "Same here" not in html
    assert (opened.until, opened.copied.messages) == ("1795000060.000200", 1)


def test_a_value_zendesk_does_not_take_is_named_and_can_be_put_right(scene: Scene) -> None:
    with pytest.raises(GiveUp, match="Serial: 7 does not match the pattern") as refused:
        scene.open(asked(Details(fields={108: "7"})))
    assert refused.value.fields == ()
    scene.open(asked(Details(fields={108: "S-7"})))
    keys = [call.idempotency_key for call in scene.zendesk.journal.calls_of("POST", TICKETS)]
    assert len(set(keys)) == 2
    assert all(key and key.startswith("slack:T1:C0ITHELP1:1795000000.000100:") for key in keys)
    assert scene.ticket(1).custom_fields[108] == "S-7"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_ticket_with_details_is_made_once_though_the_answer_is_lost(scene: Scene, when: str) -> None:
    scene.fail(method="POST", path=TICKETS, when=when, drop=True)
    with pytest.raises(TryLater):
        scene.open(asked())
    scene.open(replace(asked(), doubt=True))
    assert len(scene.living) == 1


def test_details_go_with_the_status_in_one_update(scene: Scene) -> None:
    before = open_(scene)
    wish = update(before, "pending", details=GIVEN)
    done = scene.tickets.update(wish, None, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskWritten)
    assert (done.wrote, done.details) == ("pending", GIVEN)
    (sent,) = scene.sent("PUT")
    assert (sent["status"], sent["priority"], sent["custom_fields"]) == ("pending", "high", WRITTEN)
    assert sent["updated_stamp"] == before.reading.stamp


def test_a_box_is_unticked_and_the_rest_is_left_alone(scene: Scene) -> None:
    scene.open(asked())
    scene.pass_time()
    reading = ZendeskOpened.model_validate({"reading": {"id": 1, "status": "new"}})
    scene.tickets.update(update(reading, details=Details(fields={105: "false"})), None, None)
    assert scene.ticket(1).custom_fields[105] is False
    assert scene.ticket(1).custom_fields[101] == "A-1 and more"


def test_what_a_solve_still_wants_comes_back_with_its_ids(scene: Scene) -> None:
    before = open_(scene)
    fields = scene.zendesk.account.ticket_fields
    fields[106].required = fields[102].required = True
    with pytest.raises(Refused, match='Zendesk needs "Seats", "Impact" filled in') as refused:
        scene.tickets.update(update(before, "solved", solver="U0ALEX"), None, ALEX, assigned_before="U0ALEX")
    assert refused.value.fields == (102, 106)
    offer = FormOffer.model_validate_json(scene.memory.values[OFFER])
    assert [field.id for field in offer.fields if field.required and field.type != "assignee"] == [102, 106]
    wish = update(before, "solved", solver="U0ALEX", details=Details(fields={102: "4", 106: "impact_low"}))
    assert isinstance(scene.tickets.update(wish, None, ALEX, assigned_before="U0ALEX"), ZendeskWritten)
    assert scene.ticket(1).status == "solved"


def test_a_system_field_that_a_solve_wants_can_be_offered_too(scene: Scene) -> None:
    before = open_(scene)
    priority = next(field for field in scene.zendesk.account.ticket_fields.values() if field.type == "priority")
    priority.required = True
    with pytest.raises(Refused) as refused:
        scene.tickets.update(update(before, "solved", solver="U0ALEX"), None, ALEX, assigned_before="U0ALEX")
    assert refused.value.fields == (priority.id,)
    offered = FormOffer.model_validate_json(scene.memory.values[OFFER]).field(priority.id)
    assert offered is not None
    assert (offered.type, offered.title) == ("priority", "Priority")


def test_details_zendesk_does_not_take_are_named_and_not_taken_for_missing(scene: Scene) -> None:
    before = open_(scene)
    wish = update(before, "pending", details=Details(fields={106: "impact_huge"}))
    with pytest.raises(Refused, match="Zendesk refused it: Impact: impact_huge is not a valid option") as refused:
        scene.tickets.update(wish, None, None, assigned_before="U0ALEX")
    assert refused.value.fields == ()
    assert scene.ticket(1).status == "open"


def test_a_complaint_that_does_not_name_its_field_is_given_the_title(scene: Scene) -> None:
    before = open_(scene)
    complaint = {"description": "is not valid", "error": "InvalidValue", "ticket_field_id": 106}
    body = {"error": "RecordInvalid", "description": "Record validation errors", "details": {"base": [complaint]}}
    scene.fail(method="PUT", path=f"{TICKETS}/*", status=422, body=body)
    with pytest.raises(Refused, match="Impact: is not valid"):
        scene.tickets.update(update(before, details=Details(fields={106: "impact_low"})), None, None)


def test_the_offer_has_groups_forms_and_fields_and_is_remembered(scene: Scene) -> None:
    scene.zendesk.account.ticket_fields[101].active = False
    offer = scene.tickets.form_offer((106, 101))
    assert offer.asked == (106, 101)
    assert offer.groups == (Choice(value=str(FIRST_GROUP_ID), label="IT"),)
    assert [choice.label for choice in offer.forms] == ["Default Ticket Form", "Hardware"]
    assert {field.type for field in offer.fields} == {
        *("text", "integer", "decimal", "date", "checkbox", "tagger", "multiselect", "regexp"),
        *("tickettype", "priority", "group"),
    }
    assert offer.field(101) is None
    impact = offer.field(106)
    assert impact is not None
    assert [choice.value for choice in impact.choices] == ["impact_low", "impact_high"]
    assert FormOffer.model_validate_json(scene.memory.values[OFFER]) == offer


def test_an_account_that_does_not_show_forms_or_groups_offers_the_rest(scene: Scene) -> None:
    for path in ("ticket_forms", "groups"):
        scene.fail(method="GET", path=f"/api/v2/{path}", status=403, body={"error": "Forbidden"})
    offer = scene.tickets.form_offer()
    assert (offer.groups, offer.forms, bool(offer.fields)) == ((), (), True)


def test_an_offer_that_cant_be_had_is_put_off_and_leaves_the_one_before(scene: Scene) -> None:
    scene.tickets.form_offer((106,))
    kept = scene.memory.values[OFFER]
    scene.fail(method="GET", path="/api/v2/ticket_fields", status=503)
    with pytest.raises(TryLater):
        scene.tickets.form_offer()
    assert scene.memory.values[OFFER] == kept


def test_long_lists_are_read_over_all_pages(scene: Scene) -> None:
    for number in range(1000, 1250):
        scene.zendesk.account.ticket_fields[number] = TicketField(id=number, type="text", title=f"Field {number}")
    assert scene.tickets.form_offer().field(1249) is not None
    assert scene.count("GET", "/ticket_fields") > 1


def test_an_offer_of_another_version_is_read_anew(scene: Scene) -> None:
    scene.memory.put(OFFER, json.dumps({"of_tomorrow": True}), 60)
    scene.open(asked(Details(fields={105: "true"})))
    assert scene.ticket(1).custom_fields[105] is True


def test_a_field_made_since_the_offer_was_read_is_written_by_its_kind(scene: Scene) -> None:
    scene.tickets.form_offer()
    scene.zendesk.account.ticket_fields[109] = TicketField(id=109, type="checkbox", title="New")
    scene.open(asked(Details(fields={109: "true"})))
    assert scene.ticket(1).custom_fields[109] is True
