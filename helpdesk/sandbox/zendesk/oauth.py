"""Who is calling: client-credentials tokens that expire, and e-mail with API token; no sessions, no cookies.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
"""

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.errors import ApiError, could_not_authenticate, invalid_token
from helpdesk.sandbox.zendesk.identifiers import opaque_token
from helpdesk.sandbox.zendesk.records import Json, User

_SHORTEST, _LONGEST = 300, 172_800
"""Seconds a client may ask a token to live."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens this account; both ways in belong to one agent."""

    client_id: str
    client_secret: str
    email: str
    api_token: str


class OAuth:
    def __init__(self, account: Account, credentials: Credentials, bot: User) -> None:
        self._account = account
        self._credentials = credentials
        self._bot = bot
        self._tokens: dict[str, float] = {}
        """Access token -> when it ends."""

    def routes(self) -> list[Route]:
        return [Route("/tokens", self.grant, methods=["POST"])]

    def revoke_all(self) -> None:
        """Every bearer token gets a 401 from now on."""
        self._tokens.clear()

    async def grant(self, request: Request) -> JSONResponse:
        asked = _parameters(request.headers.get("content-type", ""), await request.body())
        if asked.get("grant_type") != "client_credentials":
            raise _oauth_error(400, "unsupported_grant_type", "The authorization grant type is not supported.")
        known = self._credentials
        if not (
            _same(str(asked.get("client_id")), known.client_id)
            and _same(str(asked.get("client_secret")), known.client_secret)
        ):
            raise _oauth_error(401, "invalid_client", "Client authentication failed.")
        life = int(asked.get("expires_in") or self._account.knobs.access_token_seconds)
        if asked.get("expires_in") and not _SHORTEST <= life <= _LONGEST:
            raise _oauth_error(400, "invalid_request", f"expires_in must be from {_SHORTEST} to {_LONGEST} seconds.")
        token = opaque_token()
        self._tokens[token] = self._account.clock.now() + life
        scope = asked.get("scope") or "read write"
        return JSONResponse({"access_token": token, "token_type": "bearer", "scope": scope, "expires_in": life})

    def authenticate(self, headers: Headers) -> User:
        """The user a request acts as; raises the 401 in the words that fit the way it tried."""
        way, _, proof = headers.get("authorization", "").partition(" ")
        if way.lower() == "bearer":
            if self._tokens.get(proof.strip(), 0) <= self._account.clock.now():
                raise invalid_token()
            return self._bot
        expected = f"{self._credentials.email}/token:{self._credentials.api_token}"
        if way.lower() == "basic" and _same(_decoded(proof), expected):
            return self._bot
        raise could_not_authenticate()


def _parameters(content_type: str, body: bytes) -> Json:
    try:
        parsed = json.loads(body) if "json" in content_type else dict(parse_qsl(body.decode()))
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise _oauth_error(400, "invalid_request", "The request is malformed.")
    return parsed


def _oauth_error(status: int, error: str, description: str) -> ApiError:
    return ApiError(status, {"error": error, "error_description": description})


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def _decoded(proof: str) -> str:
    try:
        return base64.b64decode(proof, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
