"""Real zenpy against the local Zendesk, over HTTP."""

from typing import Any

import pytest
from zenpy.lib.api_objects import Comment, Ticket, User, Webhook
from zenpy.lib.exception import APIException, RecordNotFoundException

from .stand import Stand


def test_zenpy_creates_a_ticket_and_gets_the_comment_id(stand: Stand) -> None:
    zenpy = stand.zenpy()
    robin = stand.person("robin@example.com")
    written = zenpy.tickets.create(
        Ticket(
            subject="VPN",
            comment=Comment(html_body="<p>No <b>VPN</b></p>", public=True, author_id=robin),
            requester_id=robin,
            submitter_id=robin,
            external_id="slack:T0:C0:1.5",
            tags=["slack-helpdesk"],
            priority="high",
            metadata={"slack": "C0:1.5"},
        )
    )
    assert written.ticket.id == 1
    assert written.ticket.status == "new"
    comment_id = next(event["id"] for event in written.audit.events if event["type"] == "Comment")
    comments = list(zenpy.tickets.comments(ticket=1))
    assert [comment.id for comment in comments] == [comment_id]
    assert comments[0].author_id == robin
    assert comments[0].html_body == ('<div class="zd-comment" dir="auto"><p dir="auto">No <b>VPN</b></p></div>')
    assert comments[0].metadata.custom["slack"] == "C0:1.5"
    assert [ticket.id for ticket in zenpy.tickets(external_id="slack:T0:C0:1.5")] == [1]


def test_zenpy_updates_status_and_comment_in_one_call(stand: Stand) -> None:
    zenpy = stand.zenpy()
    ticket = zenpy.tickets.create(Ticket(subject="VPN", comment=Comment(body="one\n\ntwo"))).ticket
    alex = stand.person("alex@example.com")
    zenpy.tickets.update(
        Ticket(id=ticket.id, status="solved", assignee_id=alex, comment=Comment(html_body="<p>done</p>", public=False))
    )
    again = zenpy.tickets(id=ticket.id)
    assert (again.status, again.assignee_id) == ("solved", alex)
    bodies = [(comment.plain_body, comment.public) for comment in zenpy.tickets.comments(ticket=ticket.id)]
    assert bodies == [("one\n\ntwo", True), ("done", False)]


def test_zenpy_follows_the_cursor_through_many_comments(stand: Stand) -> None:
    ticket = stand.create()
    for number in range(104):
        stand.put(ticket["id"], comment={"body": f"number {number}"})
    comments = [comment.plain_body for comment in stand.zenpy().tickets.comments(ticket=ticket["id"])]
    assert comments[0] == "It is stuck."
    assert comments[1:] == [f"number {number}" for number in range(104)]


def test_zenpy_finds_and_makes_users(stand: Stand) -> None:
    zenpy = stand.zenpy()
    assert zenpy.users.me().email == "helpdesk-bot@example.com"
    assert [user.name for user in zenpy.users.search(query="email:alex@example.com")] == ["Alex Support"]
    made = zenpy.users.create_or_update(
        User(name="Sam Sample", email="sam@example.com", external_id="slack:U0", skip_verify_email=True)
    )
    again = zenpy.users.create_or_update(User(name="Sam S.", external_id="slack:U0"))
    assert (again.id, again.name, again.email, again.role) == (made.id, "Sam S.", "sam@example.com", "end-user")
    assert [user.id for user in zenpy.users(ids=[made.id])] == [made.id]
    assert [user.id for user in zenpy.users(external_ids=["slack:U0"])] == [made.id]


def test_zenpy_uploads_a_file_and_attaches_it(stand: Stand) -> None:
    zenpy = stand.zenpy()
    upload = zenpy.attachments.upload(b"hello", target_name="a.txt", content_type="text/plain")
    zenpy.tickets.create(Ticket(subject="x", comment=Comment(body="see file", uploads=[upload.token])))
    comment = next(iter(zenpy.tickets.comments(ticket=1)))
    attachment = comment.attachments[0]
    assert (attachment.file_name, attachment.content_type, attachment.size) == ("a.txt", "text/plain", 5)
    redirect = stand.http.get(attachment.content_url)
    assert redirect.status_code == 302
    assert stand.http.get(redirect.headers["location"]).content == b"hello"


def test_zenpy_searches_and_reads_the_incremental_export(stand: Stand) -> None:
    zenpy = stand.zenpy()
    stand.create(subject="one", external_id="slack:T0:C0:1.1")
    stand.create(subject="two", external_id="slack:T0:C0:2.2")
    stand.http.delete("/api/v2/tickets/2.json")
    found = list(zenpy.search(type="ticket", external_id="slack:T0:C0:1.1"))
    assert [ticket.subject for ticket in found] == ["one"]
    export = zenpy.tickets.incremental(start_time=0)
    assert [(ticket.id, ticket.status) for ticket in export] == [(1, "new"), (2, "deleted")]
    cursor = export.after_cursor
    stand.put(1, priority="low")
    assert [ticket.id for ticket in zenpy.tickets.incremental(cursor=cursor)] == [1]


def test_zenpy_adds_and_removes_tags(stand: Stand) -> None:
    zenpy = stand.zenpy()
    stand.create(tags=["a"])
    zenpy.tickets.add_tags(1, ["b"])
    zenpy.tickets.delete_tags(1, ["a"])
    assert stand.ticket(1)["tags"] == ["b"]
    zenpy.tickets.update(Ticket(id=1, tags=["c"]))
    assert stand.ticket(1)["tags"] == ["c"]


def test_zenpy_manages_webhooks(stand: Stand) -> None:
    zenpy = stand.zenpy()
    seeded = next(iter(zenpy.webhooks.list()))
    assert zenpy.webhooks.show_secret(seeded).secret == "a-signing-secret"
    made = zenpy.webhooks.create(
        Webhook(
            name="Mine",
            endpoint="http://127.0.0.1:9/hook",
            http_method="POST",
            request_format="json",
            status="active",
            subscriptions=["zen:event-type:ticket.created"],
        )
    )
    made.status = "inactive"
    zenpy.webhooks.patch(made)
    assert zenpy.webhooks(id=made.id).status == "inactive"
    zenpy.webhooks.delete(made)
    assert [webhook.name for webhook in zenpy.webhooks.list()] == ["Helpdesk"]


def test_zenpy_reads_how_the_account_is_set_up(stand: Stand) -> None:
    zenpy = stand.zenpy()
    categories = [status.status_category for status in zenpy.custom_statuses()]
    assert categories == ["new", "open", "pending", "hold", "solved"]
    assert [group.name for group in zenpy.groups()] == ["IT"]
    assert "assignee" in [field.type for field in zenpy.ticket_fields() if field.required]
    assert len(list(zenpy.ticket_forms())) == 1


def test_zenpy_meets_zendesks_errors(stand: Stand) -> None:
    zenpy = stand.zenpy()
    with pytest.raises(RecordNotFoundException):
        zenpy.tickets(id=77)
    ticket = zenpy.tickets.create(Ticket(subject="x", comment=Comment(body="y"))).ticket
    zenpy.tickets.update(Ticket(id=ticket.id, status="closed"))
    with pytest.raises(APIException) as caught:
        zenpy.tickets.update(Ticket(id=ticket.id, comment=Comment(body="too late")))
    error: Any = caught.value
    assert error.response.status_code == 422
    assert error.response.json()["details"] == {
        "status": [{"description": "Status: closed prevents ticket update", "error": None}]
    }


def test_zenpy_merges_deletes_and_restores(stand: Stand) -> None:
    zenpy = stand.zenpy()
    first, second = stand.create(), stand.create()
    job = zenpy.tickets.merge(target=Ticket(id=first["id"]), source=second["id"])
    assert zenpy.job_status(id=job.id).status == "completed"
    assert stand.ticket(second["id"])["status"] == "closed"
    zenpy.tickets.delete(Ticket(id=first["id"]))
    assert stand.http.get("/api/v2/tickets/1.json").status_code == 404
    zenpy.tickets.restore(Ticket(id=first["id"]))
    assert stand.ticket(first["id"])["subject"] == "Printer"
