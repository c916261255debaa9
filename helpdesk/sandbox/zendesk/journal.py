"""What was called and what was delivered, the newest last and bounded; secrets are taken out before they get in."""

import itertools
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from helpdesk.sandbox.zendesk.records import Json

LENGTH = 10_000
_SECRETS = frozenset({"client_secret", "signing_secret", "secret", "password", "authentication", "access_token"})


@dataclass(slots=True)
class Call:
    """One request to the API. `status` None: it got no answer."""

    number: int
    time: float
    method: str
    path: str
    query: str
    body: Any
    idempotency_key: str | None
    user_agent: str
    user_id: int | None = None
    status: int | None = None
    unknown_fields: list[str] = field(default_factory=list)
    """Dotted names of sent fields that Zendesk would pass over, such as `ticket.assingee_id`."""
    fault: int | None = None
    """Number of the fault that met it."""
    ms: int | None = None
    """From its arrival until its answer, or until there was none."""


@dataclass(slots=True)
class Attempt:
    """One try to deliver an event. `outcome` is a status, or a word such as dropped, held, timeout.

    `ms` is until the outcome, for what was really sent.
    """

    number: int
    time: float
    webhook_id: str
    invocation_id: str
    event_id: str
    event_type: str
    ticket_id: int
    attempt: int
    endpoint: str
    outcome: int | str
    ms: int | None = None


class Journal:
    """`told` hears of each attempt, and of each call once it has its answer or will get none."""

    def __init__(self) -> None:
        self.told: Callable[[Call | Attempt], None] | None = None
        self.calls: deque[Call] = deque(maxlen=LENGTH)
        self.attempts: deque[Attempt] = deque(maxlen=LENGTH)
        self._numbers = itertools.count(1)

    def next_number(self) -> int:
        return next(self._numbers)

    def note(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)
        self._tell(attempt)

    def end(self, call: Call) -> None:
        """The call, already among `calls`, is over."""
        call.ms = round((time.time() - call.time) * 1000)
        self._tell(call)

    def _tell(self, entry: Call | Attempt) -> None:
        if self.told is not None:
            self.told(entry)

    def calls_of(self, method: str, path_part: str = "") -> list[Call]:
        """The kept calls with that method whose path contains `path_part`, oldest first."""
        return [call for call in list(self.calls) if call.method == method and path_part in call.path]

    def clear(self) -> None:
        self.calls.clear()
        self.attempts.clear()

    def as_json(self, after: int = 0) -> Json:
        """Entries with a number above `after`."""
        return {
            "calls": [asdict(call) for call in list(self.calls) if call.number > after],
            "webhooks": [asdict(attempt) for attempt in list(self.attempts) if attempt.number > after],
        }


def readable_body(content_type: str, body: bytes) -> Any:
    """A body as the journal keeps it: JSON with its secrets masked, anything else by its size only."""
    if not body:
        return None
    if "json" in content_type:
        try:
            return _masked(json.loads(body))
        except ValueError:
            return f"{len(body)} bytes that are not JSON"
    return f"{len(body)} bytes of {content_type or 'unknown type'}"


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "***" if key in _SECRETS and part else _masked(part) for key, part in value.items()}
    return [_masked(part) for part in value] if isinstance(value, list) else value
