"""What each method of Slack's Web API costs. Slack allows so many calls a minute for each method in each workspace.

https://docs.slack.dev/apis/web-api/rate-limits
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from helpdesk.domain.budget import Budget

MINUTE = 60.0
DOWNLOADS, UPLOADS = "file-downloads", "file-uploads"
"""The bytes of files, which are no methods. Slack publishes no limit for them, but may answer 429 here too."""

PER_MINUTE: Mapping[str, int] = {
    **dict.fromkeys(("emoji.list", "reactions.remove", "usergroups.list", "usergroups.users.list"), 20),
    **dict.fromkeys(("conversations.history", "conversations.info", "conversations.replies"), 50),
    **dict.fromkeys(("chat.delete", "chat.update", "files.delete", "reactions.add", "reactions.get"), 50),
    **dict.fromkeys(("conversations.open", "users.lookupByEmail"), 50),
    **dict.fromkeys(("auth.test", "conversations.members", "users.info", "views.open", "views.publish"), 100),
    **dict.fromkeys(("chat.postEphemeral", "files.info"), 100),
    **dict.fromkeys(("files.getUploadURLExternal", "files.completeUploadExternal"), 100),
    **dict.fromkeys((DOWNLOADS, UPLOADS), 100),
    "chat.postMessage": 60,
}
"""Tiers 2, 3 and 4, and for messages one a second in each channel; the bytes of files go at the pace of their methods.

A method that isn't named here has the second tier. https://docs.slack.dev/reference/methods names each method's tier.
"""

POSTING = "chat.postMessage"
_OTHERS = 20
_BURST = 0.5
"""Half of a minute's calls at once: Slack says that bursts are welcome, the more the higher the tier."""

_MESSAGES_AT_ONCE = 2.0
"""In one channel. Slack allows short bursts without saying how long."""

_MESSAGES_A_MINUTE = 300.0
"""In the whole workspace: "several hundred" (https://docs.slack.dev/reference/methods/chat.postMessage)."""


class Budgets(Protocol):
    """Shared by all processes; `take` raises NoRoom, which is a TryLater."""

    def take(self, costs: Sequence[Budget], /) -> object: ...
    def close(self, costs: Sequence[Budget], seconds: float, /) -> None: ...


class NoBudgets:
    """For a client that nobody shares its limits with."""

    def take(self, costs: Sequence[Budget], /) -> None: ...
    def close(self, costs: Sequence[Budget], seconds: float, /) -> None: ...


class Purse:
    """Pays for calls. `per_minute` are limits that differ from the published ones, by method."""

    def __init__(self, budgets: Budgets | None = None, per_minute: Mapping[str, int] | None = None) -> None:
        self._budgets = budgets or NoBudgets()
        self._per_minute = {**PER_MINUTE, **(per_minute or {})}

    def pay(self, method: str, arguments: Mapping[str, Any]) -> None:
        """Raises NoRoom."""
        self._budgets.take(self.costs(method, arguments))

    def close(self, method: str, arguments: Mapping[str, Any], seconds: float) -> None:
        """Slack said 429: nothing of this kind goes out for so long; for messages, to this channel."""
        self._budgets.close(self.costs(method, arguments)[:1], seconds)

    def costs(self, method: str, arguments: Mapping[str, Any]) -> tuple[Budget, ...]:
        calls = float(self._per_minute.get(method, _OTHERS))
        if method != POSTING:
            return (Budget(method, calls, MINUTE, max(calls * _BURST, 1.0)),)
        here = Budget(f"{POSTING}:{arguments.get('channel')}", calls, MINUTE, _MESSAGES_AT_ONCE)
        everywhere = max(_MESSAGES_A_MINUTE, calls)
        return here, Budget("messages", everywhere, MINUTE, everywhere * _BURST)

    def watched(self) -> tuple[Budget, ...]:
        """The budgets of the workspace, for those who watch what is left."""
        methods = (method for method in self._per_minute if method != POSTING)
        return (*(self.costs(method, {})[0] for method in methods), self.costs(POSTING, {})[1])
