"""Reading threads: what a message is, what was said, and which messages carry our mark. It changes nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from helpdesk.domain import events as e
from helpdesk.domain.place import Place, permalink
from helpdesk.domain.rebuilding.moves import MOVED_FROM
from helpdesk.domain.retry import TryLater
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.slack import payloads as p
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.slack.directory import Directory, Self
from helpdesk.slack.files import file_of
from helpdesk.slack.inbound import reply_event
from helpdesk.slack.richtext.message import document_of
from helpdesk.slack.subjects import announces, first_line, groups_in

GONE = frozenset({"message_not_found", "thread_not_found"})
_NO_MESSAGE_OF_PEOPLE = frozenset({"tombstone", "channel_join", "channel_leave", "group_join", "group_leave"})


class Threads:
    """Reads threads. Every method raises TryLater or GiveUp and nothing else."""

    def __init__(self, calls: SlackCalls, directory: Directory) -> None:
        self._calls = calls
        self._directory = directory
        self._names = _Names(directory)

    def look_up(self, place: Place) -> e.MessageFound | e.MessageIsReply | e.MessageGone:
        """What a message is; asked by its own ts, a reply answers with its thread's.

        https://docs.slack.dev/reference/methods/conversations.replies
        """
        try:
            page = self._calls.read(
                "conversations.replies", channel=place.channel, ts=place.ts, limit=1, include_all_metadata=True
            )
        except Refused as refused:
            if refused.error in GONE:
                return e.MessageGone()
            raise
        messages = (p.Message.model_validate(m) for m in page.get("messages") or [])
        found = next((m for m in messages if m.ts == place.ts), None)
        if found is None or found.subtype in _NO_MESSAGE_OF_PEOPLE:
            return e.MessageGone()
        if found.is_reply:
            return e.MessageIsReply(root=found.thread_ts or place.ts)
        if MOVED_FROM in found.mark:
            raise TryLater("This question is still on its way here from another channel.")
        by = None if found.is_by_bot else found.user
        return e.MessageFound(
            by=by,
            at=float(found.ts),
            subject=first_line(found.text),
            bot=found.is_by_bot,
            announcement=announces(found.text),
            groups=groups_in(found.text),
        )

    def thread(self, place: Place) -> Transcript:
        """The root and all replies so far, without our own messages."""
        return Transcript(self._link(place, place.ts), self._read(place))

    def messages(self, place: Place, oldest: str, latest: str) -> tuple[Message, ...]:
        """The messages of a thread from one ts to another, both included."""
        return self._read(place, oldest=oldest, latest=latest, inclusive=True)

    def _read(self, place: Place, **window: Any) -> tuple[Message, ...]:
        home = self._directory.myself()
        raw = self._calls.pages("conversations.replies", "messages", channel=place.channel, ts=place.ts, **window)
        told = (self._told(message, place) for message in raw if not _is_ours_or_no_message(message, home))
        inside = (m for m in told if not window or float(window["oldest"]) <= m.at <= float(window["latest"]))
        return tuple(sorted(inside, key=lambda message: message.at))

    def _told(self, raw: Mapping[str, Any], place: Place) -> Message:
        message = p.Message.model_validate(raw)
        attached = tuple(file_of(file) for file in raw.get("files") or ())
        return Message(
            author=self._author(raw, message),
            at=float(message.ts),
            body=document_of(raw, self._names),
            permalink=self._link(place, message.ts),
            files=tuple(file.name for file in attached),
            ts=message.ts,
            zone=self._directory.person(message.user).zone if message.user else "UTC",
            attached=attached,
            edited=message.edited_at,
            replied=reply_event(message) if message.is_reply else None,
        )

    def _link(self, place: Place, ts: str) -> str:
        return permalink(self._directory.myself().url, place.channel, ts, place.ts)

    def _author(self, raw: Mapping[str, Any], message: p.Message) -> str:
        if message.user:
            return self._directory.person(message.user).name
        return str(raw.get("username") or "A bot")


def marked(calls: SlackCalls, channel: str, thread: str | None, mark: Mapping[str, str]) -> dict[str, str]:
    """Our messages whose metadata holds this mark: their part (empty without one) -> their ts.

    https://docs.slack.dev/messaging/message-metadata
    """
    found = (
        calls.pages("conversations.replies", "messages", channel=channel, ts=thread, include_all_metadata=True)
        if thread
        else newest(calls, channel)
    )
    there = {}
    for message in found:
        metadata = message.get("metadata") or {}
        payload = metadata.get("event_payload") or {}
        if str(metadata.get("event_type")).startswith(p.OUR_METADATA) and mark.items() <= payload.items():
            there[str(payload.get("part", ""))] = str(message["ts"])
    return there


def newest(calls: SlackCalls, channel: str) -> Iterator[dict[str, Any]]:
    """One page is enough to find what was tried a moment ago."""
    page = calls.read("conversations.history", channel=channel, limit=100, include_all_metadata=True)
    yield from page.get("messages") or []


class _Names:
    """The directory as the reader of documents asks it."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def user(self, id_: str, /) -> str:
        return self._directory.person(id_).name

    def channel(self, id_: str, /) -> str:
        return self._directory.channel_name(id_)

    def group(self, id_: str, /) -> str:
        return self._directory.group_name(id_)


def _is_ours_or_no_message(raw: Mapping[str, Any], home: Self) -> bool:
    ours = raw.get("user") == home.user or (home.bot and raw.get("bot_id") == home.bot)
    return bool(ours) or raw.get("subtype") in _NO_MESSAGE_OF_PEOPLE
