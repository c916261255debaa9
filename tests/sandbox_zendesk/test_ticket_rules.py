"""What Zendesk allows to happen to a ticket."""

import pytest

from helpdesk.sandbox.zendesk.acts import ActRefusedError
from helpdesk.sandbox.zendesk.seed import FieldSeed, Knobs, Person, Seed, StatusSeed

from .stand import Stand, standing


def test_a_new_ticket_opens_when_an_agent_is_assigned_and_never_goes_back_to_new(stand: Stand) -> None:
    ticket = stand.create()
    assert ticket["status"] == "new"
    assert stand.put(1, assignee_id=stand.person("alex@example.com")).json()["ticket"]["status"] == "open"
    assert stand.put(1, status="new").status_code == 422
    assert stand.put(1, assignee_id=None).json()["ticket"]["status"] == "open"


@pytest.mark.parametrize("status", ["open", "pending", "hold", "solved"])
@pytest.mark.parametrize("start", ["open", "pending", "hold", "solved"])
def test_the_four_working_statuses_are_free_among_each_other(status: str, start: str, stand: Stand) -> None:
    stand.create(status=start)
    assert stand.put(1, status=status).json()["ticket"]["status"] == status


def test_the_solver_becomes_the_assignee(stand: Stand) -> None:
    stand.create()
    solved = stand.put(1, status="solved").json()["ticket"]
    assert solved["assignee_id"] == stand.person("helpdesk-bot@example.com")


def test_without_assign_on_solve_the_assignee_is_required() -> None:
    with standing(Seed(knobs=Knobs(assign_tickets_upon_solve=False))) as stand:
        stand.create()
        refused = stand.put(1, status="solved")
        assert refused.status_code == 422
        problem = refused.json()["details"]["base"][0]
        assert problem["description"] == "Assignee: is required when solving a ticket"
        assert problem["ticket_field_type"] == "FieldAssignee"


def test_a_required_field_stands_in_the_way_of_solving_and_the_refused_update_changes_nothing() -> None:
    impact = FieldSeed(title="Impact", type="tagger", required=True, options={"low": "Low", "high": "High"}, id=7007)
    with standing(Seed(fields=[impact])) as stand:
        stand.create()
        refused = stand.put(1, status="solved", comment={"body": "done"})
        assert refused.status_code == 422
        assert refused.json()["details"]["base"] == [
            {
                "description": "Impact: is required when solving a ticket",
                "error": None,
                "ticket_field_id": 7007,
                "ticket_field_type": "FieldTagger",
            }
        ]
        assert stand.ticket(1)["status"] == "new"
        assert stand.http.get("/api/v2/tickets/1/comments/count").json()["count"]["value"] == 1
        solved = stand.put(1, status="solved", custom_fields=[{"id": 7007, "value": "high"}])
        assert solved.json()["ticket"]["status"] == "solved"
        assert stand.put(1, custom_fields=[{"id": 7007, "value": "huge"}]).status_code == 422


def test_a_custom_status_wins_and_sets_its_category() -> None:
    with standing(Seed(statuses=[StatusSeed(label="Waiting for parts", category="hold", id=99)])) as stand:
        stand.create()
        moved = stand.put(1, custom_status_id=99, status="open").json()["ticket"]
        assert (moved["status"], moved["custom_status_id"]) == ("hold", 99)
        plain = stand.put(1, status="pending").json()["ticket"]
        assert plain["custom_status_id"] != 99


def test_only_the_end_users_own_comment_reopens(stand: Stand) -> None:
    robin = stand.person("robin@example.com")
    stand.create(requester_id=robin, status="solved")
    stand.put(1, comment={"body": "in Robin's name", "author_id": robin})
    assert stand.ticket(1)["status"] == "solved"
    stand.act("mail_reply", "robin@example.com", ticket=1, text="not yet")
    assert stand.ticket(1)["status"] == "open"


def test_a_comment_in_somebodys_name_is_flagged(stand: Stand) -> None:
    robin = stand.person("robin@example.com")
    stand.create()
    stand.put(1, comment={"body": "hello", "author_id": robin})
    comment = stand.http.get("/api/v2/tickets/1/comments").json()["comments"][-1]
    assert comment["author_id"] == robin
    assert comment["metadata"]["flags"] == [11]


def test_safe_update_refuses_an_outdated_stamp_even_when_it_says_false(stand: Stand) -> None:
    known = stand.create()["updated_at"]
    assert stand.put(1, safe_update=True, updated_stamp=known, priority="low").status_code == 200
    for wanted in (True, False):
        refused = stand.put(1, safe_update=wanted, updated_stamp="2020-01-01T00:00:00Z", priority="high")
        assert (refused.status_code, refused.json()["error"]) == (409, "UpdateConflict")
    assert stand.ticket(1)["priority"] == "low"


def test_safe_update_sees_changes_by_the_second() -> None:
    now = [1_800_000_000.0]
    with standing(clock=lambda: now[0]) as stand:
        known = stand.create()["updated_at"]
        stand.act("set_priority", ticket=1, priority="low")
        assert stand.put(1, safe_update=True, updated_stamp=known, priority="high").status_code == 200
        now[0] += 1
        stand.act("set_priority", ticket=1, priority="urgent")
        assert stand.put(1, safe_update=True, updated_stamp=known, priority="high").status_code == 409


def test_an_update_that_changes_nothing_leaves_the_stamp_and_no_audit() -> None:
    now = [1_800_000_000.0]
    with standing(clock=lambda: now[0]) as stand:
        made = stand.create(priority="low")
        now[0] += 5
        same = stand.put(1, priority="low", metadata={"slack": "x"}).json()
        assert same["ticket"]["updated_at"] == made["updated_at"]
        assert same["audit"]["events"] == []
        assert len(stand.http.get("/api/v2/tickets/1/audits").json()["audits"]) == 1


def test_a_follow_up_needs_a_closed_source_and_inherits_its_tags(stand: Stand) -> None:
    stand.create(tags=["vpn"])
    follow = {"subject": "Again", "comment": {"body": "again"}, "via_followup_source_id": 1}
    assert stand.http.post("/api/v2/tickets", json={"ticket": follow}).status_code == 422
    stand.put(1, status="closed")
    made = stand.http.post("/api/v2/tickets", json={"ticket": follow}).json()["ticket"]
    assert made["tags"] == ["vpn"]
    assert made["via"]["source"]["rel"] == "follow_up"
    assert made["via"]["source"]["from"]["ticket_id"] == 1
    assert stand.ticket(1)["followup_ids"] == [made["id"]]


def test_a_mail_to_a_closed_ticket_becomes_a_follow_up(stand: Stand) -> None:
    stand.create(requester_id=stand.person("robin@example.com"), status="solved")
    stand.act("close", ticket=1)
    assert stand.act("mail_reply", "robin@example.com", ticket=1, text="again")["ticket"] == 2
    assert stand.ticket(1)["followup_ids"] == [2]


def test_a_suspended_requester_is_refused_in_zendesks_words(stand: Stand) -> None:
    stand.act("suspend", requester=stand.person("robin@example.com"))
    ticket = {"requester_id": stand.person("robin@example.com"), "comment": {"body": "x"}}
    refused = stand.http.post("/api/v2/tickets", json={"ticket": ticket})
    assert refused.status_code == 422
    assert refused.json()["details"]["requester"] == [
        {"description": "Requester: Robin Sample is suspended.", "error": "UserSuspended"}
    ]


def test_a_ticket_without_words_is_refused(stand: Stand) -> None:
    refused = stand.http.post("/api/v2/tickets", json={"ticket": {"subject": "x", "comment": {"body": " "}}})
    assert refused.json()["details"]["base"][0]["description"] == "Description: cannot be blank"


def test_a_light_agent_writes_private_comments_only() -> None:
    light = Person(name="Lee Light", email="lee@example.com", role="light-agent")
    with standing(Seed(people=[*Seed().people, light])) as stand:
        stand.create()
        lee = stand.person("lee@example.com")
        written = stand.put(1, comment={"body": "psst", "public": True, "author_id": lee})
        assert written.json()["audit"]["events"][0]["public"] is False
        assert stand.put(1, assignee_id=lee).status_code == 422
        with pytest.raises(ActRefusedError, match="light agent"):
            stand.act("set_status", "lee@example.com", ticket=1, status="pending")


def test_privacy_of_the_first_comment_is_the_default_of_later_ones(stand: Stand) -> None:
    stand.create(comment={"body": "secret", "public": False})
    assert stand.put(1, comment={"body": "more"}).json()["audit"]["events"][0]["public"] is False


def test_a_priority_is_not_taken_back(stand: Stand) -> None:
    stand.create(priority="low")
    assert stand.put(1, priority=None).status_code == 422


def test_solving_a_problem_solves_its_incidents(stand: Stand) -> None:
    stand.create(type="problem")
    stand.create(type="incident", problem_id=1)
    assert stand.ticket(1)["has_incidents"] is True
    stand.put(1, status="solved")
    assert stand.ticket(2)["status"] == "solved"


def test_assigning_keeps_group_and_agent_together(stand: Stand) -> None:
    stand.create()
    group = stand.http.get("/api/v2/groups").json()["groups"][0]["id"]
    assert stand.put(1, assignee_id=stand.person("kim@example.com")).json()["ticket"]["group_id"] == group
    assert stand.put(1, assignee_id=stand.person("robin@example.com")).status_code == 422


def test_merging_closes_the_source_and_leaves_a_comment_on_both(stand: Stand) -> None:
    stand.create(subject="one")
    stand.create(subject="two")
    stand.act("merge", ticket=2, into=1)
    assert stand.ticket(2)["status"] == "closed"
    assert stand.zendesk.account.tickets[2].merged_into == 1
    last = stand.http.get("/api/v2/tickets/1/comments?sort=-created_at").json()["comments"][0]
    assert '#2 "two"' in last["plain_body"]


def test_spam_suspends_the_requester_and_deletes(stand: Stand) -> None:
    stand.create(requester_id=stand.person("robin@example.com"))
    stand.act("spam", ticket=1)
    assert stand.http.get("/api/v2/tickets/1").status_code == 404
    assert stand.http.get(f"/api/v2/users/{stand.person('robin@example.com')}").json()["user"]["suspended"] is True


def test_redaction_blacks_out_words_and_files(stand: Stand) -> None:
    token = stand.http.post("/api/v2/uploads.json?filename=key.txt", content=b"hunter2").json()["upload"]["token"]
    stand.create(comment={"html_body": "<p>my key is hunter2</p>", "uploads": [token]})
    comment = stand.http.get("/api/v2/tickets/1/comments").json()["comments"][0]
    stand.act("redact_comment", ticket=1, comment=comment["id"], text="hunter2")
    stand.act("redact_file", ticket=1, comment=comment["id"], file=comment["attachments"][0]["id"])
    after = stand.http.get("/api/v2/tickets/1/comments").json()["comments"][0]
    assert "hunter2" not in after["html_body"] + after["plain_body"]
    assert after["attachments"][0]["file_name"] == "redacted.txt"
    assert stand.ticket(1)["description"] == "my key is ▇▇▇▇▇▇▇"


def redact(stand: Stand, comment: int, **body: object) -> int:
    return stand.http.put(f"/api/v2/comment_redactions/{comment}", json={"ticket_id": 1, **body}).status_code


def test_marked_words_links_and_files_are_redacted_in_place_also_on_a_closed_ticket(stand: Stand) -> None:
    token = stand.http.post("/api/v2/uploads.json?filename=key.txt", content=b"hunter2").json()["upload"]["token"]
    html = '<p>key <em>hunter2</em> at <a href="https://example.com/x">that &lt;place&gt;</a></p>'
    stand.create(comment={"html_body": html, "uploads": [token]})
    stand.put(1, status="closed")
    comment = stand.http.get("/api/v2/tickets/1/comments").json()["comments"][0]
    marked = comment["html_body"].replace("hunter2", "<redact>hunter2</redact>")
    marked = marked.replace(
        'rel="noreferrer">that &lt;place&gt;', 'rel="noreferrer" redact><redact>that &lt;place&gt;</redact>'
    )
    assert redact(stand, comment["id"], html_body=marked) == 200
    after = stand.http.get("/api/v2/tickets/1/comments").json()["comments"][0]
    assert after["plain_body"] == "key ▇▇▇▇▇▇▇ at ▇▇▇▇▇▇▇▇▇▇▇▇"
    assert "example.com" not in after["html_body"]
    assert after["attachments"][0]["deleted"] is False
    assert redact(stand, comment["id"], external_attachment_urls=[comment["attachments"][0]["content_url"]]) == 200
    after = stand.http.get("/api/v2/tickets/1/comments").json()["comments"][0]
    assert (after["attachments"][0]["deleted"], after["plain_body"][:4]) == (True, "key ")
    assert redact(stand, comment["id"]) == 400
    assert redact(stand, 4711, html_body="x") == 404


def test_a_comment_keeps_what_looks_like_a_redaction_as_words(stand: Stand) -> None:
    stand.create(comment={"html_body": "<p><redact>words</redact></p>"})
    assert stand.ticket(1)["description"] == "words"


def test_the_comments_of_a_merge_are_internal_unless_asked_otherwise(stand: Stand) -> None:
    for subject in ("one", "two", "three"):
        stand.create(subject=subject)
    stand.http.post("/api/v2/tickets/1/merge", json={"ids": [2]})
    stand.http.post(
        "/api/v2/tickets/1/merge",
        json={"ids": [3], "target_comment_is_public": True, "source_comment_is_public": True},
    )
    public = {number: stand.zendesk.account.tickets[number].comments[-1].public for number in (1, 2, 3)}
    assert public == {1: True, 2: False, 3: True}
    assert "closed_by_merge" in stand.ticket(2)["tags"]
