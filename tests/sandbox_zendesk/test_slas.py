"""The account's service level agreement: side-loaded with a ticket, told by webhooks when the next one changes."""

from .stand import Stand

METRICS = {"first_reply_time": 30, "total_resolution_time": 480}


def slas(stand: Stand) -> dict[str, str]:
    ticket = stand.http.get("/api/v2/tickets/1.json", params={"include": "slas"}).json()["ticket"]
    return {metric["metric"]: metric["stage"] for metric in ticket["slas"]["policy_metrics"]}


def breaches(stand: Stand) -> list[tuple[str | None, str | None]]:
    stand.settle()
    told = [event["event"] for event in stand.receiver.events if event["type"].endswith("next_sla_breach_changed")]
    stand.receiver.events.clear()
    return [(event["previous"], event["current"]) for event in told]


def test_a_ticket_with_a_priority_has_its_metrics_and_every_change_of_the_next_is_told(stand: Stand) -> None:
    stand.zendesk.account.knobs.sla = METRICS  # type: ignore[assignment]
    stand.create()
    assert (slas(stand), breaches(stand)) == ({}, [])
    stand.act("set_priority", ticket=1, priority="high")
    assert slas(stand) == {"first_reply_time": "active", "total_resolution_time": "active"}
    ((previous, reply),) = breaches(stand)
    assert previous is None
    stand.act("comment", ticket=1, text="On it.")
    assert slas(stand) == {"first_reply_time": "achieved", "total_resolution_time": "active"}
    ((previous, resolution),) = breaches(stand)
    assert previous == reply
    assert str(resolution) > str(reply)
    stand.act("set_status", ticket=1, status="solved")
    assert set(slas(stand).values()) == {"achieved"}
    assert breaches(stand) == [(resolution, None)]


def test_a_ticket_is_shown_without_them_unless_they_are_asked_for(stand: Stand) -> None:
    stand.create(priority="high")
    assert "slas" not in stand.ticket(1)
    assert slas(stand) == {}
