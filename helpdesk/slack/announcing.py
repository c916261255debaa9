"""Messages that must be there once although an answer may be lost: each carries a mark by which it is found again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.payloads import OUR_METADATA
from helpdesk.slack.threads import marked

ANNOUNCEMENT = f"{OUR_METADATA}announcement"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be said where. `mark` tells it from all others there, and `more` goes with that."""

    channel: str
    text: str
    mark: Mapping[str, str]
    thread: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    blocks: Sequence[Mapping[str, Any]] = ()


def announce(calls: SlackCalls, said: Announcement, *, doubt: bool) -> str:
    """Post it, and give its ts; in `doubt` look first, and have what is there say this. Raises TryLater or Refused."""
    there = marked(calls, said.channel, said.thread, said.mark).get("") if doubt else None
    words = {"text": said.text, **({"blocks": list(said.blocks)} if said.blocks else {})}
    if there:
        calls.write("chat.update", channel=said.channel, ts=there, **words)
        return there
    where = {"channel": said.channel, **({"thread_ts": said.thread} if said.thread else {})}
    metadata = {"event_type": ANNOUNCEMENT, "event_payload": {**said.mark, **said.more}}
    posted = calls.write("chat.postMessage", **where, **words, metadata=metadata, unfurl_links=False)
    return str(posted["ts"])
