"""The effects of a second look: what may be in Slack, or be there twice, is read, and what is too much goes."""

from dataclasses import dataclass

from helpdesk.domain.ticket import Extra

LOOKING = "slack.look_again"


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Read what Slack shows of ours: a write whose answer never came may have taken effect since, or a second time."""

    key = LOOKING
    doubles = False


@dataclass(frozen=True, slots=True)
class RemovePost:
    """Delete a message of ours that says once more what another one says. Naturally repeatable."""

    post: Extra
    doubles = False

    @property
    def key(self) -> str:
        return f"slack.remove:{self.post.ts}"


SecondLook = LookAgain | RemovePost
