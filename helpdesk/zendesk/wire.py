"""The one way bytes go to Zendesk: no write is ever sent twice, nothing sleeps, nothing is followed elsewhere.

It sits under zenpy as a requests adapter, so that zenpy only ever sees a success with a JSON object.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProxyError
from urllib3.util import Retry

from helpdesk.domain.retry import TryLater
from helpdesk.zendesk import words
from helpdesk.zendesk.budgets import Bill, Purse
from helpdesk.zendesk.oauth import Credentials, is_this_machine
from helpdesk.zendesk.refusals import Answer, judge

ZENPY_SUBDOMAIN, ZENPY_DOMAIN = "account", "invalid"
"""The address zenpy is given; `.invalid` can't exist (RFC 2606), so nothing gets out past the wire."""

_ZENPY_ORIGIN = f"https://{ZENPY_SUBDOMAIN}.{ZENPY_DOMAIN}/"
_READS = frozenset({"GET", "HEAD"})


@dataclass(slots=True)
class Exchange:
    """Headers to send with the calls made inside `with_headers`, and those of the last answer."""

    send: Mapping[str, str]
    received: dict[str, str] = field(default_factory=dict)


_EXCHANGE: ContextVar[Exchange | None] = ContextVar("zendesk_exchange", default=None)


@contextmanager
def with_headers(headers: Mapping[str, str]) -> Iterator[Exchange]:
    """Send these headers with the calls of this block, which zenpy itself offers no way to do."""
    exchange = Exchange(headers)
    token = _EXCHANGE.set(exchange)
    try:
        yield exchange
    finally:
        _EXCHANGE.reset(token)


class Wire(HTTPAdapter):
    """Sends what zenpy asks for to `origin` (an address without a slash at the end), with our credentials.

    Raises the errors of `refusals`. `doubt` is set when a write may have taken effect all the same: its answer was
    lost or was a 5xx. A connection that never came about is no doubt; only that is tried again here, once. A call is
    paid for before it goes out: NoRoom, a TryLater, when one of its budgets has no room now.
    """

    def __init__(self, origin: str, credentials: Credentials, purse: Purse) -> None:
        super().__init__(
            max_retries=Retry(
                total=None, connect=1, read=0, redirect=0, status=0, other=0, respect_retry_after_header=False
            )
        )
        self._origin = origin
        self._credentials = credentials
        self._purse = purse

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """The answer to a success; zenpy finds its own address in it again."""
        asked = str(request.url)
        request.url = self._real_address(asked)
        exchange = _EXCHANGE.get()
        if exchange:
            request.headers.update(exchange.send)
        path = request.url.partition("/api/v2/")[2]
        kwargs["proxies"] = {} if is_this_machine(request.url) else get_environ_proxies(request.url, no_proxy=None)
        try:
            bill = self._purse.pay(str(request.method), path, request.body)
            answer = self._send_with_login(request, bill, *args, **kwargs)
        finally:
            request.url = asked
        answer.url = asked
        if exchange:
            exchange.received = dict(answer.headers)
        return answer

    def _real_address(self, asked: str) -> str:
        if asked.startswith(_ZENPY_ORIGIN):
            return f"{self._origin}/{asked.removeprefix(_ZENPY_ORIGIN)}"
        if asked.startswith(f"{self._origin}/"):  # the links of a next page
            return asked
        raise TryLater(words.ELSEWHERE)

    def _send_with_login(
        self, request: requests.PreparedRequest, bill: Bill, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """After a 401 nothing was applied, so that once more with a new token is safe for a write too."""
        write = request.method not in _READS
        answer = self._send_once(request, write, *args, **kwargs)
        if answer.status_code == 401 and self._credentials.renew(request.headers["Authorization"]):
            answer = self._send_once(request, write, *args, **kwargs)
        bill.settle(answer.status_code, answer.headers)
        seen = Answer(answer.status_code, answer.headers, answer.content)
        judge(seen, write=write, now=time.time(), login=self._credentials.names)
        return answer

    def _send_once(
        self, request: requests.PreparedRequest, write: bool, *args: Any, **kwargs: Any
    ) -> requests.Response:
        request.headers["Authorization"] = self._credentials.authorization()
        try:
            answer = super().send(request, *args, **kwargs)
            _ = answer.content  # read here, so that a connection lost halfway shows here
        except (requests.RequestException, HTTPError) as error:
            if _was_never_sent(error):
                raise TryLater(words.AWAY) from error
            raise TryLater(words.NO_ANSWER, doubt=write) from error
        return answer


def _was_never_sent(error: Exception) -> bool:
    """Whether there never was a connection: refused, no such name, or no answer to the first packet."""
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(cause, ProxyError):
        cause = cause.original_error
    return isinstance(error, requests.ConnectTimeout) or isinstance(cause, ConnectTimeoutError | NewConnectionError)
