"""Rate limits: counts calls, says what the headers say, and refuses only when the account's knob asks for it.

https://developer.zendesk.com/api-reference/introduction/rate-limits/
"""

import math
import re
from dataclasses import dataclass

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.errors import rate_limited


@dataclass(frozen=True, slots=True)
class _Rule:
    method: str
    path: re.Pattern[str]
    limit: int
    seconds: int
    header: str | None
    per: str = "account"
    """What is counted on its own: `user`, who calls; `ticket`, who calls on one ticket; `person`, who is written."""
    high_volume: int | None = None
    """The limit with the add-on, where it is another."""


_RULES = (
    _Rule("PUT", re.compile(r"/tickets/(\d+)(/|$)"), 30, 600, "zendesk-ratelimit-per-ticket-updates", "ticket"),
    _Rule("PUT", re.compile(r"/tickets/\d+(/|$)"), 100, 60, "zendesk-ratelimit-tickets-update", high_volume=300),
    _Rule("POST", re.compile(r"/tickets$"), 300, 60, "zendesk-ratelimit-ticket-request-create-by-user-and-ip", "user"),
    _Rule("POST", re.compile(r"/users/create_or_update$"), 5, 60, None, "person"),
    _Rule("POST", re.compile(r"/users/create_or_update$"), 1, 1, None),
    _Rule("GET", re.compile(r"/incremental/"), 10, 60, "zendesk-ratelimit-incremental-exports", high_volume=30),
    _Rule("GET", re.compile(r"/search/export$"), 100, 60, "zendesk-ratelimit-search-export"),
)


@dataclass(slots=True)
class _Window:
    ends: float
    used: int = 0


class Limits:
    """Counts in fixed windows that begin with the first call in them."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._windows: dict[tuple[object, ...], _Window] = {}

    def count(self, method: str, path: str, user_id: int, body: object = None) -> dict[str, str]:
        """Count one call and return its headers; raises the 429 when over and the knob is on."""
        limit = self._account.knobs.account_limit
        headers = self._account_headers(limit, *self._used(("account",), 60, limit))
        over = [float(headers.pop("over"))]
        for number, rule in enumerate(_RULES):
            match = rule.path.search(path) if rule.method == method else None
            if match is None:
                continue
            key: tuple[object, ...] = (number,)
            if rule.per in {"user", "ticket"}:
                key += (user_id,)
            if rule.per == "person":
                key += (_written_person(body),)
            if rule.per == "ticket":
                key += (match[1],)
            most = rule.high_volume if rule.high_volume and self._account.knobs.high_volume else rule.limit
            used, wait = self._used(key, rule.seconds, most)
            if rule.header is not None:
                left = max(0, most - used)
                headers[rule.header] = f"total={most}; remaining={left}; resets={math.ceil(wait)}"
            over.append(wait if used > most else 0)
        if self._account.knobs.enforce_limits and max(over) > 0:
            error = rate_limited(math.ceil(max(over)))
            error.headers.update(headers)
            raise error
        return headers

    @staticmethod
    def _account_headers(limit: int, used: int, wait: float) -> dict[str, str]:
        left = str(max(0, limit - used))
        return {
            "x-rate-limit": str(limit),
            "x-rate-limit-remaining": left,
            "ratelimit-limit": str(limit),
            "ratelimit-remaining": left,
            "ratelimit-reset": str(math.ceil(wait)),
            "over": str(wait if used > limit else 0),
        }

    def _used(self, key: tuple[object, ...], seconds: int, limit: int) -> tuple[int, float]:
        """Calls in this window with the present one, and the seconds until it ends; refused ones don't count."""
        now = self._account.clock.now()
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = self._windows[key] = _Window(now + seconds * self._account.knobs.minute / 60)
        used = window.used + 1
        if used <= limit or not self._account.knobs.enforce_limits:
            window.used = used
        return used, window.ends - now


def _written_person(body: object) -> str:
    user = body.get("user") if isinstance(body, dict) else None
    return str(user.get("external_id") or user.get("email")) if isinstance(user, dict) else ""
