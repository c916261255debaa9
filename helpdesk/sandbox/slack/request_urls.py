"""Delivery over HTTP to the app's request URLs, signed as Slack signs. One attempt; retrying is not done here.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import hashlib
import hmac
import json
import time

import httpx

from helpdesk.sandbox.slack.parcel import VERIFICATION_TOKEN, Outcome, Parcel
from helpdesk.sandbox.slack.records import Payload

_AT_ONCE = 64


class RequestUrls:
    """The app's `/slack/events`, `/slack/interactivity` and `/slack/commands` under one base address."""

    def __init__(self, deliver_to: str | None, signing_secret: str) -> None:
        self.deliver_to = deliver_to
        self._secret = signing_secret.encode()
        self._client: httpx.AsyncClient | None = None
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def start(self) -> None:
        # the product is on this machine: no proxy from the environment stands between
        limits = httpx.Limits(max_connections=_AT_ONCE, max_keepalive_connections=_AT_ONCE)
        self._client = httpx.AsyncClient(trust_env=False, limits=limits, timeout=None)  # noqa: S113  carry sets it

    async def stop(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def sign(self, body: bytes) -> dict[str, str]:
        """The two headers that prove the sender."""
        stamp = str(int(time.time()))
        digest = hmac.new(self._secret, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}

    async def verify(self, challenge: str, seconds: float) -> bool:
        """Ask the events address to prove itself, as Slack does when the address is entered.

        The challenge may come back as plain text, a form or JSON.
        """
        payload = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
        outcome = await self.carry(Parcel("events", "url_verification", challenge, payload), seconds)
        return outcome.ok and (
            outcome.answer.get("challenge") == challenge
            or outcome.answer.get("text") in {challenge, f"challenge={challenge}"}
        )

    async def carry(self, parcel: Parcel, seconds: float) -> Outcome:
        if self.deliver_to is None or self._client is None:
            return Outcome(ok=False, status="no app is listening", via="nowhere", reason="connection_failed")
        body, content_type = parcel.http_body()
        headers = {"content-type": content_type, "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        if parcel.attempt:
            headers |= {"x-slack-retry-num": str(parcel.attempt), "x-slack-retry-reason": parcel.reason}
        url = f"{self.deliver_to.rstrip('/')}/slack/{parcel.family}"
        async with self._room:
            try:
                async with asyncio.timeout(seconds):
                    response = await self._client.post(url, content=body, headers=headers | self.sign(body))
            except TimeoutError:
                return Outcome(ok=False, status="http_timeout", via="http", reason="http_timeout")
            except (httpx.HTTPError, httpx.InvalidURL):
                return Outcome(ok=False, status="connection_failed", via="http", reason="connection_failed")
        return _outcome(response)


def _outcome(response: httpx.Response) -> Outcome:
    status = str(response.status_code)
    if response.is_success:
        return Outcome(ok=True, status=status, via="http", answer=_said(response))
    no_retry = response.headers.get("x-slack-no-retry") == "1"
    return Outcome(ok=False, status=status, via="http", reason="http_error", no_retry=no_retry)


def _said(response: httpx.Response) -> Payload:
    """The answer's JSON object; words in plain text count as its `text`."""
    if not response.content:
        return {}
    try:
        said = json.loads(response.content)
    except ValueError:
        return {"text": response.text}
    return said if isinstance(said, dict) else {}
