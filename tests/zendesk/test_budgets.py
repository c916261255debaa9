"""What calls to Zendesk cost, what its answers teach, and what a 429 closes."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from helpdesk.domain.budget import Budget, Room, Said
from helpdesk.zendesk.budgets import Purse

ACCOUNT = {"X-Rate-Limit": "700", "X-Rate-Limit-Remaining": "650", "ratelimit-reset": "41"}
TICKET = {"zendesk-ratelimit-per-ticket-updates": "total=30; remaining=0; resets=468"}
UPDATES = {"zendesk-ratelimit-tickets-update": "total=100; remaining=60; resets=41"}
PERSON = b'{"user": {"external_id": "slack:U1", "email": "u1@example.com"}}'
THEIRS = "person:45180786"


class Kept:
    """Writes down what the budgets are told."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.closed: list[str] = []

    def take(self, costs: Sequence[Budget], /) -> Mapping[str, Room]:
        return {}

    def told(self, taken: Mapping[str, Room], said: Sequence[Said], /) -> None:
        self.said += said

    def close(self, costs: Sequence[Budget], seconds: float, /) -> None:
        self.closed += [budget.name for budget in costs]


@pytest.mark.parametrize(
    ("call", "names"),
    [
        pytest.param(("GET", "tickets/7.json"), [], id="a ticket is read"),
        pytest.param(("PUT", "tickets/7.json"), ["ticket:7", "ticket-updates"], id="a ticket is updated"),
        pytest.param(("PUT", "tickets/7/tags.json"), ["ticket:7", "ticket-updates"], id="its tags"),
        pytest.param(("POST", "tickets.json"), ["ticket-creations"], id="a ticket is made"),
        pytest.param(("GET", "incremental/tickets/cursor.json?start_time=1"), ["exports"], id="the export"),
        pytest.param(("GET", "tickets.json?external_id=slack:1"), [], id="tickets are looked for"),
        pytest.param(("POST", "users/create_or_update.json", PERSON), [THEIRS, "people"], id="a person is written"),
        pytest.param(("POST", "users/create_or_update.json", b"["), ["person:", "people"], id="nobody is written"),
    ],
)
def test_each_call_costs_the_account_and_its_own_limits(call: tuple[Any, ...], names: list[str]) -> None:
    assert [budget.name for budget in Purse().costs(*call)] == ["account", *names]


def test_a_budget_does_not_name_the_person_it_is_of() -> None:
    """Its name stands in the store and, after a 429, in the log."""
    named = b'{"user": {"email": "ada@example.com"}}'
    found, *_ = (b.name for b in Purse().costs("POST", "users/create_or_update", named) if b.kind == "person")
    assert "ada" not in found
    assert found != THEIRS


def test_answers_say_what_there_is_and_what_is_left() -> None:
    kept = Kept()
    Purse(kept).pay("PUT", "tickets/7.json").answered({**ACCOUNT, **TICKET, **UPDATES})
    told = [(said.budget.name, said.limit, said.left, said.resets) for said in kept.said]
    assert told == [("account", 700, 650, 41), ("ticket:7", 30, 0, 468), ("ticket-updates", 100, 60, 41)]


def test_a_reset_in_years_is_not_believed() -> None:
    kept = Kept()
    far = {"ratelimit-reset": "1795000000", **dict.fromkeys(TICKET, "total=30; remaining=0; resets=1795000000")}
    Purse(kept).pay("PUT", "tickets/7.json").answered({**ACCOUNT, **far})
    assert [said.resets for said in kept.said] == [3600, 3600]


@pytest.mark.parametrize(
    "headers", [{}, {"X-Rate-Limit": "many", "X-Rate-Limit-Remaining": "1"}, {"X-Rate-Limit": "0"}, {"x": "total=1"}]
)
def test_headers_that_say_nothing_teach_nothing(headers: dict[str, str]) -> None:
    kept = Kept()
    Purse(kept).pay("PUT", "tickets/7.json").answered(headers)
    assert kept.said == []


@pytest.mark.parametrize(
    ("call", "headers", "seconds", "closed"),
    [
        pytest.param(("PUT", "tickets/7"), {**ACCOUNT, **TICKET, **UPDATES}, 468, ["ticket:7"], id="a ticket's"),
        pytest.param(
            ("GET", "tickets/7"), {**ACCOUNT, "X-Rate-Limit-Remaining": "0"}, 41, ["account"], id="the account's"
        ),
        pytest.param(("GET", "tickets/7"), {}, 41, ["account"], id="nothing is said of a read"),
        pytest.param(("PUT", "tickets/7"), {}, 400, ["ticket:7"], id="only one can take so long"),
        pytest.param(
            ("PUT", "tickets/7"), {}, 40, ["account", "ticket:7", "ticket-updates"], id="nothing is said of an update"
        ),
        pytest.param(("POST", "users/create_or_update", PERSON), ACCOUNT, 1, [THEIRS, "people"], id="either"),
        pytest.param(("POST", "users/create_or_update", PERSON), ACCOUNT, 30, [THEIRS], id="no limit by the second"),
    ],
)
def test_a_429_closes_what_it_is_about(
    call: tuple[Any, ...], headers: dict[str, str], seconds: float, closed: list[str]
) -> None:
    kept = Kept()
    Purse(kept).pay(*call).refused(headers, seconds)
    assert kept.closed == closed
