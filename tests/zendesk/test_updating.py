"""Status and assignee go to Zendesk in one safe update."""

import pytest

from helpdesk.domain.events import ZendeskGone, ZendeskOpened, ZendeskRead, ZendeskWritten
from helpdesk.domain.retry import TryLater
from helpdesk.sandbox.zendesk.records import TicketField
from helpdesk.zendesk.refusals import Refused

from .scene import ALEX, GUEST, KIM, ROBIN, Scene, opening, update

TICKET = "/api/v2/tickets/1"


def opened(scene: Scene) -> ZendeskOpened:
    done = scene.open(opening(assignee="U0ALEX"), ROBIN, ALEX)
    scene.zendesk.journal.clear()
    scene.pass_time()
    return done


def unassigned(scene: Scene) -> ZendeskOpened:
    done = scene.open()
    scene.zendesk.journal.clear()
    scene.pass_time()
    return done


def impact(scene: Scene) -> TicketField:
    return next(field for field in scene.zendesk.account.ticket_fields.values() if field.title == "Impact")


def test_status_and_assignee_go_in_one_update_with_the_stamp(scene: Scene) -> None:
    before = opened(scene)
    done = scene.tickets.update(update(before, "pending", assignee="U0KIM"), KIM, None, assigned_before="U0ALEX")
    assert scene.sent("PUT") == [
        {
            "id": 1,
            "status": "pending",
            "assignee_id": scene.user(KIM).id,
            "safe_update": True,
            "updated_stamp": before.reading.stamp,
        }
    ]
    assert isinstance(done, ZendeskWritten)
    assert (done.wrote, done.assigned, done.unknown) == ("pending", "U0KIM", None)
    assert (done.reading.status, done.reading.agent) == ("pending", "Kim Support")
    assert done.reading.stamp == scene.transport.ticket(1).updated_at != before.reading.stamp
    assert done.reading.moved_by == scene.bot.id


def test_a_custom_status_is_written_by_its_id(scene: Scene) -> None:
    in_the_works = scene.custom_status("In the works")
    done = scene.tickets.update(update(opened(scene), in_the_works), None, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskWritten)
    assert (done.wrote, done.reading.custom, done.reading.status) == (in_the_works, in_the_works, "open")
    assert "status" not in scene.sent("PUT")[0]


def test_what_is_not_written_keeps_what_was_known_before(scene: Scene) -> None:
    done = scene.tickets.update(
        update(opened(scene), "pending"), None, None, assigned_before="U0ALEX", unknown_before="U0BOB"
    )
    assert isinstance(done, ZendeskWritten)
    assert (done.assigned, done.unknown) == ("U0ALEX", "U0BOB")
    assert "assignee_id" not in scene.sent("PUT")[0]


def test_an_assignee_is_taken_away_with_null(scene: Scene) -> None:
    done = scene.tickets.update(update(opened(scene), assign=True), None, None, assigned_before="U0ALEX")
    assert scene.sent("PUT")[0]["assignee_id"] is None
    assert scene.ticket(1).assignee_id is None
    assert isinstance(done, ZendeskWritten)
    assert (done.assigned, done.reading.agent) == (None, None)


def test_somebody_zendesk_does_not_know_is_not_written(scene: Scene) -> None:
    before = opened(scene)
    done = scene.tickets.update(update(before, "pending", assignee="U0GUEST"), GUEST, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskWritten)
    assert (done.assigned, done.unknown) == ("U0ALEX", "U0GUEST")
    assert scene.ticket(1).assignee_id == scene.user(ALEX).id


def test_with_nothing_left_to_write_the_ticket_is_read(scene: Scene) -> None:
    before = opened(scene)
    done = scene.tickets.update(update(before, assignee="U0GUEST"), GUEST, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskWritten)
    assert (done.wrote, done.unknown, done.reading.stamp) == (None, "U0GUEST", before.reading.stamp)
    assert scene.sent("PUT") == []


def test_a_ticket_changed_meanwhile_is_read_and_not_written(scene: Scene) -> None:
    before = opened(scene)
    scene.act("set_status", KIM, 1, status="pending")
    done = scene.tickets.update(update(before, "solved", solver="U0ALEX"), None, ALEX, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskRead)
    assert (done.reading.status, done.reading.moved_by) == ("pending", scene.user(KIM).id)
    assert done.reading.moved_at == scene.clock[0]
    assert scene.ticket(1).status == "pending"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_update_is_written_once_and_found_again(scene: Scene, when: str) -> None:
    before = opened(scene)
    scene.fail(method="PUT", path=TICKET, when=when, drop=True)
    wish = update(before, "pending")
    with pytest.raises(TryLater) as later:
        scene.tickets.update(wish, None, None, assigned_before="U0ALEX")
    assert later.value.doubt
    assert scene.count("PUT", TICKET) == 1
    done = scene.tickets.update(wish, None, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskRead if when == "after" else ZendeskWritten)
    assert done.reading.status == "pending"
    assert done.reading.moved_by == scene.bot.id
    assert len([a for a in scene.ticket(1).audits if any(e.get("value") == "pending" for e in a.events)]) == 1


def test_a_deleted_ticket_is_gone(scene: Scene) -> None:
    before = opened(scene)
    scene.act("delete", ALEX, 1)
    assert scene.tickets.update(update(before, "pending"), None, None) == ZendeskGone(id=1)


def test_a_closed_ticket_is_read(scene: Scene) -> None:
    before = opened(scene)
    scene.act("set_status", ALEX, 1, status="solved")
    scene.act("close", ALEX, 1)
    closed = scene.transport.ticket(1)
    wish = update(before.model_copy(update={"reading": before.reading.model_copy(update={"stamp": ""})}), "open")
    done = scene.tickets.update(wish, None, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskRead)
    assert (done.reading.status, done.reading.stamp) == ("closed", closed.updated_at)


def test_a_solve_makes_whoever_solved_it_the_assignee_of_a_ticket_without_one(scene: Scene) -> None:
    done = scene.tickets.update(update(unassigned(scene), "solved", solver="U0KIM"), None, KIM)
    assert isinstance(done, ZendeskWritten)
    assert (done.assigned, done.reading.agent, done.reading.status) == ("U0KIM", "Kim Support", "solved")


def test_a_solve_leaves_the_assignee_somebody_chose_in_zendesk(scene: Scene) -> None:
    unassigned(scene)
    scene.act("assign", ALEX, 1, assignee=scene.user(ALEX).id)
    reading = scene.transport.ticket(1)
    wish = update(unassigned_as(reading.updated_at), "solved", solver="U0KIM")
    done = scene.tickets.update(wish, None, KIM)
    assert isinstance(done, ZendeskWritten)
    assert (done.assigned, done.reading.agent) == (None, "Alex Support")


def unassigned_as(stamp: str) -> ZendeskOpened:
    return ZendeskOpened.model_validate({"reading": {"id": 1, "status": "open", "stamp": stamp}})


def test_a_solve_of_a_ticket_changed_meanwhile_is_not_even_tried(scene: Scene) -> None:
    before = unassigned(scene)
    scene.act("set_status", ALEX, 1, status="pending")
    done = scene.tickets.update(update(before, "solved", solver="U0KIM"), None, KIM)
    assert isinstance(done, ZendeskRead)
    assert scene.sent("PUT") == []


def test_a_solve_that_needs_an_assignee_gets_ourselves(scene: Scene) -> None:
    scene.zendesk.account.knobs.assign_tickets_upon_solve = False
    done = scene.tickets.update(update(unassigned(scene), "solved", solver="U0GUEST"), None, GUEST)
    assert isinstance(done, ZendeskWritten)
    assert (done.assigned, done.reading.status) == (None, "solved")
    assert scene.ticket(1).assignee_id == scene.bot.id
    assert [sent.get("assignee_id") for sent in scene.sent("PUT")] == [None, scene.bot.id]


def test_a_refused_solve_names_the_missing_fields_title(scene: Scene) -> None:
    before = opened(scene)
    impact(scene).required = True
    with pytest.raises(Refused, match='Zendesk needs "Impact" filled in') as refused:
        scene.tickets.update(update(before, "solved", solver="U0ALEX"), None, ALEX, assigned_before="U0ALEX")
    assert refused.value.status == 422
    assert refused.value.error == "RecordInvalid"
    assert [c.ticket_field_id for c in refused.value.complaints] == [impact(scene).id]


def test_where_the_title_cant_be_had_the_complaint_is_quoted(scene: Scene) -> None:
    before = opened(scene)
    impact(scene).required = True
    scene.fail(method="GET", path="/api/v2/ticket_fields/*", status=403, body={"error": "Forbidden"})
    with pytest.raises(Refused, match='Zendesk needs "Impact" filled in'):
        scene.tickets.update(update(before, "solved", solver="U0ALEX"), None, ALEX, assigned_before="U0ALEX")


def test_an_agent_known_by_an_id_that_is_gone_is_looked_up_once_more(scene: Scene) -> None:
    before = opened(scene)
    scene.people.agent(KIM)
    key = next(key for key in scene.memory.values if key.endswith(":agent:kim@example.com"))
    scene.memory.put(key, "4711", 60)
    done = scene.tickets.update(update(before, assignee="U0KIM"), KIM, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskWritten)
    assert (done.assigned, done.reading.agent) == ("U0KIM", "Kim Support")


def test_somebody_who_is_no_agent_any_more_comes_back_as_unknown(scene: Scene) -> None:
    before = opened(scene)
    scene.people.agent(KIM)
    scene.user(KIM).suspended = True
    done = scene.tickets.update(update(before, "pending", assignee="U0KIM"), KIM, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskWritten)
    assert (done.wrote, done.assigned, done.unknown) == ("pending", "U0ALEX", "U0KIM")


def test_a_status_the_account_does_not_have_is_refused_with_zendesks_reason(scene: Scene) -> None:
    before = opened(scene)
    scene.zendesk.account.knobs.hold_enabled = False
    with pytest.raises(Refused, match="hold is not a valid status"):
        scene.tickets.update(update(before, "hold"), None, None, assigned_before="U0ALEX")


def test_a_name_that_cant_be_had_does_not_lose_the_write(scene: Scene) -> None:
    before = opened(scene)
    scene.memory.values.clear()
    scene.fail(method="GET", path="/api/v2/users/*", status=503, times=None)
    done = scene.tickets.update(update(before, "pending"), None, None, assigned_before="U0ALEX")
    assert isinstance(done, ZendeskWritten)
    assert done.reading.agent is None
