"""What each call to Zendesk costs, and what its answers say of the limits.

https://developer.zendesk.com/api-reference/introduction/rate-limits/
"""

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol
from zlib import crc32

from helpdesk.domain.budget import Budget, Room, Said
from helpdesk.zendesk.refusals import wait_of

SMALLEST_PLAN = 200
"""Calls a minute of the smallest plan on sale. Each answer says what the account really has."""

_BURST = 0.3
"""Of a minute's calls at once. Answers say what is left, so that a burst never leads beyond the limit."""

UPDATES = Budget("ticket-updates", 100, 60, 30, counted=True)
CREATIONS = Budget("ticket-creations", 300, 60, 90, counted=True)
EXPORTS = Budget("exports", 10, 60, 3, counted=True)
PEOPLE = Budget("people", 1, 1, 1)
LOGINS = Budget("logins", 100, 60, 50)
DOWNLOADS = Budget("file-downloads", 200, 60, 60)
"""Tokens and the bytes of files are beside the account's limit. No limit is published, but a 429 may come here too."""

_TICKET_UPDATES_AT_ONCE, _PERSON_AT_ONCE = 20, 2

_UPDATE = re.compile(r"tickets/(\d+)(?:/|\.|$)")
_HEADERS = {
    "ticket": "zendesk-ratelimit-per-ticket-updates",
    UPDATES.name: "zendesk-ratelimit-tickets-update",
    CREATIONS.name: "zendesk-ratelimit-ticket-request-create-by-user-and-ip",
    EXPORTS.name: "zendesk-ratelimit-incremental-exports",
}
_LONGEST_RESET = 3600.0
"""Seconds. No limit is for longer; a later reset is nonsense, and would keep a budget empty."""

_NUMBERS = re.compile(r"(total|remaining|resets)=(\d+)")


class Budgets(Protocol):
    """Shared by all processes; `take` raises NoRoom, which is a TryLater, and says what is left."""

    def take(self, costs: Sequence[Budget], /) -> Mapping[str, Room]: ...
    def told(self, taken: Mapping[str, Room], said: Sequence[Said], /) -> None: ...
    def close(self, costs: Sequence[Budget], seconds: float, /) -> None: ...


class NoBudgets:
    """For a client that nobody shares its limits with."""

    def take(self, _costs: Sequence[Budget], /) -> Mapping[str, Room]:
        return {}

    def told(self, taken: Mapping[str, Room], said: Sequence[Said], /) -> None: ...
    def close(self, costs: Sequence[Budget], seconds: float, /) -> None: ...


class Bill:
    """What one call costs, and what became of it."""

    def __init__(self, budgets: Budgets, costs: Sequence[Budget]) -> None:
        self._budgets = budgets
        self._costs = costs
        self._taken = budgets.take(costs)

    def settle(self, status: int, headers: Mapping[str, str]) -> None:
        """Learn from an answer what is left, and after a 429 when the next call may go."""
        self.answered(headers)
        if status == 429:
            self.refused(headers, wait_of(headers.get("Retry-After"), time.time()))

    def answered(self, headers: Mapping[str, str]) -> None:
        """Learn from the headers, which are found in any case."""
        self._budgets.told(self._taken, list(_said(self._costs, headers)))

    def refused(self, headers: Mapping[str, str], seconds: float) -> None:
        """Zendesk said 429: nothing that costs the same goes out for so long."""
        self._budgets.close(_used_up(self._costs, headers, seconds), seconds)


class Purse:
    """Pays for calls. `per_minute` is what the account has until Zendesk says so itself."""

    def __init__(self, budgets: Budgets | None = None, per_minute: int = SMALLEST_PLAN) -> None:
        self._budgets = budgets or NoBudgets()
        self._account = Budget("account", per_minute, 60, max(per_minute * _BURST, 1), counted=True)

    def pay(self, method: str, path: str, body: bytes | str | None = None) -> Bill:
        """For the call to `/api/v2/{path}`. Raises NoRoom."""
        return Bill(self._budgets, self.costs(method, path, body))

    def pay_from(self, budget: Budget) -> Bill:
        """For a call beside the API, which has a budget of its own. Raises NoRoom."""
        return Bill(self._budgets, (budget,))

    def costs(self, method: str, path: str, body: bytes | str | None = None) -> tuple[Budget, ...]:
        return (self._account, *_special(method, path.partition("?")[0], body))

    def watched(self) -> tuple[Budget, ...]:
        """The budgets of the account, for those who watch what is left."""
        return self._account, UPDATES, CREATIONS, EXPORTS, PEOPLE, LOGINS, DOWNLOADS


def _special(method: str, path: str, body: bytes | str | None) -> Iterator[Budget]:
    """The limits that a call has besides the account's."""
    route = path.removesuffix(".json")
    if method == "PUT" and (found := _UPDATE.match(path)):
        yield Budget(f"ticket:{found[1]}", 30, 600, _TICKET_UPDATES_AT_ONCE, counted=True)
        yield UPDATES
    elif method == "POST" and route == "tickets":
        yield CREATIONS
    elif method == "POST" and route == "users/create_or_update":
        yield Budget(f"person:{_who(body)}", 5, 60, _PERSON_AT_ONCE, steady=0.6)
        yield PEOPLE
    elif route.startswith("incremental/"):
        yield EXPORTS


def _who(body: bytes | str | None) -> str:
    """The person of a `create_or_update`: the limit is for each. Names of budgets are logged, so nobody can be read."""
    try:
        user = json.loads(body or "{}").get("user") or {}
    except (ValueError, AttributeError):
        return ""
    return f"{crc32(str(user.get('external_id') or user.get('email') or '').encode()):08x}"


def _said(costs: Sequence[Budget], headers: Mapping[str, str]) -> Iterator[Said]:
    for budget in costs:
        numbers = _account_numbers(headers) if budget.name == "account" else _numbers(budget, headers)
        if numbers and numbers[0] > 0:
            yield Said(budget, *numbers)


def _account_numbers(headers: Mapping[str, str]) -> tuple[float, float, float] | None:
    limit = headers.get("X-Rate-Limit") or headers.get("ratelimit-limit")
    left = headers.get("X-Rate-Limit-Remaining") or headers.get("ratelimit-remaining")
    resets = headers.get("ratelimit-reset")
    if not (limit and left and limit.isdecimal() and left.isdecimal()):
        return None
    seconds = float(resets) if resets and resets.isdecimal() else 60.0
    return float(limit), float(left), min(seconds, _LONGEST_RESET)


def _numbers(budget: Budget, headers: Mapping[str, str]) -> tuple[float, float, float] | None:
    """Of a header such as `total=30; remaining=29; resets=468`."""
    found: dict[str, Any] = dict(_NUMBERS.findall(headers.get(_HEADERS.get(budget.kind, ""), "")))
    if found.keys() < {"total", "remaining", "resets"}:
        return None
    return float(found["total"]), float(found["remaining"]), min(float(found["resets"]), _LONGEST_RESET)


def _used_up(costs: Sequence[Budget], headers: Mapping[str, str], seconds: float) -> Sequence[Budget]:
    """Which budgets a 429 is about: those of which nothing is left, else those that the headers don't speak of.

    A limit by the second can't be what asks for a minute's wait.
    """
    said = {each.budget.name: each.left for each in _said(costs, headers)}
    named = [budget for budget in costs if said.get(budget.name) == 0]
    unknown = [budget for budget in costs if budget.name not in said]
    about = named or unknown or list(costs)
    return [budget for budget in about if budget.seconds >= seconds] or about
