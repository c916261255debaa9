"""A question's Zendesk ticket is made, once, by whoever asked."""

from unittest.mock import ANY

import pytest

from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.zendesk import words
from helpdesk.zendesk.refusals import Refused

from .scene import ALEX, GUEST, KIM, LINK, NEWCOMER, PLACE, ROBIN, THREAD, Scene, opening, read

TICKETS = "/api/v2/tickets"


def test_the_ticket_sent_holds_every_field_and_nothing_unknown(scene: Scene) -> None:
    there = scene.with_defaults(group_id=360000000001, form_id=360000000002, tags=("slack-helpdesk",))
    there.open(opening(status="pending", assignee="U0ALEX"), ROBIN, ALEX)
    robin = scene.user(ROBIN).id
    html = scene.sent("POST")[0]["comment"].pop("html_body")
    assert scene.sent("POST") == [
        {
            "subject": "The VPN is down",
            "comment": {"public": True, "author_id": robin},
            "requester_id": robin,
            "submitter_id": robin,
            "external_id": "slack:T1:C0ITHELP1:1795000000.000100",
            "tags": ["slack-helpdesk"],
            "group_id": 360000000001,
            "ticket_form_id": 360000000002,
            "status": "pending",
            "assignee_id": scene.user(ALEX).id,
            "metadata": {"slack": "opening", "record": ANY, "edited": "0", "until": "1795000000.000100"},
        }
    ]
    assert html.startswith(f'<p><a href="{LINK}" rel="noreferrer">')
    assert "The VPN is &lt;down&gt;" in html
    call = scene.zendesk.journal.calls_of("POST", TICKETS)[0]
    assert call.unknown_fields == []
    assert call.idempotency_key == "slack:T1:C0ITHELP1:1795000000.000100"


def test_the_reading_tells_number_status_stamp_and_agent(scene: Scene) -> None:
    opened = scene.open(opening(assignee="U0ALEX"), ROBIN, ALEX)
    assert opened.assigned == "U0ALEX"
    assert opened.unknown is None
    assert opened.reading.id == 1
    assert opened.reading.status == "open"
    assert opened.reading.agent == "Alex Support"
    assert opened.reading.stamp == scene.transport.ticket(1).updated_at


def test_a_long_or_missing_subject_is_made_to_fit(scene: Scene) -> None:
    scene.open(opening(subject="word " * 60))
    scene.open(opening(subject=" ", past=(1,)))
    assert len(scene.sent("POST")[0]["subject"]) <= 150
    assert scene.sent("POST")[1]["subject"] == words.SUBJECT


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", [{"drop": True}, {"status": 500}, {"status": 503, "retry_after": 7}], ids=str)
def test_a_lost_call_leaves_exactly_one_ticket(scene: Scene, when: str, how: dict[str, object]) -> None:
    scene.fail(method="POST", path=TICKETS, when=when, **how)
    with pytest.raises(TryLater) as later:
        scene.open()
    assert later.value.doubt
    opened = scene.open(opening(doubt=True))
    assert [ticket.id for ticket in scene.living] == [opened.reading.id]
    assert scene.count("POST", TICKETS) == (1 if when == "after" else 2)


def test_an_answer_that_takes_too_long_leaves_exactly_one_ticket(scene: Scene) -> None:
    scene.fail(method="POST", path=TICKETS, when="after", hang=0.4)
    with pytest.raises(TryLater) as later:
        scene.impatient().open()
    assert later.value.doubt
    assert scene.open(opening(doubt=True)).reading.id == 1
    assert len(scene.living) == 1


def test_an_earlier_try_found_without_doubt_answers_the_same_ticket(scene: Scene) -> None:
    scene.fail(method="POST", path=TICKETS, when="after", drop=True)
    with pytest.raises(TryLater):
        scene.open()
    assert scene.open().reading.id == 1
    assert len(scene.living) == 1


def test_an_earlier_try_is_adopted_although_the_thread_has_grown(scene: Scene) -> None:
    scene.open()
    longer = Transcript(LINK, (*THREAD.messages, Message("Robin Sample", 1795000050.0, of_text("Still down"), LINK)))
    adopted = scene.open(thread=longer)
    assert (adopted.reading.id, adopted.adopted) == (1, True)
    assert len(scene.living) == 1


def test_the_same_key_with_no_ticket_to_be_found_is_put_off_in_doubt(scene: Scene) -> None:
    scene.open()
    scene.act("delete", ALEX, 1)
    longer = Transcript(LINK, (*THREAD.messages, Message("Robin Sample", 1795000050.0, of_text("Still down"), LINK)))
    with pytest.raises(TryLater) as later:
        scene.open(thread=longer)
    assert later.value.doubt


def test_a_ticket_deleted_since_is_made_anew(scene: Scene) -> None:
    scene.open()
    scene.act("delete", ALEX, 1)
    assert scene.open().reading.id == 2
    assert [ticket.id for ticket in scene.living] == [2]


def test_the_doubt_stays_until_the_look_up_was_answered(scene: Scene) -> None:
    scene.fail(method="GET", path=TICKETS, status=503, retry_after=9)
    with pytest.raises(TryLater) as later:
        scene.open(opening(doubt=True))
    assert later.value.doubt
    assert later.value.after == 9


def test_a_slow_down_is_no_doubt_and_carries_its_seconds(scene: Scene) -> None:
    scene.fail(method="POST", path=TICKETS, status=429, retry_after=17)
    with pytest.raises(TryLater) as later:
        scene.open()
    assert not later.value.doubt
    assert later.value.after == 17
    assert scene.count("POST", TICKETS) == 1


def test_older_tickets_of_the_place_are_not_taken_for_the_new_one(scene: Scene) -> None:
    scene.open()
    opened = scene.open(opening(doubt=True, past=(1,)))
    assert opened.reading.id == 2
    assert scene.zendesk.journal.calls_of("POST", TICKETS)[1].idempotency_key == f"{PLACE.external_id}:after:1"


def test_a_follow_up_names_the_closed_ticket_it_follows(scene: Scene) -> None:
    scene.open()
    scene.act("set_status", ALEX, 1, status="solved")
    scene.act("close", ALEX, 1)
    opened = scene.open(opening(follows=1))
    assert opened.reading.id == 2
    assert scene.ticket(1).followup_ids == (2,)
    assert scene.ticket(2).external_id == PLACE.external_id
    assert scene.ticket(2).tags == ("slack-helpdesk",)
    assert scene.open(opening(follows=1, doubt=True)).reading.id == 2


def test_a_follow_up_of_a_ticket_still_open_is_refused(scene: Scene) -> None:
    scene.open()
    with pytest.raises(GiveUp):
        scene.open(opening(follows=1))
    assert len(scene.living) == 1


def test_a_custom_status_is_sent_by_its_id(scene: Scene) -> None:
    in_the_works = scene.custom_status("In the works")
    opened = scene.open(opening(status=in_the_works))
    assert opened.reading.custom == in_the_works
    assert scene.sent("POST")[0]["custom_status_id"] == in_the_works
    assert "status" not in scene.sent("POST")[0]


def test_an_assignee_zendesk_does_not_know_comes_back_as_unknown(scene: Scene) -> None:
    opened = scene.open(opening(assignee="U0ROBIN"), ROBIN, ROBIN)
    assert (opened.assigned, opened.unknown) == (None, "U0ROBIN")
    assert "assignee_id" not in scene.sent("POST")[0]


def test_an_assignee_who_is_no_agent_any_more_is_left_out(scene: Scene) -> None:
    assert scene.people.agent(ALEX)
    scene.user(ALEX).role = "end-user"
    opened = scene.open(opening(assignee="U0ALEX"), ROBIN, ALEX)
    assert (opened.assigned, opened.unknown) == (None, "U0ALEX")
    assert scene.ticket(opened.reading.id).assignee_id is None


def test_a_person_zendesk_does_not_know_is_made_without_a_welcome_mail(scene: Scene) -> None:
    scene.open(requester=NEWCOMER)
    made = scene.zendesk.journal.calls_of("POST", "/users/create_or_update")[0]
    assert made.body == {"user": {"name": "Nia New", "email": "Nia+slack@example.com", "skip_verify_email": True}}
    assert scene.ticket(1).requester_id == scene.user(NEWCOMER).id


def test_an_agent_who_asks_is_the_requester_and_stays_as_they_are(scene: Scene) -> None:
    scene.open(requester=KIM._replace(name="Kim from Slack"))
    assert scene.ticket(1).requester_id == scene.user(KIM).id
    assert scene.user(KIM).name == "Kim Support"
    assert scene.count("POST", "/users") == 0


def test_somebody_without_an_address_is_named_in_the_text_of_the_fallback(scene: Scene) -> None:
    scene.with_defaults(fallback_requester="it-help@example.com").open(requester=GUEST)
    ticket = scene.ticket(1)
    assert scene.zendesk.account.users[ticket.requester_id].email == "it-help@example.com"
    assert "Asked in Slack by Gus Guest" in scene.sent("POST")[0]["comment"]["html_body"]


@pytest.mark.parametrize("requester", [GUEST, None, ROBIN._replace(is_bot=True)])
def test_without_a_fallback_we_ourselves_are_the_requester(scene: Scene, requester: object) -> None:
    scene.open(requester=requester)  # type: ignore[arg-type]
    assert scene.ticket(1).requester_id == scene.bot.id
    assert "Asked in Slack by" in scene.sent("POST")[0]["comment"]["html_body"]


def test_a_suspended_requester_is_replaced_by_the_fallback_under_another_key(scene: Scene) -> None:
    scene.act("suspend", ALEX, requester=scene.user(ROBIN).id)
    opened = scene.with_defaults(fallback_requester="it-help@example.com").open()
    ticket = scene.ticket(opened.reading.id)
    assert scene.zendesk.account.users[ticket.requester_id].email == "it-help@example.com"
    first, second = scene.zendesk.journal.calls_of("POST", TICKETS)
    assert first.idempotency_key != second.idempotency_key
    assert "Asked in Slack by Robin Sample" in scene.sent("POST")[1]["comment"]["html_body"]


def test_a_suspended_requester_and_fallback_leave_it_to_ourselves(scene: Scene) -> None:
    scene.act("suspend", ALEX, requester=scene.user(ROBIN).id)
    scene.with_defaults(fallback_requester="ROBIN@example.com").open()
    assert scene.ticket(1).requester_id == scene.bot.id


def test_when_we_ourselves_are_suspended_it_is_refused_with_zendesks_reason(scene: Scene) -> None:
    scene.bot.suspended = True
    with pytest.raises(Refused, match="Helpdesk is suspended"):
        scene.open(requester=GUEST)


def test_a_requester_known_by_an_id_that_is_gone_is_looked_up_once_more(scene: Scene) -> None:
    scene.people.end_user("robin@example.com", "Robin Sample")
    key = next(key for key in scene.memory.values if key.endswith(":user:robin@example.com"))
    scene.memory.put(key, "4711", 60)
    scene.open()
    assert scene.ticket(1).requester_id == scene.user(ROBIN).id
    assert scene.memory.get(key) == str(scene.user(ROBIN).id)


def test_internal_replies_make_the_first_comment_internal(scene: Scene) -> None:
    scene.with_defaults(replies_public=False).open()
    assert scene.sent("POST")[0]["comment"]["public"] is False


def test_a_permission_that_is_missing_is_refused_with_what_to_check(scene: Scene) -> None:
    body = {"error": {"title": "Forbidden", "message": "You do not have access to this page."}}
    scene.fail(method="POST", path=TICKETS, status=403, body=body)
    with pytest.raises(Refused, match="check its role"):
        scene.open()


def test_we_know_ourselves_after_the_first_effect(scene: Scene) -> None:
    assert scene.tickets.me_if_known() is None
    opened = scene.open()
    assert scene.tickets.me_if_known() == scene.bot.id
    scene.tickets.read(read(opened))
    assert scene.count("GET", "/users/me") == 1


def test_nothing_is_written_before_we_know_who_we_are(scene: Scene) -> None:
    """Else the status of the very first ticket would be taken for an agent's."""
    scene.fail(path="/api/v2/users/me", status=503, retry_after=3)
    with pytest.raises(TryLater) as later:
        scene.open()
    assert (later.value.after, later.value.doubt, scene.count("POST", TICKETS)) == (3.0, False, 0)
    scene.open()
    assert (scene.tickets.me_if_known(), scene.count("POST", TICKETS)) == (scene.bot.id, 1)
