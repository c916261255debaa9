"""What one channel's configuration and its people mean for the decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from helpdesk.domain.promises import NO_PROMISES, Promises
from helpdesk.domain.routing import NO_ROUTES, Router
from helpdesk.domain.ticket.idle import NEVER_IDLE, IdleDays
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import StatusMap
from helpdesk.domain.times.working_time import ALWAYS, Hours

Meaning = State | Literal["escalate"]
Track = Literal["every-message", "first-reaction"]


@dataclass(frozen=True, slots=True)
class Responders:
    """The people whose marks count in a channel."""

    people: frozenset[str] = frozenset()
    everyone: bool = False

    def __contains__(self, person: str) -> bool:
        return self.everyone or person in self.people


class Group(NamedTuple):
    """A user group that is asked by a mention: its handle and its people."""

    name: str
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything a desk needs besides the ticket. `grace` is in seconds; `mask`: secrets don't go to Zendesk.

    `satisfaction`: who asked is asked how the help was. `shadow`: nothing is written anywhere.
    `outside`: guests and people of other workspaces, who never answer, as far as they are known.
    `hours`: when the channel's people are there.
    `groups`: the user groups, by Slack id, a mention of which is a request to them.
    `moves_to`: the other help channels that a question may be moved to.
    `on_duty`: for each level of the channel's duty, first to last, the Slack ids of those who have it now; `()` without
    duty. A level may be empty: nobody has it now, or nobody who is in Slack.
    `compared`: up to when all that was said in Slack is known (seconds); always, but for a while after a start.
    """

    reactions: Mapping[str, Meaning]
    responders: Responders
    prefix: str = "IT"
    track: Track = "every-message"
    grace: float = 30.0
    zendesk: bool = False
    statuses: StatusMap = field(default_factory=StatusMap)
    bot_user: str = ""
    bot_id: str = ""
    agents_channel: str | None = None
    zendesk_me: int | None = None
    mask: bool = True
    satisfaction: bool = False
    shadow: bool = False
    outside: frozenset[str] = frozenset()
    router: Router = NO_ROUTES
    idle: IdleDays = NEVER_IDLE
    hours: Hours = ALWAYS
    groups: Mapping[str, Group] = field(default_factory=dict)
    promises: Promises = NO_PROMISES
    moves_to: frozenset[str] = frozenset()
    on_duty: tuple[tuple[str, ...], ...] = ()
    compared: float = float("inf")

    def meaning(self, emoji: str) -> Meaning | None:
        return self.reactions.get(emoji)

    def emoji(self, state: State) -> str | None:
        """The reaction by which the bot itself shows a state: the first configured for it."""
        return next((name for name, meaning in self.reactions.items() if meaning == state), None)

    def may(self, person: str) -> bool:
        """Whether this person's marks, buttons and forms count; the bot's own never do."""
        return person != self.bot_user and person not in self.outside and person in self.responders
