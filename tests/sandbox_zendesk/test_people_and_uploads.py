"""What Zendesk allows to happen to people, uploads and ids."""

from .stand import Stand


def test_a_user_is_found_and_updated_by_a_second_address(stand: Stand) -> None:
    kim = stand.zendesk.account.user(stand.person("kim@example.com"))
    kim.other_emails, kim.picture = ("kim.other@example.com",), "https://example.com/kim.png"
    found = stand.http.get("/api/v2/users/search?query=email:kim.other@example.com").json()["users"]
    assert [user["email"] for user in found] == ["kim@example.com"]
    assert found[0]["photo"]["content_url"] == "https://example.com/kim.png"
    identities = stand.http.get(f"/api/v2/users/{kim.id}/identities").json()["identities"]
    assert [(one["value"], one["primary"]) for one in identities] == [
        ("kim@example.com", True),
        ("kim.other@example.com", False),
    ]
    user = {"name": "Renamed", "email": "kim.other@example.com"}
    assert stand.http.post("/api/v2/users/create_or_update", json={"user": user}).json()["user"]["id"] == kim.id
    assert kim.name == "Renamed"


def test_an_upload_is_used_up_by_the_comment_but_not_by_a_refused_one(stand: Stand) -> None:
    token = stand.http.post("/api/v2/uploads.json?filename=a.txt", content=b"a").json()["upload"]["token"]
    stand.create()
    assert stand.put(1, status="bogus", comment={"body": "x", "uploads": [token]}).status_code == 422
    first = stand.put(1, comment={"body": "x", "uploads": [token]}).json()["audit"]["events"][0]
    second = stand.put(1, comment={"body": "x", "uploads": [token]}).json()["audit"]["events"][0]
    assert (len(first["attachments"]), len(second["attachments"])) == (1, 0)


def test_users_merged_away_are_gone_and_their_tickets_moved(stand: Stand) -> None:
    old = stand.http.post("/api/v2/users/create_or_update", json={"user": {"name": "Old", "external_id": "slack:U9"}})
    old_id, robin = old.json()["user"]["id"], stand.person("robin@example.com")
    assert old.status_code == 201
    stand.create(requester_id=old_id)
    stand.http.put(f"/api/v2/users/{old_id}/merge", json={"user": {"id": robin}})
    assert stand.http.get(f"/api/v2/users/{old_id}").status_code == 404
    assert stand.ticket(1)["requester_id"] == robin
    ticket = {"requester_id": old_id, "comment": {"body": "x"}}
    assert stand.http.post("/api/v2/tickets", json={"ticket": ticket}).status_code == 422


def test_ids_written_as_text_are_taken_for_numbers(stand: Stand) -> None:
    robin = stand.person("robin@example.com")
    made = stand.create(requester_id=str(robin), comment={"body": "x", "author_id": str(robin)})
    assert made["requester_id"] == robin
