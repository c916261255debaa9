"""What is told and learned of satisfaction."""

from typing import Literal

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.ticket.rating import Score


class Rated(Fact):
    """Somebody answered how the help was, on the message `ts` in the direct conversation `channel`."""

    kind: Literal["rated"] = "rated"
    by: str
    score: Score
    at: float
    channel: str
    ts: str


class Commented(Fact):
    """Somebody wrote a comment on how the help was; empty when they took it back."""

    kind: Literal["commented"] = "commented"
    by: str
    comment: str
    at: float


class SatisfactionAsked(Fact):
    """Whoever asked was asked how the help was, or may have been."""


class ThankedForRating(Fact):
    """The question how the help was says what was answered."""

    score: Score
    commented: bool
