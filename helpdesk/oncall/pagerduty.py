"""A schedule or a level of an escalation policy of PagerDuty's: who is on call when.

https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import AwareDatetime, BaseModel, SecretStr, ValidationError

from helpdesk.domain.retry import TryLater
from helpdesk.domain.times.rota import Span, named
from helpdesk.oncall.fetching import fetched

_NAME = "PagerDuty"
_PAGE = 100
_MOST_PAGES = 20


class _User(BaseModel):
    summary: str = ""
    name: str = ""
    email: str = ""


class _OnCall(BaseModel):
    """`start` and `end` are null for somebody who always is."""

    user: _User
    escalation_level: int = 1
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None


class _Page(BaseModel):
    oncalls: list[_OnCall]
    more: bool = False


@dataclass(frozen=True, slots=True)
class PagerDuty:
    """One schedule, which must be part of an escalation policy: of others PagerDuty tells nothing.

    Or one level of a `policy`, the first being 1.
    """

    url: str
    token: SecretStr
    schedule: str = ""
    policy: str = ""
    level: int = 1

    def spans(self, since: float, until: float) -> list[Span]:
        """Raises TryLater."""
        found: dict[Span, None] = {}  # a schedule that several policies use is told several times
        for number in range(_MOST_PAGES):
            page = self._page(since, until, number * _PAGE)
            found |= dict.fromkeys(_span(each) for each in page.oncalls if self._is_meant(each))
            if not page.more:
                return list(found)
        raise TryLater("PagerDuty tells more on-calls than a schedule can have.")

    def _is_meant(self, told: _OnCall) -> bool:
        return not self.policy or told.escalation_level == self.level

    def _page(self, since: float, until: float, offset: int) -> _Page:
        query = {
            **({"escalation_policy_ids[]": self.policy} if self.policy else {"schedule_ids[]": self.schedule}),
            "include[]": "users",
            "since": datetime.fromtimestamp(since, UTC).isoformat(),
            "until": datetime.fromtimestamp(until, UTC).isoformat(),
            "limit": str(_PAGE),
            "offset": str(offset),
        }
        headers = {
            "Authorization": f"Token token={self.token.get_secret_value()}",
            "Accept": "application/vnd.pagerduty+json;version=2",
        }
        body = fetched(f"{self.url}/oncalls", _NAME, headers=headers, query=query)
        try:
            return _Page.model_validate_json(body)
        except ValidationError:
            raise TryLater("PagerDuty's answer can't be read.") from None


def _span(told: _OnCall) -> Span:
    since = told.start.timestamp() if told.start else float("-inf")
    until = told.end.timestamp() if told.end else float("inf")
    return Span(since, until, named(told.user.name or told.user.summary, told.user.email))
