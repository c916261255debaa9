"""The effects of satisfaction: the question how the help was, and the thanks for an answer."""

from dataclasses import dataclass

from helpdesk.domain.ticket.rating import Score


@dataclass(frozen=True, slots=True)
class AskSatisfaction:
    """Ask whoever asked how the help was, in private. In `doubt` it is taken for asked: better never than twice."""

    person: str
    doubt: bool = False
    key = "slack.ask"
    doubles = True


@dataclass(frozen=True, slots=True)
class ThankForRating:
    """Have the question at `channel` and `ts` say what was answered. Naturally repeatable."""

    person: str
    score: Score
    commented: bool
    channel: str
    ts: str
    doubles = False

    @property
    def key(self) -> str:
        return f"slack.thank:{self.score}:{'comment' if self.commented else ''}"


Asking = AskSatisfaction | ThankForRating
