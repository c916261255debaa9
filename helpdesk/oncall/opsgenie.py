"""A schedule of Opsgenie's: who is on call when, by its timeline, which also tells until when and who is next.

https://docs.opsgenie.com/docs/schedule-api
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from pydantic import AwareDatetime, BaseModel, SecretStr, ValidationError

from helpdesk.domain.retry import TryLater
from helpdesk.domain.times.rota import Span
from helpdesk.oncall.fetching import fetched

_NAME = "Opsgenie"
_DAY = 86400
_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_NOBODY = frozenset({"none", "noone"})


class _Recipient(BaseModel):
    """`name` is a user's e-mail address, or the name of a team or an escalation."""

    type: str = "user"
    name: str = ""
    username: str = ""


class _Period(BaseModel):
    startDate: AwareDatetime  # noqa: N815 - Opsgenie's own names
    endDate: AwareDatetime  # noqa: N815
    recipient: _Recipient | None = None
    flattenedRecipients: list[_Recipient] = []  # noqa: N815


class _Rotation(BaseModel):
    periods: list[_Period] = []


class _Timeline(BaseModel):
    rotations: list[_Rotation] = []


class _Data(BaseModel):
    finalTimeline: _Timeline  # noqa: N815


class _Answer(BaseModel):
    data: _Data


@dataclass(frozen=True, slots=True)
class Opsgenie:
    """One schedule, by its id or its name."""

    url: str
    token: SecretStr
    schedule: str

    def spans(self, since: float, until: float) -> list[Span]:
        """Raises TryLater."""
        query = {
            "identifierType": "id" if _ID.fullmatch(self.schedule.lower()) else "name",
            "date": datetime.fromtimestamp(since, UTC).isoformat(timespec="seconds"),
            "interval": str(max(-int(-(until - since) // _DAY), 1)),
            "intervalUnit": "days",
        }
        headers = {"Authorization": f"GenieKey {self.token.get_secret_value()}"}
        url = f"{self.url}/v2/schedules/{quote(self.schedule, safe='')}/timeline"
        try:
            told = _Answer.model_validate_json(fetched(url, _NAME, headers=headers, query=query))
        except ValidationError:
            raise TryLater("Opsgenie's answer can't be read.") from None
        periods = (period for rotation in told.data.finalTimeline.rotations for period in rotation.periods)
        return [span for period in periods for span in _spans(period)]


def _spans(period: _Period) -> list[Span]:
    people = period.flattenedRecipients or ([period.recipient] if period.recipient else [])
    names = (each.username or each.name for each in people if each.type not in _NOBODY)
    return [Span(period.startDate.timestamp(), period.endDate.timestamp(), name) for name in names if name]
