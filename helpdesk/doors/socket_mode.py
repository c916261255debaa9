"""The Socket Mode door: the same deliveries without a public address, acknowledged only after they are kept.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from urllib.parse import urlencode

import structlog
from slack_sdk import WebClient
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from helpdesk.doors.reception import Answer, Reception, StoreAway
from helpdesk.slack.calls import in_two_words

log = structlog.get_logger()

ANSWER_SECONDS = 2.8
SILENCE_SECONDS = 60.0


class SocketDoor:
    """Listens until stopped. Not acknowledged is sent again by Slack, to any of the app's connections."""

    def __init__(
        self, reception: Reception, app_token: str, api_url: str, close: Callable[[], Awaitable[None]]
    ) -> None:
        self._reception = reception
        self._close = close
        self._loop = asyncio.new_event_loop()
        web = WebClient(token=app_token, base_url=api_url)
        self._client = SocketModeClient(app_token=app_token, web_client=web)
        self._client.socket_mode_request_listeners.append(self._heard)

    def listen(self, stop: threading.Event) -> bool:
        """Listen until `stop` is set; False when the connection was gone for a minute and nothing brought it back.

        Raises TryLater or Refused when Slack opens none to begin with.
        """
        thread = threading.Thread(target=self._loop.run_forever, name="reception", daemon=True)
        thread.start()
        sending = asyncio.run_coroutine_threadsafe(self._reception.metrics.keep_sending(), self._loop)
        try:
            with in_two_words(writes=False):
                self._client.connect()
            log.info("listening", door="socket_mode")
            return self._watch(stop)
        finally:
            self._client.close()
            sending.cancel()
            self._awaited(self._close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(timeout=5)

    def _watch(self, stop: threading.Event) -> bool:
        last = time.monotonic()
        while not stop.wait(1.0):
            if self._client.is_connected():
                last = time.monotonic()
            elif time.monotonic() - last > SILENCE_SECONDS:
                log.error("connection_lost", door="socket_mode")
                return False
        return True

    def _heard(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        try:
            answer = self._awaited(self._taken(request))
        except (StoreAway, TimeoutError):
            log.warning("not_acknowledged", door="socket_mode", kind=request.type)
            return
        if answer.failed:
            return
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, dict(answer.json or {}) or None))

    async def _taken(self, request: SocketModeRequest) -> Answer:
        payload = json.dumps(request.payload)
        if request.type == "events_api":
            return await self._reception.slack_event(payload.encode())
        if request.type == "interactive":
            return await self._reception.slack_interaction(payload)
        if request.type == "slash_commands":
            return await self._reception.slack_command(urlencode(request.payload).encode())
        return Answer()

    def _awaited(self, work: Coroutine[Any, Any, Any] | Awaitable[Any]) -> Any:
        async def run() -> Any:
            return await work

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(ANSWER_SECONDS)
