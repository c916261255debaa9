"""What Slack shows by us: the bot's own reactions and the status message."""

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.ticket.card import Card


class BotReacted(Fact):
    """The bot's own reaction is there, or not any more."""

    emoji: str
    there: bool


class StatusMessageShown(Fact):
    """The status message `ts` says `card`."""

    ts: str
    card: Card


class StatusMessageGone(Fact):
    """The status message was deleted by somebody."""


class SeenPost(Fact):
    """A message of ours as it stands in Slack, in the thread, (not `public`) in the agents' or in another `channel`.

    It shows a Zendesk comment (`comment`, `part`), tells of a file, shows one that we `shared` (Slack's id of it),
    announces something (`said` tells what from what else), or is a status message; `card` is the digest of what that
    says. `wrote`: what it announces is a `part` of this message in another thread. `moved`: it is the question itself,
    where that moves to.
    """

    ts: str
    public: bool = True
    comment: int | None = None
    part: str = ""
    file: int | None = None
    shared: str = ""
    card: int = 0
    said: str = ""
    wrote: str = ""
    moved: bool = False
    channel: str = ""


class ShownSeen(Fact):
    """What Slack shows by us: the bot's reactions on the root message, and our messages, the oldest first."""

    reactions: tuple[str, ...] = ()
    posts: tuple[SeenPost, ...] = ()


class PostRemoved(Fact):
    """A message of ours is not there any more."""

    ts: str


ShownLearned = BotReacted | StatusMessageShown | StatusMessageGone | ShownSeen | PostRemoved
