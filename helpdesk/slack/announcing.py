"""Messages that must be there once although an answer may be lost: each carries a mark by which it is found again."""

from collections.abc import Mapping

from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.payloads import OUR_METADATA
from helpdesk.slack.threads import marked

ANNOUNCEMENT = f"{OUR_METADATA}announcement"


def announce(
    calls: SlackCalls, channel: str, text: str, mark: Mapping[str, str], *, doubt: bool, thread: str | None = None
) -> None:
    """Post it; in `doubt` look first, and have what is there say this. Raises TryLater or Refused."""
    there = marked(calls, channel, thread, mark).get("") if doubt else None
    if there:
        calls.write("chat.update", channel=channel, ts=there, text=text)
        return
    where = {"channel": channel, **({"thread_ts": thread} if thread else {})}
    metadata = {"event_type": ANNOUNCEMENT, "event_payload": dict(mark)}
    calls.write("chat.postMessage", **where, text=text, metadata=metadata, unfurl_links=False)
