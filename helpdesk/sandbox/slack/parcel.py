"""What travels from Slack to the app: one event, interaction or command, and what came of one attempt to deliver it."""

import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlencode

from helpdesk.sandbox.slack.records import Payload
from helpdesk.sandbox.slack.workspace import Workspace, new_id, opaque

Family = Literal["events", "interactivity", "commands"]

VERIFICATION_TOKEN = "sandbox-verification-token"  # noqa: S105  Slack's long-retired field; it proves nothing
_SOCKET_TYPES: dict[Family, str] = {
    "events": "events_api",
    "interactivity": "interactive",
    "commands": "slash_commands",
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """`what` names it in the journal; `attempt` counts from 0, `reason` says why the one before failed."""

    family: Family
    what: str
    id: str
    payload: Payload
    attempt: int = 0
    reason: str = ""

    def http_body(self) -> tuple[bytes, str]:
        """The body and its content type, as Slack posts it."""
        if self.family == "events":
            return json.dumps(self.payload, separators=(",", ":")).encode(), "application/json"
        fields = self.payload if self.family == "commands" else {"payload": json.dumps(self.payload)}
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"

    def envelope(self, envelope_id: str) -> Payload:
        """The same for Socket Mode."""
        retry_reason = "timeout" if self.attempt else ""
        return {
            "envelope_id": envelope_id,
            "type": _SOCKET_TYPES[self.family],
            "payload": self.payload,
            "accepts_response_payload": self.family != "events",
            "retry_attempt": self.attempt,
            "retry_reason": retry_reason,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status` as the journal shows it, `reason` in the words of x-slack-retry-reason, `answer` what the app said."""

    ok: bool
    status: str
    via: Literal["http", "socket", "nowhere"]
    reason: str = ""
    answer: Payload = field(default_factory=dict)
    no_retry: bool = False


class Carrier(Protocol):
    """One way to the app. It never raises: what goes wrong is in the outcome."""

    async def carry(self, parcel: Parcel, seconds: float) -> Outcome: ...


def event_parcel(workspace: Workspace, event: Payload) -> Parcel:
    """The event in the outer envelope of the Events API.

    https://docs.slack.dev/apis/events-api
    """
    event_id = new_id("Ev")
    authorization = {
        "enterprise_id": None,
        "team_id": workspace.team_id,
        "user_id": workspace.bot,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    envelope = {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{opaque(event_id + secrets.token_hex(4))}",
    }
    subtype = event.get("subtype")
    what = f"{event['type']}/{subtype}" if subtype else str(event["type"])
    return Parcel("events", what, event_id, envelope)
