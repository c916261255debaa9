"""A user group whose people are on duty, for as long as they are in it."""

from dataclasses import dataclass

from helpdesk.domain.times.rota import Span
from helpdesk.slack.calls import SlackCalls


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """One user group, asked anew each time: https://docs.slack.dev/reference/methods/usergroups.users.list ."""

    calls: SlackCalls
    group: str

    def spans(self, _since: float, _until: float) -> list[Span]:
        """Without beginning and end: Slack knows nothing of that. Raises TryLater or Refused."""
        people = self.calls.read("usergroups.users.list", usergroup=self.group).get("users") or []
        return [Span(float("-inf"), float("inf"), str(user)) for user in people]
