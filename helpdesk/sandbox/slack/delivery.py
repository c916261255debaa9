"""Brings events and interactions to the app, by socket when one is open, else by HTTP. Retries events only.

Misbehaviour of the faults is done here as well. https://docs.slack.dev/apis/events-api
"""

import asyncio
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from helpdesk.sandbox.slack.faults import DeliveryFault, Faults
from helpdesk.sandbox.slack.journal import Delivery, Journal
from helpdesk.sandbox.slack.parcel import Carrier, Outcome, Parcel, event_parcel
from helpdesk.sandbox.slack.records import Payload
from helpdesk.sandbox.slack.request_urls import RequestUrls
from helpdesk.sandbox.slack.socket_mode import SocketMode
from helpdesk.sandbox.slack.workspace import Workspace

RETRY_AFTER_SECONDS = (0.0, 60.0, 300.0)
ACK_SECONDS = 3.0


class Deliveries:
    """One app's deliveries. `retry_scale` shortens the waits between retries; `ack_seconds` is three at Slack."""

    def __init__(  # noqa: PLR0913  the parts it joins, and its two clocks
        self,
        workspace: Workspace,
        faults: Faults,
        journal: Journal,
        request_urls: RequestUrls,
        socket_mode: SocketMode,
        *,
        retry_scale: float,
    ) -> None:
        self._workspace, self._faults, self._journal = workspace, faults, journal
        self.request_urls, self.socket_mode = request_urls, socket_mode
        self.retry_scale, self.ack_seconds = retry_scale, ACK_SECONDS
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[Parcel] = []

    # -- events ----------------------------------------------------------------------------------------------------

    def event(self, event: Payload) -> None:
        """Set an event on its way. Nobody waits for it."""
        self.send(event_parcel(self._workspace, event))

    def send(self, parcel: Parcel) -> None:
        rule = self._faults.for_delivery(parcel.family, parcel.what)
        if rule is None:
            task = self._start(self._insist(parcel))
            if self._held:
                task.add_done_callback(lambda _: self._release())
        else:
            self._send_wrongly(parcel, rule)

    def _send_wrongly(self, parcel: Parcel, rule: DeliveryFault) -> None:
        loop = asyncio.get_running_loop()
        match rule.kind:
            case "drop":
                self._write(parcel, Outcome(ok=False, status="dropped", via="nowhere"))
            case "duplicate":
                self._start(self._insist(parcel))
                self._start(self._insist(parcel))
            case "reorder":
                self._held.append(parcel)
                loop.call_later(rule.seconds, self._release)
            case "delay":
                self._start(self._insist(parcel, after=rule.seconds))
            case "deaf":
                self._start(self._insist(parcel, deaf=True))

    def _release(self) -> None:
        held, self._held = self._held, []
        for parcel in held:
            self._start(self._insist(parcel))

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _insist(self, parcel: Parcel, *, after: float = 0.0, deaf: bool = False) -> None:
        """Up to four attempts; a deaf one does not hear the first answer."""
        if after:
            await asyncio.sleep(after)
        for wait in (*RETRY_AFTER_SECONDS, None):
            outcome = await self._attempt(parcel)
            if deaf and parcel.attempt == 0:
                outcome = replace(outcome, ok=False, reason="http_timeout")
            if outcome.ok or outcome.no_retry or wait is None:
                return
            await asyncio.sleep(wait * self.retry_scale)
            parcel = replace(parcel, attempt=parcel.attempt + 1, reason=outcome.reason)

    # -- interactions ----------------------------------------------------------------------------------------------

    async def ask(self, parcel: Parcel) -> Outcome:
        """Bring one interaction or command, once, and return what the app answered within the three seconds."""
        rule = self._faults.for_delivery(parcel.family, parcel.what)
        if rule is not None and rule.kind == "drop":
            outcome = Outcome(ok=False, status="dropped", via="nowhere")
            self._write(parcel, outcome)
            return outcome
        if rule is not None and rule.kind == "duplicate":
            self._start(self._once_more(parcel))
        if rule is not None and rule.kind in {"delay", "reorder"}:
            await asyncio.sleep(rule.seconds)
        outcome = await self._attempt(parcel)
        deaf = rule is not None and rule.kind == "deaf"
        return replace(outcome, ok=False, status="http_timeout") if deaf else outcome

    async def _once_more(self, parcel: Parcel) -> None:
        await self._attempt(parcel)

    # -- both ------------------------------------------------------------------------------------------------------

    async def _attempt(self, parcel: Parcel) -> Outcome:
        carrier: Carrier = self.socket_mode if self.socket_mode.connected else self.request_urls
        began = time.perf_counter()
        outcome = await carrier.carry(parcel, self.ack_seconds)
        self._write(parcel, outcome, round((time.perf_counter() - began) * 1000))
        return outcome

    def _write(self, parcel: Parcel, outcome: Outcome, ms: int | None = None) -> None:
        named = (parcel.family, parcel.what, parcel.id, parcel.attempt)
        self._journal.write(Delivery(*named, outcome.status, ok=outcome.ok, via=outcome.via, ms=ms))

    async def settle(self, seconds: float) -> bool:
        """Wait until nothing is on its way any more, no file either; False when the time ran out."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._tasks or self._held or self._workspace.sharing:
            if asyncio.get_running_loop().time() > deadline:
                return False
            await asyncio.sleep(0.005)
        return True

    async def stop(self) -> None:
        """Give up what is still on its way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
