"""Event webhooks: when they are sent, how they look, when they are tried again."""

from starlette.responses import Response

from helpdesk.sandbox.zendesk.circuit import Circuit
from tests.waiting import until

from .stand import Stand


def test_a_webhook_is_signed_over_the_raw_indented_body(stand: Stand) -> None:
    stand.create(external_id="slack:T0:C0:1.1", priority="high")
    stand.settle()
    assert stand.receiver.badly_signed == 0
    assert stand.receiver.bodies[0].startswith(b'{\n   "account_id": 18525119')
    headers = stand.receiver.headers[0]
    assert headers["user-agent"] == "Zendesk Webhook"
    assert len(headers["x-zendesk-webhook-invocation-id"]) == 26
    (detail,) = [each["detail"] for each in stand.receiver.events if each["type"].endswith(":ticket.created")]
    assert (detail["id"], detail["priority"], detail["status"]) == ("1", "HIGH", "NEW")
    assert detail["external_id"] == "slack:T0:C0:1.1"
    assert detail["actor_id"] == str(stand.person("helpdesk-bot@example.com"))


def test_creation_and_its_comment_share_a_sequence(stand: Stand) -> None:
    stand.create()
    stand.settle()
    assert sorted(stand.receiver.types()) == ["comment_added", "created"]
    sequences = [event["event"]["meta"]["sequence"] for event in stand.receiver.events]
    assert {sequence["id"] for sequence in sequences} == {sequences[0]["id"]}
    assert {sequence["position"] for sequence in sequences} == {1, 2}


def test_a_solve_with_comment_tells_every_change_once(stand: Stand) -> None:
    stand.create()
    stand.settle()
    stand.receiver.events.clear()
    stand.act("set_status", ticket=1, status="solved", text="done")
    stand.settle()
    by_type = dict(zip(stand.receiver.types(), stand.receiver.events, strict=True))
    assert sorted(by_type) == [
        "agent_assignment_changed",
        "comment_added",
        "custom_status_changed",
        "group_assignment_changed",
        "status_changed",
    ]
    status = by_type["status_changed"]["event"]
    assert (status["current"], status["previous"]) == ("SOLVED", "NEW")
    comment = by_type["comment_added"]["event"]["comment"]
    assert (comment["body"], comment["is_public"], comment["author"]["is_staff"]) == ("done", True, True)
    assert by_type["comment_added"]["detail"]["actor_id"] == str(stand.person("alex@example.com"))


def test_the_comment_id_of_the_event_is_that_of_the_answer(stand: Stand) -> None:
    stand.create()
    audit = stand.put(1, comment={"body": "hello"}).json()["audit"]
    stand.settle()
    told = [event["event"]["comment"]["id"] for event in stand.receiver.events if "comment" in event["event"]]
    assert str(audit["events"][0]["id"]) in told


def test_merge_delete_and_restore_are_told(stand: Stand) -> None:
    stand.create()
    stand.create()
    stand.act("merge", ticket=2, into=1)
    stand.act("delete", ticket=1)
    stand.act("restore", ticket=1)
    stand.settle()
    assert {"merged", "soft_deleted", "undeleted"} <= set(stand.receiver.types())
    merged = next(event for event in stand.receiver.events if event["type"].endswith("merged"))
    assert (merged["detail"]["id"], merged["event"]["target_ticket_id"]) == ("2", "1")


def test_a_503_with_retry_after_is_tried_again_with_the_same_invocation(stand: Stand) -> None:
    stand.receiver.answers = [Response(status_code=503, headers={"Retry-After": "5"})]
    stand.create()
    stand.settle()
    assert sorted(stand.receiver.types()) == ["comment_added", "created"]
    ids = [headers["x-zendesk-webhook-invocation-id"] for headers in stand.receiver.headers]
    assert (len(ids), len(set(ids))) == (3, 2)


def test_a_500_or_a_503_without_a_time_is_never_tried_again(stand: Stand) -> None:
    stand.receiver.answers = [Response(status_code=500), Response(status_code=503)]
    stand.create()
    stand.settle()
    assert stand.receiver.events == []
    assert sorted(str(attempt.outcome) for attempt in stand.zendesk.journal.attempts) == ["500", "503"]


def test_a_409_is_tried_three_more_times(stand: Stand) -> None:
    stand.zendesk.account.knobs.comment_added_at_creation = False
    stand.receiver.answers = [Response(status_code=409) for _ in range(9)]
    stand.create()
    stand.settle()
    assert [attempt.attempt for attempt in stand.zendesk.journal.attempts] == [1, 2, 3, 4]


def test_a_receiver_that_is_not_there_loses_the_event(stand: Stand) -> None:
    stand.zendesk.deliver_to = "http://127.0.0.1:1"
    stand.create()
    stand.settle()
    assert {attempt.outcome for attempt in stand.zendesk.journal.attempts} == {"connection_failed"}


def test_an_address_elsewhere_is_never_called(stand: Stand) -> None:
    hook = {"name": "far", "endpoint": "https://elsewhere.example.com/x", "http_method": "POST"}
    hook |= {"request_format": "json", "status": "active"}
    made = stand.http.post(
        "/api/v2/webhooks", json={"webhook": {**hook, "subscriptions": ["zen:event-type:ticket.created"]}}
    )
    assert made.status_code == 201
    stand.create()
    stand.settle()
    outcomes = {a.outcome for a in stand.zendesk.journal.attempts if a.webhook_id == made.json()["webhook"]["id"]}
    assert outcomes == {"no receiver on this machine"}


def test_webhooks_can_be_dropped_and_doubled(stand: Stand) -> None:
    stand.fault(kind="webhook", type="created", action="drop")
    stand.fault(kind="webhook", type="comment_added", action="duplicate")
    stand.create()
    stand.settle()
    assert stand.receiver.types() == ["comment_added", "comment_added"]
    assert stand.receiver.events[0]["id"] == stand.receiver.events[1]["id"]


def test_held_webhooks_come_in_reverse_when_released_so(stand: Stand) -> None:
    stand.create()
    stand.settle()
    stand.receiver.events.clear()
    stand.fault(kind="webhook", type="priority_changed", action="hold", times=2)
    stand.act("set_priority", ticket=1, priority="low")
    stand.act("set_priority", ticket=1, priority="high")
    until(lambda: [a.outcome for a in stand.zendesk.journal.attempts].count("held") == 2, "both held")
    assert stand.receiver.events == []
    answer = stand.http.post("/sandbox/zendesk/machinery", json={"release": True, "reverse": True})
    assert answer.json()["released"] == 2
    until(lambda: len(stand.receiver.events) == 2, "both let go")
    assert {event["event"]["current"] for event in stand.receiver.events} == {"LOW", "HIGH"}


def test_a_delayed_webhook_comes_later(stand: Stand) -> None:
    stand.fault(kind="webhook", type="created", action="delay", seconds=0.05)
    stand.create()
    stand.settle()
    assert stand.receiver.types() == ["comment_added", "created"]


def test_a_renewed_secret_signs_the_next_one(stand: Stand) -> None:
    hook = stand.http.get("/api/v2/webhooks").json()["webhooks"][0]["id"]
    renewed = stand.http.post(f"/api/v2/webhooks/{hook}/signing_secret").json()["signing_secret"]
    assert renewed["algorithm"] == "SHA256"
    stand.create()
    stand.settle()
    assert (stand.receiver.badly_signed, stand.receiver.events) == (2, [])


def test_an_endpoint_that_mostly_fails_is_left_alone_for_five_seconds() -> None:
    now = [1000.0]
    circuit = Circuit(lambda: now[0])
    for _ in range(30):
        circuit.note(failed=False)
    for _ in range(69):
        circuit.note(failed=True)
    assert circuit.wait() == 0
    circuit.note(failed=True)
    assert circuit.wait() == 5
    now[0] += 5
    assert circuit.wait() == 0
    now[0] += 301
    circuit.note(failed=True)
    assert circuit.wait() == 0
