"""Sends event webhooks as Zendesk does: signed, retried by its rules, best effort; it decides nothing about tickets.

https://developer.zendesk.com/documentation/webhooks/ and …/webhooks/verifying/
"""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import itertools
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from helpdesk.sandbox.zendesk.account import ACCOUNT_ID, Account
from helpdesk.sandbox.zendesk.circuit import Circuit
from helpdesk.sandbox.zendesk.clock import stamp
from helpdesk.sandbox.zendesk.events import TYPE
from helpdesk.sandbox.zendesk.faults import Faults
from helpdesk.sandbox.zendesk.identifiers import ulid
from helpdesk.sandbox.zendesk.journal import Attempt, Journal
from helpdesk.sandbox.zendesk.records import Json, Webhook

PATH = "/zendesk/webhook"
"""Where the product listens, below `deliver_to`."""
_RETRIES = {"conflict": 3, "asked": 5, "timeout": 5}
_LONGEST_RETRY_AFTER = 60
_PAUSE = 30.0
"""Seconds before a retry nobody asked for, before scaling."""
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class _Invocation:
    id: str
    webhook: Webhook
    event: Json
    body: bytes

    @property
    def happening(self) -> str:
        return str(self.event["type"]).removeprefix(TYPE)


class Deliveries:
    """`retry_scale` shortens every pause between attempts; 1.0 is Zendesk's own pace."""

    def __init__(self, account: Account, journal: Journal, faults: Faults, *, retry_scale: float) -> None:
        self.deliver_to: str | None = None
        self._account = account
        self._journal = journal
        self._faults = faults
        self._retry_scale = retry_scale
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: httpx.AsyncClient | None = None
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[_Invocation] = []
        self._circuits: dict[str, Circuit] = {}
        self._unstarted = 0

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver while inside; what is under way at the end is given up."""
        self._loop = asyncio.get_running_loop()
        # No environment: a proxy must never see these.
        async with httpx.AsyncClient(trust_env=False, timeout=self._account.knobs.webhook_timeout) as self._client:
            yield
            self._loop = None
            for task in list(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def pending(self) -> int:
        """Deliveries under way or waiting for a retry; held ones are not counted."""
        return self._unstarted + len(self._tasks)

    def publish(self, events: list[Json]) -> None:
        """Send the events of one action to every webhook that wants them; callable from any thread."""
        self._soon(lambda: self._send_all(events))

    def release(self, *, reverse: bool = False) -> int:
        """Let the held deliveries go, in the order they came or the other way round; says how many."""
        held, self._held = self._held, []
        if reverse:
            held.reverse()

        def deliver_held() -> None:
            for invocation in held:
                self._start(self._deliver(invocation))

        self._soon(deliver_held)
        return len(held)

    def _soon(self, act: Callable[[], None]) -> None:
        loop = self._loop
        if loop is None:
            return  # nobody runs the server yet, or any more
        self._unstarted += 1

        def run() -> None:
            act()
            self._unstarted -= 1  # only now, so that nobody sees nothing pending in between

        loop.call_soon_threadsafe(run)

    def _send_all(self, events: list[Json]) -> None:
        for event in events:
            for webhook in list(self._account.webhooks.values()):
                if webhook.status == "active" and event["type"] in webhook.subscriptions:
                    # Recorded bodies are indented by three spaces: whoever verifies re-serialised JSON must fail.
                    body = json.dumps(event, indent=3, ensure_ascii=False).encode()
                    self._meet_fault(_Invocation(ulid(int(time.time() * 1000)), webhook, event, body))

    def _meet_fault(self, invocation: _Invocation) -> None:
        fault = self._faults.take_webhook(invocation.happening)
        if fault is None:
            self._start(self._deliver(invocation))
        elif fault.action == "drop":
            self._note(invocation, 0, "dropped")
        elif fault.action == "hold":
            self._note(invocation, 0, "held")
            self._held.append(invocation)
        elif fault.action == "duplicate":
            self._start(self._deliver(invocation))
            self._start(self._deliver(invocation))
        else:
            self._start(self._deliver(invocation, after=fault.seconds))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, invocation: _Invocation, *, after: float = 0.0) -> None:
        """Attempt until it is taken or Zendesk would stop trying."""
        if after:
            await asyncio.sleep(after)
        retries: Counter[str] = Counter()
        for attempt in itertools.count(1):
            await self._until_allowed(invocation, attempt)
            async with self._at_once:
                why, pause = await self._attempt(invocation, attempt)
            if why is None or retries[why] == _RETRIES[why]:
                return
            retries[why] += 1
            await asyncio.sleep(pause * self._retry_scale)

    async def _until_allowed(self, invocation: _Invocation, attempt: int) -> None:
        wait = self._circuit(invocation.webhook).wait()
        if wait:
            self._note(invocation, attempt, "circuit broken")
            await asyncio.sleep(wait)

    def _circuit(self, webhook: Webhook) -> Circuit:
        if webhook.id not in self._circuits:
            self._circuits[webhook.id] = Circuit(time.monotonic, scale=self._retry_scale)
        return self._circuits[webhook.id]

    async def _attempt(self, invocation: _Invocation, attempt: int) -> tuple[str | None, float]:
        """One try. Answers why to try again (None: don't) and after how many seconds, unscaled."""
        endpoint = self.endpoint(invocation.webhook)
        if endpoint is None or self._client is None or not self._is_near(endpoint):
            self._note(invocation, attempt, "no receiver on this machine")
            return None, 0
        headers = _signed_headers(invocation)
        timeout = self._account.knobs.webhook_timeout
        began = time.perf_counter()
        try:
            answer = await self._client.post(endpoint, content=invocation.body, headers=headers, timeout=timeout)
        except httpx.TimeoutException:
            self._circuit(invocation.webhook).note(failed=True)
            self._note(invocation, attempt, "timeout", began)
            return "timeout", _PAUSE
        except httpx.HTTPError:
            self._circuit(invocation.webhook).note(failed=True)
            self._note(invocation, attempt, "connection_failed", began)
            return None, 0
        self._circuit(invocation.webhook).note(failed=not answer.is_success)
        self._note(invocation, attempt, answer.status_code, began)
        return _whether_to_retry(answer)

    def endpoint(self, webhook: Webhook) -> str | None:
        """Where a webhook goes; None while it is not known where the product listens."""
        if webhook.endpoint is not None:
            return webhook.endpoint
        return None if self.deliver_to is None else self.deliver_to.rstrip("/") + PATH

    def _is_near(self, endpoint: str) -> bool:
        """A sandbox talks to this machine and to where it was told to deliver, never to an address from a payload."""
        if self.deliver_to is not None and urlsplit(endpoint).netloc == urlsplit(self.deliver_to).netloc:
            return True
        return (urlsplit(endpoint).hostname or "") in {"127.0.0.1", "localhost", "::1"}

    def _note(self, invocation: _Invocation, attempt: int, outcome: int | str, began: float | None = None) -> None:
        self._journal.note(
            Attempt(
                number=self._journal.next_number(),
                time=time.time(),
                webhook_id=invocation.webhook.id,
                invocation_id=invocation.id,
                event_id=invocation.event["id"],
                event_type=invocation.happening,
                ticket_id=int(invocation.event["detail"]["id"]),
                attempt=attempt,
                endpoint=self.endpoint(invocation.webhook) or "",
                outcome=outcome,
                ms=None if began is None else round((time.perf_counter() - began) * 1000),
            )
        )


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Base64 of HMAC-SHA256 over the timestamp and the raw body."""
    return base64.b64encode(hmac.new(secret.encode(), timestamp.encode() + body, hashlib.sha256).digest()).decode()


def _signed_headers(invocation: _Invocation) -> dict[str, str]:
    # The stamp is that of the attempt, by the real clock: receivers compare it with theirs.
    timestamp = stamp(int(time.time()))
    webhook = invocation.webhook
    return {
        **webhook.custom_headers,
        **_authorization(webhook),
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Zendesk Webhook",
        "X-Zendesk-Account-Id": str(ACCOUNT_ID),
        "X-Zendesk-Webhook-Id": webhook.id,
        "X-Zendesk-Webhook-Invocation-Id": invocation.id,
        "X-Zendesk-Webhook-Signature": sign(webhook.secret, timestamp, invocation.body),
        "X-Zendesk-Webhook-Signature-Timestamp": timestamp,
    }


def _authorization(webhook: Webhook) -> dict[str, str]:
    way = webhook.authentication or {}
    data = way.get("data") or {}
    if way.get("type") == "bearer_token":
        return {"Authorization": f"Bearer {data.get('token')}"}
    if way.get("type") == "basic_auth":
        proof = base64.b64encode(f"{data.get('username')}:{data.get('password')}".encode()).decode()
        return {"Authorization": f"Basic {proof}"}
    if way.get("type") == "api_key":
        return {str(data.get("name")): str(data.get("value"))}
    return {}


def _whether_to_retry(answer: httpx.Response) -> tuple[str | None, float]:
    """409 is tried again; 429 and 503 only when they name a time below a minute; nothing else is."""
    if answer.status_code == 409:
        return "conflict", _PAUSE
    after = answer.headers.get("Retry-After", "")
    if answer.status_code in {429, 503} and after.isdigit() and int(after) < _LONGEST_RETRY_AFTER:
        return "asked", float(after)
    return None, 0
