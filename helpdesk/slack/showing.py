"""What Slack shows of ours in a thread, read back: the bot's reactions, and our messages by their marks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from helpdesk.domain.events import SeenPost, ShownSeen
from helpdesk.domain.place import Place
from helpdesk.domain.recorded import StatusRecord
from helpdesk.slack import payloads as p
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.emoji import canonical
from helpdesk.slack.threads import newest


def shown(calls: SlackCalls, us: str, place: Place, agents_channel: str | None, kinds: Collection[str]) -> ShownSeen:
    """The reactions of our user `us` on the root; our messages of these kinds, there and where agents alone read.

    Raises TryLater or Refused.
    """
    thread = list(_thread(calls, place))
    root: Mapping[str, Any] = next((message for message in thread if message.get("ts") == place.ts), {})
    noted = newest(calls, agents_channel) if agents_channel else ()
    posts = (*_posts(thread, kinds, public=True), *_posts(noted, kinds, public=False))
    return ShownSeen(reactions=_own_reactions(calls, us, place, root), posts=posts)


def _thread(calls: SlackCalls, place: Place) -> Iterator[dict[str, Any]]:
    return calls.pages(
        "conversations.replies", "messages", channel=place.channel, ts=place.ts, include_all_metadata=True
    )


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
