"""What Zendesk's answers mean: fine, put off, or refused. One map for every call; it sends nothing.

```
WentWrong
├── TryLater    429, 5xx, 409, anything unreadable
│   └── Conflict    409 UpdateConflict: the ticket changed since it was read
└── GiveUp
    └── Refused     400, 401, 403, 422, …: with Zendesk's reasons
        └── NotThere    404 RecordNotFound
```
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from helpdesk.domain.retry import GiveUp, TryLater, believed
from helpdesk.zendesk import words

_USUAL_WAIT = 5.0
_LATER = {408: words.NO_ANSWER, 409: words.COLLISION, 429: words.SLOW_DOWN}


class Conflict(TryLater):
    """The ticket changed since the stamp sent with a safe update; nothing was written."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One entry of an error's `details`; `field` is the key it stands under (`status`, `requester`, `base`, …)."""

    field: str
    description: str
    error: str | None = None
    ticket_field_id: int | None = None
    ticket_field_type: str | None = None


class Refused(GiveUp):
    """Zendesk refused the call: `status` is the HTTP status, `error` Zendesk's own code."""

    def __init__(self, why: str, *, status: int, error: str = "", complaints: Sequence[Complaint] = ()) -> None:
        super().__init__(why)
        self.status = status
        self.error = error
        self.complaints = tuple(complaints)

    def because(self, why: str, fields: tuple[int, ...] = ()) -> "Refused":
        """The same refusal in other words; `fields` are the ticket fields to be filled in first."""
        other = Refused(why, status=self.status, error=self.error, complaints=self.complaints)
        other.fields = fields
        return other

    def is_about(self, *fields: str) -> bool:
        """Whether a complaint stands under one of these keys, with or without `_id`."""
        return any(c.field.removesuffix("_id") in fields for c in self.complaints)

    def is_suspended(self) -> bool:
        """Whether a person is refused because Zendesk suspended them."""
        return any(c.error == "UserSuspended" for c in self.complaints)

    def lacks_assignee(self) -> bool:
        """Whether the ticket can't be so without an assignee."""
        return any(
            c.ticket_field_type == "FieldAssignee"
            or c.field.removesuffix("_id") == "assignee"
            or "assignee" in c.description.lower()
            for c in self.complaints
        )

    def missing_fields(self) -> tuple[Complaint, ...]:
        """The ticket fields that must be filled in first; the text is in the account's language, so ids decide."""
        return tuple(c for c in self.complaints if c.ticket_field_id is not None)


class NotThere(Refused):
    """The record does not exist, or not any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `headers` are found in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@contextmanager
def in_doubt() -> Iterator[None]:
    """Keep the doubt when something else is put off: what was tried before may be there."""
    try:
        yield
    except TryLater as later:
        raise later.doubting(True) from later


def judge(answer: Answer, *, write: bool, now: float, login: Sequence[str]) -> None:
    """Raise what this answer means, or return when it is a success with a JSON object (or 204 without any).

    `now` is for a Retry-After given as a date; `login` names the settings to check after a 401.
    """
    status, said = answer.status, _json_object(answer.body)
    if 200 <= status < 300:
        if said is None and status != 204:
            raise TryLater(words.UNREADABLE, doubt=write)
        return
    if status == 409 and _code(said) == "UpdateConflict":
        raise Conflict(words.CHANGED)
    if status in _LATER or status >= 500:
        after = wait_of(answer.headers.get("Retry-After"), now, status)
        raise TryLater(_LATER.get(status, words.BROKEN), after=after, doubt=write and status not in {409, 429})
    if status < 400:
        raise TryLater(words.ELSEWHERE)
    if said is None and status == 404:  # a page for people: no account, or not this one, lives at the address
        raise TryLater(words.UNREADABLE)
    raise _refusal(status, said or {}, login)


def wait_of(retry_after: str | None, now: float, status: int = 429) -> float:
    """Seconds to wait: whole, broken or until a date; 5 when a 429 or 503 doesn't say, an hour when it says nonsense.

    https://developer.zendesk.com/api-reference/introduction/rate-limits/
    """
    usual = _USUAL_WAIT if status in {429, 503} else 0.0
    if retry_after is None:
        return usual
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(retry_after).timestamp() - now
        except (ValueError, OverflowError):
            return usual
    return believed(seconds, usual)


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _code(said: dict[str, Any] | None) -> str:
    error = (said or {}).get("error")
    return error if isinstance(error, str) else ""


def _refusal(status: int, said: dict[str, Any], login: Sequence[str]) -> Refused:
    error, complaints = _code(said), tuple(_complaints(said.get("details")))
    if status == 404 and error == "RecordNotFound":
        return NotThere(words.NOT_THERE, status=status, error=error)
    if status == 404:
        why = words.NO_SUCH_ROUTE
    elif status == 401:
        why = words.login_refused(login)
    elif status == 403:
        why = words.not_allowed(_reason(said))
    else:
        why = words.refused([c.description for c in complaints] or [_reason(said)], status)
    return Refused(why, status=status, error=error, complaints=complaints)


def _reason(said: dict[str, Any]) -> str:
    """`description`, the `message` of an error that is an object, as 403 answers have it, or the webhooks' `errors`."""
    error = said.get("error")
    several = said.get("errors")
    if isinstance(several, list):
        told = [e.get("detail") or e.get("title") for e in several if isinstance(e, dict)]
        return "; ".join(str(each) for each in told if each)
    if isinstance(error, dict):
        return str(error.get("message") or error.get("title") or "")
    return str(said.get("description") or error or "")


def _complaints(details: object) -> Iterator[Complaint]:
    if not isinstance(details, dict):
        return
    for field, entries in details.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            if not isinstance(entry, dict):
                yield Complaint(str(field), str(entry))
                continue
            number, error, kind = entry.get("ticket_field_id"), entry.get("error"), entry.get("ticket_field_type")
            yield Complaint(
                field=str(field),
                description=str(entry.get("description") or ""),
                error=error if isinstance(error, str) else None,
                ticket_field_id=number if isinstance(number, int) else None,
                ticket_field_type=kind if isinstance(kind, str) else None,
            )
