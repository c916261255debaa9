"""Reading channels back: root messages with the reactions they carry now."""

from collections.abc import Iterator
from typing import Any

from helpdesk.domain.differences import SeenMessage
from helpdesk.domain.place import Place
from helpdesk.slack import payloads as p
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.slack.emoji import canonical
from helpdesk.slack.text import first_line

_GONE = frozenset({"message_not_found", "thread_not_found"})
_QUESTIONS = frozenset({None, "file_share", "me_message", "bot_message"})


class History:
    """What stands in Slack. Raises TryLater or GiveUp."""

    def __init__(self, calls: SlackCalls) -> None:
        self._calls = calls

    def roots(self, channel: str, oldest: float) -> Iterator[SeenMessage]:
        """Every root message since `oldest` (seconds), the newest first.

        https://docs.slack.dev/reference/methods/conversations.history embeds the reactions.
        """
        found = self._calls.pages("conversations.history", "messages", channel=channel, oldest=f"{oldest:.6f}")
        for raw in found:
            message = p.Message.model_validate(raw)
            if message.subtype in _QUESTIONS and not message.is_reply:
                yield self._seen(channel, raw, message)

    def root(self, place: Place) -> SeenMessage | None:
        """One root message, None when it is gone."""
        try:
            page = self._calls.read("conversations.replies", channel=place.channel, ts=place.ts, limit=1)
        except Refused as refused:
            if refused.error in _GONE:
                return None
            raise
        for raw in page.get("messages") or []:
            message = p.Message.model_validate(raw)
            if message.ts == place.ts and message.subtype in _QUESTIONS:
                return self._seen(place.channel, raw, message)
        return None

    def _seen(self, channel: str, raw: dict[str, Any], message: p.Message) -> SeenMessage:
        told = raw.get("reactions") or []
        if any(int(r.get("count") or 0) > len(r.get("users") or []) for r in told):
            told = self._all_reactions(channel, message.ts)
        reactions: dict[str, frozenset[str]] = {}
        for reaction in told:
            name = canonical(str(reaction.get("name")))
            reactions[name] = reactions.get(name, frozenset()) | frozenset(reaction.get("users") or [])
        by = None if message.is_by_bot else message.user
        return SeenMessage(ts=message.ts, by=by, subject=first_line(message.text), reactions=reactions)

    def _all_reactions(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """The users of a reaction may be cut off in a message (https://docs.slack.dev/reference/events/message)."""
        found = self._calls.read("reactions.get", channel=channel, timestamp=ts, full=True)
        return list((found.get("message") or {}).get("reactions") or [])
