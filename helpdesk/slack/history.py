"""Reading channels back: root messages with the reactions they carry now, and the messages of their threads."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import structlog

from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, Unreadable
from helpdesk.domain.seen import SeenChannel, SeenFile, SeenMessage, SeenReply
from helpdesk.slack import payloads as p
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.slack.emoji import canonical
from helpdesk.slack.inbound import MESSAGES_OF_PEOPLE, reply_event
from helpdesk.slack.subjects import announces, first_line, groups_in
from helpdesk.surprises import where

log = structlog.get_logger()

_GONE = frozenset({"message_not_found", "thread_not_found"})
_QUESTIONS = frozenset({None, "file_share", "me_message", "bot_message"})
_TOMBSTONE = "tombstone"
_STANDING = _QUESTIONS | {_TOMBSTONE}
_MISFITS = (ValueError, TypeError, AttributeError)
_JOINED = frozenset({"channel_join", "group_join"})


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
            try:
                seen = self._root(channel, raw)
            except GiveUp as unreadable:  # it must not hide the others
                log.warning("message_passed_over", channel=channel, why=unreadable.why)
                continue
            if seen:
                yield seen

    def whole(self, channel: str, me: str, read: Callable[[int], None]) -> SeenChannel:
        """Every root message of a channel, and when `me` joined it; `read` hears how many messages a page had."""
        found, unreadable, joined = list[SeenMessage](), list[str](), None
        for raw in self._calls.pages("conversations.history", "messages", channel=channel, include_all_metadata=True):
            read(1)
            try:
                seen = self._root(channel, raw, _STANDING)
                if seen and raw.get("user") == me:
                    seen = replace(seen, mark=p.Message.model_validate(raw).mark)
                if raw.get("subtype") in _JOINED and raw.get("user") == me:
                    joined = float(raw["ts"])
            except Unreadable as misfit:  # it must not hide the others
                log.warning("question_not_rebuilt", channel=channel, ts=str(raw.get("ts")), why=misfit.why)
                unreadable.append(str(raw.get("ts")))
                continue
            found += [seen] if seen else []
        return SeenChannel(tuple(reversed(found)), joined, tuple(unreadable))

    def posted(self, channel: str) -> tuple[SeenReply, ...]:
        """What stands in a channel outside threads, with our marks; without what can't be read."""
        found = self._calls.pages("conversations.history", "messages", channel=channel, include_all_metadata=True)
        return tuple(_readable(channel, found))

    def replies(self, place: Place) -> tuple[SeenReply, ...]:
        """The messages below a root, the oldest first, with our marks; none when it is gone.

        https://docs.slack.dev/reference/methods/conversations.replies
        """
        found = self._calls.pages(
            "conversations.replies", "messages", channel=place.channel, ts=place.ts, include_all_metadata=True
        )
        try:
            messages = [raw for raw in found if raw.get("ts") != place.ts]
        except Refused as refused:
            if refused.error in _GONE:
                return ()
            raise
        try:
            return tuple(_reply(raw) for raw in messages if raw.get("subtype") in MESSAGES_OF_PEOPLE)
        except _MISFITS as misfit:
            raise _unreadable(misfit) from None

    def root(self, place: Place) -> SeenMessage | None:
        """One root message, None when nothing is left of it, not even a thread."""
        try:
            page = self._calls.read("conversations.replies", channel=place.channel, ts=place.ts, limit=1)
        except Refused as refused:
            if refused.error in _GONE:
                return None
            raise
        found = (self._root(place.channel, raw, _STANDING) for raw in page.get("messages") or [])
        return next((seen for seen in found if seen and seen.ts == place.ts), None)

    def _root(self, channel: str, raw: dict[str, Any], kinds: frozenset[str | None] = _QUESTIONS) -> SeenMessage | None:
        """None for what can't be a question; Unreadable for what can't be read."""
        try:
            message = p.Message.model_validate(raw)
            fits = message.subtype in kinds and not message.is_reply
            return self._seen(channel, raw, message) if fits else None
        except _MISFITS as misfit:
            raise _unreadable(misfit) from None

    def _seen(self, channel: str, raw: dict[str, Any], message: p.Message) -> SeenMessage:
        told = raw.get("reactions") or []
        if any(int(r.get("count") or 0) > len(r.get("users") or []) for r in told):
            told = self._all_reactions(channel, message.ts)
        reactions: dict[str, tuple[str, ...]] = {}
        for reaction in told:
            name = canonical(str(reaction.get("name")))
            reactions[name] = tuple(dict.fromkeys((*reactions.get(name, ()), *(reaction.get("users") or []))))
        return SeenMessage(
            ts=message.ts,
            by=None if message.is_by_bot else message.user,
            subject=first_line(message.text),
            reactions=reactions,
            edited=0.0 if message.is_by_bot else message.edited_at,
            latest_reply=float(message.latest_reply or 0),
            announcement=announces(message.text),
            groups=groups_in(message.text),
            gone=message.subtype == _TOMBSTONE,
        )

    def _all_reactions(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """The users of a reaction may be cut off in a message (https://docs.slack.dev/reference/events/message)."""
        found = self._calls.read("reactions.get", channel=channel, timestamp=ts, full=True)
        return list((found.get("message") or {}).get("reactions") or [])


def _unreadable(misfit: Exception) -> Unreadable:
    return Unreadable(f"A message can't be read: {where(misfit)}.")


def _readable(channel: str, found: Iterable[dict[str, Any]]) -> Iterator[SeenReply]:
    for raw in found:
        try:
            yield _reply(raw)
        except _MISFITS as misfit:
            log.warning("message_passed_over", channel=channel, why=_unreadable(misfit).why)


def _reply(raw: dict[str, Any]) -> SeenReply:
    message = p.Message.model_validate(raw)
    files = tuple(SeenFile(file.id, file.name or "", file.size or 0) for file in message.files)
    return SeenReply(reply_event(message), message.edited_at, message.mark, files)
