"""How we prove to Zendesk who we are: OAuth client credentials, renewed by themselves, or an API token.

It speaks to `/oauth/tokens` alone and never shows a secret.
"""

import base64
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol
from urllib.parse import urlsplit

import requests
from pydantic import BaseModel, Field, ValidationError

from helpdesk.domain.retry import TryLater
from helpdesk.zendesk import words
from helpdesk.zendesk.budgets import LOGINS, Purse
from helpdesk.zendesk.login import OAuthLogin, TokenLogin, ZendeskLogin
from helpdesk.zendesk.refusals import Answer, Refused, judge

SCOPE = "read write"
_RENEW_BEFORE = 60.0
_NAMES_OF_OAUTH = ("HELPDESK_ZENDESK_CLIENT_ID", "HELPDESK_ZENDESK_CLIENT_SECRET")
_NAMES_OF_TOKEN = ("HELPDESK_ZENDESK_EMAIL", "HELPDESK_ZENDESK_API_TOKEN")

Timeout = tuple[float, float]
"""Seconds to connect, seconds to wait for each part of the answer."""


class Credentials(Protocol):
    """What the wire asks for each call. `names` are the settings to check when it is refused."""

    names: Sequence[str]

    def authorization(self) -> str: ...

    def renew(self, refused: str, /) -> bool:
        """Whether there is something better now than the header value that got a 401."""
        ...


class ApiToken:
    """Basic authentication as `email/token`; there is nothing to renew.

    https://developer.zendesk.com/api-reference/introduction/security-and-auth/
    """

    names: Sequence[str] = _NAMES_OF_TOKEN

    def __init__(self, login: TokenLogin) -> None:
        pair = f"{login.email}/token:{login.token.get_secret_value()}"
        self._header = f"Basic {base64.b64encode(pair.encode()).decode()}"

    def authorization(self) -> str:
        return self._header

    def renew(self, _refused: str, /) -> bool:
        return False


class _TokenAnswer(BaseModel):
    access_token: str = Field(min_length=1)
    expires_in: float | None = None


class ClientCredentials:
    """A bearer token, fetched at the first call, 60 s before it expires, and once after a 401 for all threads.

    This grant has no refresh token: a new one is asked for, or NoRoom raised when it can't be asked for now. An answer
    without `expires_in` is used until a 401.
    https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
    """

    names: Sequence[str] = _NAMES_OF_OAUTH

    def __init__(
        self,
        origin: str,
        login: OAuthLogin,
        timeout: Timeout,
        purse: Purse,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._url = f"{origin}/oauth/tokens"
        self._login = login
        self._timeout = timeout
        self._purse = purse
        self._clock = clock
        self._lock = threading.Lock()
        self._header = ""
        self._good_until = 0.0

    def authorization(self) -> str:
        with self._lock:
            if not self._header or self._clock() >= self._good_until:
                self._fetch()
            return self._header

    def renew(self, refused: str, /) -> bool:
        with self._lock:
            if self._header == refused:  # otherwise another thread was faster
                self._fetch()
            return True

    def _fetch(self) -> None:
        self._header = ""
        answer = self._ask()
        life = answer.expires_in
        self._good_until = self._clock() + max(life - _RENEW_BEFORE, life / 2) if life is not None else float("inf")
        self._header = f"Bearer {answer.access_token}"

    def _ask(self) -> _TokenAnswer:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._login.client_id,
            "client_secret": self._login.client_secret.get_secret_value(),
            "scope": SCOPE,
        }
        bill = self._purse.pay_from(LOGINS)
        try:
            with requests.Session() as session:
                session.trust_env = not is_this_machine(self._url)
                got = session.post(self._url, json=form, timeout=self._timeout, allow_redirects=False)
        except requests.RequestException as error:
            raise TryLater(words.AWAY) from error
        bill.settle(got.status_code, got.headers)
        try:
            judge(Answer(got.status_code, got.headers, got.content), write=False, now=time.time(), login=self.names)
            return _TokenAnswer.model_validate_json(got.content)
        except Refused as refused:
            raise Refused(words.login_refused(self.names), status=refused.status, error=refused.error) from None
        except ValidationError:
            raise TryLater(words.UNREADABLE) from None  # the answer may hold a token: not for a traceback


def credentials_of(login: ZendeskLogin, origin: str, timeout: Timeout, purse: Purse) -> Credentials:
    match login:
        case OAuthLogin():
            return ClientCredentials(origin, login, timeout, purse)
        case TokenLogin():
            return ApiToken(login)


def is_this_machine(url: str) -> bool:
    """Whether an address is this machine's own, which no proxy can reach for us."""
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}
