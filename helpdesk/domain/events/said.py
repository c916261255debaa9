"""What was said in a thread, edited and deleted."""

from typing import Literal

from helpdesk.domain.events.fact import Fact


class Reworded(Fact):
    """The root message was edited."""

    kind: Literal["reworded"] = "reworded"
    subject: str
    at: float
    announcement: bool = False


class Replied(Fact):
    """Somebody wrote in the thread; `ts` is the reply's own. `bot_id` says which app, when one did.

    `internal`: it began with 🔒. `thanks`: it says nothing but thanks. `groups` are the user groups it mentions.
    """

    kind: Literal["replied"] = "replied"
    by: str | None
    ts: str
    at: float
    bot: bool = False
    bot_id: str | None = None
    internal: bool = False
    thanks: bool = False
    groups: tuple[str, ...] = ()


class ReplyChanged(Fact):
    """A reply was edited or deleted at `at`, by `by`."""

    kind: Literal["reply_changed"] = "reply_changed"
    ts: str
    by: str | None = None
    at: float
    deleted: bool = False


class Deleted(Fact):
    """The root message was deleted."""

    kind: Literal["deleted"] = "deleted"
    at: float
