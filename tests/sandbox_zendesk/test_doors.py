"""Authentication, idempotency, limits, faults and the journal of the API."""

import httpx
import pytest

from helpdesk.sandbox.zendesk.seed import Knobs, Seed
from tests.waiting import PATIENCE, until

from .stand import Stand, standing

SHORT = httpx.Timeout(PATIENCE, read=0.03)


def _grant(stand: Stand, **changes: object) -> httpx.Response:
    asked = {"grant_type": "client_credentials", "client_id": "client", "client_secret": "secret"}
    return httpx.post(f"{stand.url}/oauth/tokens", json={**asked, "scope": "read write", **changes})


def _me(stand: Stand, token: str) -> httpx.Response:
    return httpx.get(f"{stand.url}/api/v2/users/me.json", headers={"Authorization": f"Bearer {token}"})


def test_client_credentials_act_as_the_bot_until_they_expire() -> None:
    now = [1_800_000_000.0]
    with standing(clock=lambda: now[0]) as stand:
        granted = _grant(stand, expires_in=600).json()
        assert granted["expires_in"] == 600
        assert _me(stand, granted["access_token"]).json()["user"]["email"] == "helpdesk-bot@example.com"
        now[0] += 600
        expired = _me(stand, granted["access_token"])
        assert (expired.status_code, expired.json()["error"]) == (401, "invalid_token")


def test_revoked_tokens_and_wrong_secrets_are_refused(stand: Stand) -> None:
    token = _grant(stand).json()["access_token"]
    stand.http.post("/sandbox/zendesk/machinery", json={"revoke_tokens": True})
    assert _me(stand, token).status_code == 401
    assert _grant(stand, client_secret="wrong").status_code == 401
    assert _grant(stand, expires_in=10).status_code == 400
    assert _grant(stand, grant_type="password").status_code == 400


def test_a_wrong_api_token_gets_zendesks_words(stand: Stand) -> None:
    refused = httpx.get(f"{stand.url}/api/v2/users/me", auth=("helpdesk-bot@example.com/token", "wrong"))
    assert (refused.status_code, refused.json()) == (401, {"error": "Couldn't authenticate you"})
    assert httpx.get(f"{stand.url}/api/v2/users/me").status_code == 401


def test_the_same_idempotency_key_makes_one_ticket(stand: Stand) -> None:
    ticket = {"ticket": {"subject": "x", "comment": {"body": "y"}}}
    headers = {"Idempotency-Key": "slack:T0:C0:1.1"}
    first = stand.http.post("/api/v2/tickets.json", json=ticket, headers=headers)
    second = stand.http.post("/api/v2/tickets.json", json=ticket, headers=headers)
    assert (first.headers["x-idempotency-lookup"], second.headers["x-idempotency-lookup"]) == ("miss", "hit")
    assert first.json()["ticket"]["id"] == second.json()["ticket"]["id"] == 1
    other = {"ticket": {"subject": "z", "comment": {"body": "y"}}}
    third = stand.http.post("/api/v2/tickets.json", json=other, headers=headers)
    assert (third.status_code, third.json()["error"]) == (400, "IdempotentRequestError")
    stand.zendesk.account.clock.advance(7201)
    assert stand.http.post("/api/v2/tickets.json", json=ticket, headers=headers).json()["ticket"]["id"] == 2


def test_rate_headers_tell_what_is_left_and_a_429_comes_only_when_asked_for(stand: Stand) -> None:
    stand.create()
    for _ in range(31):
        answer = stand.put(1, comment={"body": "more"})
    assert answer.status_code == 200
    assert answer.headers["zendesk-ratelimit-per-ticket-updates"].startswith("total=30; remaining=0; resets=")
    stand.zendesk.account.knobs.enforce_limits = True
    refused = stand.put(1, comment={"body": "more"})
    assert (refused.status_code, refused.json()["error"]) == (429, "APIRateLimitExceeded")
    assert 0 < int(refused.headers["Retry-After"]) <= 600
    stand.zendesk.account.clock.advance(601)
    assert stand.put(1, comment={"body": "more"}).status_code == 200


def test_the_account_limit_counts_every_call() -> None:
    with standing(Seed(knobs=Knobs(enforce_limits=True, account_limit=3))) as stand:
        codes = [stand.http.get("/api/v2/users/me").status_code for _ in range(4)]
        assert codes == [200, 200, 200, 429]


def test_unknown_fields_are_passed_over_and_noted(stand: Stand) -> None:
    stand.create(assingee_id=5, comment={"html_body": "<p>x</p>", "pubic": False})
    call = stand.zendesk.journal.calls_of("POST", "/tickets")[-1]
    assert call.unknown_fields == ["ticket.assingee_id", "ticket.comment.pubic"]
    assert call.status == 201


def test_the_journal_keeps_no_secrets(stand: Stand) -> None:
    token = _grant(stand).json()["access_token"]
    _me(stand, token)
    text = stand.http.get("/sandbox/zendesk/journal").text
    assert '"client_secret":"***"' in text
    assert token not in text


def test_a_fault_with_a_status_strikes_once_and_before_the_effect(stand: Stand) -> None:
    stand.fault(method="POST", path="/api/v2/tickets", status=503, retry_after=7)
    refused = stand.http.post("/api/v2/tickets.json", json={"ticket": {"comment": {"body": "x"}}})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "7")
    assert stand.create()["id"] == 1


@pytest.mark.parametrize(("when", "tickets"), [("before", 0), ("after", 1)])
def test_a_dropped_connection_leaves_or_takes_the_effect(when: str, tickets: int, stand: Stand) -> None:
    stand.fault(method="POST", path="/api/v2/tickets", drop=True, when=when)
    with pytest.raises(httpx.RemoteProtocolError):
        stand.http.post("/api/v2/tickets.json", json={"ticket": {"comment": {"body": "x"}}})
    assert stand.http.get("/api/v2/tickets").json()["count"] == tickets
    assert stand.zendesk.journal.calls_of("POST", "/tickets")[0].status is None


@pytest.mark.parametrize(("when", "tickets"), [("before", 0), ("after", 1)])
def test_a_hanging_call_runs_into_the_time_limit(when: str, tickets: int, stand: Stand) -> None:
    stand.fault(method="POST", path="/api/v2/tickets", hang=PATIENCE, when=when)
    with pytest.raises(httpx.ReadTimeout):
        stand.http.post("/api/v2/tickets.json", json={"ticket": {"comment": {"body": "x"}}}, timeout=SHORT)

    def there() -> int:
        return int(stand.http.get("/api/v2/tickets").json()["count"])

    until(lambda: stand.zendesk.journal.calls_of("POST", "/tickets"), "the call")
    until(lambda: there() == tickets, "its effect or none")
    stand.zendesk.faults.clear()
    until(lambda: there() == 1, "its effect in the end")


def test_a_fault_can_pick_its_calls_by_their_body_and_be_cleared(stand: Stand) -> None:
    stand.create()
    stand.fault(method="PUT", path="/api/v2/tickets/*", body_contains="solved", status=409, times=None)
    assert stand.put(1, priority="low").status_code == 200
    assert stand.put(1, status="solved").json()["error"] == "DatabaseConflict"
    assert len(stand.http.get("/sandbox/zendesk/faults").json()["faults"]) == 1
    stand.http.delete("/sandbox/zendesk/faults")
    assert stand.put(1, status="solved").status_code == 200


def test_no_such_route_answers_in_zendesks_words(stand: Stand) -> None:
    missing = stand.http.get("/api/v2/nothing.json")
    assert (missing.status_code, missing.json()) == (404, {"error": "InvalidEndpoint", "description": "Not found"})


def test_a_body_that_is_not_json_is_refused(stand: Stand) -> None:
    refused = stand.http.post("/api/v2/tickets", content=b"{", headers={"content-type": "application/json"})
    assert refused.status_code == 400


def test_a_file_over_the_limit_gets_a_413(stand: Stand) -> None:
    stand.zendesk.account.knobs.upload_limit = 10
    assert stand.http.post("/api/v2/uploads?filename=a.txt", content=b"x" * 11).status_code == 413


def test_the_export_leaves_out_the_last_minute() -> None:
    now = [1_800_000_000.0]
    with standing(Seed(), clock=lambda: now[0]) as stand:
        stand.create()
        assert stand.http.get("/api/v2/incremental/tickets/cursor?start_time=1799999990").status_code == 422
        early = stand.http.get("/api/v2/incremental/tickets/cursor?start_time=1799999000").json()
        assert (early["tickets"], early["end_of_stream"]) == ([], True)
        now[0] += 61
        later = stand.http.get(f"/api/v2/incremental/tickets/cursor?cursor={early['after_cursor']}").json()
        assert [ticket["id"] for ticket in later["tickets"]] == [1]


def test_a_cursor_is_not_moved_by_what_is_added(stand: Stand) -> None:
    stand.create()
    stand.put(1, comment={"body": "two"})
    first = stand.http.get("/api/v2/tickets/1/comments?sort=-created_at&page[size]=1").json()
    stand.put(1, comment={"body": "three"})
    second = stand.http.get(first["links"]["next"]).json()
    assert [c["plain_body"] for c in first["comments"] + second["comments"]] == ["two", "It is stuck."]
    assert (first["meta"]["has_more"], second["meta"]["has_more"]) == (True, False)


def test_offset_pages_name_the_next_one(stand: Stand) -> None:
    for _ in range(3):
        stand.create()
    first = stand.http.get("/api/v2/tickets.json?per_page=2").json()
    assert (len(first["tickets"]), first["count"]) == (2, 3)
    assert [ticket["id"] for ticket in stand.http.get(first["next_page"]).json()["tickets"]] == [3]


def test_many_tickets_are_updated_by_a_job_with_tags_added(stand: Stand) -> None:
    stand.create(tags=["a"])
    stand.create(status="closed")
    job = stand.http.put(
        "/api/v2/tickets/update_many.json?ids=1,2", json={"ticket": {"additional_tags": ["b"]}}
    ).json()["job_status"]
    assert job["status"] == "queued"
    done = stand.http.get(f"/api/v2/job_statuses/{job['id']}.json").json()["job_status"]
    assert [result["success"] for result in done["results"]] == [True, False]
    assert stand.ticket(1)["tags"] == ["a", "b"]


def test_an_answer_can_bring_users_groups_and_the_comment_count(stand: Stand) -> None:
    stand.create(assignee_id=stand.person("alex@example.com"))
    answer = stand.http.get("/api/v2/tickets/1.json?include=users,groups,comment_count").json()
    assert answer["ticket"]["comment_count"] == 1
    assert "Alex Support" in [user["name"] for user in answer["users"]]
    assert [group["name"] for group in answer["groups"]] == ["IT"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type:ticket external_id:slack:T0:C0:1.1", [1]),
        ("type:ticket status<solved", [1]),
        ("type:ticket status:solved tags:vpn", [2]),
        ("type:ticket requester:robin@example.com", [2]),
        ("type:ticket printer", [1]),
        ("type:ticket priority:none", [2, 1]),
        ("type:ticket created>2000-01-01", [2, 1]),
    ],
)
def test_search_understands_the_usual_keywords(query: str, found: list[int], stand: Stand) -> None:
    stand.create(external_id="slack:T0:C0:1.1")
    stand.create(subject="VPN", tags=["vpn"], status="solved", requester_id=stand.person("robin@example.com"))
    results = stand.http.get("/api/v2/search.json", params={"query": query}).json()["results"]
    assert [result["id"] for result in results] == found


def test_a_fault_by_chance_strikes_some_calls_and_the_same_ones_each_time() -> None:
    struck = []
    for _ in range(2):
        with standing() as stand:
            stand.fault(path="/api/v2/users/me", status=500, times=None, chance=0.5)
            struck.append([stand.http.get("/api/v2/users/me").status_code for _ in range(20)])
    assert struck[0] == struck[1]
    assert set(struck[0]) == {200, 500}
