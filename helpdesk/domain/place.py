"""Where a question stands in Slack, and the names other places know it by."""

import re
from typing import NamedTuple, Self

_TEAM = r"[TE][A-Z0-9]+"
_CHANNEL = r"[CGD][A-Z0-9]+"
_TS = r"[0-9]{1,12}\.[0-9]{1,9}"
_KEY = re.compile(rf"({_TEAM}):({_CHANNEL}):({_TS})")
_PERMALINK = re.compile(rf"https?://[^/\s]+/archives/({_CHANNEL})/p([0-9]+)([0-9]{{6}})(?:\?(\S*))?")
_THREAD_TS = re.compile(rf"(?:^|[?&])thread_ts=({_TS})")

ZENDESK_PREFIX = "slack:"


class Place(NamedTuple):
    """The root message of one question: team, channel and `ts` as Slack writes them."""

    team: str
    channel: str
    ts: str

    def __str__(self) -> str:
        return f"{self.team}:{self.channel}:{self.ts}"

    @property
    def external_id(self) -> str:
        """The `external_id` of this question's Zendesk tickets."""
        return f"{ZENDESK_PREFIX}{self}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `team:channel:ts`; a ValueError when the text is anything else."""
        found = _KEY.fullmatch(text)
        if not found:
            raise ValueError(f"not a place: {text[:80]!r}")
        return cls(*found.groups())

    @classmethod
    def from_external_id(cls, text: str | None) -> Self | None:
        """The place a Zendesk `external_id` names, or None when it isn't one of ours."""
        if not text or not text.startswith(ZENDESK_PREFIX):
            return None
        found = _KEY.fullmatch(text.removeprefix(ZENDESK_PREFIX))
        return cls(*found.groups()) if found else None


def permalink_place(url: str) -> tuple[str, str] | None:
    """(channel, root ts) of a message link; a reply's link names its thread. None when it is no such link.

    https://docs.slack.dev/reference/methods/chat.getPermalink shows both forms.
    """
    found = _PERMALINK.match(url)
    if not found:
        return None
    channel, seconds, micros, query = found.groups()
    thread = _THREAD_TS.search(f"?{query}" if query else "")
    return channel, thread.group(1) if thread else f"{seconds}.{micros}"


def permalink(workspace_url: str, channel: str, ts: str, thread_ts: str | None = None) -> str:
    """A message's address, made without asking Slack."""
    link = f"{workspace_url.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
    return f"{link}?thread_ts={thread_ts}&cid={channel}" if thread_ts and thread_ts != ts else link
