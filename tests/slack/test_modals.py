"""The forms people fill in: whatever the account offers, something Slack takes, with ids that stay the same."""

import json
from typing import Any, get_args

import pytest

from helpdesk.domain.place import Place
from helpdesk.domain.ticket.form import Choice, Details, FieldOffer, FormOffer
from helpdesk.languages.speech import Speech, languages
from helpdesk.sandbox.slack.views import checked
from helpdesk.slack import inputs, modals
from helpdesk.slack.form_names import Form
from helpdesk.slack.words import ticket_link

PLACE = Place("T0HOUSE", "C0ITHELP", "1795000000.000100")
MOST_BYTES = 250_000


def choices(count: int, label: str = "Choice", value: str = "choice") -> tuple[Choice, ...]:
    return tuple(Choice(value=f"{value}{number}", label=f"{label} {number}") for number in range(count))


FIELDS = (
    FieldOffer(id=1, title="Asset tag", type="text"),
    FieldOffer(id=2, title="Steps", type="textarea"),
    FieldOffer(id=3, title="Seats", type="integer", required=True),
    FieldOffer(id=4, title="Cost", type="decimal"),
    FieldOffer(id=5, title="Needed by", type="date"),
    FieldOffer(id=6, title="VIP", type="checkbox", required=True),
    FieldOffer(id=7, title="Impact", type="tagger", choices=choices(3), required=True),
    FieldOffer(id=8, title="Sites", type="multiselect", choices=choices(4, "Site", "site")),
    FieldOffer(id=9, title="Serial", type="regexp"),
    FieldOffer(id=10, title="Priority", type="priority"),
    FieldOffer(id=11, title="Type", type="tickettype"),
    FieldOffer(id=12, title="Group", type="group"),
    FieldOffer(id=13, title="Empty list", type="tagger"),
    FieldOffer(id=14, title="A kind of tomorrow", type="lookup"),
)
OFFER = FormOffer(
    groups=(Choice(value="71", label="IT"), Choice(value="72", label="Facilities")),
    forms=(Choice(value="81", label="Default"), Choice(value="82", label="Hardware")),
    fields=FIELDS,
    asked=tuple(field.id for field in FIELDS),
)
GIVEN = Details(
    priority="high",
    type="incident",
    group=72,
    form=82,
    fields={1: "A-1", 2: "First\nthen", 3: "4", 4: "1.5", 5: "2026-11-30", 6: "true", 7: "choice2", 8: "site1 site3"},
)


def begun(**more: Any) -> modals.Begun:
    return modals.Begun(PLACE, 1795000000.5, Speech(), **more)


def blocks(view: modals.View) -> dict[str, dict[str, Any]]:
    """The inputs, by block id; the view must be one Slack takes."""
    assert checked(view, "modal")
    assert len(json.dumps(view)) <= MOST_BYTES
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


@pytest.mark.parametrize("subject", ["Fire", "", "x" * 150, '<!channel> & "quotes"'])
@pytest.mark.parametrize("requester", ["U0RIO", None])
def test_the_form_begins_with_what_is_known_of_the_question(subject: str, requester: str | None) -> None:
    for offer in (OFFER, None):
        found = blocks(modals.create_ticket(begun(subject=subject, requester=requester), offer))
        assert found["subject"]["element"].get("initial_value", "") == subject
        assert found["requester"]["element"].get("initial_user") == requester


def test_the_forms_ids_stay_the_same() -> None:
    view = modals.create_ticket(begun(), OFFER)
    fields = [f"field:{number}" for number in range(1, 10)]
    system = ["subject", "requester", "priority", "type", "form", "group"]
    assert list(blocks(view)) == [*system, *fields, "replies", "include"]
    assert {block["element"]["action_id"] for block in blocks(view).values()} == {"value"}
    callbacks = [modals.create_ticket(begun(), None), modals.details(begun(), None)]
    missing = modals.missing_fields(begun(), OFFER, [7])
    assert missing is not None
    assert [each["callback_id"] for each in [*callbacks, missing]] == [
        *("create_ticket", "ticket_details", "ticket_fields"),
    ]
    assert json.loads(view["private_metadata"]) == {"place": str(PLACE), "at": 1795000000.5, "language": "en"}


def test_every_kind_of_field_has_its_element_and_its_value() -> None:
    found = blocks(modals.details(begun(details=GIVEN), OFFER))
    kinds = {name: block["element"]["type"] for name, block in found.items() if name.startswith("field:")}
    assert list(kinds.values()) == [
        *("plain_text_input", "plain_text_input", "number_input", "number_input", "datepicker", "checkboxes"),
        *("static_select", "multi_static_select", "plain_text_input"),
    ]
    began = {name: inputs_value(block["element"]) for name, block in found.items()}
    given = {f"field:{id_}": text for id_, text in GIVEN.fields.items()} | {"field:9": ""}
    assert began == {"priority": "high", "type": "incident", "group": "72", "form": "82", **given}


def inputs_value(element: dict[str, Any]) -> str:
    options = element.get("initial_options") or [element[key] for key in ("initial_option",) if key in element]
    plain = element.get("initial_value") or element.get("initial_date") or ""
    return " ".join(option["value"] for option in options) or str(plain)


def test_only_what_is_asked_for_stands_in_the_form_in_its_order() -> None:
    asked = OFFER.model_copy(update={"asked": (7, 999, 1, 7)})
    found = [name for name in blocks(modals.create_ticket(begun(), asked)) if name.startswith("field:")]
    assert found == ["field:7", "field:1"]


def test_what_zendesk_requires_is_required_here_too_but_a_box_may_stay_empty() -> None:
    found = blocks(modals.create_ticket(begun(), OFFER))
    assert [name for name, block in found.items() if not block["optional"]] == [
        *("subject", "field:3", "field:7", "replies"),
    ]


def test_one_form_is_no_choice() -> None:
    alone = OFFER.model_copy(update={"forms": OFFER.forms[:1], "groups": ()})
    assert not {"form", "group"} & set(blocks(modals.create_ticket(begun(), alone)))


def test_replies_and_what_goes_along_begin_as_configured() -> None:
    found = blocks(modals.create_ticket(begun(public=False, files=False), OFFER))
    assert inputs_value(found["replies"]["element"]) == "internal"
    assert inputs_value(found["include"]["element"]) == "thread"


def test_without_zendesk_the_form_has_what_needs_nothing_of_it_and_says_so() -> None:
    view = modals.create_ticket(begun(details=GIVEN), None)
    assert list(blocks(view)) == ["subject", "requester", "priority", "type", "replies", "include"]
    assert "can't be offered right now" in str(view["blocks"][-1])


def test_a_long_list_is_asked_for_while_somebody_types() -> None:
    long = OFFER.model_copy(
        update={
            "groups": choices(101, "Group", ""),
            "fields": (
                FieldOffer(id=1, title="Impact", type="tagger", choices=choices(101)),
                FieldOffer(id=2, title="Sites", type="multiselect", choices=choices(100)),
                FieldOffer(id=3, title="Rooms", type="multiselect", choices=choices(5000)),
            ),
        }
    )
    given = Details(group=100, fields={1: "choice100", 3: "choice4999 choice7"})
    found = blocks(modals.details(begun(details=given), long))
    assert {name: block["element"]["type"] for name, block in found.items() if name not in {"priority", "type"}} == {
        "form": "static_select",
        "group": "external_select",
        "field:1": "external_select",
        "field:2": "multi_static_select",
        "field:3": "multi_external_select",
    }
    assert found["group"]["element"]["initial_option"]["value"] == "100"
    assert inputs_value(found["field:3"]["element"]) == "choice7 choice4999"


def test_the_largest_account_gives_a_form_that_slack_takes() -> None:
    lists = choices(100, "“Ü”" * 40, "v" * 140)
    fields = tuple(
        FieldOffer(id=number, title="T" * 3000, type=kind, choices=lists, required=True)
        for number, kind in enumerate(["tagger", "multiselect", "text", "date"] * 50)
    )
    offer = FormOffer(groups=lists, forms=lists, fields=fields, asked=tuple(range(200)))
    assert len(modals.create_ticket(begun(), offer)["blocks"]) <= 100
    assert len(blocks(modals.create_ticket(begun(subject="x" * 150), offer))) > 90
    assert blocks(modals.details(begun(), offer))
    missing = modals.missing_fields(begun(), offer, range(200))
    assert missing is not None
    assert blocks(missing)


def test_odd_choices_do_not_spoil_the_form() -> None:
    odd = (
        Choice(value="", label="No value"),
        Choice(value="x" * 151, label="Too long to come back"),
        Choice(value="bare", label="  "),
        Choice(value="nested", label="Hardware::" * 20),
    )
    offer = FormOffer(fields=(FieldOffer(id=1, title="  ", type="tagger", choices=odd),), asked=(1,))
    element = blocks(modals.create_ticket(begun(), offer))["field:1"]["element"]
    assert [option["value"] for option in element["options"]] == ["bare", "nested"]


def test_the_fields_that_are_missing_stand_alone_and_are_all_required() -> None:
    view = modals.missing_fields(begun(), OFFER, [7, 6, 10, 11, 12, 999])
    assert view is not None
    found = blocks(view)
    assert list(found) == ["field:7", "field:6", "priority", "type", "group"]
    assert not any(block["optional"] for block in found.values())


@pytest.mark.parametrize("wanted", [[999], [13], [14], []])
def test_fields_that_cant_be_filled_in_here_make_no_form(wanted: list[int]) -> None:
    assert modals.missing_fields(begun(), OFFER, wanted) is None


@pytest.mark.parametrize("form", get_args(Form))
def test_a_window_with_a_sentence_is_something_slack_takes(form: Form) -> None:
    sentence = Speech().say("has-ticket", ticket=ticket_link("https://desk.example.com", 7))
    assert checked(modals.message_view(Speech(), sentence, form), "modal")["blocks"][0]["text"]["text"] == sentence


@pytest.mark.parametrize("language", languages())
def test_the_windows_of_every_language_are_some_that_slack_takes(language: str) -> None:
    start = modals.Begun(PLACE, 1795000000.5, Speech(language), details=GIVEN)
    views = [modals.create_ticket(start, OFFER), modals.create_ticket(start, None), modals.details(start, OFFER)]
    views += [modals.missing_fields(start, OFFER, [7]) or {}]
    views += [modals.comment(start, "Quick!"), modals.comment(start, "")]
    views += [modals.message_view(start.speech, "x", form) for form in get_args(Form)]
    assert [checked(view, "modal")["type"] for view in views] == ["modal"] * 10


def suggested(typed: str, listed: tuple[Choice, ...]) -> list[str]:
    return [option["text"]["text"] for option in inputs.suggested(listed, typed)]


def test_what_begins_with_the_typed_letters_is_suggested_first() -> None:
    listed = tuple(Choice(value=str(number), label=label) for number, label in enumerate(["Old VPN", "Vpn", "Mail"]))
    assert suggested("vp", listed) == ["Vpn", "Old VPN"]
    assert suggested(" ", listed) == ["Old VPN", "Vpn", "Mail"]
    assert suggested("nothing like it", listed) == []
    assert len(suggested("", choices(300))) == 100


def test_each_list_has_its_own_choices() -> None:
    assert modals.choices_of("group", OFFER) == OFFER.groups
    assert modals.choices_of("form", OFFER) == OFFER.forms
    assert modals.choices_of("field:8", OFFER) == FIELDS[7].choices
    assert modals.choices_of("field:999", OFFER) == modals.choices_of("subject", OFFER) == ()
