"""PagerDuty and Opsgenie, as real clients of local stand-ins that speak as their documentation says they do."""

from datetime import datetime
from typing import Any

import pytest
from pydantic import SecretStr
from starlette.responses import JSONResponse, RedirectResponse, Response

from helpdesk.domain.retry import TryLater
from helpdesk.domain.times.rota import Span
from helpdesk.oncall.opsgenie import Opsgenie
from helpdesk.oncall.pagerduty import PagerDuty

from .conftest import Keeper

TOKEN = "k-secret-4711"
SINCE, UNTIL = (datetime.fromisoformat(day).timestamp() for day in ("2026-11-27T12:00Z", "2027-01-02T12:00Z"))
MORNING, NIGHT = "2026-11-28T08:00:00+01:00", "2026-11-28T20:00:00+01:00"
ROTA = "/v2/schedules/network_schedule/timeline"


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def pagerduty(keeper: Keeper) -> PagerDuty:
    return PagerDuty(keeper.url, SecretStr(TOKEN), "PSCHED")


def opsgenie(keeper: Keeper, schedule: str = "network_schedule") -> Opsgenie:
    return Opsgenie(keeper.url, SecretStr(TOKEN), schedule)


def on_call(name: str, email: str | None, start: str | None, end: str | None, level: int = 1) -> dict[str, Any]:
    """https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls ."""
    user = {"id": "PUSER", "type": "user", "summary": name, "name": name, **({"email": email} if email else {})}
    policy = {"id": "PPOLICY", "type": "escalation_policy_reference"}
    return {"escalation_policy": policy, "escalation_level": level, "user": user, "start": start, "end": end}


def period(name: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    recipient = {"id": "u1", "type": "user", "name": name}
    return {"startDate": start, "endDate": end, "type": "historical", "recipient": recipient, **more}


def timeline(*periods: dict[str, Any]) -> JSONResponse:
    rotations = [{"id": "r1", "name": "first", "order": 1.0, "periods": list(periods)}]
    return JSONResponse({"data": {"_parent": {"id": "s1"}, "finalTimeline": {"rotations": rotations}}, "took": 0.1})


def test_pagerduty_is_asked_for_one_schedule_and_tells_each_shift_once(keeper: Keeper) -> None:
    anna = on_call("Anna Muster", "anna@example.com", MORNING, NIGHT)
    said = [
        anna,
        anna | {"escalation_level": 2},
        on_call("Ben", None, NIGHT, None),
        on_call("", "c@example.com", None, None),
    ]
    keeper.answers["/oncalls"] = JSONResponse(
        {"oncalls": said, "limit": 100, "offset": 0, "more": False, "total": None}
    )
    assert pagerduty(keeper).spans(SINCE, UNTIL) == [
        Span(at(MORNING), at(NIGHT), "Anna Muster <anna@example.com>"),
        Span(at(NIGHT), float("inf"), "Ben"),
        Span(float("-inf"), float("inf"), "c@example.com"),
    ]
    ((_, query, headers),) = keeper.asked
    assert headers["authorization"] == f"Token token={TOKEN}"
    assert headers["accept"] == "application/vnd.pagerduty+json;version=2"
    asked = {name: query[name] for name in ("schedule_ids[]", "include[]", "since", "until")}
    assert asked == {
        "schedule_ids[]": "PSCHED",
        "include[]": "users",
        "since": "2026-11-27T12:00:00+00:00",
        "until": "2027-01-02T12:00:00+00:00",
    }


def test_a_level_of_pagerdutys_policy_is_who_has_it_there_by_whatever_schedule(keeper: Keeper) -> None:
    anna = on_call("Anna Muster", "anna@example.com", MORNING, NIGHT)
    said = [anna, anna | {"schedule": {"id": "POTHER"}}, on_call("Ben", None, NIGHT, None)]
    second = [on_call("Anna Muster", "anna@example.com", NIGHT, None, 2), on_call("Carla", None, None, None, 3)]
    keeper.answers["/oncalls"] = JSONResponse({"oncalls": [*said, *second], "more": False})
    first, then = (PagerDuty(keeper.url, SecretStr(TOKEN), policy="PPOLICY", level=number) for number in (1, 2))
    assert first.spans(SINCE, UNTIL) == [
        Span(at(MORNING), at(NIGHT), "Anna Muster <anna@example.com>"),
        Span(at(NIGHT), float("inf"), "Ben"),
    ]
    assert then.spans(SINCE, UNTIL) == [Span(at(NIGHT), float("inf"), "Anna Muster <anna@example.com>")]
    assert [(query["escalation_policy_ids[]"], "schedule_ids[]" in query) for _, query, _ in keeper.asked] == [
        ("PPOLICY", False)
    ] * 2


def test_pagerdutys_pages_are_read_to_the_end(keeper: Keeper) -> None:
    keeper.pages = [
        JSONResponse({"oncalls": [on_call(name, None, MORNING, NIGHT)], "more": more})
        for name, more in (("Anna", True), ("Ben", True), ("Carla", False))
    ]
    assert [span.who for span in pagerduty(keeper).spans(SINCE, UNTIL)] == ["Anna", "Ben", "Carla"]
    assert [query["offset"] for _, query, _ in keeper.asked] == ["0", "100", "200"]


def test_pages_without_end_are_not_read_without_end(keeper: Keeper) -> None:
    keeper.answers["/oncalls"] = JSONResponse({"oncalls": [on_call("Anna", None, MORNING, NIGHT)], "more": True})
    with pytest.raises(TryLater):
        pagerduty(keeper).spans(SINCE, UNTIL)
    assert len(keeper.asked) == 20


def test_opsgenies_timeline_tells_the_people_behind_teams_and_escalations(keeper: Keeper) -> None:
    team = {"id": "t1", "type": "team", "name": "network"}
    both = [{"type": "user", "name": "anna@example.com"}, {"type": "user", "name": "ben@example.com"}]
    keeper.answers[ROTA] = timeline(
        period("carla@example.com", MORNING, NIGHT),
        period("", NIGHT, "2026-11-29T08:00:00+01:00", recipient=team, flattenedRecipients=both),
        period("", "2026-11-29T08:00:00+01:00", "2026-11-29T20:00:00+01:00", recipient={"type": "none"}),
        period("", "2026-11-30T08:00:00+01:00", "2026-11-30T20:00:00+01:00", recipient=team),
    )
    spans = opsgenie(keeper).spans(SINCE, UNTIL)
    assert [span.who for span in spans] == ["carla@example.com", "anna@example.com", "ben@example.com", "network"]
    assert spans[0] == Span(at(MORNING), at(NIGHT), "carla@example.com")
    ((_, query, headers),) = keeper.asked
    assert headers["authorization"] == f"GenieKey {TOKEN}"
    assert query == {
        "identifierType": "name",
        "date": "2026-11-27T12:00:00+00:00",
        "interval": "36",
        "intervalUnit": "days",
    }


def test_a_schedule_of_opsgenies_may_be_named_by_its_id(keeper: Keeper) -> None:
    id_ = "d875e654-9b4e-4219-a803-0c26936d18de"
    keeper.answers[f"/v2/schedules/{id_}/timeline"] = timeline()
    assert opsgenie(keeper, id_).spans(SINCE, UNTIL) == []
    assert keeper.asked[0][1]["identifierType"] == "id"


AWAY: dict[str, tuple[Response | None, str]] = {
    "a refused token": (JSONResponse({"error": "no"}, 401), "does not accept the token"),
    "no right": (JSONResponse({}, 403), "does not let us read this"),
    "no such schedule": (JSONResponse({}, 404), "knows nothing of this name"),
    "a 429": (JSONResponse({}, 429, {"Retry-After": "17"}), "asks us to slow down"),
    "a 500": (JSONResponse({}, 500), "answers with HTTP 500"),
    "a lost connection": (None, "can't be reached"),
    "half an answer": (Response(b'{"oncalls": [', media_type="application/json"), "answer can't be read"),
    "another answer": (JSONResponse({"oncalls": [{"user": 5}], "data": 1}), "answer can't be read"),
    "a page of HTML": (Response("<html>", media_type="text/html"), "answer can't be read"),
    "a way elsewhere": (RedirectResponse("https://elsewhere.example.com/"), "answers with HTTP 307"),
    "6 MiB": (Response(b" " * 6 * 1024 * 1024), "sends more than 5 MiB"),
}


@pytest.mark.parametrize(("answer", "why"), AWAY.values(), ids=AWAY)
@pytest.mark.parametrize("client", [pagerduty, opsgenie])
def test_what_goes_wrong_is_put_off_and_tells_no_secret(
    keeper: Keeper, client: Any, answer: Response | None, why: str
) -> None:
    keeper.answers = {"/oncalls": answer, ROTA: answer}
    with pytest.raises(TryLater) as wrong:
        client(keeper).spans(SINCE, UNTIL)
    assert why in wrong.value.why
    assert TOKEN not in wrong.value.why + repr(wrong.value.__cause__)
    assert wrong.value.after == (17 if "slow" in why else 60 if "MiB" in why else 0)


def test_nobody_there_is_put_off() -> None:
    with pytest.raises(TryLater, match="can't be reached"):
        PagerDuty("http://127.0.0.1:1", SecretStr(TOKEN), "PSCHED").spans(SINCE, UNTIL)
