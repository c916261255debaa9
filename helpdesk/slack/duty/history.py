"""What was told of swaps, read back from the direct messages of those who took a duty over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.slack import payloads as p
from helpdesk.slack.announcing import ANNOUNCEMENT
from helpdesk.slack.calls import AdminNeeded, Refused, SlackCalls
from helpdesk.slack.duty.telling import RECORD
from helpdesk.slack.patient import PatientCalls, Patiently


@dataclass(frozen=True, slots=True)
class DutyHistory:
    """Waits for what is put off. Raises TryLater only in the end."""

    calls: SlackCalls
    patiently: Patiently

    def records(self, person: str, oldest: float) -> Iterator[str]:
        """The records that went with what this person was told since `oldest` (seconds); the newest first."""
        direct = self._direct(person)
        if not direct:
            return
        calls = PatientCalls(self.calls, self.patiently)
        since = {"oldest": f"{oldest:.6f}", "include_all_metadata": True}
        for raw in calls.pages("conversations.history", "messages", channel=direct, **since):
            message = p.Message.model_validate(raw)
            if message.metadata and message.metadata.event_type == ANNOUNCEMENT and message.mark.get(RECORD):
                yield message.mark[RECORD]

    def _direct(self, person: str) -> str:
        """Their conversation with the app, if any: https://docs.slack.dev/reference/methods/conversations.open ."""

        def ask() -> Mapping[str, Any]:
            try:
                return self.calls.write("conversations.open", users=person, prevent_creation=True)
            except (Refused, AdminNeeded):  # there is none, or there can't be one
                return {}

        return str((self.patiently(ask).get("channel") or {}).get("id") or "")
