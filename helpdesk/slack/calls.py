"""Slack's Web API through slack_sdk: one call is one request, and every failure is TryLater or GiveUp.

slack_sdk's own handler sends a request again when the peer closed the connection after reading it, which posts twice.
https://docs.slack.dev/apis/web-api
"""

import http.client
import re
import socket
import ssl
import urllib.error
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from helpdesk.domain.retry import GiveUp, TryLater, believed
from helpdesk.slack import words
from helpdesk.slack.budgets import Purse

TIMEOUT = 10
PAGE = 200

_PASSES = frozenset({"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org"})
_MAY_HAVE_DONE_IT = frozenset({"internal_error", "fatal_error", "request_timeout"})
_NEEDS_AN_ADMIN = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "org_login_required",
        "missing_scope",
        "not_in_channel",
        "channel_not_found",
    }
)
ADMIN_SECONDS = 30.0
"""How long to wait for what only an administrator can put right."""

_USUAL_RETRY_AFTER = 1.0
_NO_ANSWER = (
    *(OSError, http.client.HTTPException, SlackClientError, ValueError),
    # slack_sdk stumbles over JSON that is no object or too deep, and over unknown charsets
    *(AttributeError, LookupError, RecursionError),
)
_NEVER_SENT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
_CODE = re.compile(r"[a-z0-9_]+")


class Refused(GiveUp):
    """Slack said no; `error` is its word for it, such as `message_not_found`."""

    def __init__(self, error: str) -> None:
        super().__init__(words.slack_trouble(error))
        self.error = error


class AdminNeeded(TryLater):
    """Put off until an administrator puts it right; `error` is Slack's word for it, such as `missing_scope`."""

    def __init__(self, error: str) -> None:
        super().__init__(words.slack_trouble(error), after=ADMIN_SECONDS)
        self.error = error


class SlowDown(TryLater):
    """Slack answered 429: nothing was done, and nothing of the kind may be asked `after` so many seconds."""


class SlackCalls:
    """The Web API with one bot token. Safe to share between threads.

    Every call is paid for before it goes out: NoRoom, a TryLater, when its budget has no room now.
    """

    def __init__(self, token: str, base_url: str, timeout: int = TIMEOUT, purse: Purse | None = None) -> None:
        self.purse = purse or Purse()
        self._client = WebClient(token=token, base_url=base_url, timeout=timeout, retry_handlers=[])

    def read(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """A call that changes nothing. TryLater, or Refused."""
        return self._call(method, arguments, http_verb="GET", writes=False)[0]

    def read_with_headers(self, method: str, **arguments: Any) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        """The same with the answer's headers, named in lower case: `date`, `x-oauth-scopes`."""
        data, headers = self._call(method, arguments, http_verb="GET", writes=False)
        return data, {name.lower(): str(value) for name, value in headers.items()}

    def write(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """A call that changes something. TryLater in doubt when the answer was lost, or Refused."""
        return self._call(method, arguments, http_verb="POST", writes=True)[0]

    def pages(self, method: str, field: str, **arguments: Any) -> Iterator[Any]:
        """The items of all pages of a cursored method (https://docs.slack.dev/apis/web-api/pagination)."""
        cursor = ""
        while True:
            page = self.read(method, limit=PAGE, **arguments, **({"cursor": cursor} if cursor else {}))
            yield from page.get(field) or []
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _call(
        self, method: str, arguments: dict[str, Any], *, http_verb: str, writes: bool
    ) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        body = {"params": arguments} if http_verb == "GET" else {"json": arguments}
        self.purse.pay(method, arguments)
        try:
            with in_two_words(writes=writes):
                answer = self._client.api_call(method, http_verb=http_verb, **body)
        except SlowDown as slow:
            self.purse.close(method, arguments, slow.after)
            raise
        data = answer.data
        return (data if isinstance(data, dict) else {}), answer.headers


@contextmanager
def in_two_words(*, writes: bool) -> Iterator[None]:
    """Whatever goes wrong with slack_sdk in this block is a TryLater or Refused."""
    try:
        yield
    except SlackApiError as error:
        raise _meant(error, writes=writes) from None
    except _NO_ANSWER as error:
        raise TryLater("Slack can't be reached.", doubt=writes and _was_sent(error)) from None


def _was_sent(error: Exception) -> bool:
    """Whether the request may have reached Slack: not when surely no connection came about."""
    return not isinstance(error.reason if isinstance(error, urllib.error.URLError) else error, _NEVER_SENT)


def _meant(error: SlackApiError, *, writes: bool) -> Exception:
    response: Any = error.response
    status = getattr(response, "status_code", None) or response.get("status") or 200
    said = str(response.get("error") or "")
    headers = getattr(response, "headers", None) or response.get("headers") or {}
    if status == 429 or said in {"ratelimited", "rate_limited"}:
        return SlowDown("Slack asks us to slow down.", after=_retry_after(headers))
    if status >= 500 or said in _MAY_HAVE_DONE_IT or not _CODE.fullmatch(said):
        return TryLater("Slack has trouble of its own.", doubt=writes)
    if said in _PASSES:
        return TryLater("Slack has trouble of its own.")
    if said in _NEEDS_AN_ADMIN:
        return AdminNeeded(said)
    return Refused(said)


def _retry_after(headers: Mapping[str, Any]) -> float:
    found = next((v for k, v in headers.items() if k.lower() == "retry-after"), None)
    value = found[0] if isinstance(found, list) and found else found
    try:
        return believed(float(str(value)), _USUAL_RETRY_AFTER)
    except ValueError:
        return _USUAL_RETRY_AFTER
