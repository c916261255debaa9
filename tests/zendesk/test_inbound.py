"""A webhook delivery says which ticket stirred, in whatever form Zendesk writes it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.delivery import Unreadable
from helpdesk.domain.events import ZendeskStirred
from helpdesk.zendesk.inbound import Stirred, read_webhook

DETAIL: dict[str, Any] = {
    "id": "12",
    "actor_id": "360000001000",
    "external_id": "slack:T1:C1:17.5",
    "updated_at": "2026-11-22T10:30:00Z",
    "status": "OPEN",
    "tags": ["slack-helpdesk"],
    "organization_id": "0",
}
EVENT: dict[str, Any] = {
    "account_id": 18525119,
    "id": "3f6c2c5e-5a1b-4a3e-9a49-1e1f6f3c9d11",
    "subject": "zen:ticket:12",
    "time": "2026-11-22T10:30:01Z",
    "type": "zen:event-type:ticket.status_changed",
    "zendesk_event_version": "2022-11-06",
    "detail": DETAIL,
    "event": {"current": "SOLVED", "previous": "OPEN", "meta": {"sequence": {"id": "0" * 32, "position": 1}}},
}
STIRRED = ZendeskStirred(ticket=12, actor=360000001000, stamp="2026-11-22T10:30:00Z", about="fields")


def event(**detail: Any) -> dict[str, Any]:
    return {**EVENT, "detail": {**DETAIL, **detail}}


def read(body: object, invocation: str | None = "01INVOCATION") -> Stirred | None:
    return read_webhook(json.dumps(body, indent=3).encode(), invocation)


def stirred(body: object, invocation: str | None = "01INVOCATION") -> Stirred:
    found = read(body, invocation)
    assert found is not None
    return found


def test_an_event_names_ticket_actor_stamp_delivery_and_place() -> None:
    assert stirred(EVENT) == Stirred(STIRRED, "3f6c2c5e-5a1b-4a3e-9a49-1e1f6f3c9d11", "slack:T1:C1:17.5")


def happened(kind: str, **event: Any) -> ZendeskStirred:
    meta = {"sequence": {"id": "0" * 32, "position": 1}}
    return stirred({**EVENT, "type": f"zen:event-type:ticket.{kind}", "event": {**event, "meta": meta}}).event


COMMENT = {"id": "33144692246176", "body": "text", "is_public": True, "author": {"id": "7", "is_staff": True}}
ABOUT: dict[str, str] = {
    "created": "talk",
    "comment_added": "talk",
    "attachment_linked_to_comment": "talk",
    "attachment_redacted_from_comment": "talk",  # it does not say which
    "status_changed": "fields",
    "custom_status_changed": "fields",
    "agent_assignment_changed": "fields",
    "priority_changed": "deadline",
    "next_sla_breach_changed": "deadline",
    "requester_changed": "fields",
    "soft_deleted": "fields",
    "permanently_deleted": "fields",
    "marked_as_spam": "fields",
    "undeleted": "",
    "a_kind_of_tomorrow": "",
}


@pytest.mark.parametrize("kind", ABOUT)
def test_every_kind_of_ticket_event_says_what_it_is_about(kind: str) -> None:
    assert happened(kind, comment=COMMENT) == STIRRED.model_copy(update={"about": ABOUT[kind]})


@pytest.mark.parametrize("kind", ["comment_redacted", "comment_made_private"])
@pytest.mark.parametrize("number", ["33144692246176", 33144692246176, " 33144692246176 "])
def test_a_comment_withdrawn_is_named(kind: str, number: object) -> None:
    found = happened(kind, comment={"id": number})
    assert (found.about, found.comment) == ("withdrawn", 33144692246176)


def test_a_file_withdrawn_is_named_and_its_comment_is_not() -> None:
    found = happened("attachment_redacted_from_comment", comment={"id": "33"}, attachment={"id": "44"})
    assert (found.about, found.comment, found.file) == ("withdrawn", None, 44)


@pytest.mark.parametrize("comment", [None, {}, [], "33", {"id": None}, {"id": "0"}, {"id": "x"}, {"id": True}])
def test_a_comment_withdrawn_without_a_name_asks_for_everything(comment: object) -> None:
    found = happened("comment_redacted", comment=comment)
    assert (found.about, found.comment) == ("", None)


@pytest.mark.parametrize("target", ["9", 9])
def test_a_merge_names_the_ticket_merged_into(target: object) -> None:
    found = happened("merged", target_ticket_id=target)
    assert (found.about, found.into) == ("merged", 9)


@pytest.mark.parametrize("target", [None, "", "0", "x", -1, [9]])
def test_a_merge_into_nothing_asks_for_everything(target: object) -> None:
    found = happened("merged", target_ticket_id=target)
    assert (found.about, found.into) == ("", None)


@pytest.mark.parametrize("kind", ["zen:event-type:user.created", "zen:event-type:article.published"])
def test_events_about_something_else_stir_nothing(kind: str) -> None:
    assert read({**EVENT, "type": kind, "detail": {"id": "not a number"}}) is None


LENIENT: dict[str, tuple[dict[str, Any], ZendeskStirred]] = {
    "ids as numbers": (event(id=12, actor_id=360000001000), STIRRED),
    "type in another case": ({**EVENT, "type": "ZEN:event-type:Ticket.Status_Changed"}, STIRRED),
    "tags null": (event(tags=None), STIRRED),
    "tags as text": (event(tags="one two"), STIRRED),
    "enums in lower case": (event(status="open", priority=None), STIRRED),
    "unknown fields": ({**event(new_field={"deep": [1]}), "surprise": True}, STIRRED),
    "no event part": ({key: value for key, value in EVENT.items() if key != "event"}, STIRRED),
    "actor empty": (event(actor_id=""), STIRRED.model_copy(update={"actor": None})),
    "actor null": (event(actor_id=None), STIRRED.model_copy(update={"actor": None})),
    "actor zero": (event(actor_id="0"), STIRRED.model_copy(update={"actor": None})),
    "actor a rule": (event(actor_id="-1"), STIRRED.model_copy(update={"actor": 0})),
    "no stamp": (event(updated_at=None), STIRRED.model_copy(update={"stamp": ""})),
}


@pytest.mark.parametrize("case", LENIENT)
def test_an_event_is_understood_with(case: str) -> None:
    body, expected = LENIENT[case]
    assert stirred(body).event == expected


@pytest.mark.parametrize("external_id", ["", None, [], {"a": 1}])
def test_a_ticket_without_external_id_has_none(external_id: object) -> None:
    assert stirred(event(external_id=external_id)).external_id is None


BROKEN: dict[str, object] = {
    "no ticket id": event(id=None),
    "ticket id empty": event(id=""),
    "ticket id zero": event(id="0"),
    "ticket id negative": event(id="-3"),
    "ticket id words": event(id="twelve"),
    "ticket id a list": event(id=[12]),
    "ticket id true": event(id=True),
    "ticket id endless": event(id="9" * 5000),
    "no detail": {key: value for key, value in EVENT.items() if key != "detail"},
    "detail a list": {**EVENT, "detail": []},
    "actor words": event(actor_id="somebody"),
    "a list": [EVENT],
    "a word": "hello",
    "neither event nor ticket": {"hello": "world"},
    "trigger without number": {"ticket_id": "{{ticket.id}}"},
    "trigger empty": {"ticket_id": ""},
    "half a character": event(external_id="slack:\ud800"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_delivery_is_unreadable_with(case: str) -> None:
    with pytest.raises(Unreadable) as why:
        read(BROKEN[case])
    assert str(why.value)


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN', b"null"])
def test_bytes_that_are_no_json_object_are_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_webhook(raw, None)


def test_an_empty_test_call_stirs_nothing() -> None:
    assert read({}) is None


@pytest.mark.parametrize("number", ["123", 123, " 123 "])
def test_a_trigger_names_its_ticket(number: object) -> None:
    found = stirred({"ticket_id": number, "comment_id": "5"})
    assert found.event == ZendeskStirred(ticket=123)
    assert found.delivery == "01INVOCATION"


def test_a_delivery_without_any_id_is_known_by_its_bytes() -> None:
    body = {**EVENT, "id": None}
    assert stirred(body, None).delivery == stirred(body, None).delivery
    assert stirred(body, None).delivery != stirred({**body, "time": "later"}, None).delivery


def test_an_endless_delivery_id_is_shortened() -> None:
    assert len(stirred({**EVENT, "id": "x" * 10_000}).delivery) == 64


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional={"type": JSON | st.just(EVENT["type"]), "ticket_id": JSON, "detail": JSON}))
def test_whatever_comes_is_read_or_unreadable(body: dict[str, Any]) -> None:
    try:
        found = read(body)
    except Unreadable:
        return
    assert found is None or found.event.ticket > 0
