"""What Slack shows of ours in a thread, read back: the bot's reactions, and our messages by their marks."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from helpdesk.domain.events import SeenPost, ShownSeen
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.moves import MOVED_FROM, MOVED_TO, PART, WROTE
from helpdesk.domain.recorded import StatusRecord
from helpdesk.slack import payloads as p
from helpdesk.slack.announcing import ANNOUNCEMENT
from helpdesk.slack.calls import AdminNeeded, Refused, SlackCalls
from helpdesk.slack.emoji import canonical
from helpdesk.slack.threads import GONE, newest


@dataclass(frozen=True, slots=True)
class Where:
    """Where a question may show: its thread, the channel where agents alone read, and `others` that it went to."""

    place: Place
    agents_channel: str | None = None
    others: Collection[str] = ()


def shown(calls: SlackCalls, us: str, where: Where, kinds: Collection[str]) -> ShownSeen:
    """The reactions of our user `us` on the root; our messages of these kinds, and announcements about the question.

    Raises TryLater or Refused.
    """
    place = where.place
    thread = _thread(calls, where)
    root: Mapping[str, Any] = next((message for message in thread if message.get("ts") == place.ts), {})
    noted = newest(calls, where.agents_channel) if where.agents_channel else ()
    in_thread = [*_posts(thread, kinds, public=True), *_shared(thread, us), *_lines(thread, place)]
    posts = [*in_thread, *_posts(noted, kinds, public=False)]
    for channel in where.others:
        with suppress(Refused, AdminNeeded):  # the helpdesk is not in there any more
            posts += _lines(newest(calls, channel), place, channel)
    return ShownSeen(reactions=_own_reactions(calls, us, place, root), posts=tuple(posts))


def _thread(calls: SlackCalls, where: Where) -> list[dict[str, Any]]:
    """Of a question that is gone, what stands elsewhere is looked for all the same."""
    place = {"channel": where.place.channel, "ts": where.place.ts}
    try:
        return list(calls.pages("conversations.replies", "messages", **place, include_all_metadata=True))
    except Refused as refused:
        if refused.error in GONE and where.others:
            return []
        raise


def _own_reactions(calls: SlackCalls, us: str, place: Place, root: Mapping[str, Any]) -> tuple[str, ...]:
    """The users of a reaction may be cut off in a message (https://docs.slack.dev/reference/events/message)."""
    told = root.get("reactions") or []
    if any(int(r.get("count") or 0) > len(r.get("users") or []) for r in told):
        found = calls.read("reactions.get", channel=place.channel, timestamp=place.ts, full=True)
        told = (found.get("message") or {}).get("reactions") or []
    return tuple(canonical(str(r.get("name"))) for r in told if us in (r.get("users") or []))


def _posts(found: Iterable[Mapping[str, Any]], kinds: Collection[str], *, public: bool) -> tuple[SeenPost, ...]:
    """The oldest first."""
    messages = (p.Message.model_validate(raw) for raw in found)
    ours = (message for message in messages if message.metadata and message.metadata.event_type in kinds)
    return tuple(sorted((_post(message, public=public) for message in ours), key=lambda post: float(post.ts)))


def _lines(found: Iterable[Mapping[str, Any]], place: Place, channel: str = "") -> Iterator[SeenPost]:
    """Announcements about this question, the oldest first; two that say the same have the same mark."""
    messages = sorted((p.Message.model_validate(raw) for raw in found), key=lambda message: float(message.ts))
    for message in messages:
        mark, is_ours = message.mark, message.metadata is not None and message.metadata.event_type == ANNOUNCEMENT
        moved = mark.get(MOVED_FROM) == str(place)
        if is_ours and (moved or (str(place) in mark.values() and MOVED_FROM not in mark) or MOVED_TO in mark):
            said, wrote, part = json.dumps(mark, sort_keys=True), mark.get(WROTE, ""), mark.get(PART, "")
            yield SeenPost(ts=message.ts, said=said, wrote=wrote, part=part, moved=moved, channel=channel)


def _shared(found: Iterable[Mapping[str, Any]], us: str) -> Iterator[SeenPost]:
    """Messages that show a file of ours: Slack puts them there itself, without a mark. The oldest first."""
    messages = (p.Message.model_validate(raw) for raw in found)
    for message in sorted(messages, key=lambda message: float(message.ts)):
        if message.user == us and not message.mark and len(message.files) == 1:
            yield SeenPost(ts=message.ts, shared=message.files[0].id)


def _post(message: p.Message, *, public: bool) -> SeenPost:
    mark = message.mark
    comment, file = mark.get("comment"), mark.get("file")
    record = StatusRecord.read(mark.get("record", ""))
    return SeenPost(
        ts=message.ts,
        public=public,
        comment=int(comment) if comment else None,
        part=mark.get("part", ""),
        file=int(file) if file else None,
        card=record.card if record else 0,
    )
