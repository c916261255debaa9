"""Messages that must be there once although an answer may be lost: each carries a mark by which it is found again."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.payloads import OUR_METADATA
from helpdesk.slack.threads import marked

ANNOUNCEMENT = f"{OUR_METADATA}announcement"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be said where. `mark` tells it from all others there."""

    channel: str
    text: str
    mark: Mapping[str, str]
    thread: str | None = None


def announce(calls: SlackCalls, said: Announcement, *, doubt: bool) -> None:
    """Post it; in `doubt` look first, and have what is there say this. Raises TryLater or Refused."""
    there = marked(calls, said.channel, said.thread, said.mark).get("") if doubt else None
    if there:
        calls.write("chat.update", channel=said.channel, ts=there, text=said.text)
        return
    where = {"channel": said.channel, **({"thread_ts": said.thread} if said.thread else {})}
    metadata = {"event_type": ANNOUNCEMENT, "event_payload": dict(said.mark)}
    calls.write("chat.postMessage", **where, text=said.text, metadata=metadata, unfurl_links=False)
