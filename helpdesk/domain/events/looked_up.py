"""What a message turned out to be that somebody reacted to."""

from helpdesk.domain.events.fact import Fact


class MessageFound(Fact):
    """The message somebody reacted to is a root."""

    by: str | None
    at: float
    subject: str = ""
    bot: bool = False
    announcement: bool = False
    groups: tuple[str, ...] = ()


class MessageIsReply(Fact):
    """The message somebody reacted to is a reply in the thread of `root`."""

    root: str


class MessageGone(Fact):
    """The message somebody reacted to is not there any more."""
