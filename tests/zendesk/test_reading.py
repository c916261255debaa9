"""A ticket is read with who last moved its status, and when."""

from typing import Any

import pytest
from pydantic import SecretStr

from helpdesk.domain.effects import ReadZendeskTicket
from helpdesk.domain.events import Reading, ZendeskGone, ZendeskRead
from helpdesk.domain.retry import TryLater
from helpdesk.zendesk.comments import Comments
from helpdesk.zendesk.login import TokenLogin
from helpdesk.zendesk.payloads import Audit, ExportPage
from helpdesk.zendesk.people import People
from helpdesk.zendesk.readings import Moved, Readings, move_in
from helpdesk.zendesk.transport import Transport

from .listening import Listening
from .scene import ALEX, KIM, ROBIN, Remembered, Scene, opening, read


def reading(scene: Scene, told: object) -> Reading:
    assert isinstance(told, ZendeskRead)
    return told.reading


def test_a_ticket_like_the_base_costs_one_call(scene: Scene) -> None:
    opened = scene.open(opening(assignee="U0ALEX"), ROBIN, ALEX)
    scene.zendesk.journal.clear()
    told = reading(scene, scene.tickets.read(read(opened)))
    assert (told.status, told.agent, told.moved_at, told.moved_by) == ("open", "Alex Support", 0.0, None)
    assert [call.path for call in scene.zendesk.journal.calls] == ["/api/v2/tickets/1"]


def test_a_moved_ticket_tells_by_whom_and_when(scene: Scene) -> None:
    opened = scene.open()
    scene.pass_time()
    scene.act("set_status", KIM, 1, status="pending")
    moved = scene.clock[0]
    scene.pass_time()
    scene.act("comment", ALEX, 1, text="Any news?")
    told = reading(scene, scene.tickets.read(read(opened)))
    assert (told.status, told.moved_by, told.moved_at) == ("pending", scene.user(KIM).id, moved)


def test_a_custom_status_of_the_same_category_counts_as_a_move(scene: Scene) -> None:
    opened = scene.open(opening(assignee="U0ALEX"), ROBIN, ALEX)
    scene.pass_time()
    in_the_works = scene.custom_status("In the works")
    scene.act("set_status", KIM, 1, custom_status_id=in_the_works)
    told = reading(scene, scene.tickets.read(read(opened)))
    assert (told.status, told.custom, told.moved_by) == ("open", in_the_works, scene.user(KIM).id)


def test_the_last_move_is_found_behind_hundreds_of_other_updates(scene: Scene) -> None:
    opened = scene.open()
    for number in range(215):
        scene.pass_time()
        scene.act("comment", ALEX, 1, text=f"note {number}")
    scene.act("set_status", KIM, 1, status="pending")
    moved = scene.clock[0]
    told = reading(scene, scene.tickets.read(read(opened)))
    assert (told.moved_by, told.moved_at) == (scene.user(KIM).id, moved)
    assert scene.count("GET", "/audits") <= 3


def test_audits_sorted_as_asked_are_read_from_the_front(scene: Scene) -> None:
    opened = scene.open()
    scene.pass_time()
    scene.act("set_status", KIM, 1, status="pending")
    scene.ticket(1).audits.reverse()
    assert reading(scene, scene.tickets.read(read(opened))).moved_by == scene.user(KIM).id
    assert "sort_order=desc" in scene.zendesk.journal.calls_of("GET", "/audits")[0].query


def test_without_leave_to_read_audits_the_ticket_itself_tells_when(scene: Scene) -> None:
    opened = scene.open()
    scene.pass_time()
    scene.act("set_status", KIM, 1, status="pending")
    scene.fail(method="GET", path="*/audits", status=403, body={"error": {"title": "Forbidden"}})
    told = reading(scene, scene.tickets.read(read(opened)))
    assert (told.moved_by, told.moved_at) == (None, scene.clock[0])


def test_audits_that_cant_be_had_now_put_the_reading_off(scene: Scene) -> None:
    opened = scene.open()
    scene.act("set_status", KIM, 1, status="pending")
    scene.fail(method="GET", path="*/audits", status=429, retry_after="1.5")
    with pytest.raises(TryLater) as later:
        scene.tickets.read(read(opened))
    assert (later.value.after, later.value.doubt) == (1.5, False)


def test_a_deleted_ticket_is_gone(scene: Scene) -> None:
    opened = scene.open()
    scene.act("delete", ALEX, 1)
    assert scene.tickets.read(read(opened)) == ZendeskGone(id=1)


def test_a_ticket_shown_as_deleted_is_gone() -> None:
    with Listening(b'{"ticket": {"id": 1, "status": "deleted", "updated_at": "2026-11-22T10:30:00Z"}}') as other:
        transport = Transport(other.url, TokenLogin("a@example.com", SecretStr("t")))
        readings = Readings(transport, People(transport, Remembered()), Comments(transport))
        assert readings.read(ReadZendeskTicket(1, "open", None)) == ZendeskGone(id=1)


def change(field: str, **more: Any) -> dict[str, Any]:
    return {"type": "Change", "field_name": field, **more}


RULE = {"channel": "rule", "source": {"rel": "trigger"}}
MOVES: dict[str, tuple[int, list[dict[str, Any]], int | None]] = {
    "an agent moves": (7, [change("status")], 7),
    "a trigger moves": (7, [change("priority"), change("status", via=RULE)], 0),
    "an agent moves and a trigger moves on": (7, [change("status"), change("status", via=RULE)], 0),
    "a trigger acts, an agent moves": (7, [change("tags", via=RULE), change("status", via={"channel": "web"})], 7),
    "an automation moves": (-1, [change("custom_status_id")], 0),
    "nobody moves": (7, [change("priority"), {"type": "Comment"}], None),
}


@pytest.mark.parametrize("case", MOVES)
def test_who_moved_is_read_off_an_audit(case: str) -> None:
    author, events, by = MOVES[case]
    audit = Audit.model_validate({"author_id": author, "created_at": "2026-11-22T10:30:00Z", "events": events})
    assert move_in(audit) == (None if by is None else Moved(1795343400.0, by))


def test_another_requester_is_named_and_the_same_one_not_asked_for(scene: Scene) -> None:
    reading = scene.open().reading
    scene.act("set_requester", ALEX, 1, requester=scene.user(KIM).id)
    told = scene.tickets.read(ReadZendeskTicket(1, reading.status, reading.custom, asker=reading.requester_id))
    assert isinstance(told, ZendeskRead)
    assert told.reading.requester == "Kim Support"
    same = scene.tickets.read(ReadZendeskTicket(1, reading.status, reading.custom, asker=told.reading.requester_id))
    assert isinstance(same, ZendeskRead)
    assert same.reading.requester is None


def test_a_comment_of_the_second_in_which_we_wrote_is_unheard_until_it_is_known(scene: Scene) -> None:
    opened = scene.open()
    assert not scene.tickets.unheard(opened.reading, (), scene.clock[0] - 10)
    number = scene.act("comment", KIM, 1, text="In the same second")["comment"]
    assert scene.tickets.unheard(opened.reading, (), scene.clock[0] - 10)
    assert not scene.tickets.unheard(opened.reading, (number,), scene.clock[0] - 10)


def test_what_was_looked_into_before_costs_no_call(scene: Scene) -> None:
    opened = scene.open()
    scene.act("comment", KIM, 1, text="Long ago")
    scene.pass_time(100)
    scene.zendesk.journal.clear()
    assert not scene.tickets.unheard(opened.reading, (), scene.clock[0] - 10)
    assert not scene.zendesk.journal.calls


def test_a_ticket_that_is_gone_has_nothing_unheard(scene: Scene) -> None:
    opened = scene.open()
    scene.act("delete", KIM, 1)
    assert not scene.tickets.unheard(opened.reading, (), 0.0)


def test_a_ticket_that_cant_be_read_hides_no_other() -> None:
    good = {"id": 7, "status": "open"}
    page = ExportPage.model_validate({"tickets": [{"id": 8, "status": "of a kind to come"}, None, good]})
    assert [ticket.id for ticket in page.tickets] == [7]
